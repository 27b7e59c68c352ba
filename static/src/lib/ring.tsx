import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { CALLS, digits, type Face } from "./clock";
import { spoken, t } from "./words";

/** How much of a ring is time left, 0 to 100. */
export function share(face: Face): number {
  return face.total > 0 && face.state !== "over" ? Math.min(100, (100 * face.left) / face.total) : 0;
}

/** A notch for each minute (each five above twenty), as one path on the ring's 100 by 100 field. */
function notches(total: number): string {
  const every = total > 1200 ? 300 : 60;
  const marks: string[] = [];
  for (let at = every; at < total; at += every) {
    const turn = (2 * Math.PI * at) / total;
    const [x, y] = [Math.cos(turn), Math.sin(turn)];
    const point = (r: number) => `${(50 + r * x).toFixed(1)} ${(50 + r * y).toFixed(1)}`;
    marks.push(`M${point(40.5)}L${point(47.5)}`);
  }
  return marks.join("");
}

export function faceLabel(face: Face): string {
  if (face.state === "over") return t("ring_over", { time: spoken(face.past) });
  if (face.open) return t("ring_open", { time: spoken(face.past) });
  return t(face.state === "paused" ? "ring_paused" : "ring_left", { time: spoken(face.left) });
}

/**
 * The clock ring: the arc is time left, dots show where bells ring. Sized by `--size` on it or around it.
 * `small` is a word under the figure; without one a paused ring says so.
 */
export function Ring({ face, small, size }: { face: Face; small?: string; size?: string }): JSX.Element {
  const p = share(face);
  const before = useRef(p);
  const grew = p > before.current;
  before.current = p;
  const { state, open, left, total } = face;
  const figure = state === "over" ? `+${digits(face.past)}` : digits(open ? face.past : left);
  const word = state === "paused" ? t("paused") : small;
  return (
    <div
      class={`ring ${state}${figure.length > 5 ? " long" : ""}`}
      style={{ "--p": p.toFixed(2), ...(size && { "--size": size }) }}
      role="timer"
      aria-label={faceLabel(face)}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="track" cx="50" cy="50" r="44" />
        {p > 0 && <circle class={grew ? "arc grew" : "arc"} cx="50" cy="50" r="44" pathLength="100" />}
        {state === "calm" && !open && <path class="tick" d={notches(total)} />}
        {(state === "calm" || state === "last") &&
          !open &&
          Object.values(CALLS).map(
            (at) =>
              at < left && (
                <circle
                  key={at}
                  class="call"
                  cx="50"
                  cy="50"
                  r="44"
                  pathLength="100"
                  style={{ "stroke-dashoffset": `${(-100 * at) / total}` }}
                />
              ),
          )}
      </svg>
      <b aria-hidden="true">
        {figure}
        {word && <small>{word}</small>}
      </b>
    </div>
  );
}
