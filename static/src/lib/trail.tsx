import type { JSX } from "preact";
import type { Sign } from "./wire";

const ROUND: readonly (readonly [number, number])[] = [...Array(8).keys()].map((k) => [
  12 + 7.5 * Math.sin((k * Math.PI) / 4),
  12 - 7.5 * Math.cos((k * Math.PI) / 4),
]);

/** Dots at the places where people stand; A is the whole room in a circle, n a group of some size. */
const DOTS: Record<Sign["sign"], readonly (readonly [number, number])[]> = {
  1: [[12, 12]],
  2: [
    [8, 12],
    [16, 12],
  ],
  3: [
    [12, 8],
    [8, 15.5],
    [16, 15.5],
  ],
  4: [
    [8, 8],
    [16, 8],
    [8, 16],
    [16, 16],
  ],
  n: [
    [12, 6],
    [18, 10.4],
    [15.7, 17.3],
    [8.3, 17.3],
    [6, 10.4],
  ],
  A: ROUND,
};

export function Glyph({ sign }: { sign: Sign["sign"] }): JSX.Element {
  const r = sign === "A" ? 2 : sign === "n" ? 2.5 : 3.1;
  return (
    <svg class="gl" viewBox="0 0 24 24" aria-hidden="true">
      {DOTS[sign].map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x.toFixed(1)} cy={y.toFixed(1)} r={r} />
      ))}
    </svg>
  );
}

/** The trail through a structure: a sign for each step, a word for the present one only. */
export function Trail({ trail }: { trail: readonly Sign[] }): JSX.Element | null {
  if (trail.length < 2) return null;
  return (
    <ol class="trail">
      {trail.map((one, at) => (
        <li key={at} class={one.state} aria-current={one.state === "now" ? "step" : undefined}>
          <Glyph sign={one.sign} />
          <span class={one.state === "now" ? "" : "unseen"}>{one.word}</span>
        </li>
      ))}
    </ol>
  );
}
