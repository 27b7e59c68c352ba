import type { JSX } from "preact";
import { titleOf } from "../lines";
import { asPlace, placeWords } from "../places";
import type { CanvasFace, Card } from "../wire";
import { CanvasView, namesOn } from "./canvas";
import type { FaceProps, FaceSize } from "./face";
import { apart, type Placed, placed, SHAPE, unplaced } from "./geometry";
import { People, Strips } from "./strips";
import { t } from "./words";

/** How far numbers must stand from each other, in hundredths of a canvas's height: small canvases need more of it. */
const GAP: Readonly<Record<FaceSize, number>> = { stage: 11.5, desk: 9.5, phone: 12 };

/** What a card on a canvas is called: its words, or whose it is. */
export const callOf = (card: Card): string =>
  (card.lines.some((line) => line.kind !== "place" && line.text) ? titleOf(card) : "") || card.by;

/** Where something is, for those who cannot see it. */
export const whereSays = (canvas: CanvasFace, { at }: Pick<Placed, "at">): string =>
  placeWords(canvas, asPlace(canvas, at));

/** Every placement as a soft disc: where many meet, it grows dark. */
function Heat({ of, wide }: { of: readonly Placed[]; wide: number }): JSX.Element {
  const spots = of.flatMap((one) => one.spots);
  const people = of.reduce((sum, one) => sum + one.people, 0);
  // With more placements each weighs less, or the whole canvas would be one dark field.
  const one = Math.min(0.3, 1.6 / Math.sqrt(Math.max(1, people)) / 1.4);
  return (
    <g class="heat">
      {spots.map((spot, n) => (
        <circle
          key={n}
          cx={((spot.x * wide) / 100).toFixed(1)}
          cy={(100 - spot.y).toFixed(1)}
          r="6.5"
          opacity={(1 - (1 - one) ** Math.max(1, spot.count)).toFixed(3)}
        />
      ))}
    </g>
  );
}

/** What a dashed ring means. */
export function FarKey(): JSX.Element {
  return (
    <li class="far-key" aria-hidden="true">
      <i />
      {t("far_key")}
    </li>
  );
}

/**
 * Where things were placed: heat, the middle of each as a number, and round it how far its places lie apart. What lies
 * far apart has a dashed number and no ring: it would go round half of the canvas, and through everything else.
 */
export function Plot({ block, size, page = block.cards }: FaceProps): JSX.Element | null {
  const { canvas } = block;
  if (!canvas) return null;
  const all = placed(block);
  const shown = new Set(page.map((card) => card.id));
  const on = all.filter((one) => shown.has(one.card.id));
  const called = all.some((one) => callOf(one.card));
  if (canvas.kind === "line")
    return all.some((one) => one.people > 1) && called ? (
      <Strips canvas={canvas} on={on} size={size} lost={unplaced(block)} />
    ) : (
      <People canvas={canvas} all={all} size={size} />
    );
  const wide = 100 * SHAPE[canvas.kind];
  // Only numbers that are read now need room around them; all others keep their place as small dots.
  const dots = apart(
    on.map(({ at }) => ({ x: (at.x * wide) / 100, y: 100 - at.y })),
    GAP[size],
    wide,
    namesOn(canvas),
  );
  const lost = unplaced(block);
  return (
    <div class={`face plot on-${size} of-${canvas.kind}${called ? "" : " bare"}`}>
      <CanvasView
        canvas={canvas}
        under={
          <>
            <Heat of={on} wide={wide} />
            {/* Cut off at the edge, or a wide ring would lie on the words beside it. */}
            <svg width={wide} height="100" viewBox={`0 0 ${wide} 100`} aria-hidden="true">
              {on.map(
                (one) =>
                  one.people > 1 &&
                  !one.apart &&
                  (size === "stage" || on.length <= 10) && (
                    <ellipse
                      key={one.card.id}
                      class="range"
                      cx={(one.at.x * wide) / 100}
                      cy={100 - one.at.y}
                      rx={Math.max(3.6, (one.wide * wide) / 100)}
                      ry={Math.max(3.6, one.high)}
                    />
                  ),
              )}
            </svg>
            {called &&
              on.map((one, n) => {
                const dot = dots[n] ?? { x: 0, y: 0 };
                const [x, y] = [(one.at.x * wide) / 100, 100 - one.at.y];
                return (
                  Math.hypot(dot.x - x, dot.y - y) > GAP[size] / 3 && (
                    <path
                      key={one.card.id}
                      class="lead"
                      d={`M${x.toFixed(1)} ${y.toFixed(1)}L${dot.x.toFixed(1)} ${dot.y.toFixed(1)}`}
                    />
                  )
                );
              })}
          </>
        }
      >
        {called &&
          all.map(
            (one) =>
              !shown.has(one.card.id) && (
                <i
                  key={one.card.id}
                  class="dot off"
                  style={{ "--x": one.at.x.toFixed(2), "--y": one.at.y.toFixed(2) }}
                />
              ),
          )}
        {called &&
          on.map((one, n) => (
            <span
              key={one.card.id}
              class={`dot num${one.apart ? " apart" : ""}`}
              aria-hidden="true"
              style={{
                "--x": ((100 * (dots[n]?.x ?? 0)) / wide).toFixed(2),
                "--y": (100 - (dots[n]?.y ?? 0)).toFixed(2),
              }}
            >
              {one.n}
            </span>
          ))}
      </CanvasView>
      {called ? (
        <ol class="legend">
          {on.map((one) => (
            <li key={one.card.id} value={one.n}>
              <span class={`dot num${one.apart ? " apart" : ""}`} aria-hidden="true">
                {one.n}
              </span>
              <span>
                <bdi>{callOf(one.card)}</bdi>
                <span class="unseen">
                  {" "}
                  {whereSays(canvas, one)}, {t("spots", { n: one.people })}
                  {one.apart && `, ${t("far_apart")}`}
                </span>
              </span>
            </li>
          ))}
          {size !== "stage" && on.some((one) => one.apart) && <FarKey />}
          {lost > 0 && <li class="soft lost">{t("no_place", { n: lost })}</li>}
        </ol>
      ) : (
        <p class="legend soft">{t("people_placed", { n: all.reduce((sum, one) => sum + one.people, 0) })}</p>
      )}
    </div>
  );
}
