import type { Desk, Got } from "../desk";

/** A series, and until when it is kept; instants are seconds since 1970. */
export interface Kept {
  readonly id: string;
  readonly title: string;
  readonly last_at: number | null;
  readonly goes_at: number | null;
  readonly sessions: readonly { readonly id: string; readonly title: string }[];
}

/** A line that somebody else wrote, in which a name stands of somebody who was erased. */
export interface Mention {
  readonly session: string;
  readonly seq: number;
  readonly title: string;
  readonly words: string;
}

export interface Keeping {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  /** Days after a series' last meeting; null: until somebody deletes it. */
  readonly days: number | null;
  readonly grace_until: number;
  readonly series: readonly Kept[];
  readonly mentions: readonly Mention[];
  /** Erasures of which the file still holds traces. */
  readonly waiting: number;
  /** Backups that could not be reached. */
  readonly missed: readonly string[];
}

/** What somebody left, before they are erased. */
export interface WouldGo {
  readonly name: string;
  readonly sessions: number;
  readonly lines: number;
}

const HERE = "/api/organise";
/** The file of a large house takes a while to be written anew. */
const ERASING_MS = 60_000;
const id = encodeURIComponent;

/** What can be asked about what is kept. Nothing here throws; what went wrong is an answer too. */
export class Keeper {
  constructor(private readonly desk: Desk) {}

  look(community: string): Promise<Got<Keeping>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/kept`);
  }

  keep(community: string, days: number | null): Promise<Got<object>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/kept`, { days });
  }

  deleteCommunity(community: string, name: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/delete`, { name }, ERASING_MS);
  }

  deleteSession(session: string, name: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/sessions/${id(session)}/delete`, { name }, ERASING_MS);
  }

  wouldGo(person: string): Promise<Got<WouldGo>> {
    return this.desk.json(`${HERE}/people/${id(person)}/erase`);
  }

  erase(person: string): Promise<Got<{ mentions: number }>> {
    return this.desk.json(`${HERE}/people/${id(person)}/erase`, { sure: true }, ERASING_MS);
  }

  line({ session, seq }: Mention, act: "blank" | "leave"): Promise<Got<object>> {
    return this.desk.json(`${HERE}/mentions`, { session, seq, act }, ERASING_MS);
  }
}
