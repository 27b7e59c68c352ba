import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Close } from "../../lib/icons-desk";
import { t } from "./words";

/** A dialog over the page. Escape and its cross shut it, and the focus goes back to where it was. */
export function Sheet(props: { title: string; shut: () => void; children: ComponentChildren }): JSX.Element {
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
    <dialog ref={box} class="over" aria-labelledby={id} onClose={props.shut}>
      <header class="row">
        <h2 id={id}>
          <bdi>{props.title}</bdi>
        </h2>
        <button type="button" class="btn bare end" aria-label={t("shut")} onClick={() => box.current?.close()}>
          <Close />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
