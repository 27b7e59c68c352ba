import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { post } from "./connection";

/** A QR code as drawn by the server: path data for modules of 1 by 1 on a field of `size` by `size`. */
export interface Drawing {
  readonly size: number;
  readonly path: string;
}

const PATH = /^[MmHhVvLlZz0-9 ,.-]+$/;

/** The drawing of `text`; undefined when nobody answered or the answer is no drawing. */
export async function drawing(text: string, token: string): Promise<Drawing | undefined> {
  const answer = await post("/api/qr", { text }, { token });
  const { size, path } = answer ?? {};
  return typeof size === "number" && typeof path === "string" && PATH.test(path) ? { size, path } : undefined;
}

/** The drawing of `text`, asked for again until it is there: a page may open before its server does. */
export function useDrawing(text: string, token: string): Drawing | undefined {
  const [drawn, setDrawn] = useState<Drawing>();
  useEffect(() => {
    setDrawn(undefined);
    if (!text) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (wait: number) => {
      const got = await drawing(text, token);
      if (over) return;
      if (got) setDrawn(got);
      else timer = setTimeout(ask, wait, Math.min(30_000, wait * 2));
    };
    void ask(2000);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, token]);
  return drawn;
}

/** A QR code with its quiet zone. Until it is drawn its place stays empty, so that nothing jumps. */
export function Qr({ drawn, label }: { drawn: Drawing | undefined; label: string }): JSX.Element {
  const size = drawn?.size ?? 29;
  return (
    <svg class="qr" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label}>
      {drawn && (
        <path d={drawn.path} fill="currentColor" fill-rule="evenodd" stroke="none" shape-rendering="crispEdges" />
      )}
    </svg>
  );
}
