import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Close } from "../lib/icons-desk";
import { say } from "./words";

/** A dialog over the screen. Escape, its cross and a tap beside it shut it; the session goes on behind it. */
export function SheetFrame({
  title,
  shut,
  wide,
  children,
}: {
  title: string;
  shut: () => void;
  wide?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape shuts a dialog by itself
    <dialog
      ref={box}
      class={wide ? "sheet wide" : "sheet"}
      aria-labelledby={id}
      onClose={shut}
      onClick={(event) => {
        if (event.target === box.current) box.current?.close();
      }}
    >
      <div class="paper">
        <header class="row">
          <h2 id={id}>{title}</h2>
          <button type="button" class="btn bare round end" aria-label={say("shut")} onClick={() => box.current?.close()}>
            <Close />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
