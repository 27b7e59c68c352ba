/** What became of a promise, as the server tells it. `at` in seconds since 1970. */
export interface Change {
  readonly at: number;
  readonly who: string;
  readonly did: Deed;
  readonly other: string;
  readonly what: string;
  readonly due: string;
  readonly line: string;
}

export type Deed = "done" | "later" | "reword" | "let_go" | "again" | "offer" | "take_back" | "accept" | "decline";

/** `due` is a day as YYYY-MM-DD, or empty. `offered` is who was asked to take it over. */
export interface Promised {
  readonly id: string;
  readonly session: string;
  readonly meeting: string;
  readonly state: "open" | "done" | "let_go";
  readonly what: string;
  readonly due: string;
  readonly late: boolean;
  readonly who: string;
  readonly said_by: string;
  readonly offered: string;
  readonly beside: readonly string[];
  readonly changes: readonly Change[];
  readonly mine: boolean;
  /** Nobody else is told whose it is. */
  readonly alone: boolean;
}

/** Whom something may be handed over to. */
export interface Fellow {
  readonly seat: number;
  readonly name: string;
}

export interface Letters {
  readonly to: string;
  readonly wanted: boolean;
}

/** Everything that is one's own, or held out to one; `letters` is empty where the house sends none. */
export interface Held {
  readonly promises: readonly Promised[];
  readonly fellows: Readonly<Record<string, readonly Fellow[]>>;
  readonly letters: Letters | null;
}
