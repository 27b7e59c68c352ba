import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { leftOf } from "./parts";
import type { Clock } from "./wire";

export type ClockState = "calm" | "last" | "ten" | "over" | "paused";
export type Call = "minute" | "ten" | "end";

/** Where bells ring: seconds before the end. */
export const CALLS = { minute: 60, ten: 10 } as const;

/** What a ring shows now: whole seconds `left`, `past` (once over, or how long an open step has gone on), `total`. */
export interface Face {
  readonly state: ClockState;
  readonly open: boolean;
  readonly left: number;
  readonly past: number;
  readonly total: number;
}

/** The face of a clock when the server's clock shows `now`. */
export function faceOf(clock: Clock, now: number): Face {
  const left = leftOf(clock, now);
  const { open, running, total } = clock;
  // Just above a whole second still reads as the second to come, so that "1:00" and the bell meet.
  const whole = Math.max(0, Math.ceil(left - 0.05));
  const state: ClockState = !running
    ? "paused"
    : open
      ? "calm"
      : left <= 0
        ? "over"
        : whole <= CALLS.ten
          ? "ten"
          : whole <= CALLS.minute
            ? "last"
            : "calm";
  return { state, open, left: whole, past: Math.max(0, Math.floor((open ? total : 0) - left)), total };
}

/** The call a clock has come to, while its moment is fresh: who wakes up late is not rung at. */
export function callDue(clock: Clock, now: number): Call | null {
  if (clock.open || !clock.running) return null;
  const left = leftOf(clock, now);
  if (left <= 0) return left > -5 ? "end" : null;
  if (left <= CALLS.ten) return left > 5 && clock.total > 20 ? "ten" : null;
  return left <= CALLS.minute && left > 50 && clock.total > 90 ? "minute" : null;
}

/** "5:08", "1:02:10". */
export function digits(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export interface Timed {
  /** changes when another step begins */
  readonly step: string;
  readonly clock: Clock;
}

/**
 * A clock for a page. `face` follows `source`; `onCall` hears each call once per step, also across reconnects. What is
 * left is always worked out anew from what the server said and when: no tick is ever counted, and nothing is fired.
 */
export function runClock(
  source: ReadonlySignal<Timed | null>,
  serverNow: () => number,
  onCall: (call: Call) => void = () => {},
): { readonly face: ReadonlySignal<Face | null>; readonly stop: () => void } {
  const tick = signal(0);
  const face = signal<Face | null>(null);
  const called = new Set<string>();
  const look = effect(() => {
    tick.value;
    const timed = source.value;
    const next = timed && faceOf(timed.clock, serverNow());
    // Four looks a second, but a screen redraws only when its face has changed.
    if (JSON.stringify(next) !== JSON.stringify(face.peek())) face.value = next;
    const call = timed && callDue(timed.clock, serverNow());
    if (!call || called.has(`${timed.step} ${call}`)) return;
    called.add(`${timed.step} ${call}`);
    onCall(call);
  });
  const timer = setInterval(() => {
    tick.value++;
  }, 250);
  return {
    face: computed(() => face.value),
    stop: () => {
      clearInterval(timer);
      look();
    },
  };
}
