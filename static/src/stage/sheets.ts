import { stemOf } from "../lib/lines";
import type { Block, Card } from "../lib/wire";
import { leavesOf, plotHigh } from "./leaves";
import { type Field, hang, pagesOf, ranksOf, rowsOf, sizes } from "./paging";
import { t } from "./words";

/** A page of a block: its cards and how they are set. `spot`: its one card stands alone. `beside`: scales next to it. */
export interface Sheet {
  readonly block: Block;
  readonly cards: readonly Card[];
  readonly size: number;
  readonly columns: number;
  readonly spot: boolean;
  readonly high: number;
  readonly beside: readonly Block[];
}

/** Height of the words that a wall's lines go on from (cqi). */
const STEM = 3.8;
const PLAIN = { size: 0, columns: 1, spot: false, high: 0, beside: [] };

/** What goes on one page: the same scale as several steps asked for it; else as many scales as fit. */
function asked(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const scale = (block: Block) => block.key.split(":")[1] ?? "";
  const runs = [...new Set(blocks.map(scale))].map((one) => blocks.filter((block) => scale(block) === one));
  return runs.length < blocks.length && runs.every((run) => run.length < 5) ? runs : pagesOf(blocks, 4, () => 1);
}

/** Several scales stand side by side, then the words given along with them, each once. */
function scales(blocks: readonly Block[], field: Field): Sheet[] {
  const [block] = blocks;
  if (!block) return [];
  const words = new Map(blocks.flatMap((one) => one.cards.map((card) => [card.id, card] as const)));
  const charts = asked(blocks).flatMap((beside): Sheet[] =>
    beside[0] ? [{ ...PLAIN, block: beside[0], cards: [], beside }] : [],
  );
  if (words.size === 0) return charts;
  const { pages, size, columns } = hang([...words.values()], field);
  const wall: Block = { ...block, title: t("with_words"), show: "wall" };
  return [...charts, ...pages.map((cards) => ({ ...PLAIN, block: wall, cards, size, columns: Math.min(columns, 4) }))];
}

/** All pages of all blocks, one after the other. */
export function sheetsOf(blocks: readonly Block[], field: Field): Sheet[] {
  const spreads = blocks.filter((block) => block.show === "spread");
  return blocks.flatMap((block): Sheet[] => {
    if (spreads.length > 1 && block.show === "spread") return block === spreads[0] ? scales(spreads, field) : [];
    return sheetsFor(block, field);
  });
}

function sheetsFor(block: Block, field: Field): Sheet[] {
  const spot = block.cards.find((card) => card.id === block.spot);
  const leaves = leavesOf(block, field);
  if (leaves) {
    const high = block.show === "plot" ? plotHigh(block, field) : field.high;
    const { size } = leaves;
    if (spot && (block.show === "plot" || block.show === "gallery"))
      return [{ ...PLAIN, block, cards: [spot], size, spot: true, high }];
    if (!spot)
      return leaves.pages.map((cards) => ({ ...PLAIN, block, cards, size, high, columns: leaves.columns ?? 1 }));
  }
  // One card needs no wall.
  const alone = spot ?? (block.show === "wall" || block.show === "cards" ? block.cards[0] : undefined);
  if (alone && (spot || block.cards.length === 1)) return [{ ...PLAIN, block, cards: [alone], spot: true }];
  if (block.show === "ranking") {
    const { size, pages } = ranksOf(block.cards, field.high, field.wide - 34, sizes(3, 1.9));
    return pages.map((cards) => ({ ...PLAIN, block, cards, size }));
  }
  if (block.show === "commitments") {
    const { size, pages } = rowsOf(block.cards, field.high, field.wide - 37, sizes(3, 2.2));
    return pages.map((cards) => ({ ...PLAIN, block, cards, size }));
  }
  if (block.cards.length === 0) return [{ ...PLAIN, block, cards: [] }];
  const high = field.high - (stemOf(block.cards) ? STEM : 0);
  const beside = { wide: field.wide * (block.show === "spread" ? 0.52 : 1), high };
  const { pages, size, columns } = hang(block.cards, beside);
  const most = block.show === "spread" ? 2 : 4;
  return pages.map((cards) => ({ ...PLAIN, block, cards, size, columns: Math.min(columns, most) }));
}
