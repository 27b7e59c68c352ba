import type { Block } from "../lib/wire";
import type { Frame } from "../preview/frame";
import type { Offer } from "./catalogue";

/** What the organiser's routes answer. Instants are seconds since 1970. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly phase: "new" | "lobby" | "running" | "closed";
  readonly people: number;
  readonly contributions: number;
  readonly minutes: number;
  readonly created_at: number;
  readonly code: string;
  readonly links: { readonly join: string; readonly control: string; readonly stage: string };
}

export interface Looked extends Row {
  readonly outputs: readonly Block[];
}

export interface Item {
  readonly title: string;
  readonly kind: "structure" | "talk" | "break" | "note";
  readonly minutes: number;
}

/** A script. `problems` keep it from being played: "file.yaml:12: item 3: LS012 what is wrong". */
export interface Script {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly purpose: string;
  readonly minutes: number;
  readonly items: readonly Item[];
  readonly problems: readonly string[];
}

export interface Home {
  readonly sessions: readonly Row[];
  readonly scripts: readonly Script[];
}

/** An answer, or why there is none: `code` "" means that nobody answered. */
export type Got<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly says: string };

const WAIT_MS = 15_000;
/** A long structure is rehearsed for a while before there is anything to see. */
const REHEARSAL_MS = 90_000;

/** The organiser's line to the server. Nothing here throws; what went wrong is an answer too. */
export class Desk {
  constructor(
    /** The link's secret; empty for those who are signed in. */
    public token: string,
    private readonly ask: typeof fetch = (...args) => fetch(...args),
    /** Told when the server says that nobody is signed in any more. */
    private readonly signedOut: () => void = () => {},
  ) {}

  home(): Promise<Got<Home>> {
    return this.json("/api/organise/home");
  }

  make(script: string, title: string, subtitle: string): Promise<Got<{ id: string }>> {
    return this.json("/api/organise/sessions", { script, title, subtitle });
  }

  /** A session from a script of one's own. */
  makeOwn(text: string, title: string, subtitle: string): Promise<Got<{ id: string }>> {
    return this.json("/api/organise/sessions", { text, title, subtitle });
  }

  /** Every structure, its minutes reckoned for so many people. */
  structures(people: number): Promise<Got<readonly Offer[]>> {
    return this.json(`/api/structures?people=${people}`);
  }

  card(slug: string): Promise<Got<{ markdown: string }>> {
    return this.json(`/api/card/${encodeURIComponent(slug)}`);
  }

  /** Moments of a structure as so many simulated people play it. */
  rehearse(slug: string, people: number): Promise<Got<{ frames: readonly Frame[] }>> {
    return this.json("/api/catalogue/preview", { slug, people }, REHEARSAL_MS);
  }

  look(id: string): Promise<Got<Looked>> {
    return this.json(`/api/organise/sessions/${encodeURIComponent(id)}`);
  }

  /** New links for control and stage; the old ones stop working. */
  renew(id: string): Promise<Got<Row>> {
    return this.json(`/api/organise/sessions/${encodeURIComponent(id)}/revoke`, {});
  }

  async json<T>(path: string, body?: unknown, wait = WAIT_MS): Promise<Got<T>> {
    const response = await this.send(path, body, wait);
    if (!response) return NOBODY;
    if (!response.ok) return refusal(response);
    try {
      const value = (await response.json()) as T & { ok?: boolean; code?: string; says?: string };
      if (value.ok === false) return { ok: false, code: value.code ?? "refused", says: value.says ?? "" };
      return { ok: true, value };
    } catch {
      // A hotel's login page answers every address with a friendly 200.
      return NOBODY;
    }
  }

  /** A file goes as it is, everything else as JSON. */
  async send(path: string, body?: unknown, wait = WAIT_MS): Promise<Response | undefined> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), wait);
    try {
      const response = await this.ask(path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          ...(this.token && { Authorization: `Bearer ${this.token}` }),
          ...(body !== undefined && { "Content-Type": body instanceof Blob ? "text/csv" : "application/json" }),
        },
        ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
        signal: late.signal,
        cache: "no-store",
        redirect: "error",
      });
      if (response.status === 401 && !this.token) this.signedOut();
      return response;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

export const NOBODY = { ok: false, code: "", says: "" } as const;

export async function refusal(response: Response): Promise<{ ok: false; code: string; says: string }> {
  try {
    const told = (await response.json()) as { code?: unknown; says?: unknown };
    if (typeof told.code === "string" && typeof told.says === "string")
      return { ok: false, code: told.code, says: told.says };
  } catch {
    // Not one of ours.
  }
  return NOBODY;
}

/** Where a problem stands and what it is: "taster.yaml:12" and the rest. */
export function problem(text: string): { place: string; says: string } {
  const found = /^(\S+?(?::\d+)?): (.*)$/s.exec(text);
  return { place: found?.[1] ?? "", says: found?.[2] ?? text };
}

/** The parts of a script that take time, with the share of it that each takes, for a bar. */
export function shares(items: readonly Item[]): readonly Item[] {
  return items.filter((item) => item.minutes > 0);
}

/** The session that an organiser most likely came for: the one that runs, else the newest that waits for people. */
export function foremost(rows: readonly Row[]): Row | undefined {
  const newest = [...rows].sort((a, b) => b.created_at - a.created_at);
  return newest.find((row) => row.phase === "running") ?? newest.find((row) => row.phase !== "closed");
}
