import type { Item, Pairs } from "./asks";

/** The average of a scale from 1 whose steps were given so often; one figure behind the point. */
export function mean(item: Item): string {
  const counts = item.counts ?? [];
  return figure(
    counts.reduce((sum, n, at) => sum + n * (at + 1), 0),
    item.n,
  );
}

export function figure(sum: number, n: number): string {
  return (sum / n).toLocaleString("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** How many pairs came out better, the same, and worse. */
export function outcome(pairs: Pairs, lowerIsBetter: boolean): { better: number; same: number; worse: number } {
  const middle = (pairs.changes.length - 1) / 2;
  const many = (which: (at: number) => boolean) => pairs.changes.reduce((sum, n, at) => (which(at) ? sum + n : sum), 0);
  const up = many((at) => at > middle);
  const down = many((at) => at < middle);
  return { better: lowerIsBetter ? down : up, same: many((at) => at === middle), worse: lowerIsBetter ? up : down };
}
