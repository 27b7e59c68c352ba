import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { tab } from "../links";
import { t } from "./words";

/** A line drawn in one go: x and y in turn, in thousandths of the sheet's width. */
export type Stroke = readonly number[];

/** The sheet: four wide, three high. */
export const SHEET = { wide: 960, high: 720 } as const;
/** A drawing that rests this long is sent, unless its maker turns to something else first. Each time it goes it is a new picture. */
export const REST_MS = 10_000;
const INK = "#1a2130";

/** Draw strokes on a sheet, as one sees them and as they are sent. */
function lay(sheet: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const pen = sheet.getContext("2d");
  if (!pen) return;
  const by = sheet.width / 1000;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.strokeStyle = INK;
  pen.lineWidth = 7 * by;
  pen.lineCap = pen.lineJoin = "round";
  for (const stroke of strokes) {
    pen.beginPath();
    pen.moveTo((stroke[0] ?? 0) * by, (stroke[1] ?? 0) * by);
    for (let n = 0; n < stroke.length; n += 2) pen.lineTo((stroke[n] ?? 0) * by, (stroke[n + 1] ?? 0) * by);
    pen.stroke();
  }
}

/** Strokes survive a reload of the page. */
export function strokesAt(key: string): Stroke[] {
  try {
    return (JSON.parse(tab.getItem(`tingsha.pad ${key}`) ?? "[]") as Stroke[] | null) ?? [];
  } catch {
    return [];
  }
}

/** A sheet and a pen. What is drawn is handed on when it is done, or after a long rest; an empty sheet as null. */
export function Pad({
  at,
  touched,
  drawn,
}: {
  /** where on this device the strokes are kept */
  at: string;
  /** the pen is on the sheet: what was handed on before is no longer all */
  touched: () => void;
  drawn: (sheet: HTMLCanvasElement | null) => void;
}): JSX.Element {
  const strokes = useSignal<readonly Stroke[]>(useMemo(() => strokesAt(at), [at]));
  const unsent = useSignal(false);
  const pad = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLCanvasElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = useRef<number[] | null>(null);

  useEffect(() => {
    if (sheet.current) lay(sheet.current, strokes.value);
  }, [strokes.value]);
  const hand = useRef(() => {});
  hand.current = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    unsent.value = false;
    drawn(strokes.peek().length ? sheet.current : null);
  };
  const keep = (next: readonly Stroke[], ms = REST_MS) => {
    strokes.value = next;
    tab.setItem(`tingsha.pad ${at}`, JSON.stringify(next));
    touched();
    unsent.value = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => hand.current(), ms);
  };
  // Whoever goes on to another field, or turns the phone over, has drawn.
  useEffect(() => {
    const flush = () => timer.current !== undefined && hand.current();
    const elsewhere = ({ target }: Event) => !pad.current?.contains(target as Node) && flush();
    const turns = ["pointerdown", "focusin"] as const;
    document.addEventListener("visibilitychange", flush);
    for (const turn of turns) document.addEventListener(turn, elsewhere, true);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      for (const turn of turns) document.removeEventListener(turn, elsewhere, true);
      flush();
    };
  }, []);

  const point = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const by = 1000 / (box.width || 1);
    return [Math.round((event.clientX - box.left) * by), Math.round((event.clientY - box.top) * by)];
  };
  return (
    <div class="pad" ref={pad}>
      <canvas
        ref={sheet}
        width={SHEET.wide}
        height={SHEET.high}
        role="img"
        aria-label={t("pad")}
        onPointerDown={(event) => {
          if (event.button !== 0 || now.current) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          now.current = point(event);
          touched();
          clearTimeout(timer.current);
          lay(event.currentTarget, [...strokes.peek(), now.current]);
        }}
        onPointerMove={(event) => {
          if (!now.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
          now.current.push(...point(event));
          lay(event.currentTarget, [...strokes.peek(), now.current]);
        }}
        onLostPointerCapture={() => {
          if (now.current) keep([...strokes.peek(), now.current]);
          now.current = null;
        }}
      />
      {!strokes.value.length && <small>{t("pad_empty")}</small>}
      <p class="row">
        <button
          type="button"
          class="btn"
          disabled={!strokes.value.length}
          onClick={() => keep(strokes.peek().slice(0, -1))}
        >
          {t("undo")}
        </button>
        <button type="button" class="btn" disabled={!strokes.value.length} onClick={() => keep([], 0)}>
          {t("clear")}
        </button>
        <button type="button" class="btn" disabled={!unsent.value} onClick={() => hand.current()}>
          {t("pad_done")}
        </button>
      </p>
      {unsent.value && <small>{t("pad_rests")}</small>}
    </div>
  );
}
