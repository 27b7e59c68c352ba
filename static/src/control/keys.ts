import * as acts from "./acts";
import type { Desk } from "./desk";

const TYPING = "input, textarea, select, [contenteditable=true]";
const PRESSED = "button, a[href], summary, [role=radio], [role=checkbox]";

/**
 * What a key means here, or null when the key belongs to what has the focus. `touched` is the button last pressed with
 * a pointer: it keeps the focus, and without this the next pause would press it again.
 */
export function meaning(event: KeyboardEvent, rtl: boolean, touched: Element | null = null): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  const on = event.target instanceof Element ? event.target : null;
  if (on?.closest(TYPING) || document.querySelector("dialog[open]")) return null;
  switch (event.key) {
    case " ": {
      // A button reached by Tab keeps its space bar.
      const button = on?.closest(PRESSED);
      return button && button !== touched ? null : "pause";
    }
    case "ArrowRight":
      return rtl ? "back" : "next";
    case "ArrowLeft":
      return rtl ? "next" : "back";
    case "+":
    case "=":
      return "more";
    case "-":
    case "−":
      return "less";
    case "b":
    case "B":
      return "bell";
    case "u":
    case "U":
      return "undo";
    case "?":
      return "help";
    default:
      return null;
  }
}

const DOES: Record<string, (desk: Desk) => void> = {
  pause: acts.pauseOrResume,
  next: acts.next,
  back: acts.back,
  more: (desk) => acts.nudge(desk, 1),
  less: (desk) => acts.nudge(desk, -1),
  bell: acts.bell,
  undo: (desk) => desk.takeBack(),
  help: (desk) => desk.open({ name: "help" }),
};

export function listen(desk: Desk): () => void {
  let touched: Element | null = null;
  const pointed = (event: PointerEvent) => {
    touched = event.target instanceof Element ? event.target.closest(PRESSED) : null;
  };
  const heard = (event: KeyboardEvent) => {
    if (event.key === "Tab") touched = null;
    const what = meaning(event, document.documentElement.dir === "rtl", touched);
    if (!what) return;
    event.preventDefault();
    // A key held down must not run through the session.
    if (!event.repeat) DOES[what]?.(desk);
  };
  // The space bar presses a clicked button on its way up.
  const lifted = (event: KeyboardEvent) => {
    if (meaning(event, false, touched) === "pause") event.preventDefault();
  };
  addEventListener("pointerdown", pointed, true);
  addEventListener("keydown", heard);
  addEventListener("keyup", lifted);
  return () => {
    removeEventListener("pointerdown", pointed, true);
    removeEventListener("keydown", heard);
    removeEventListener("keyup", lifted);
  };
}
