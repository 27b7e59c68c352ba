import { isRefusal, post, type Refusal } from "./http";
import type { Parts } from "./parts";
import type { Sent } from "./wire";

const FIRST_MS = 5000;
const NEWS_MS = 30_000;
const GAP_MS = 250;
const REST_MS = 2000;
const MOST_REST_MS = 30_000;

/** Codes that end a link; anything else is tried again. */
const FINAL = new Set(["unknown_link", "revoked", "closed"]);

/**
 * Keep `parts` fresh by long polls until `signal` aborts or the link is refused. `heard` is told after each request
 * whether the server was there.
 */
export async function follow(
  parts: Parts,
  token: string,
  signal: AbortSignal,
  around: { readonly fetch: typeof fetch; readonly random: () => number },
  heard: (there: boolean) => void,
): Promise<Refusal | undefined> {
  let fresh = true;
  let failures = 0;
  while (!signal.aborted) {
    // The first request asks for everything, so that it answers at once and tells whether this way works.
    const body = fresh ? { epoch: "", known: {} } : { epoch: parts.epoch, known: parts.known };
    const answer = await post("/api/parts", body, {
      token,
      wait: fresh ? FIRST_MS : NEWS_MS,
      signal,
      ask: around.fetch,
    });
    if (signal.aborted) return undefined;
    if (isRefusal(answer) && FINAL.has(answer.code)) return answer;
    const there = answer !== undefined && Array.isArray(answer.parts) && typeof answer.epoch === "string";
    if (there) {
      const sent = answer.parts as Sent[];
      if (fresh) parts.replace(answer.epoch as string, sent);
      else parts.merge(answer.epoch as string, sent);
      failures = 0;
    }
    fresh = !there;
    heard(there);
    // A server that answers every request at once must not turn this into a flood.
    const rest = there ? GAP_MS : around.random() * Math.min(MOST_REST_MS, REST_MS * 2 ** failures++);
    await new Promise((done) => setTimeout(done, rest));
  }
  return undefined;
}
