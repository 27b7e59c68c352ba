import { post } from "../lib/http";
import type { AskFace } from "../lib/wire";

/** One's own link, kept on this device so that its page opens again without it. */
export const MINE = "tingsha.me";

/** What a meeting asks beside the name; `known` is what the community knows already. */
export interface Asked extends AskFace {
  readonly known: string;
}

/** `starts_at` in seconds since 1970, null while there is no date. `session` is empty until there is one. */
export interface Meeting {
  readonly series: string;
  readonly title: string;
  readonly starts_at: number | null;
  readonly zone: string;
  readonly place: string;
  readonly session: string;
  readonly phase: "to_come" | "open" | "closed";
  readonly asks: readonly Asked[];
}

/** Who holds this link, and the meetings of their community. */
export interface Mine {
  readonly name: string;
  readonly community: string;
  readonly meetings: readonly Meeting[];
  /** whether they have a phrase to come back by */
  readonly phrase: boolean;
}

/** The answer in its own shape, the server's sentence where it said no, or nothing when nobody answered. */
export async function ask<T>(
  path: string,
  body: unknown,
  token: string,
  wait = 10_000,
): Promise<T | string | undefined> {
  const answer = await post(path, body, { token, wait });
  if (!answer) return undefined;
  return answer.ok ? (answer as T) : String(answer.says ?? "");
}
