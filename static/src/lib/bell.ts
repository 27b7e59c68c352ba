import { signal } from "@preact/signals";
import type { Call } from "./clock";
import { local } from "./links";

/** Two small bells touching: two sines a few hertz apart, so that they beat slowly. Made here, nothing is downloaded. */

const MUTED = "tingsha.muted";

export const muted = signal(local.getItem(MUTED) === "1");
let context: AudioContext | undefined;

export function mute(quiet: boolean): void {
  muted.value = quiet;
  local.setItem(MUTED, quiet ? "1" : "");
}

/** Browsers keep pages silent until a touch: call this from any touch or key, as often as you like. */
export function unlock(): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") void context.resume().catch(() => {});
}

/** Unlock on the first touch or key of the page. */
export function unlockOnTouch(): void {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, unlock, { once: true, passive: true });
}

function strike(after: number, pitch: number, seconds: number): void {
  if (!context) return;
  const at = context.currentTime + after;
  const loud = context.createGain();
  loud.gain.setValueAtTime(0, at);
  loud.gain.linearRampToValueAtTime(0.11, at + 0.005);
  loud.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  loud.connect(context.destination);
  for (const hertz of [pitch, pitch * (1332 / 1320)]) {
    const sine = context.createOscillator();
    sine.frequency.value = hertz;
    sine.connect(loud);
    sine.start(at);
    sine.stop(at + seconds);
  }
}

/** Ring and shake for a call: once at the last minute, twice at ten seconds, lower and longer at the end. */
export function ring(call: Call | "try"): void {
  if (!muted.value) {
    unlock();
    if (call === "end") strike(0, 990, 8);
    else strike(0, 1320, 5);
    if (call === "ten" || call === "try") strike(0.9, 1320, 5);
  }
  try {
    navigator.vibrate?.(call === "minute" ? 120 : call === "end" ? [250, 150, 250] : [120, 120, 120]);
  } catch {
    // Some browsers forbid shaking before the first touch.
  }
}
