import type { JSX } from "preact";
import { and } from "../words";
import type { FaceProps } from "./face";
import { type Knot, kindsOf, knotsOf, oval } from "./ties";
import { t } from "./words";

/** Names that fit beside the oval on each side, one above the other. */
const NAMED = { stage: 14, desk: 14, phone: 0 } as const;

/** Whose names are shown: those with most lines first, none so near another that they would lie on each other. */
function namesOf(knots: readonly Knot[], places: ReturnType<typeof oval>, each: number): ReadonlySet<string> {
  const taken: { readonly side: string; readonly y: number }[] = [];
  const named = new Set<string>();
  const order = knots.map((knot, n) => ({ knot, place: places[n] })).sort((a, b) => b.knot.lines - a.knot.lines);
  for (const { knot, place } of order) {
    if (!place || each === 0) continue;
    if (taken.some((one) => one.side === place.side && Math.abs(one.y - place.y) < 100 / each - 0.5)) continue;
    taken.push(place);
    named.add(knot.name);
  }
  return named;
}

/** Each kind of line has its own stroke; none is told by colour. */
const STROKES = ["solid", "dashed", "dotted", "thick"];

/** Who is tied to whom: people round an oval, a line for each tie, and all of it again as a list. */
export function Web({ block, size }: FaceProps): JSX.Element {
  const { ties } = block;
  const knots = knotsOf(ties);
  const kinds = kindsOf(ties);
  const places = oval(knots.length);
  const at = new Map(places.map((place, n) => [knots[n]?.name ?? "", place]));
  const named = namesOf(knots, places, NAMED[size]);
  const most = Math.max(1, ...knots.map((knot) => knot.lines));
  return (
    <div class={`face web on-${size}${named.size ? "" : " bare"}`}>
      <div class="round" role="img" aria-label={t("web_says", { people: knots.length, lines: ties.length })}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {ties.map((tie) => {
            const [from, to] = [at.get(tie.source), at.get(tie.target)];
            if (!from || !to) return null;
            // Lines lean towards the middle, so that neighbours' lines do not lie on the oval.
            const bend = (a: number, b: number) => (((a + b) / 2 - 50) * 0.55 + 50).toFixed(1);
            return (
              <path
                key={`${tie.source} ${tie.kind} ${tie.target}`}
                class={STROKES[kinds.indexOf(tie.kind) % STROKES.length]}
                d={`M${from.x} ${from.y}Q${bend(from.x, to.x)} ${bend(from.y, to.y)} ${to.x} ${to.y}`}
              />
            );
          })}
        </svg>
        {knots.map((knot) => {
          const place = at.get(knot.name);
          return (
            place && (
              <span
                key={knot.name}
                class={`knot ${place.side}`}
                aria-hidden="true"
                style={{
                  "--x": place.x.toFixed(2),
                  "--y": place.y.toFixed(2),
                  "--lines": Math.sqrt(knot.lines / most).toFixed(2),
                }}
              >
                <i />
                {named.has(knot.name) && <bdi>{knot.name}</bdi>}
              </span>
            )
          );
        })}
      </div>
      <ul class="kinds">
        {kinds.map((kind, n) => (
          <li key={kind}>
            <svg viewBox="0 0 40 8" aria-hidden="true">
              <path class={STROKES[n % STROKES.length]} d="M2 4h36" />
            </svg>
            <bdi>{kind}</bdi> <span class="num soft">{ties.filter((tie) => tie.kind === kind).length}</span>
          </li>
        ))}
        {named.size > 0 && named.size < knots.length && <li class="soft">{t("tied_most", { n: named.size })}</li>}
      </ul>
      <ul class={size === "stage" ? "unseen" : "lists"}>
        {[...knots]
          .filter((knot) => knot.to.size > 0)
          .sort((a, b) => a.name.localeCompare(b.name))
          .map((knot) => (
            <li key={knot.name}>
              <b>
                <bdi>{knot.name}</bdi>
              </b>
              {[...knot.to].map(([kind, names]) => (
                <span key={kind}>
                  <span class="soft">{kind}:</span> {and(names)}.{" "}
                </span>
              ))}
            </li>
          ))}
      </ul>
    </div>
  );
}
