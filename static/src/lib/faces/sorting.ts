import type { Block, Card, Marking } from "../wire";

/** Cards that most people gave the same answer. `name` is that answer; empty: nobody has answered yet. */
export interface Column {
  readonly name: string;
  readonly cards: readonly Card[];
}

const total = (marking: Marking | null): number => (marking?.marks ?? []).reduce((sum, mark) => sum + mark.count, 0);
const most = (marking: Marking | null): number => Math.max(0, ...(marking?.marks ?? []).map((mark) => mark.count));

/** The answer most gave. Of two given equally often, the one whose column stands first: such a card is contested. */
export function answerOf(marking: Marking | null, columns: readonly string[]): string {
  const top = most(marking);
  const best = (marking?.marks ?? []).filter((mark) => mark.count === top && top > 0).map((mark) => mark.text);
  return columns.find((name) => best.includes(name)) ?? best[0] ?? "";
}

/** Whether a room is of two minds: less than two thirds gave the answer most gave. */
export function contested(marking: Marking | null): boolean {
  return total(marking) > 1 && 3 * most(marking) < 2 * total(marking);
}

/** The answers given, the one that won first, the others as the columns stand. Nobody's answer is left out. */
export function split(marking: Marking | null, columns: readonly string[]): readonly { text: string; count: number }[] {
  const place = (text: string) => (columns.includes(text) ? columns.indexOf(text) : columns.length);
  const won = answerOf(marking, columns);
  return (marking?.marks ?? [])
    .filter((mark) => mark.count > 0)
    .sort((a, b) => Number(b.text === won) - Number(a.text === won) || place(a.text) - place(b.text));
}

/** All cards of a block in their columns, those that most agree on first. Columns stay, even empty, as they were asked. */
export function columnsOf(block: Block): Column[] {
  const under = new Map<string, Card[]>(block.columns.map((name) => [name, []]));
  for (const card of block.cards) {
    const name = answerOf(card.marking, block.columns);
    const there = under.get(name);
    if (there) there.push(card);
    else under.set(name, [card]);
  }
  const unanswered = under.get("");
  under.delete("");
  const agreed = (card: Card) => most(card.marking) / Math.max(1, total(card.marking));
  const sorted = [...under].map(([name, cards]) => ({
    name,
    cards: [...cards].sort((a, b) => agreed(b) - agreed(a) || total(b.marking) - total(a.marking)),
  }));
  return unanswered ? [...sorted, { name: "", cards: unanswered }] : sorted;
}

/** How many places each column gets of `places` side by side: one each, and the rest where cards are most crowded. */
export function shares(counts: readonly number[], places: number): number[] {
  const given = counts.map(() => 1);
  for (let left = places - counts.length; left > 0; left--) {
    const crowd = counts.map((count, at) => count / (given[at] ?? 1));
    const at = crowd.indexOf(Math.max(...crowd));
    if ((crowd[at] ?? 0) <= 1) break;
    given[at] = (given[at] ?? 1) + 1;
  }
  return given;
}
