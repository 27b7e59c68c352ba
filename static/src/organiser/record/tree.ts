/** The record as the server tells it: a season of one session or several. Lengths are seconds, instants ISO. */

export interface Said {
  readonly label: string;
  readonly kind: string;
  readonly text: string;
  readonly field: string;
}

export interface Tally {
  readonly text: string;
  readonly count: number;
}

export interface Word {
  /** "5.3.2": fifth part, third step, second line. */
  readonly ref: string;
  readonly said: readonly Said[];
  readonly who: string;
  readonly role: string;
  readonly group: string;
  readonly about: readonly string[];
  readonly grown: boolean;
  readonly marked: boolean;
  readonly put_under: string;
  readonly scores: null | {
    readonly spread: readonly number[];
    readonly low: number;
    readonly total: number;
    readonly outof: number;
    readonly place: number;
    readonly tied: boolean;
  };
  readonly to: string;
  readonly topic: string;
  readonly topic_ref: string;
  readonly told: readonly { readonly question: string; readonly counts: readonly Tally[] }[];
  readonly former: readonly string[];
  readonly put_right: readonly string[];
  /** Where a line that was brought along was written: "1:5.3.2". */
  readonly origin: string;
}

export interface Spread {
  readonly counts: readonly number[];
  readonly low: number;
  readonly ends: readonly [string, string];
  readonly label: string;
}

export interface Step {
  readonly word: string;
  readonly ask: string;
  readonly together: string;
  readonly planned: number;
  readonly took: number;
  readonly words: readonly Word[];
  readonly spread: Spread | null;
  readonly further: readonly Spread[];
  readonly kept_private: number;
  readonly set_aside: number;
  readonly late: number;
  readonly still_open: boolean;
  readonly note: string;
  readonly told: Word["told"];
}

export interface Part {
  readonly number: number;
  readonly kind: string;
  readonly title: string;
  readonly invitation: string;
  readonly state: string;
  readonly planned: number;
  readonly took: number;
  readonly note: string;
  readonly steps: readonly Step[];
}

export interface Output {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly { readonly word: Word; readonly place: string }[];
  readonly reservations: readonly string[];
}

export interface Commitment {
  readonly who: string;
  readonly what: string;
  readonly when: string;
  readonly with_whom: string;
  readonly ref: string;
}

export interface Told {
  readonly title: string;
  readonly subtitle: string;
  readonly purpose: string;
  readonly began: string;
  readonly ended: string;
  readonly planned: number;
  readonly took: number;
  readonly people: number;
  readonly contributed: number;
  readonly parts: readonly Part[];
  readonly outputs: readonly Output[];
  readonly commitments: readonly Commitment[];
  readonly brought: readonly { readonly name: string; readonly title: string; readonly words: readonly Word[] }[];
}

export interface Tree {
  /** Whose it is; empty for a session of no community. */
  readonly community: string;
  readonly sessions: Readonly<Record<string, { readonly id: string; readonly title: string }>>;
  /** By session and number: the words in one line, of lines that consist of several things said. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly season: { readonly title: string; readonly sessions: Readonly<Record<string, Told>> };
  /** What became of promises, by session and number. */
  readonly states: Readonly<
    Record<string, Readonly<Record<string, { readonly word: string; readonly what: string; readonly due: string }>>>
  >;
}
