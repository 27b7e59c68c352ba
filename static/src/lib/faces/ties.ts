import type { Tie } from "../wire";

/** Somebody in a web: with how many lines, and, kind by kind, to whom. */
export interface Knot {
  readonly name: string;
  readonly lines: number;
  readonly to: ReadonlyMap<string, readonly string[]>;
}

/** The kinds of ties, in the order they first come. */
export const kindsOf = (ties: readonly Tie[]): string[] => [...new Set(ties.map((tie) => tie.kind))];

/** Everybody in a web, those who are tied to each other near each other: fewer lines cross, and more can be seen. */
export function knotsOf(ties: readonly Tie[]): Knot[] {
  const names = [...new Set(ties.flatMap((tie) => [tie.source, tie.target]))].filter(Boolean);
  const beside = new Map<string, Map<string, number>>(names.map((name) => [name, new Map()]));
  const add = (from: string, to: string) => {
    const there = beside.get(from);
    there?.set(to, (there.get(to) ?? 0) + 1);
  };
  for (const { source, target } of ties) {
    add(source, target);
    add(target, source);
  }
  const lines = (name: string) => [...(beside.get(name)?.values() ?? [])].reduce((sum, n) => sum + n, 0);
  const left = new Set(names.sort((a, b) => lines(b) - lines(a) || a.localeCompare(b)));
  const order: string[] = [];
  while (left.size) {
    // Whoever has most ties to the last few comes next; else whoever has most ties at all.
    const near = order.slice(-4);
    const pull = (name: string) => near.reduce((sum, other) => sum + (beside.get(name)?.get(other) ?? 0), 0);
    const [next] = [...left].sort((a, b) => pull(b) - pull(a));
    if (next === undefined) break;
    left.delete(next);
    order.push(next);
  }
  return order.map((name) => {
    const to = new Map<string, string[]>();
    for (const tie of ties) if (tie.source === name) to.set(tie.kind, [...(to.get(tie.kind) ?? []), tie.target]);
    return { name, lines: lines(name), to };
  });
}

/**
 * Where `count` people stand on an oval 100 wide and 100 high: evenly one above the other on both sides, so that each
 * name has a line of its own. `side` says where the name goes.
 */
export function oval(count: number): { readonly x: number; readonly y: number; readonly side: "left" | "right" }[] {
  const right = Math.ceil(count / 2);
  return [...Array(count).keys()].map((n) => {
    const onRight = n < right;
    const of = onRight ? right : count - right;
    const at = onRight ? n : count - 1 - n;
    const y = of > 1 ? (2 * (at + 0.5)) / of - 1 : 0;
    const x = Math.sqrt(1 - (0.96 * y) ** 2);
    return { x: 50 + (onRight ? 50 : -50) * x, y: 50 + 50 * y, side: onRight ? "right" : "left" };
  });
}
