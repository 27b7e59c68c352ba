import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { spaced } from "../lib/spaced";
import type { Stage } from "../lib/wire";
import { largest } from "./fit";
import { type Field, pageAt } from "./paging";
import { t } from "./words";

/**
 * Sets `--fit` on its content to the largest size (cqi) at which all of it stays inside. `on` says what the content
 * depends on: measuring again each second would be waste.
 */
export function Fit(props: {
  most: number;
  least: number;
  on: string;
  class?: string;
  children: ComponentChildren;
}): JSX.Element {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const { most, least, on } = props;
  useLayoutEffect(() => {
    const [box, content] = [outer.current, inner.current];
    if (!box || !content) return;
    const set = (size: number) => content.style.setProperty("--fit", `${size.toFixed(2)}cqi`);
    const fits = (size: number) => {
      set(size);
      return content.scrollHeight <= box.clientHeight + 1 && content.scrollWidth <= box.clientWidth + 1;
    };
    const measure = () => set(largest(least, most, 0.05, fits));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [most, least, on]);
  return (
    <div class={`fit ${props.class ?? ""}`} ref={outer}>
      <div class="fitted" ref={inner}>
        {props.children}
      </div>
    </div>
  );
}

/** The size of a box, in hundredths of the stage's width, kept up to date. */
export function useField(): [field: Field, ref: (box: HTMLElement | null) => void] {
  const [field, setField] = useState<Field>({ wide: 92, high: 32 });
  const [box, setBox] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!box) return;
    const measure = () => {
      const width = box.closest(".stage")?.clientWidth || innerWidth;
      const [wide, high] = [(100 * box.clientWidth) / width, (100 * box.clientHeight) / width];
      setField((old) => (Math.abs(old.wide - wide) + Math.abs(old.high - high) < 0.1 ? old : { wide, high }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [box]);
  return [field, setBox];
}

/** The page that stands now of `count`, turning every so many seconds, from the first again when `on` changes. */
export function useTurn(count: number, every: number, on: string): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    setElapsed(0);
    if (count < 2) return;
    const began = performance.now();
    const timer = setInterval(() => setElapsed((performance.now() - began) / 1000), 500);
    return () => clearInterval(timer);
  }, [count, every, on]);
  return pageAt(count, elapsed, every);
}

/** Where among its pages a turning scene is. */
export function Turns({ at, of }: { at: number; of: number }): JSX.Element | null {
  if (of < 2) return null;
  return (
    <span class="turns">
      {of <= 12 && (
        <span class="dots" aria-hidden="true">
          {[...Array(of).keys()].map((n) => (
            <i key={n} class={n === at ? "at" : ""} />
          ))}
        </span>
      )}
      <span class="num">{t("page_of", { n: at + 1, of })}</span>
    </span>
  );
}

/** What people type, without what no one needs to type: the bare address opens the door too. */
export function address(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/(join)?\/?$/, "");
}

/** How to come in, on every scene while the session runs. */
export function Door({ stage }: { stage: Stage | null }): JSX.Element | null {
  if (!stage?.code) return null;
  return (
    <span class="end way">
      <b>{address(stage.url)}</b>
      {t("and_code")}
      <b class="num">{spaced(stage.code)}</b>
    </span>
  );
}

export function Frame(props: {
  header: ComponentChildren;
  children: ComponentChildren;
  footer: ComponentChildren;
  class?: string;
}): JSX.Element {
  return (
    <div class={`in ${props.class ?? ""}`}>
      <header>{props.header}</header>
      {props.children}
      <footer>{props.footer}</footer>
    </div>
  );
}
