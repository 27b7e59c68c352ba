import { signal } from "@preact/signals";
import { unlock } from "../lib/bell";

/** Whether the browser still keeps this page silent: nobody has touched it. The stage says so, as nobody can hear it. */
export const locked = signal(false);

/** Find out whether the bell can ring, and free it at the first click or key. */
export function listenForTouch(): void {
  if (typeof AudioContext === "undefined") return;
  locked.value = !navigator.userActivation?.hasBeenActive;
  // A browser set up for projectors may let sound through at once.
  const probe = new AudioContext();
  setTimeout(() => {
    if (probe.state === "running") free();
    void probe.close();
  }, 300);
  const free = () => {
    unlock();
    locked.value = false;
    for (const kind of KINDS) removeEventListener(kind, touched);
  };
  const touched = () => {
    // Escape, for one, is a key but no permission.
    if (navigator.userActivation?.hasBeenActive ?? true) free();
  };
  for (const kind of KINDS) addEventListener(kind, touched);
}

const KINDS = ["pointerup", "keydown"] as const;
