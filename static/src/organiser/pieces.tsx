import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Check, Lock } from "../lib/icons";
import { type Item, type Row, shares } from "./desk";
import { go, type Place, searchOf } from "./place";
import { t } from "./words";

/** A link inside these pages: a plain click stays, everything else (new tab, copy) works as with any link. */
export function To(props: {
  place: Place;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <a
      class={props.class}
      href={location.pathname + searchOf(props.place)}
      aria-current={props.current ? "page" : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(props.place);
      }}
    >
      {props.children}
    </a>
  );
}

export function State({ row }: { row: Pick<Row, "phase"> }): JSX.Element {
  if (row.phase === "running") return <span class="badge now">{t("state_running")}</span>;
  if (row.phase === "closed")
    return (
      <span class="badge ok">
        <Check />
        {t("state_closed")}
      </span>
    );
  return <span class="badge">{t("state_open")}</span>;
}

/** A script's parts as a bar: each as wide as it is long, breaks hollow, the longest in gold. */
export function Bar({ items }: { items: readonly Item[] }): JSX.Element | null {
  const parts = shares(items);
  if (parts.length === 0) return null;
  const longest = Math.max(...parts.map((item) => item.minutes));
  const label = parts.map((item) => `${item.title} ${item.minutes}`).join(", ");
  return (
    <span class="script" role="img" aria-label={label}>
      {parts.map((item, at) => (
        <i
          key={`${at}`}
          class={item.kind === "break" ? "break" : item.minutes === longest ? "k" : ""}
          style={{ "--m": String(item.minutes) }}
          title={`${item.title}, ${t("min", { n: item.minutes })}`}
        />
      ))}
    </span>
  );
}

/** What happened, what is safe, what to do. */
export function Trouble(props: { what: string; says: string; safe: string; again?: () => void }): JSX.Element {
  return (
    <div class="banner trouble" role="alert">
      <Lock />
      <p>
        <b>{props.what}.</b> {props.says || t("no_answer")} {props.safe}
      </p>
      {props.again && (
        <button type="button" class="btn" onClick={props.again}>
          {t("try_again")}
        </button>
      )}
    </div>
  );
}

/** Copies a text, and says so. Where the browser refuses, the text is shown to be copied by hand. */
export function Copy({ text, label = t("copy") }: { text: string; label?: string }): JSX.Element {
  const [state, setState] = useState<"" | "done" | "failed">("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state === "failed") field.current?.select();
    if (state !== "done") return;
    const timer = setTimeout(() => setState(""), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("done");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <button type="button" class={`btn copy ${state === "done" ? "copied" : ""}`} onClick={copy}>
        {state === "done" && <Check />}
        <span aria-live="polite">{state === "done" ? t("copied") : label}</span>
      </button>
      {state === "failed" && (
        <label class="field by-hand">
          <small>{t("copy_failed")}</small>
          <input ref={field} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </>
  );
}

/** An address as people say it, without the secret behind it. */
export function shown(link: string): string {
  return link.replace(/^https?:\/\//, "").replace(/#.*$/, "");
}

/** Pauses before a page asks again by itself, as nobody answered: the last for all further ones. */
const AGAIN_MS = [2000, 5000, 10_000, 30_000] as const;

/**
 * Asks until there is an answer, and again when told to; `undefined` while waiting. Keeps the last good answer when a
 * later one fails.
 */
export function useAsked<T>(
  ask: () => Promise<{ ok: true; value: T } | { ok: false; code: string; says: string }>,
  on: string,
  every = 0,
): { value: T | undefined; failed: { code: string; says: string } | undefined; at: number; again: () => void } {
  const [value, setValue] = useState<{ on: string; value: T; at: number }>();
  const [failed, setFailed] = useState<{ code: string; says: string }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let over = false;
    let missed = 0;
    let later: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const got = await ask();
      if (over) return;
      setFailed(got.ok ? undefined : got);
      if (got.ok) setValue({ on, value: got.value, at: Date.now() });
      clearTimeout(later);
      if (got.ok || got.code) missed = 0;
      else later = setTimeout(look, AGAIN_MS[Math.min(missed++, AGAIN_MS.length - 1)]);
    };
    void look();
    const seen = () => document.visibilityState === "visible" && void look();
    const timer = every ? setInterval(seen, every) : undefined;
    if (every) document.addEventListener("visibilitychange", seen);
    return () => {
      over = true;
      clearInterval(timer);
      clearTimeout(later);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [on, turn]);
  const mine = value?.on === on ? value : undefined;
  return { value: mine?.value, failed, at: mine?.at ?? 0, again: () => setTurn((n) => n + 1) };
}
