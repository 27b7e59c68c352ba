import type { CanvasFace } from "./wire";
import { t } from "./words";

/** A point on a canvas: 0 to 100 each, from the bottom left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const inside = (value: number): number => Math.min(100, Math.max(0, Math.round(value)));

/** A point as it travels: whole numbers, and on a line always half way up. */
export function asPlace(canvas: CanvasFace, { x, y }: Point): string {
  return `${inside(x)},${canvas.kind === "line" ? 50 : inside(y)}`;
}

/** The point that a value means; null when it is none. */
export function pointOf(value: unknown): Point | null {
  const found = /^(\d{1,3}),(\d{1,3})$/.exec(String(value ?? ""));
  const [x, y] = [Number(found?.[1]), Number(found?.[2])];
  return found && x <= 100 && y <= 100 ? { x, y } : null;
}

const far = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The zone a point is in: on rings the ring, elsewhere the nearest; empty where a canvas has no zones. */
export function zoneAt({ kind, zones }: CanvasFace, at: Point): string {
  if (!zones.length) return "";
  if (kind === "rings") {
    const ring = Math.floor(far(at, { x: 50, y: 50 }) / (48 / zones.length));
    return zones[Math.min(ring, zones.length - 1)]?.name ?? "";
  }
  return zones.reduce((best, zone) => (far(at, zone) < far(at, best) ? zone : best)).name;
}

/** How far a point is along a scale, in words. */
export function along([low, high]: readonly [string, string], at: number): string {
  if (!low && !high) return "";
  if (at === 0 && low) return t("at_end", { end: low });
  if (at === 100 && high) return t("at_end", { end: high });
  // Nobody means a place more finely than in whole steps.
  const n = Math.min(9, Math.max(1, Math.round(at / 10)));
  if (n === 5 && low && high) return t("half_way", { low, high });
  return high ? t("towards", { n, end: high }) : t("towards", { n: 10 - n, end: low });
}

/** A place in words: the zone it is in, or how far it is towards the ends of the scales. */
export function placeWords(canvas: CanvasFace, value: unknown): string {
  const at = pointOf(value);
  if (!at) return "";
  return (
    zoneAt(canvas, at) ||
    [along(canvas.x, at.x), canvas.kind === "line" ? "" : along(canvas.y, at.y)].filter(Boolean).join(", ")
  );
}
