import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Call, digits, faceOf, runClock, type Timed } from "./clock";
import type { Clock } from "./wire";

const clock = (over: Partial<Clock> = {}): Clock => ({
  at: 1000,
  left: 120,
  total: 120,
  running: true,
  open: false,
  given_back: 0,
  due: 0,
  ...over,
});

describe("a face", () => {
  it("goes from calm through the last minute to over time", () => {
    const at = (now: number) => faceOf(clock(), 1000 + now);
    expect(at(0)).toMatchObject({ state: "calm", left: 120 });
    expect(at(60)).toMatchObject({ state: "last", left: 60 });
    expect(at(110)).toMatchObject({ state: "ten", left: 10 });
    expect(at(121.5)).toMatchObject({ state: "over", left: 0, past: 1 });
  });
  it("stands still while paused, however late it is", () => {
    expect(faceOf(clock({ running: false, left: 42 }), 9999)).toMatchObject({ state: "paused", left: 42 });
  });
  it("counts an open step up", () => {
    expect(faceOf(clock({ open: true }), 1150)).toMatchObject({ state: "calm", left: 0, past: 150 });
  });
  it("writes hours only when there are some", () => {
    expect([digits(7), digits(308), digits(3725)]).toEqual(["0:07", "5:08", "1:02:05"]);
  });
});

describe("a running clock", () => {
  let now = 1000;
  beforeEach(() => {
    now = 1000;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());
  const pass = (seconds: number) => {
    for (let k = 0; k < seconds * 4; k++) {
      now += 0.25;
      vi.advanceTimersByTime(250);
    }
  };

  it("makes each call once per step, also across reconnects", () => {
    const calls: Call[] = [];
    const source = signal<Timed | null>({ step: "a", clock: clock() });
    const { stop } = runClock(
      source,
      () => now,
      (call) => calls.push(call),
    );
    pass(61);
    expect(calls).toEqual(["minute"]);
    source.value = { step: "a", clock: clock({ at: now, left: 59 }) };
    pass(70);
    expect(calls).toEqual(["minute", "ten", "end"]);
    source.value = { step: "b", clock: clock({ at: now, left: 61 }) };
    pass(3);
    expect(calls).toEqual(["minute", "ten", "end", "minute"]);
    stop();
  });

  it("does not ring at somebody who comes back long after", () => {
    const calls: Call[] = [];
    const { face, stop } = runClock(
      signal({ step: "a", clock: clock() }),
      () => now,
      (call) => calls.push(call),
    );
    now += 150;
    vi.advanceTimersByTime(250);
    expect(calls).toEqual([]);
    expect(face.value?.state).toBe("over");
    stop();
  });
});
