import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { digits } from "../lib/clock";
import { Close } from "../lib/icons-desk";
import type { Desk } from "./desk";
import { say } from "./words";

/** A sheet may lie over the clock; the time must not be out of sight for that. */
function TimeLeft({ desk }: { desk: Desk }): JSX.Element {
  const face = desk.face.value;
  return (
    <span class="end num soft" aria-hidden="true">
      {face && (face.state === "over" ? `+${digits(face.past)}` : digits(face.open ? face.past : face.left))}
    </span>
  );
}

/** A dialog over the screen. Escape, its cross and a tap beside it shut it; the session goes on behind it. */
export function SheetFrame({
  desk,
  title,
  shut,
  wide,
  children,
}: {
  desk: Desk;
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
          <TimeLeft desk={desk} />
          <button type="button" class="btn bare round" aria-label={say("shut")} onClick={() => box.current?.close()}>
            <Close />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
