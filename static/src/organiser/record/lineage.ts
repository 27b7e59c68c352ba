import type { Part, Step, Told, Tree, Word } from "./tree";

export type How = "part" | "grew" | "from" | "same" | "under";

/** One step from a line to another, back or on. */
export interface Hop {
  readonly how: How;
  readonly key: string;
}

/** A line of the record and where it stands. Its key is "2:5.3.2": session 2, line 5.3.2. */
export interface Spot {
  readonly key: string;
  readonly session: number;
  readonly word: Word;
  readonly text: string;
  /** Undefined for what was brought along. */
  readonly part?: Part;
  readonly step?: Step;
  readonly brought?: string;
}

const ASCII = /^[\n\t\x20-\x7e]*$/;
/** Letters that phones and keyboards write in different ways. */
const ALIKE: Readonly<Record<string, string>> = {
  "\u2019": "'",
  "\u2018": "'",
  "\u02bc": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2013": "-",
  "\u2014": "-",
  "\u03c2": "\u03c3",
};

function plainLetter(letter: string): string {
  const low = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ALIKE[low] ?? low;
}

/** Text without accents and capitals. */
export function plainly(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : Array.from(text, plainLetter).join("");
}

/** Text without accents and capitals, and from which place of the original each of its letters comes. */
export function plain(text: string): { plain: string; at: readonly number[] } {
  let said = "";
  const at: number[] = [];
  let here = 0;
  for (const letter of text) {
    const low = plainLetter(letter);
    for (let n = 0; n < low.length; n++) at.push(here);
    said += low;
    here += letter.length;
  }
  return { plain: said, at };
}

/** Where in a text these plain words stand: from and to, not overlapping, in order. */
export function found(text: string, words: readonly string[]): readonly (readonly [number, number])[] {
  const { plain: said, at } = plain(text);
  const hits: [number, number][] = [];
  for (const word of words)
    for (let from = said.indexOf(word); from >= 0; from = said.indexOf(word, from + word.length))
      hits.push([at[from] ?? 0, at[from + word.length] ?? text.length]);
  hits.sort((a, b) => a[0] - b[0]);
  const apart: [number, number][] = [];
  for (const [from, to] of hits) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) apart.push([from, to]);
  }
  return apart;
}

/** The words that are looked for. */
export function sought(typed: string): readonly string[] {
  return plainly(typed).split(/\s+/).filter(Boolean);
}

/** Every line of a record, with the ways between them. */
export class Index {
  readonly spots = new Map<string, Spot>();
  private readonly behind = new Map<string, Hop[]>();
  private readonly on = new Map<string, Hop[]>();
  private readonly texts = new Map<string, string>();

  constructor(readonly tree: Tree) {
    for (const [session, told] of Object.entries(tree.season.sessions)) this.read(Number(session), told);
    for (const spot of this.spots.values()) for (const hop of this.from(spot)) this.join(hop.key, spot.key, hop.how);
    for (const { key, session, word } of this.spots.values())
      if (word.put_under && this.spots.has(`${session}:${word.put_under}`))
        this.join(key, `${session}:${word.put_under}`, "under");
  }

  get numbers(): readonly number[] {
    return Object.keys(this.tree.season.sessions)
      .map(Number)
      .sort((a, b) => a - b);
  }

  session(number: number): Told | undefined {
    return this.tree.season.sessions[String(number)];
  }

  /** What a line comes from, one step back. */
  back(key: string): readonly Hop[] {
    return this.behind.get(key) ?? [];
  }

  /** What a line became, one step on. */
  ahead(key: string): readonly Hop[] {
    return this.on.get(key) ?? [];
  }

  /** Lines in which all these words stand, in the order of the record. */
  find(words: readonly string[]): readonly Spot[] {
    if (!words.length) return [];
    // "5.3.2", or "2:5.3.2" in a series, is one line, and not all whose number begins so.
    const named =
      words.length === 1 ? [...this.spots.values()].filter((at) => [at.word.ref, at.key].includes(`${words[0]}`)) : [];
    if (named.length) return named;
    return [...this.spots.values()].filter((spot) => {
      if (!this.texts.has(spot.key)) this.texts.set(spot.key, known(spot));
      const text = this.texts.get(spot.key) ?? "";
      return words.every((word) => text.includes(word));
    });
  }

  private from({ key, word, session }: Spot): readonly Hop[] {
    if (word.origin && this.spots.has(word.origin)) return [{ how: "same", key: word.origin }];
    const from: Hop[] = word.about.map((ref) => ({ how: word.grown ? "grew" : "from", key: `${session}:${ref}` }));
    if (word.topic_ref && !word.about.includes(word.topic_ref))
      from.push({ how: "part", key: `${session}:${word.topic_ref}` });
    return from.filter((hop) => this.spots.has(hop.key) && hop.key !== key);
  }

  private join(source: string, target: string, how: How): void {
    const add = (to: Map<string, Hop[]>, at: string, key: string) => {
      const there = to.get(at);
      if (there) there.push({ how, key });
      else to.set(at, [{ how, key }]);
    };
    add(this.behind, target, source);
    add(this.on, source, target);
  }

  private read(session: number, told: Told): void {
    const texts = this.tree.texts[session] ?? {};
    const put = (word: Word, more: Pick<Spot, "part" | "step" | "brought">) => {
      const key = `${session}:${word.ref}`;
      this.spots.set(key, { key, session, word, text: texts[word.ref] ?? word.said[0]?.text ?? "", ...more });
    };
    for (const brought of told.brought) for (const word of brought.words) put(word, { brought: brought.title });
    for (const part of told.parts)
      for (const step of part.steps) for (const word of step.words) put(word, { part, step });
  }
}

/** All by which a line is found: its words, who said it, its number, its wordings before. */
function known({ word, text, part, step }: Spot): string {
  const all = [text, word.who, word.group, word.topic, word.ref, part?.title ?? "", step?.ask ?? "", ...word.former];
  return plainly(all.join(" "));
}
