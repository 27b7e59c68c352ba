import type { Card, Score } from "../lib/wire";

const COUNTS = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const PLACES = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** "fourth", "21st". */
export function ordinal(place: number): string {
  const word = PLACES[place];
  if (word) return word;
  const kind = new Intl.PluralRules("en-GB", { type: "ordinal" }).select(place);
  return `${place}${kind === "one" ? "st" : kind === "two" ? "nd" : kind === "few" ? "rd" : "th"}`;
}

/** The first tie among these cards: how many share which place, and whether the same sum hides two different rooms. */
export function tieSays(cards: readonly Card[]): { count: string; place: number; split: boolean } | undefined {
  const first = cards.find((card) => card.score?.tied);
  if (!first?.score) return undefined;
  const { place } = first.score;
  const scores = cards
    .map((card) => card.score)
    .filter((score): score is Score => score?.place === place && score.tied);
  if (scores.length < 2) return undefined;
  return {
    count: COUNTS[scores.length] ?? String(scores.length),
    place,
    split: scores.length === 2 && scores.some(divides) && scores.some(likedByAll),
  };
}

/** Somebody gave the lowest step and somebody the highest. */
function divides(score: Score): boolean {
  return (score.spread[0] ?? 0) > 0 && (score.spread.at(-1) ?? 0) > 0;
}

/** Nobody gave less than the two highest steps. */
function likedByAll(score: Score): boolean {
  return score.spread.length > 3 && score.spread.slice(0, -2).every((count) => count === 0);
}
