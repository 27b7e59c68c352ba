import type { Card, GroupFace } from "../lib/wire";
import { ems, lines } from "./fit";

/** The field a scene may fill, in hundredths of the stage's width. */
export interface Field {
  readonly wide: number;
  readonly high: number;
}

/**
 * Cut a list into as few pages as hold it, each at most `room` heavy, then even the pages out: three pages of 14 read
 * calmer than two of 20 and one of 2. An item heavier than a page has one to itself.
 */
export function pagesOf<T>(items: readonly T[], room: number, weigh: (item: T) => number): T[][] {
  const filled = fill(items, room, weigh);
  if (filled.length < 2) return filled;
  let total = 0;
  for (const item of items) total += weigh(item);
  const even = fill(items, total / filled.length + Math.max(0, ...items.map(weigh)) / 2, weigh);
  const fits = even.every((page) => page.length === 1 || page.reduce((sum, item) => sum + weigh(item), 0) <= room);
  return even.length === filled.length && fits ? even : filled;
}

function fill<T>(items: readonly T[], room: number, weigh: (item: T) => number): T[][] {
  const pages: T[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const weight = weigh(item);
    if (used + weight > room) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(item);
    used += weight;
  }
  return pages;
}

/** How groups are laid out: `columns` across, names in `abreast` columns of `size` (cqi), `each` groups to a page. */
export interface Seating {
  readonly columns: number;
  readonly abreast: number;
  readonly size: number;
  readonly each: number;
  readonly compact: boolean;
}

const GAP = 1.4;

/** What one card of a group needs, in cqi, when its names are set in `size`. Compact: its label stands beside the names. */
function cardHeight(members: number, size: number, abreast: number, compact: boolean): number {
  const rows = Math.ceil(members / abreast) * size * 1.24;
  return compact ? Math.max(rows, size * 1.4) + 1.5 : rows + size * 1.75 + 2.9;
}

/**
 * The largest names at which all groups stand on one page; failing that, as many to a page as stay readable from the
 * back row. Few and small groups get no more than `most`, so that a stage of three pairs does not shout.
 */
export function seat(groups: readonly GroupFace[], field: Field, least = 2.1, most = 3): Seating {
  const people = Math.max(1, ...groups.map((group) => group.members.length));
  const longest = ems(longName(groups));
  const label = Math.max(...groups.map((group) => ems(group.label)));
  const compact = people <= 3 && groups.length > 9;
  const at = (size: number): Seating => {
    let best: Seating | undefined;
    for (let columns = 1; columns <= Math.min(6, groups.length); columns++) {
      const inner = (field.wide - GAP * (columns - 1)) / columns - 3.2 - (compact ? label * size + 1 : 0);
      if (inner < longest * size) continue;
      const abreast = compact ? 1 : Math.max(1, Math.min(2, Math.floor((inner + 1) / (longest * size + 1))));
      const high = cardHeight(people, size, abreast, compact);
      const each = columns * Math.max(1, Math.floor((field.high + GAP) / (high + GAP)));
      if (!best || each > best.each || (each >= groups.length && evener(columns, best.columns, groups.length)))
        best = { columns, abreast, size, each, compact };
    }
    return best ?? { columns: 1, abreast: 1, size, each: 1, compact };
  };
  for (let size = most; size >= least; size -= 0.1) {
    const seating = at(size);
    if (seating.each >= groups.length) return seating;
  }
  return at(least);
}

/** Fewer empty places in the last row; with as many, the squarer of the two. */
function evener(columns: number, than: number, count: number): boolean {
  const empty = (n: number) => (n - (count % n)) % n;
  const rows = (n: number) => Math.ceil(count / n);
  if (empty(columns) !== empty(than)) return empty(columns) < empty(than);
  return Math.abs(columns - 1.6 * rows(columns)) < Math.abs(than - 1.6 * rows(than));
}

/** The name that decides how wide a column is: the longest of all but the one in fifty that are cut short instead. */
function longName(groups: readonly GroupFace[]): string {
  const names = groups.flatMap((group) => group.members.map((member) => member.name)).sort((a, b) => ems(a) - ems(b));
  const name = names[Math.floor((names.length - 1) * 0.98)] ?? "";
  return [...name].slice(0, 18).join("");
}

export interface Found {
  readonly name: string;
  readonly label: string;
}

/** Everybody by name, for rooms too large to read group by group: one looks oneself up. */
export function directory(groups: readonly GroupFace[], language = "en-GB"): Found[] {
  const order = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  return groups
    .flatMap((group) => group.members.map((member) => ({ name: member.name, label: group.label })))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** The first letters of a page of names, as far as they tell it from its neighbours: "Am", "Be". */
export function range(page: readonly Found[]): string {
  const short = (found: Found | undefined) => [...(found?.name ?? "")].slice(0, 3).join("");
  const [from, to] = [short(page[0]), short(page.at(-1))];
  return from === to ? from : `${from} – ${to}`;
}

/** How the words of a wall are set: `columns` across, in `size` (cqi), the cards page by page. */
export interface Wall {
  readonly columns: number;
  readonly size: number;
  readonly pages: readonly (readonly Card[])[];
}

/** The words of a card as one text: what is empty is not said. */
export function wordsOf(card: Card): string {
  return card.lines
    .map((line) => line.text)
    .filter(Boolean)
    .join("\n");
}

/** The largest words at which every card stands on one page, at most 3.4; failing that, pages of 2. */
export function hang(cards: readonly Card[], field: Field, least = 2, most = 3.4): Wall {
  const high = (card: Card, column: number, size: number) => {
    const text = card.lines
      .filter((line) => line.text)
      .reduce((sum, line) => sum + lines(line.text, column / size) * 1.22 * size + 0.3, 0);
    return text + (card.by || card.group || card.joined ? 2.6 : 0) + 2.6 + GAP;
  };
  const inner = (columns: number) => (field.wide - GAP * (columns - 1)) / columns - 3;
  for (let size = most; size >= least; size -= 0.2) {
    for (const columns of cards.length < 4 ? [1, 2] : [2, 3, 4]) {
      if (columns > cards.length || inner(columns) < 13 * size) continue;
      const heights = cards.map((card) => high(card, inner(columns), size));
      if (packs(heights, columns, field.high + GAP)) return { columns, size, pages: [cards] };
    }
  }
  const columns = inner(3) < 13 * least ? 2 : 3;
  const full = (field.high + GAP) * columns * 0.8;
  return { columns, size: least, pages: pagesOf(cards, full, (card) => high(card, inner(columns), least)) };
}

/** Whether heights go into that many columns one after the other, as text columns take them. */
function packs(heights: readonly number[], columns: number, high: number): boolean {
  return heights.every((height) => height <= high) && fill(heights, high, (height) => height).length <= columns;
}

/** The newest names that go into `room` ems, oldest of them first, and how many came before them. */
export function newest(names: readonly string[], room: number, gap = 1.1): { shown: string[]; before: number } {
  let used = 0;
  let at = names.length;
  while (at > 0) {
    const next = Math.min(20, ems(names[at - 1] ?? "")) + gap;
    if (used + next > room) break;
    used += next;
    at--;
  }
  return { shown: names.slice(at), before: at };
}

/** Which page stands when `elapsed` seconds of turning have gone by. */
export function pageAt(count: number, elapsed: number, every: number): number {
  return count < 2 ? 0 : Math.floor(Math.max(0, elapsed) / every) % count;
}
