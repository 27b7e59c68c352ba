import type { JSX } from "preact";

/** More than this cannot be counted by eye: then the figure beside them says it alone. */
const MOST = 30;

/** A dot for each pick. */
export function Dots({ count }: { count: number }): JSX.Element {
  return (
    <span class="picked" aria-hidden="true">
      {count <= MOST && [...Array(Math.max(0, Math.round(count))).keys()].map((n) => <i key={n} />)}
    </span>
  );
}
