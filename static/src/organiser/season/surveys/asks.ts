import { type Desk, type Got, NOBODY, refusal } from "../../desk";
import type { Taken } from "../files";

export const WAVES = ["before", "after"] as const;
export type Wave = (typeof WAVES)[number];
export type ByWave<T> = Readonly<Record<Wave, T>>;

export interface WaveStand {
  readonly stand: "new" | "open" | "closed";
  /** 0 for a closed wave that fewer people answered than anything is told of */
  readonly answered: number;
  readonly questions: number;
}

export interface Brief {
  readonly id: string;
  readonly title: string;
  /** The series or the meeting; empty when that was taken away. */
  readonly about: string;
  readonly link: string;
  readonly waves: ByWave<WaveStand>;
}

export interface File {
  readonly folder: string;
  readonly title: string;
  readonly purpose: string;
  readonly questions: number;
  readonly problems: readonly string[];
}

export interface Listed {
  readonly name: string;
  readonly people: number;
  readonly fewest: number;
  readonly surveys: readonly Brief[];
  readonly files: readonly File[];
  readonly series: readonly {
    readonly id: string;
    readonly title: string;
    readonly folder: string;
    readonly meetings: readonly { readonly id: string; readonly title: string }[];
  }[];
}

export interface Question {
  readonly name: string;
  readonly kind: "statement" | "choice" | "open";
  readonly text: string;
  readonly options: readonly string[];
  readonly when: "both" | Wave;
  readonly lower_is_better: boolean;
}

/** `counts` by step of the scale or by option. */
export interface Item {
  readonly n: number;
  readonly counts?: readonly number[];
}

/** `changes`: people by change, from the most down to the most up; `before` and `after` are sums. */
export interface Pairs {
  readonly n: number;
  readonly left_out: number;
  readonly changes: readonly number[];
  readonly before: number;
  readonly after: number;
}

export interface Cell {
  readonly role: number;
  readonly n: number;
  readonly sum: number;
}

export interface Results {
  readonly people: number;
  readonly items: Readonly<Record<string, Item>>;
  readonly pairs: Readonly<Record<string, Pairs>>;
  readonly roles: Partial<ByWave<Readonly<Record<string, readonly Cell[]>>>>;
}

export interface Looked extends Brief {
  readonly name: string;
  readonly fewest: number;
  readonly purpose: string;
  readonly scale: readonly string[];
  readonly role: { readonly label: string; readonly options: readonly string[] } | null;
  readonly parts: readonly { readonly title: string; readonly questions: readonly Question[] }[];
  readonly results: ByWave<Results | null>;
  readonly words: ByWave<Readonly<Record<string, readonly string[]>>>;
}

const HERE = "/api/organise";
const FILE_MS = 30_000;

/** What can be asked about surveys. Nothing here throws; what went wrong is an answer too. */
export class Surveying {
  constructor(private readonly desk: Desk) {}

  get token(): string {
    return this.desk.token;
  }

  all(community: string): Promise<Got<Listed>> {
    return this.desk.json(`${HERE}/communities/${encodeURIComponent(community)}/surveys`);
  }

  make(community: string, folder: string, about: { series?: string; meeting?: string }): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/communities/${encodeURIComponent(community)}/surveys`, { folder, ...about });
  }

  look(survey: string): Promise<Got<Looked>> {
    return this.desk.json(this.path(survey));
  }

  turn(survey: string, how: "open" | "close", wave: Wave): Promise<Got<object>> {
    return this.desk.json(`${this.path(survey)}/${how}`, { wave });
  }

  drop(survey: string): Promise<Got<object>> {
    return this.desk.json(`${this.path(survey)}/drop`, {});
  }

  async file(survey: string, name: "results.csv" | "codebook.txt"): Promise<Got<Taken>> {
    const response = await this.desk.send(`${this.path(survey)}/${name}`, undefined, FILE_MS);
    if (!response) return NOBODY;
    const said = response.headers.get("content-disposition");
    if (!response.ok || !said) return refusal(response);
    try {
      return { ok: true, value: { file: await response.blob(), name: /"([\w.-]+)"/.exec(said)?.[1] ?? name } };
    } catch {
      return NOBODY;
    }
  }

  private path(survey: string): string {
    return `${HERE}/surveys/${encodeURIComponent(survey)}`;
  }
}
