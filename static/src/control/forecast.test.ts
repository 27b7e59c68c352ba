import { describe, expect, it } from "vitest";
import type { Clock, RunItem, RunStep } from "../lib/wire";
import { forecast, lengthOf, minutes, overBy, suggest, wholeRun } from "./forecast";

const MIN = 60;
const step = (key: string, length: number, state: RunStep["state"] = "next"): RunStep => ({
  key,
  sign: "1",
  word: key,
  seconds: length * MIN,
  state,
});
const item = (key: string, state: RunItem["state"], steps: RunStep[], more: Partial<RunItem> = {}): RunItem => ({
  key,
  kind: "structure",
  title: key,
  invitation: "",
  note: "",
  state,
  planned_at: 0,
  planned: steps.reduce((sum, s) => sum + s.seconds, 0),
  began_at: 0,
  took: 0,
  least: 0,
  steps,
  ...more,
});
const clock: Clock = { at: 0, left: 2 * MIN, total: 5 * MIN, running: true, open: false, given_back: 0, due: 0 };

/** Eight minutes behind us, three steps of the present item, ten minutes to come. */
const run = [
  item("a", "done", [step("a/1", 8, "done")], { began_at: 100, took: 9 * MIN }),
  item("b", "now", [step("b/1", 3, "done"), step("b/2", 5, "now"), step("b/3", 4)], { began_at: 700 }),
  item("c", "next", [step("c/1", 10)]),
];
const at = (items: readonly RunItem[], left: number, now = 1000, planned_end = 0) =>
  forecast({ run: items, planned_end, now_key: "b/2" }, clock, left, now);

describe("the end as it stands now", () => {
  it("adds what is left on the clock, the later steps and the items to come", () => {
    expect(at(run, 120).end).toBe(1000 + 120 + 4 * MIN + 10 * MIN);
  });

  it("does not charge an overrun twice", () => {
    expect(at(run, -300).end).toBe(at(run, 0).end);
  });

  it("gives a step of days between two meetings none of this one's minutes", () => {
    const days = { ...step("c/2", 10), seconds: 9 * 86_400 };
    const items = [...run.slice(0, 2), item("c", "next", [step("c/1", 10), days], { planned: 10 * MIN })];
    expect(at(items, 120).end).toBe(at(run, 120).end);
    expect(suggest(items, { end: 9000, late: 600 })?.cuts.map((cut) => cut.step)).not.toContain("c/2");
  });

  it("leaves out what was left out, and gives notes no time", () => {
    const items = [...run, item("d", "skipped", [step("d/1", 20)]), item("n", "next", [], { kind: "note" })];
    expect(at(items, 120).end).toBe(at(run, 120).end);
    expect(lengthOf(item("e", "next", [step("e/1", 5), step("e/2", 5, "left_out")]))).toBe(5 * MIN);
  });

  it("counts items jumped over on the way as behind us", () => {
    const items = [item("z", "next", [step("z/1", 30)]), ...run];
    const ahead = at(items, 120);
    expect(ahead.end).toBe(at(run, 120).end);
    expect(ahead.lines.has("z")).toBe(false);
  });

  it("counts what was played before and comes again after going back", () => {
    const items = [...run.slice(0, 2), item("c", "done", [step("c/1", 10, "done")], { began_at: 900, took: 500 })];
    expect(at(items, 120).end).toBe(1000 + 120 + 4 * MIN + 1 * MIN);
  });

  it("says when each line begins: as it was behind us, as it will be before us", () => {
    const { lines } = at(run, 120);
    expect(lines.get("a")?.starts).toBe(100);
    expect(lines.get("b")?.starts).toBe(700);
    expect(lines.get("c")?.starts).toBe(1000 + 120 + 4 * MIN);
  });

  it("before the start begins as planned, never in the past", () => {
    const lobby = [item("a", "next", [step("a/1", 8)], { planned_at: 2000 })];
    const ahead = (now: number) => forecast({ run: lobby, planned_end: 0, now_key: "" }, null, 0, now);
    expect(ahead(1000).end).toBe(2000 + 8 * MIN);
    expect(ahead(3000).end).toBe(3000 + 8 * MIN);
    expect(wholeRun(lobby)).toBe(8);
  });

  it("knows late and early, and neither without a plan", () => {
    expect(minutes(at(run, 120, 1000, 1000 + 9 * MIN).late)).toBe(7);
    expect(minutes(at(run, 120, 1000, 1000 + 20 * MIN).late)).toBe(-4);
    expect(at(run, 120).late).toBe(0);
  });

  it("keeps what was when all is over", () => {
    const closed = [item("a", "done", [step("a/1", 8, "done")], { began_at: 100, took: 9 * MIN })];
    expect(at(closed, 0).lines.get("a")).toEqual({ starts: 100, seconds: 9 * MIN });
    expect(overBy(closed[0] as RunItem)).toBe(1);
  });
});

describe("the suggestion", () => {
  const late = (m: number) => ({ end: 5000, late: m * MIN });

  it("is silent when the session is as good as on time", () => {
    expect(suggest(run, late(1))).toBeNull();
    expect(suggest(run, late(-9))).toBeNull();
  });

  it("shortens the item that fixes it, no more than needed", () => {
    const best = suggest([...run, item("d", "next", [step("d/1", 20)])], late(4));
    expect(best).toMatchObject({ item: "c", minutes: 6, saves: 4 * MIN, end: 5000 - 4 * MIN });
    expect(best?.cuts).toEqual([{ step: "c/1", minutes: 6, was: 10 }]);
  });

  it("takes the one that wins most when none is enough", () => {
    const best = suggest([...run, item("d", "next", [step("d/1", 20), step("d/2", 10)])], late(30));
    expect(best?.item).toBe("d");
    expect(best?.saves).toBe(12 * MIN);
  });

  it("never squeezes an item below its nature, however often it is asked", () => {
    const squeezed = item("c", "next", [step("c/1", 6)], { planned: 10 * MIN });
    expect(suggest([run[0] as RunItem, squeezed], late(10))).toBeNull();
  });

  it("leaves breaks alone, what was jumped over, and steps of a minute", () => {
    const items = [
      item("z", "next", [step("z/1", 60)]),
      item("b", "now", [step("b/2", 5, "now")], { began_at: 700 }),
      item("p", "next", [step("p/1", 30)], { kind: "break" }),
      item("s", "next", [step("s/1", 1), step("s/2", 1), step("s/3", 1)]),
    ];
    expect(suggest(items, late(10))).toBeNull();
  });
});
