import type { Block, CanvasFace, Card, Spot } from "../wire";

/** How much wider than high a canvas is drawn. Rings stay round; what has words beside it needs width. */
export const SHAPE: Readonly<Record<CanvasFace["kind"], number>> = {
  line: 8,
  axes: 1.5,
  quadrants: 1.5,
  loop: 1.65,
  rings: 1,
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The lying eight of Ecocycle Planning, as the server reckons it: x = 50 + 42 cos a, y = 50 + 32 sin 2a, y upwards. */
export function loopPath(wide: number): string {
  const points = [...Array(97).keys()].map((n) => {
    const a = (2 * Math.PI * n) / 96;
    const x = ((50 + 42 * Math.cos(a)) * wide) / 100;
    return `${x.toFixed(2)} ${(50 - 32 * Math.sin(2 * a)).toFixed(2)}`;
  });
  return `M${points.join("L")}z`;
}

/** The radius of the k-th of n rings, from within. */
export const ringRadius = (k: number, of: number): number => (48 * k) / of;

/** A card on a canvas: its number, the middle of its places, how far they lie apart (standard deviations). */
export interface Placed {
  readonly card: Card;
  readonly n: number;
  readonly at: Point;
  readonly spots: readonly Spot[];
  readonly people: number;
  readonly wide: number;
  readonly high: number;
  /** the room is of more than one mind about where it belongs */
  readonly apart: boolean;
}

/** A fifth of the canvas either way: people evenly spread over all of it would be at 29. */
const FAR = 20;

export function placed(block: Block): Placed[] {
  const found = block.cards.flatMap((card): Omit<Placed, "n">[] => {
    const { marking } = card;
    const spots = marking?.spots.length ? marking.spots : marking?.at ? [marking.at] : [];
    const people = spots.reduce((sum, spot) => sum + Math.max(1, spot.count), 0);
    if (!people) return [];
    const mean = (of: (spot: Spot) => number) =>
      spots.reduce((sum, spot) => sum + of(spot) * Math.max(1, spot.count), 0) / people;
    const at = marking?.at ?? { x: mean((spot) => spot.x), y: mean((spot) => spot.y) };
    const wide = Math.sqrt(mean((spot) => (spot.x - at.x) ** 2));
    const high = block.canvas?.kind === "line" ? 0 : Math.sqrt(mean((spot) => (spot.y - at.y) ** 2));
    return [{ card, at, spots, people, wide, high, apart: people > 2 && Math.hypot(wide, high) > FAR }];
  });
  // Along a line numbers run as one reads it; elsewhere there is no first place.
  if (block.canvas?.kind === "line") found.sort((a, b) => a.at.x - b.at.x);
  return found.map((one, at) => ({ ...one, n: at + 1 }));
}

/** Cards without a place: said, so that nobody looks for them. */
export const unplaced = (block: Block): number => block.cards.length - placed(block).length;

/** Where something stands that may not be covered: its left upper corner, how wide and how high. */
export interface Box extends Point {
  readonly wide: number;
  readonly high: number;
}

/** The nearest place out of a box for a disc of half `gap`, inside the canvas; null when it does not touch the box. */
function outOf(box: Box, { x, y }: Point, gap: number, wide: number): Point | null {
  const half = gap / 2;
  const [left, right] = [box.x - half, box.x + box.wide + half];
  const [top, bottom] = [box.y - half, box.y + box.high + half];
  if (x <= left || x >= right || y <= top || y >= bottom) return null;
  const ways = [
    { x: left, y },
    { x: right, y },
    { x, y: top },
    { x, y: bottom },
  ].filter((way) => way.x >= half && way.x <= wide - half && way.y >= half && way.y <= 100 - half);
  const far = (way: Point) => Math.abs(way.x - x) + Math.abs(way.y - y);
  return ways.reduce<Point | null>((best, way) => (best && far(best) <= far(way) ? best : way), null);
}

/**
 * Points moved as little as it takes for none to cover another or a name that stands there, inside a box as wide as
 * `wide` and 100 high. Points nearer than `gap` push each other away until they rest; where the box is too full for
 * that, they share what there is.
 */
export function apart(points: readonly Point[], gap: number, wide: number, names: readonly Box[] = []): Point[] {
  const now = points.map((point, n) => ({
    // Two in one place need a direction to part in: each its own, the same every time.
    x: point.x + 0.01 * Math.cos(2.4 * n),
    y: point.y + 0.01 * Math.sin(2.4 * n),
  }));
  const inside = (value: number, most: number) => Math.min(most - gap / 2, Math.max(gap / 2, value));
  for (let round = 0; round < 120; round++) {
    let moved = false;
    for (const [n, one] of now.entries())
      for (const other of now.slice(n + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const far = Math.hypot(dx, dy) || 0.001;
        if (far >= gap) continue;
        moved = true;
        const push = (gap - far) / 2 / far;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
      }
    for (const one of now) {
      one.x = inside(one.x, wide);
      one.y = inside(one.y, 100);
      for (const name of names) {
        const out = outOf(name, one, gap, wide);
        if (!out) continue;
        moved = true;
        [one.x, one.y] = [out.x, out.y];
      }
    }
    if (!moved) break;
  }
  return now;
}

/**
 * Things side by side on a line, stacked where they would touch: the row each stands in, 0 nearest to the line, and its
 * middle, kept inside 0 to `wide`. Whoever stands farther left is seated first.
 */
export function stack(
  items: readonly { readonly x: number; readonly width: number }[],
  wide: number,
): { readonly x: number; readonly row: number }[] {
  const ends: number[] = [];
  const order = items.map((_, n) => n).sort((a, b) => (items[a]?.x ?? 0) - (items[b]?.x ?? 0));
  const out: { x: number; row: number }[] = items.map(() => ({ x: 0, row: 0 }));
  for (const n of order) {
    const { x, width } = items[n] ?? { x: 0, width: 0 };
    const middle = Math.max(width / 2, Math.min(wide - width / 2, x));
    let row = ends.findIndex((end) => end <= middle - width / 2);
    if (row < 0) row = ends.length;
    ends[row] = middle + width / 2;
    out[n] = { x: middle, row };
  }
  return out;
}
