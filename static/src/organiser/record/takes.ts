import { type Desk, type Got, NOBODY } from "../desk";
import type { Taken } from "../season/files";
import { Season } from "../season/season";
import type { Told as Document } from "./document";
import type { Tree } from "./tree";

export interface Form {
  readonly name: string;
  readonly title: string;
  readonly suffix: string;
}

/** Somebody who takes the record away. `beyond`: people who were not there. `seen`: it can be looked at here. */
export interface Reader {
  readonly slug: string;
  readonly title: string;
  readonly whom: string;
  readonly beyond: boolean;
  readonly seen: boolean;
  readonly switches: readonly { readonly name: string; readonly title: string; readonly on: boolean }[];
  readonly forms: readonly Form[];
}

/** `sections` null: as the reader has them; `questions` empty: all. */
export interface Choice {
  readonly sections: readonly string[] | null;
  readonly questions: readonly string[];
  readonly line: string;
}

/** A link that opens one form of the record. Instants are seconds since 1970. */
export interface Share {
  readonly id: string;
  readonly title: string;
  readonly made_at: number;
  readonly expires_at: number;
  readonly over: boolean;
  readonly revoked: boolean;
}

export type Stage = "waiting" | "reading" | "writing" | "fetching";

const id = encodeURIComponent;
/** A record of a thousand people takes a while to be read, on a busy machine up to the two minutes that it may take. */
const WAIT_MS = 130_000;
const LOOK_MS = 400;
const MOST_LOOKS = 400;
/** Looks in a row without an answer after which nobody is there: the train has left its tunnel by then, or not. */
const MOST_MISSED = 20;

/** What can be asked about one record. Nothing here throws; what went wrong is an answer too. */
export class Takes {
  private readonly here: string;

  constructor(
    private readonly desk: Desk,
    of: { readonly id: string; readonly series: boolean },
  ) {
    this.here = `/api/organise/${of.series ? "series" : "sessions"}/${id(of.id)}`;
  }

  tree(): Promise<Got<Tree>> {
    return this.desk.json(`${this.here}/tree`, undefined, WAIT_MS);
  }

  readers(): Promise<Got<{ title: string; readers: readonly Reader[] }>> {
    return this.desk.json(`${this.here}/readers`);
  }

  look(reader: string, choice: Choice): Promise<Got<Document>> {
    return this.desk.json(`${this.here}/look`, { reader, ...choice }, WAIT_MS);
  }

  /** Has a file made, tells how far it is, and hands it over. */
  async take(reader: string, form: string, choice: Choice, say: (at: Stage) => void): Promise<Got<Taken>> {
    say("waiting");
    const begun = await this.desk.json<{ job: string }>(`${this.here}/make`, { reader, form, ...choice });
    if (!begun.ok) return begun;
    const job = `/api/organise/jobs/${id(begun.value.job)}`;
    let missed = 0;
    for (let looks = 0; looks < MOST_LOOKS && missed < MOST_MISSED; looks++) {
      const at = await this.desk.json<{ state: Stage | "done" }>(job);
      if (!at.ok && at.code) return at;
      missed = at.ok ? 0 : missed + 1;
      if (at.ok && at.value.state === "done") {
        say("fetching");
        const file = await new Season(this.desk).file(`${job}/file`);
        if (file.ok || file.code) return file;
        missed += 1;
      } else if (at.ok) say(at.value.state as Stage);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return NOBODY;
  }

  shares(): Promise<Got<{ shares: readonly Share[] }>> {
    return this.desk.json(`${this.here}/shares`);
  }

  share(reader: string, choice: Choice, days: number): Promise<Got<{ link: string }>> {
    return this.desk.json(`${this.here}/shares`, { reader, ...choice, days });
  }

  stop(share: string): Promise<Got<object>> {
    return this.desk.json(`/api/organise/shares/${id(share)}/revoke`, {});
  }

  // --- putting right: always in one session -----------------------------------------------------------------------

  reword(session: string, ref: string, field: string, was: string, says: string): Promise<Got<object>> {
    return this.desk.json(`/api/organise/sessions/${id(session)}/amend`, { ref, field, was, says });
  }

  hide(session: string, ref: string, was: string): Promise<Got<object>> {
    return this.desk.json(`/api/organise/sessions/${id(session)}/amend`, { ref, was, hide: true });
  }

  show(session: string, ref: string, was: string): Promise<Got<object>> {
    return this.desk.json(`/api/organise/sessions/${id(session)}/amend`, { ref, was, show: true });
  }

  aside(session: string): Promise<Got<{ lines: readonly Aside[] }>> {
    return this.desk.json(`/api/organise/sessions/${id(session)}/aside`);
  }
}

/** A line that the host took out of sight. */
export interface Aside {
  readonly ref: string;
  readonly place: string;
  readonly text: string;
}
