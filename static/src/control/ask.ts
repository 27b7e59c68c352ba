/** Ask the server something over plain HTTP; undefined when nobody of ours answered. */
export async function get(path: string, token: string): Promise<Record<string, unknown> | undefined> {
  const answer = await getAny(path, token);
  return typeof answer === "object" && answer !== null && !Array.isArray(answer)
    ? (answer as Record<string, unknown>)
    : undefined;
}

export async function getList(path: string, token: string): Promise<readonly unknown[] | undefined> {
  const answer = await getAny(path, token);
  return Array.isArray(answer) ? answer : undefined;
}

async function getAny(path: string, token: string): Promise<unknown> {
  try {
    const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` }, redirect: "error" });
    if (!response.ok || !response.headers.get("content-type")?.startsWith("application/json")) return undefined;
    return await response.json();
  } catch {
    return undefined;
  }
}
