import { isRecord, post } from "../lib/http";

/** A meeting that a page is for. `starts_at` in seconds since 1970, null while there is no date. */
export interface Meets {
  readonly title: string;
  readonly starts_at: number | null;
  readonly zone: string;
  readonly place: string;
  readonly online: boolean;
}

type Asks = "role" | "organisation" | "place";
export type State = "in" | "waiting" | "interested" | "cancelled";

/** A page to register on. `becomes`: what somebody is who registers now. `free` is null where there is room for all. */
export interface About {
  readonly id: string;
  readonly community: string;
  readonly title: string;
  readonly about: string;
  readonly stand: "not_yet" | "before" | "open" | "closed" | "over";
  readonly becomes: Exclude<State, "cancelled">;
  readonly opens_at: number | null;
  readonly closes_at: number | null;
  readonly zone: string;
  readonly free: number | null;
  readonly waiting: number;
  readonly asks: readonly Asks[];
  readonly roles: readonly string[];
  readonly mail: boolean;
  readonly dates: readonly Meets[];
}

/** How somebody stands. `number`: in the line, from 1. `mail`: they get letters. */
export interface Mine {
  readonly state: State;
  readonly number: number;
  readonly name: string;
  readonly mail: boolean;
}

export interface Told {
  readonly page: About;
  readonly mine: Mine | null;
}

/** What somebody writes. */
export interface Words {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly organisation: string;
  readonly place: string;
  readonly contact: boolean;
  readonly agreed: boolean;
}

/** The answer, or why there is none: the server's sentence, or nothing when nobody answered. */
export type Got = Told | { readonly code: string; readonly says: string };

export async function ask(path: "look" | "take" | "mine" | "claim" | "cancel", body: object): Promise<Got> {
  const answer = await post(`/api/register/${path}`, body, { wait: 15_000 });
  if (answer?.ok && isRecord(answer.page)) return answer as unknown as Told;
  return { code: String(answer?.code ?? ""), says: String(answer?.says ?? "") };
}

/** The calendar file of whoever holds this key, or why there is none. */
export async function calendar(key: string): Promise<{ readonly file: string } | { readonly says: string }> {
  try {
    const response = await fetch("/api/register/calendar", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key }),
      cache: "no-store",
      redirect: "error",
    });
    if (response.headers.get("content-type")?.startsWith("text/calendar")) return { file: await response.text() };
    const answer: unknown = await response.json();
    return { says: isRecord(answer) ? String(answer.says ?? "") : "" };
  } catch {
    return { says: "" };
  }
}
