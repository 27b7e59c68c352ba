import type { Card } from "../lib/wire";
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

export function fill<T>(items: readonly T[], room: number, weigh: (item: T) => number): T[][] {
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

/** Which page stands when `elapsed` seconds of turning have gone by. */
export function pageAt(count: number, elapsed: number, every: number): number {
  return count < 2 ? 0 : Math.floor(Math.max(0, elapsed) / every) % count;
}

/**
 * What is laid out in as few pages as its smallest readable size allows, in the largest size that needs no more.
 * `sizes` fall from large to small.
 */
export function roomiest<T extends { readonly pages: readonly unknown[] }>(
  sizes: readonly number[],
  lay: (size: number) => T,
): T {
  const smallest = lay(sizes.at(-1) ?? 1);
  for (const size of sizes) {
    const laid = lay(size);
    if (laid.pages.length <= smallest.pages.length) return laid;
  }
  return smallest;
}

/** Sizes from `most` down to `least`, a fifth of a hundredth apart. */
export function sizes(most: number, least: number): number[] {
  const all: number[] = [];
  for (let size = most; size > least + 0.01; size -= 0.2) all.push(size);
  return [...all, least];
}

/** How the words of a wall are set: `columns` across, in `size` (cqi), the cards page by page. */
export interface Wall {
  readonly columns: number;
  readonly size: number;
  readonly pages: readonly (readonly Card[])[];
}

/** Between cards, in cqi. */
export const GAP = 1.4;

/** The words of a card as one text: what is empty is not said. */
export function wordsOf(card: Card): string {
  return card.lines
    .filter((line) => line.kind !== "picture")
    .map((line) => line.text)
    .filter(Boolean)
    .join("\n");
}

/** What somebody will do: a commitment without its day and without the people in it. */
export function whatOf(card: Card): string {
  return card.lines
    .filter((line) => !["date", "person", "people", "picture"].includes(line.kind) && line.text)
    .map((line) => line.text)
    .join(". ");
}

/** What a card of a wall needs, in cqi, in a column of that width. */
function cardHeight(card: Card, column: number, size: number): number {
  const said = card.lines.filter((line) => line.text && line.kind !== "picture");
  const picture = said.length < card.lines.filter((line) => line.text).length ? column * 0.7 : 0;
  const named = said.filter((line) => line.label).length;
  const labels = named > 1 ? named * 2.3 : 0;
  const text = said.reduce((sum, line) => sum + lines(line.text, (column - 3.2) / size) * 1.22 * size + 0.4, 0);
  return text + labels + picture + (card.by || card.group || card.joined ? 2.6 : 0) + 2.4 + GAP;
}

/** The words of a wall, as large as they can be on as few pages as they can be. Few words stand larger than many. */
export function hang(cards: readonly Card[], field: Field, least = 1.9): Wall {
  const most = cards.length > 6 ? 3.4 : cards.length > 3 ? 3.6 : 4.4;
  return roomiest(sizes(most, least), (size) => {
    const walls = [1, 2, 3, 4]
      .filter((columns) => columns === 1 || (columns <= cards.length && columnOf(field, columns) >= 10.5 * size))
      .map((columns) => wall(cards, field, columns, size));
    return walls.reduce((best, one) => (one.pages.length < best.pages.length ? one : best));
  });
}

const columnOf = (field: Field, columns: number) => (field.wide - GAP * (columns - 1)) / columns;

function wall(cards: readonly Card[], field: Field, columns: number, size: number): Wall {
  const high = (card: Card) => cardHeight(card, columnOf(field, columns), size);
  const stacks = fill(cards, field.high + GAP, high);
  const tall = cards.some((card) => high(card) > field.high + GAP) && columns > 1;
  const pages = tall ? cards.map((card) => [card]) : chunks(stacks, columns);
  if (pages.length < 2 || tall) return { columns, size, pages };
  // The last page should not hold one lonely card.
  const even = Math.ceil(cards.length / pages.length);
  const evened = chunks(
    cards.map((card) => [card]),
    even,
  );
  const fits = evened.every((page) => fill(page, field.high + GAP, high).length <= columns);
  return { columns, size, pages: fits ? evened : pages };
}

function chunks<T>(lists: readonly (readonly T[])[], each: number): T[][] {
  const out: T[][] = [];
  for (let at = 0; at < lists.length; at += each) out.push(lists.slice(at, at + each).flat());
  return out;
}

/** Rows of a list, as large as they can be on as few pages as they can be. `column` is the width of their words. */
export function rowsOf(
  cards: readonly Card[],
  high: number,
  column: number,
  among: readonly number[],
): { readonly size: number; readonly pages: readonly (readonly Card[])[] } {
  return roomiest(among, (size) => ({
    size,
    pages: pagesOf(cards, high, (card) => Math.min(2, lines(whatOf(card), column / size)) * 1.25 * size + 0.86 * size),
  }));
}

/** The rows of a ranking: the first line of a card at that size, what else it says small below. */
export function ranksOf(
  cards: readonly Card[],
  high: number,
  column: number,
  among: readonly number[],
): { readonly size: number; readonly pages: readonly (readonly Card[])[] } {
  const heightOf = (card: Card, size: number) => {
    const [first, ...rest] = card.lines;
    const below = rest.filter((line) => line.text).length * 1.6 * 1.3;
    return Math.min(2, lines(first?.text ?? "", column / size)) * 1.16 * size + below + 1.4;
  };
  return roomiest(among, (size) => ({ size, pages: pagesOf(cards, high, (card) => heightOf(card, size)) }));
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
