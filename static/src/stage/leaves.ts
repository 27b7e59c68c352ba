import { matrixOf } from "../lib/faces/asking";
import { ABREAST, setsOf } from "../lib/faces/columns";
import { placed, SHAPE } from "../lib/faces/geometry";
import { GRID } from "../lib/faces/matrix";
import { callOf } from "../lib/faces/plot";
import { type Column, shares } from "../lib/faces/sorting";
import { along } from "../lib/faces/strips";
import type { Block, Card } from "../lib/wire";
import { ems, lines } from "./fit";
import { type Field, fill, pagesOf, roomiest, sizes, wordsOf } from "./paging";

/** How a block with a face of its own is set: in which size (cqi), and which of its cards on which page. */
export interface Leaves {
  readonly size: number;
  readonly columns?: number;
  readonly pages: readonly (readonly Card[])[];
}

const SIZES = sizes(2.6, 1.9);

/** A list in `count` runs that weigh as nearly the same as they can, in order. */
export function dealt<T>(items: readonly T[], count: number, weigh: (item: T) => number): T[][] {
  const runs: T[][] = [...Array(count).keys()].map(() => []);
  const whole = items.reduce((sum, item) => sum + weigh(item), 0);
  let before = 0;
  for (const item of items) {
    const middle = before + weigh(item) / 2;
    runs[Math.min(count - 1, Math.floor((middle / whole) * count))]?.push(item);
    before += weigh(item);
  }
  return runs;
}

/** Columns of sorted cards: every page shows some of each column, so that none runs dry before the others. */
function sortedLeaves(block: Block, field: Field): Leaves {
  const sets = setsOf(block);
  return roomiest(SIZES, (size) =>
    // Narrow columns only where they spare the room pages.
    [ABREAST, ABREAST + 1, ABREAST + 2]
      .filter((places) => places === ABREAST || (field.wide - 0.9 * size * (places - 1)) / places > 8.2 * size)
      .map((places) => ({ size, columns: places, pages: sets.flatMap((set) => pagesOfSet(set, field, size, places)) }))
      .reduce((best, one) => (one.pages.length < best.pages.length ? one : best)),
  );
}

function pagesOfSet(set: readonly Column[], field: Field, size: number, places: number): Card[][] {
  const wide = shares(
    set.map((column) => column.cards.length),
    Math.max(set.length, places),
  );
  const across = wide.reduce((sum, n) => sum + n, 0);
  const column = (field.wide - 0.9 * size * (across - 1)) / across;
  const small = Math.max(0.74 * size, 1.5) * 1.3;
  const high = (card: Card) => {
    const words = Math.min(3, lines(wordsOf(card), (column - 0.8 * size) / size)) * 1.22 * size;
    const answers = card.marking?.marks.length ?? 0;
    return words + 0.85 * size + (answers > 1 ? 0.2 * size + (answers > 2 ? 2 : 1) * small : 0);
  };
  const room = field.high - 2.4 * size;
  const stacks = set.map((one) => fill(one.cards, room, high));
  const count = Math.max(1, ...stacks.map((of, n) => Math.ceil(of.length / (wide[n] ?? 1))));
  const runs = set.map((one, n) => {
    const abreast = wide[n] ?? 1;
    const even = dealt(one.cards, count, high);
    if (even.every((run) => fill(run, room, high).length <= abreast)) return even;
    const filled = stacks[n] ?? [];
    return [...Array(count).keys()].map((at) => filled.slice(at * abreast, (at + 1) * abreast).flat());
  });
  return [...Array(count).keys()].map((at) => runs.flatMap((run) => run[at] ?? []));
}

/** Height of a canvas on the stage (cqi): what its scales leave, but never so wide that no words fit beside it. */
export function plotHigh(block: Block, field: Field): number {
  const { canvas } = block;
  if (!canvas) return field.high;
  const shape = SHAPE[canvas.kind];
  const wide = field.wide * 0.58;
  // The scale below has three places side by side; long words need a second line.
  const below = [canvas.x[0], canvas.y[0], canvas.x[1]].filter(Boolean);
  const each = (Math.min(wide, (field.high - 6) * shape) / 3 - 2) / 1.7;
  const rows = below.length ? Math.max(...below.map((words) => Math.ceil((ems(words) + 1) / each))) : 0;
  const ends = (canvas.y[1] ? 2.4 : 0) + rows * 2.2 + 2.6;
  return Math.min(field.high - ends, wide / shape);
}

function plotLeaves(block: Block, field: Field): Leaves {
  const all = placed(block);
  const { canvas } = block;
  const called = all.some((one) => callOf(one.card));
  // One name or dot each needs no pages: the line itself is the page.
  if (canvas?.kind === "line" && !(called && all.some((one) => one.people > 1)))
    return { size: field.wide / along(all, "stage").across, pages: [block.cards] };
  if (!canvas || !called) return { size: 2.2, pages: [block.cards] };
  const cards = all.map((one) => one.card);
  if (canvas.kind === "line") {
    return roomiest(sizes(4, 1.9), (size) => ({
      size,
      pages: pagesOf(
        cards,
        field.high - 1.6 * size,
        (card) =>
          Math.max(1.5, Math.min(2, lines(callOf(card), (field.wide * 0.43) / size)) * 1.22) * size + 1.05 * size,
      ),
    }));
  }
  const column = field.wide - plotHigh(block, field) * SHAPE[canvas.kind] - 5;
  return roomiest(sizes(2.4, 1.8), (size) => ({
    size,
    pages: pagesOf(
      cards,
      field.high,
      (card) => Math.min(3, lines(callOf(card), column / size - 2.2)) * 1.25 * size + 0.5 * size + 0.6,
    ),
  }));
}

/** Lines of a request that a cell of the table has room for. */
const CELL = 4;

/** Who asks whom as a table, row by row, or request by request in two columns where that spares the room pages. */
function matrixLeaves(block: Block, field: Field): Leaves {
  const { asking, asked, cell } = matrixOf(block);
  const pairs = pairsLeaves(block, field);
  if (asked.length > GRID) return pairs;
  const of = (from: string, to: string) => cell(from, to).map(({ card }) => card);
  const columnOf = (size: number) => ((field.wide * 0.85) / Math.max(1, asked.length) - 1.2 * size) / size;
  const said = (card: Card, size: number) => lines(wordsOf(card), columnOf(size));
  // Nobody's words are cut for the sake of larger letters.
  const among = sizes(3.2, 1.8).filter((size) => size <= 1.8 || block.cards.every((card) => said(card, size) <= CELL));
  const table = roomiest(among, (size) => {
    const answer = 1.25 * Math.max(0.74 * size, 1.5) + 0.3 * size;
    const high = (from: string) =>
      Math.max(
        3 * size,
        ...asked.map((to) =>
          of(from, to).reduce(
            (sum, card, n) => sum + Math.min(CELL, said(card, size)) * 1.22 * size + answer + (n ? 1.2 * size : 0),
            0,
          ),
        ),
      ) +
      1.1 * size;
    const pages = pagesOf(asking, field.high - 2.2 * size - 2, high);
    return { size, pages: pages.map((rows) => rows.flatMap((from) => asked.flatMap((to) => of(from, to)))) };
  });
  return table.pages.length > 2 && pairs.pages.length < table.pages.length ? pairs : table;
}

function pairsLeaves(block: Block, field: Field): Leaves {
  const { asking, asked, cell } = matrixOf(block);
  const inTurn = asking.flatMap((from) => asked.flatMap((to) => cell(from, to).map(({ card }) => card)));
  const column = (field.wide - 2.5) / 2;
  const whole = (size: number) => inTurn.every((card) => lines(wordsOf(card), column / size) <= 3);
  const among = sizes(2.8, 1.6).filter((size) => size <= 1.6 || whole(size));
  return roomiest(among, (size) => {
    const small = Math.max(0.74 * size, 1.5);
    const high = (card: Card) =>
      // Who asks whom shares its line with the answer, which may be as long as a third of it.
      lines(`From ${card.group} to ${card.to}`, (0.62 * column) / small) * 1.25 * small +
      Math.min(3, lines(wordsOf(card), column / size)) * 1.22 * size +
      0.5 * size;
    const stacks = fill(inTurn, field.high, high);
    const pages = stacks.flatMap((stack, n) => (n % 2 ? [] : [[...stack, ...(stacks[n + 1] ?? [])]]));
    return { size, columns: 2, pages };
  });
}

/** The pages of a block that has a face of its own; null when it is set as a list or a wall. */
export function leavesOf(block: Block, field: Field): Leaves | null {
  if (block.show === "columns") return sortedLeaves(block, field);
  if (block.show === "plot") return plotLeaves(block, field);
  if (block.show === "matrix") return matrixLeaves(block, field);
  if (block.show === "gallery") return { size: 1.9, pages: pagesOf(block.cards, 8, () => 1) };
  if (block.show === "web") return { size: 1.8, pages: [block.cards] };
  return null;
}
