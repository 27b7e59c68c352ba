import type { ComponentChildren, JSX } from "preact";
import type { CanvasFace, Zone } from "../wire";
import { type Box, loopPath, ringRadius, SHAPE } from "./geometry";

/** The lines of a canvas in a box 100 high; `wide` is how wide that box is. */
export function Ground({ canvas, wide }: { canvas: CanvasFace; wide: number }): JSX.Element {
  const { kind, zones } = canvas;
  const middle = wide / 2;
  if (kind === "loop") return <path class="rule" d={loopPath(wide)} />;
  if (kind === "rings") {
    const of = Math.max(1, zones.length);
    return (
      <>
        {[...Array(of).keys()].map((n) => (
          <circle key={n} class="rule" cx={middle} cy="50" r={ringRadius(n + 1, of)} />
        ))}
      </>
    );
  }
  if (kind === "line") return <path class="rule" d={`M0 50H${wide}M${middle} 42V58M0 30V70M${wide} 30V70`} />;
  return (
    <>
      <rect class="frame" x="0" y="0" width={wide} height="100" />
      {kind === "axes" && (
        <path class="grid" d={`M${wide / 4} 0V100M${(3 * wide) / 4} 0V100M0 25H${wide}M0 75H${wide}`} />
      )}
      <path class={kind === "axes" ? "grid" : "rule"} d={`M${middle} 0V100M0 50H${wide}`} />
    </>
  );
}

/** Where the name of a zone stands: out of the way of what is placed there. */
function nameAt(canvas: CanvasFace, zone: Zone, n: number): { x: number; y: number; to: string } {
  if (canvas.kind === "rings")
    return { x: 50, y: 50 + ringRadius(n + 0.5, Math.max(1, canvas.zones.length)), to: "ring" };
  if (canvas.kind === "quadrants")
    return { x: zone.x < 50 ? 0 : 100, y: zone.y < 50 ? 0 : 100, to: `${zone.x < 50 ? "left" : "right"} corner` };
  // On the loop the two ends keep their names inside the eye, the four bows above or below.
  if (Math.abs(zone.y - 50) < 5) return { x: zone.x < 50 ? 14 : 86, y: 50, to: zone.x < 50 ? "left eye" : "right eye" };
  return { x: zone.x, y: zone.y < 50 ? 0 : 100, to: "bow" };
}

/** Size of the names on a canvas and the width of one letter, in hundredths of its height: nearly alike on all screens. */
const NAME = 7;
const LETTER = 0.6 * NAME;
/** The widest a name may be before it breaks, as a share of the canvas: as the style sheet has it. */
const WIDEST: Readonly<Record<string, number>> = { corner: 0.48, bow: 0.4, eye: 0.26, ring: 1 };

/** Where the names of the zones stand, so that nothing is put on them. */
export function namesOn(canvas: CanvasFace): Box[] {
  const across = 100 * SHAPE[canvas.kind];
  return canvas.zones.map((zone, n) => {
    const at = nameAt(canvas, zone, n);
    const [left, kind = "ring"] = at.to.includes(" ") ? at.to.split(" ") : ["", at.to];
    const most = across * (WIDEST[kind] ?? 1);
    const long = ([...zone.name].length + 1) * LETTER;
    const wide = Math.min(most, long);
    const high = Math.ceil(long / most) * 1.25 * NAME + (kind === "corner" ? 0.35 * NAME : 0);
    const x = (at.x * across) / 100 - (left === "left" ? 0 : left === "right" ? wide : wide / 2);
    const y = 100 - at.y;
    const free = kind === "corner" || kind === "bow";
    return { x, y: free ? (at.y > 50 ? 0 : 100 - high) : y - high / 2, wide, high };
  });
}

/** A canvas with its scales and zones named. `under` is drawn below what is placed; children stand at `--x` and `--y`. */
export function CanvasView(props: {
  canvas: CanvasFace;
  under?: ComponentChildren;
  children?: ComponentChildren;
}): JSX.Element {
  const { canvas } = props;
  const [left, right] = canvas.x;
  const [low, high] = canvas.y;
  const shape = SHAPE[canvas.kind];
  return (
    <div class={`canvas ${canvas.kind}`} dir="ltr" style={{ "--shape": String(shape) }}>
      {high && (
        <p class="pole up">
          ↑ <bdi>{high}</bdi>
        </p>
      )}
      <div class="ground">
        <svg viewBox={`0 0 ${100 * shape} 100`} aria-hidden="true">
          <Ground canvas={canvas} wide={100 * shape} />
          {props.under}
        </svg>
        {canvas.zones.map((zone, n) => {
          const { x, y, to } = nameAt(canvas, zone, n);
          return (
            <span key={zone.name} class={`zone ${to}`} style={{ "--x": x.toFixed(1), "--y": y.toFixed(1) }}>
              <bdi>{zone.name}</bdi>
            </span>
          );
        })}
        {props.children}
      </div>
      {(left || right || low) && (
        <p class="pole along">
          <span>
            {left && (
              <>
                ← <bdi>{left}</bdi>
              </>
            )}
          </span>
          <span>
            {low && (
              <>
                ↓ <bdi>{low}</bdi>
              </>
            )}
          </span>
          <span>
            {right && (
              <>
                <bdi>{right}</bdi> →
              </>
            )}
          </span>
        </p>
      )}
    </div>
  );
}
