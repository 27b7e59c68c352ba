import type { JSX } from "preact";
import type { CanvasFace } from "../wire";
import type { FaceSize } from "./face";
import { type Placed, stack } from "./geometry";
import { callOf, whereSays } from "./plot";
import { t } from "./words";

function Ends({ canvas }: { canvas: CanvasFace }): JSX.Element {
  return (
    <p class="pole along" dir="ltr">
      <span>
        {canvas.x[0] && (
          <>
            ← <bdi>{canvas.x[0]}</bdi>
          </>
        )}
      </span>
      <span>
        {canvas.x[1] && (
          <>
            <bdi>{canvas.x[1]}</bdi> →
          </>
        )}
      </span>
    </p>
  );
}

/** Each card with a line of its own: a disc for each placement, a bar for how far they lie apart, a dot in the middle. */
export function Strips(props: {
  canvas: CanvasFace;
  on: readonly Placed[];
  size: FaceSize;
  lost: number;
}): JSX.Element {
  const { canvas, on, size, lost } = props;
  return (
    <div class={`face strips on-${size}`}>
      <Ends canvas={canvas} />
      <ol>
        {on.map((one) => (
          <li key={one.card.id} class={one.apart ? "contested" : ""}>
            <p class="voice" dir="auto">
              {callOf(one.card)}
            </p>
            <span class="track" dir="ltr" aria-hidden="true">
              <i class="bar" style={{ "--x": (one.at.x - one.wide).toFixed(1), "--wide": (2 * one.wide).toFixed(1) }} />
              {one.spots.map((spot, n) => (
                <i
                  key={n}
                  class="one"
                  style={{ "--x": String(spot.x), "--heat": (1 - 0.78 ** Math.max(1, spot.count)).toFixed(2) }}
                />
              ))}
              <i class="at" style={{ "--x": one.at.x.toFixed(1) }} />
            </span>
            <span class="unseen">
              {whereSays(canvas, one)}, {t("spots", { n: one.people })}
              {one.apart && `, ${t("far_apart")}`}
            </span>
          </li>
        ))}
      </ol>
      {lost > 0 && <p class="soft">{t("no_place", { n: lost })}</p>}
    </div>
  );
}

/** A letter of a name in ems, as wide as it may well be: names must not lie on each other. */
const LETTER = 0.58;

/** Ems across that a line has on each screen; a room's names are set as large as they fit, down to the last. */
const ACROSS: Readonly<Record<FaceSize, readonly number[]>> = {
  stage: [28, 33, 39, 46, 54, 60],
  desk: [34],
  phone: [18],
};
/** The same for dots, which may be larger where they are few. */
const DOTTED: Readonly<Record<FaceSize, readonly number[]>> = {
  stage: [22, 26, 31, 37, 44, 52, 60],
  desk: [34],
  phone: [18],
};
/** Rows of names that stand above a line on a screen so many ems across. */
const rowsIn = (across: number): number => Math.floor((0.27 * across) / 1.35);

export const shortName = (name: string): string =>
  [...name].length > 22 ? `${[...name].slice(0, 21).join("")}…` : name;

/** A crowd that comes as one card without a word is many people: each has a dot of their own. */
const each = (all: readonly Placed[]): Placed[] =>
  all.flatMap((one) =>
    callOf(one.card)
      ? [one]
      : one.spots.flatMap((spot, s) =>
          [...Array(Math.max(1, spot.count)).keys()].map((n) => ({
            ...one,
            card: { ...one.card, id: `${one.card.id} ${s} ${n}` },
            at: spot,
          })),
        ),
  );

/** How people are set along a line: by name where that can be read, else a dot each. */
export function along(placed: readonly Placed[], size: FaceSize) {
  const all = each(placed);
  const lay = (across: number, width: (one: Placed) => number) =>
    stack(
      all.map((one) => ({ x: (one.at.x * across) / 100, width: width(one) })),
      across,
    );
  const names = size !== "phone" && all.some((one) => callOf(one.card));
  for (const across of names ? ACROSS[size] : []) {
    const laid = lay(across, (one) => [...shortName(callOf(one.card))].length * LETTER + 1.2);
    if (laid.every((one) => one.row < rowsIn(across))) return { across, laid, named: true, all };
  }
  const dots = DOTTED[size].map((across) => ({ across, laid: lay(across, () => 1.1), named: false, all }));
  const fits = dots.find(({ across, laid }) => laid.every((one) => one.row < 0.34 * across - 4));
  return fits ?? dots.at(-1) ?? { across: 60, laid: [], named: false, all };
}

/**
 * People (or single thoughts) along one line: each name over its place, piled up where they meet. Where names would
 * be too many to read, dots stand for them; in a hand, and for the ear, all of them follow in their order.
 */
export function People(props: { canvas: CanvasFace; all: readonly Placed[]; size: FaceSize }): JSX.Element {
  const { canvas, size } = props;
  const { across, laid, named, all } = along(props.all, size);
  const names = all.map((one) => callOf(one.card));
  const rows = Math.max(1, ...laid.map((one) => one.row + 1));
  return (
    <div
      class={`face people on-${size}${named ? " named" : ""}`}
      style={{ "--across": String(across), "--rows": String(rows) }}
    >
      <div class="pile" dir="ltr" aria-hidden="true">
        {laid.map((one, n) => (
          <span key={all[n]?.card.id} style={{ "--x": ((100 * one.x) / across).toFixed(2), "--row": String(one.row) }}>
            {named ? <bdi>{shortName(names[n] ?? "")}</bdi> : <i />}
          </span>
        ))}
        {named && all.map((one) => <i key={one.card.id} class="foot" style={{ "--x": one.at.x.toFixed(2) }} />)}
      </div>
      <Ends canvas={canvas} />
      <ol class={size === "phone" ? "order" : "unseen"}>
        {all.map((one, n) => (
          <li key={one.card.id}>
            <bdi>{names[n]}</bdi> <span class="unseen">{whereSays(canvas, one)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
