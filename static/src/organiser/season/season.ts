import type { Promised } from "../../me/promised";
import { type Desk, type Got, NOBODY, type Row, refusal } from "../desk";
import type { Taken } from "./files";
import { Keeper } from "./keeping";

/** What the routes about communities answer. Instants are seconds since 1970. */
export interface Brief {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly starts_at: number | null;
  /** The day and the time on the wall of its zone; empty while there is no date. */
  readonly day: string;
  readonly time: string;
  readonly zone: string;
  readonly at: string;
  /** Empty until a session was made. */
  readonly session: string;
}

export interface Left {
  readonly title: string;
  readonly lines: number;
  readonly first: string;
}

/** What a script says of its meeting. */
export interface Sheet {
  readonly script: string;
  readonly called: string;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly leaves: readonly string[];
  readonly problems: readonly string[];
}

export interface Meeting extends Brief, Sheet {
  readonly phase: "" | Row["phase"];
  readonly came: number;
  readonly left: readonly Left[];
}

export interface Series<M extends Brief = Meeting> {
  readonly id: string;
  readonly title: string;
  readonly meetings: readonly M[];
}

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly people: number;
  /** How many promises there are, done and late; empty while there are none. */
  readonly promises: { readonly all: number; readonly done: number; readonly late: number } | null;
  readonly series: readonly Series<Brief>[];
}

/** Where a session belongs. */
export interface Belonging {
  readonly community: string;
  readonly name: string;
  readonly series: string;
  readonly position: number;
}

export interface All {
  readonly communities: readonly Listed[];
  readonly belongs: Readonly<Record<string, Belonging>>;
}

export interface Community {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly people: number;
  readonly roles: readonly (readonly [string, number])[];
  readonly series: readonly Series[];
}

export interface Folder {
  readonly name: string;
  readonly title: string;
  readonly meetings: readonly Sheet[];
}

export interface Details {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly organisation: string;
  readonly place: string;
  readonly contact: boolean;
}

export interface Person extends Details {
  readonly id: string;
  readonly gone: boolean;
  readonly linked: boolean;
}

export interface People {
  readonly id: string;
  readonly name: string;
  readonly people: readonly Person[];
}

/** What people said they would do. */
export interface Promises {
  readonly id: string;
  readonly name: string;
  readonly promises: readonly Promised[];
}

/** Two people by their ids, who sit apart or together when groups are mixed. */
export interface Tie {
  readonly one: string;
  readonly other: string;
  readonly how: "apart" | "together";
}

/** What a list of people comes to. Rows are numbered as a spreadsheet shows them. */
export interface Outcome {
  readonly added: number;
  readonly changed: number;
  readonly back: number;
  readonly same: number;
  readonly first: readonly Details[];
  readonly doubles: readonly { readonly row: number; readonly of: number; readonly name: string }[];
  readonly doubles_in_all: number;
  readonly bad: readonly { readonly row: number; readonly what: string; readonly why: string; readonly fix: string }[];
  readonly bad_in_all: number;
  readonly columns: readonly string[];
  readonly ignored: readonly string[];
  readonly written: string;
}

/** Who came, by meeting; `returned` had been at an earlier one, `without_link` came with the code alone. */
export interface Attendance {
  readonly meetings: readonly {
    readonly position: number;
    readonly came: number;
    readonly returned: number;
    readonly without_link: number;
    readonly roles: readonly (readonly [string, number])[];
  }[];
  readonly people: number;
  readonly to_all: readonly string[];
  readonly missed_one: readonly string[];
}

export interface When {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
}

const HERE = "/api/organise";
/** A long list takes a while on a slow line. */
const ROSTER_MS = 120_000;
const id = encodeURIComponent;

/** What can be asked about communities. Nothing here throws; what went wrong is an answer too. */
export class Season {
  constructor(readonly desk: Desk) {}

  get keeper(): Keeper {
    return new Keeper(this.desk);
  }

  get token(): string {
    return this.desk.token;
  }

  all(): Promise<Got<All>> {
    return this.desk.json(`${HERE}/communities`);
  }

  found(name: string, purpose: string): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/communities`, { name, purpose });
  }

  rename(community: string, name: string, purpose: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/communities/${id(community)}`, { name, purpose });
  }

  look(community: string): Promise<Got<Community>> {
    return this.desk.json(`${HERE}/communities/${id(community)}`);
  }

  folders(): Promise<Got<{ folders: readonly Folder[] }>> {
    return this.desk.json(`${HERE}/folders`);
  }

  begin(
    community: string,
    series: When & { readonly folder: string; readonly title: string; readonly every_days: number },
  ): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/series`, series);
  }

  drop(series: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/series/${id(series)}/drop`, {});
  }

  change(meeting: string, to: When & { readonly title: string; readonly place: string }): Promise<Got<object>> {
    return this.desk.json(`${HERE}/meetings/${id(meeting)}`, to);
  }

  /** The session of a meeting; made once, however often it is asked for. */
  meet(meeting: string): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/meetings/${id(meeting)}/session`, {});
  }

  people(community: string): Promise<Got<People>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/people`);
  }

  add(community: string, person: Details): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/people`, person);
  }

  edit(person: string, to: Details): Promise<Got<object>> {
    return this.desk.json(`${HERE}/people/${id(person)}`, to);
  }

  part(person: string, gone: boolean): Promise<Got<object>> {
    return this.desk.json(`${HERE}/people/${id(person)}/part`, { gone });
  }

  /** A new link of somebody's own, shown this once. The one before stops working. */
  link(person: string): Promise<Got<{ link: string }>> {
    return this.desk.json(`${HERE}/people/${id(person)}/link`, {});
  }

  unlink(person: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/people/${id(person)}/unlink`, {});
  }

  ties(community: string): Promise<Got<{ ties: readonly Tie[] }>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/ties`);
  }

  tie(community: string, tie: Omit<Tie, "how"> & { readonly how: Tie["how"] | "free" }): Promise<Got<object>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/ties`, tie);
  }

  /** What a list comes to, without doing it (`look`), or done. */
  roster(community: string, list: Blob, look: boolean): Promise<Got<Outcome>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/roster${look ? "/look" : ""}`, list, ROSTER_MS);
  }

  /** The list of people, as a file. */
  export(community: string): Promise<Got<Taken>> {
    return this.file(`${HERE}/communities/${id(community)}/people.csv`);
  }

  /** A link for everybody who has none, as a file; shown this once. */
  links(community: string): Promise<Got<Taken>> {
    return this.file(`${HERE}/communities/${id(community)}/links`, {});
  }

  promises(community: string): Promise<Got<Promises>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/promises`);
  }

  /** The promises of a community, as a file. */
  promisesTable(community: string): Promise<Got<Taken>> {
    return this.file(`${HERE}/communities/${id(community)}/promises.csv`);
  }

  /** Who came to the meetings of a series so far. */
  attendance(series: string): Promise<Got<Attendance>> {
    return this.desk.json(`${HERE}/series/${id(series)}/attendance`);
  }

  /** The same, name by name, as a table for a spreadsheet. */
  register(series: string): Promise<Got<Taken>> {
    return this.file(`${HERE}/series/${id(series)}/register.csv`);
  }

  /** A file that a route gives. */
  async file(path: string, body?: object): Promise<Got<Taken>> {
    const response = await this.desk.send(path, body, ROSTER_MS);
    if (!response) return NOBODY;
    const said = response.headers.get("content-disposition");
    if (!response.ok || !said) return refusal(response);
    try {
      return { ok: true, value: { file: await response.blob(), name: /"([\w.-]+)"/.exec(said)?.[1] ?? "people.csv" } };
    } catch {
      return NOBODY;
    }
  }
}
