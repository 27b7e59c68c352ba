import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { option } from "../blank";
import { CanvasView } from "../faces/canvas";
import { type FieldProps, Optional, Options } from "../fields";
import { along, asPlace, type Point, placeWords, pointOf, zoneAt } from "../places";
import type { CanvasFace } from "../wire";
import { t } from "./words";

const MIDDLE: Point = { x: 50, y: 50 };

/** Where a finger is on a drawing, as a point of its canvas. */
export function under(box: Pick<DOMRect, "left" | "top" | "width" | "height">, x: number, y: number): Point {
  return { x: (100 * (x - box.left)) / (box.width || 1), y: 100 - (100 * (y - box.top)) / (box.height || 1) };
}

/** A point on a canvas: by touch on the drawing, or, just as well, from a list or on scales. */
export function Place({ field, value, set, asks }: FieldProps): JSX.Element | null {
  const { canvas } = field;
  const held = useSignal<Point | null>(null);
  if (!canvas) return null;
  const at = held.value ?? pointOf(value);
  const give = (point: Point) => set(asPlace(canvas, point));
  const says = at ? t("placed", { where: placeWords(canvas, asPlace(canvas, at)) }) : t("not_placed");
  return (
    <div class="field place">
      {field.label && (
        <p class="asked">
          {field.label}
          <Optional field={field} />
        </p>
      )}
      <Drawing canvas={canvas} at={at} held={(point) => (held.value = point)} give={give} />
      <p class={`where${at ? " on" : ""}`} role="status">
        {says}
      </p>
      {canvas.zones.length ? (
        <Options
          field={{
            ...field,
            label: "",
            hint: field.hint,
            options: canvas.zones.map((one) => option(one.name, one.name)),
          }}
          kind="radio"
          face="chips"
          says={field.label || t("or_choose")}
          asks={asks}
          chosen={(name) => at !== null && zoneAt(canvas, at) === name}
          choose={(name) => {
            const zone = canvas.zones.find((one) => one.name === name);
            if (zone) give(zone);
          }}
        />
      ) : (
        <>
          <Scale ends={canvas.x} name={t("left_right")} at={at?.x} set={(x) => give({ ...(at ?? MIDDLE), x })} />
          {canvas.kind !== "line" && (
            <Scale ends={canvas.y} name={t("low_high")} at={at?.y} set={(y) => give({ ...(at ?? MIDDLE), y })} />
          )}
          {field.hint && <small>{field.hint}</small>}
        </>
      )}
    </div>
  );
}

/**
 * The drawing to tap, with a dot to move. Those who do not see or point have the list below, which says and does the
 * same; so the drawing is not read out. It does not mirror: left is left on every screen of the room.
 */
function Drawing({
  canvas,
  at,
  held,
  give,
}: {
  canvas: CanvasFace;
  at: Point | null;
  held: (point: Point | null) => void;
  give: (point: Point) => void;
}): JSX.Element {
  const here = (event: PointerEvent): Point => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return pointOf(asPlace(canvas, under(box, event.clientX, event.clientY))) ?? MIDDLE;
  };
  const dot = at ?? MIDDLE;
  return (
    <div class="face drawing" aria-hidden="true">
      <CanvasView canvas={canvas}>
        <div
          class="touch"
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            held(here(event));
          }}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) held(here(event));
          }}
          onPointerUp={(event) => {
            held(null);
            give(here(event));
          }}
          // The browser took the finger for scrolling: nothing was placed.
          onPointerCancel={() => held(null)}
        >
          <i class={`spot${at ? "" : " unset"}`} style={{ "--x": `${dot.x}`, "--y": `${dot.y}` }} />
        </div>
      </CanvasView>
    </div>
  );
}

/** One scale with named ends: a slider, and a button for a step to either side. */
function Scale({
  ends,
  name,
  at,
  set,
}: {
  ends: readonly [string, string];
  name: string;
  at: number | undefined;
  set: (value: number) => void;
}): JSX.Element {
  const id = useId();
  const value = at ?? 50;
  const step = (by: number) => set(Math.min(100, Math.max(0, Math.round(value / 10) * 10 + by)));
  const label = ends[0] && ends[1] ? `${ends[0]} – ${ends[1]}` : ends[1] || ends[0] || name;
  return (
    <div class="scale" dir="ltr">
      <label for={id} dir="auto">
        {label}
      </label>
      <div>
        <button type="button" class="btn" aria-label={t("less", { end: ends[0] || name })} onClick={() => step(-10)}>
          −
        </button>
        <input
          id={id}
          type="range"
          min="0"
          max="100"
          step="5"
          value={value}
          aria-valuetext={at === undefined ? t("not_placed") : along(ends, at) || `${at}`}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
        <button type="button" class="btn" aria-label={t("less", { end: ends[1] || name })} onClick={() => step(10)}>
          +
        </button>
      </div>
    </div>
  );
}
