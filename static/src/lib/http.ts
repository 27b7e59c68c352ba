/** Plain requests that are not fooled by whoever else answers in a hotel. */

export interface Refusal {
  readonly code: string;
  readonly says: string;
}

export type Json = Record<string, unknown>;
export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isRefusal = (value: unknown): value is Refusal & Json => isRecord(value) && typeof value.code === "string";

/**
 * Ask the server over plain HTTP. Nothing but JSON of our own shape counts as an answer: a hotel's login page answers
 * every address with a friendly 200. Undefined means nobody answered.
 */
export async function post(
  path: string,
  body: unknown,
  {
    token = "",
    wait = 5000,
    signal,
    ask = fetch,
  }: { token?: string; wait?: number; signal?: AbortSignal; ask?: typeof fetch } = {},
): Promise<Json | undefined> {
  const late = new AbortController();
  const stop = () => late.abort();
  const timer = setTimeout(stop, wait);
  signal?.addEventListener("abort", stop);
  try {
    const response = await ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal: late.signal,
      cache: "no-store",
      redirect: "error",
    });
    if (!response.headers.get("content-type")?.startsWith("application/json")) return undefined;
    const answer: unknown = await response.json();
    return isRecord(answer) ? answer : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
