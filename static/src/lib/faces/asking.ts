import type { Block, Card } from "../wire";
import { answerOf } from "./sorting";

/** What one group asked of another, and what it heard. An empty answer is one still open. */
export interface Request {
  readonly card: Card;
  readonly answer: string;
}

export interface Matrix {
  readonly asking: readonly string[];
  readonly asked: readonly string[];
  /** the answers that may be given, in their order */
  readonly answers: readonly string[];
  readonly cell: (from: string, to: string) => readonly Request[];
}

/** Names in the order people count: "Table 2" before "Table 10". */
const inOrder = (names: Iterable<string>): string[] =>
  [...new Set(names)].filter(Boolean).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));

export function matrixOf(block: Block): Matrix {
  const given = block.cards.flatMap((card) => card.marking?.marks.map((mark) => mark.text) ?? []);
  const answers = [...block.columns, ...inOrder(given).filter((text) => !block.columns.includes(text))];
  return {
    asking: inOrder(block.cards.map((card) => card.group)),
    asked: inOrder(block.cards.map((card) => card.to)),
    answers,
    cell: (from, to) =>
      block.cards
        .filter((card) => card.group === from && card.to === to)
        .map((card) => ({ card, answer: answerOf(card.marking, answers) })),
  };
}
