import * as acts from "./acts";
import type { Desk } from "./desk";

const TYPING = "input, textarea, select, [contenteditable=true]";
const PRESSED = "button, a[href], summary, [role=radio], [role=checkbox]";

/** What a key means here, or null when the key belongs to what has the focus. */
export function meaning(event: KeyboardEvent, rtl: boolean): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  const on = event.target instanceof Element ? event.target : null;
  if (on?.closest(TYPING) || document.querySelector("dialog[open]")) return null;
  switch (event.key) {
    case " ":
      // A button reached by Tab keeps its space bar. One that was clicked does not: else the next pause would be a "next".
      return on?.closest(PRESSED) && on.matches(":focus-visible") ? null : "pause";
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
  more: (desk) => acts.nudge(desk, 60),
  less: (desk) => acts.nudge(desk, -60),
  bell: acts.bell,
  undo: (desk) => desk.takeBack(),
  help: (desk) => desk.open({ name: "help" }),
};

export function listen(desk: Desk): () => void {
  const heard = (event: KeyboardEvent) => {
    const what = meaning(event, document.documentElement.dir === "rtl");
    if (!what) return;
    event.preventDefault();
    // A key held down must not run through the session.
    if (!event.repeat) DOES[what]?.(desk);
  };
  // The space bar presses a clicked button on its way up.
  const lifted = (event: KeyboardEvent) => {
    if (event.key === " " && meaning(event, false) === "pause") event.preventDefault();
  };
  addEventListener("keydown", heard);
  addEventListener("keyup", lifted);
  return () => {
    removeEventListener("keydown", heard);
    removeEventListener("keyup", lifted);
  };
}
