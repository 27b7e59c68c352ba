import { describe, expect, it } from "vitest";
import { CARD } from "../lib/blank";
import type { Block, Clock, GroupFace, Room, Stage, StepFace } from "../lib/wire";
import { tieSays } from "./rank";
import { findingTime, NOTHING_SEEN, remember, sceneOf, stays, together } from "./scene";
import { near } from "./step";

const step: StepFace = {
  key: "a/1",
  kind: "structure",
  structure: "1-2-4-All",
  word: "Fours",
  n: 3,
  of: 4,
  round: [0, 0],
  trail: [],
  invitation: "What?",
  ask: "",
  talk: true,
  turns: false,
  reads: false,
  writes: "",
  roams: false,
};
const room: Room = {
  phase: "running",
  title: "",
  subtitle: "",
  people: 4,
  step,
  clock: null,
  coming: "",
  blocks: [],
  pinned: [],
  message: "",
  bells: 0,
  decided: [],
  asks: [],
  names: [],
  market: [],
};
const group = (number: number, ...seats: number[]): GroupFace => ({
  number,
  label: `Table ${number}`,
  where: "",
  link: "",
  topic: "",
  ask: "",
  sits: "",
  members: seats.map((seat) => ({ seat, name: `P${seat}`, role: "" })),
});
const stage: Stage = {
  code: "",
  url: "",
  names: [],
  groups: [group(1, 1, 2), group(2, 3, 4)],
  tally: { done: 0, of: 0, what: "" },
  leader: "",
};
const block: Block = {
  key: "b",
  title: "",
  show: "wall",
  cards: [],
  spot: "",
  more: 0,
  spread: [],
  low: 1,
  ends: ["", ""],
  waiting: 3,
  columns: [],
  canvas: null,
  ties: [],
  of: "",
};
const clock = (total: number, open = false): Clock => ({
  at: 0,
  left: total,
  total,
  running: true,
  open,
  given_back: 0,
  due: 0,
});

describe("sceneOf", () => {
  it("follows the session from beginning to end", () => {
    expect(sceneOf(null, null, true).kind).toBe("wait");
    expect(sceneOf({ ...room, phase: "lobby", step: null }, stage, true).kind).toBe("lobby");
    expect(sceneOf({ ...room, step: null }, stage, true).kind).toBe("between");
    expect(sceneOf({ ...room, step: { ...step, kind: "break" } }, stage, true).kind).toBe("break");
    expect(sceneOf({ ...room, phase: "closed" }, stage, true).kind).toBe("closed");
  });

  it("shows who is with whom only while people find each other, and only where there is somebody to find", () => {
    expect(sceneOf(room, stage, true).kind).toBe("who");
    expect(sceneOf(room, stage, false).kind).toBe("step");
    expect(sceneOf(room, { ...stage, groups: [] }, true).kind).toBe("step");
  });

  it("shows words as soon as there are any, and no empty wall before", () => {
    expect(sceneOf({ ...room, blocks: [block] }, stage, false).kind).toBe("step");
    expect(sceneOf({ ...room, blocks: [{ ...block, show: "spread", spread: [0, 1] }] }, stage, true).kind).toBe(
      "blocks",
    );
  });
});

describe("a map of what was placed before", () => {
  const writes = { ...step, talk: false, writes: "scribe" as const };
  const marked = { ...CARD, marking: { marks: [], at: { x: 1, y: 2, count: 1 }, spots: [] } };
  const before = { ...block, key: "all:fours", cards: [marked, { ...marked, id: "c2" }] };
  const map: Block = { ...before, show: "plot" };
  it("stays in sight while people choose from it, once they have found each other", () => {
    expect(sceneOf({ ...room, step: writes, blocks: [map] }, stage, true).kind).toBe("who");
    expect(sceneOf({ ...room, step: writes, blocks: [map] }, stage, false)).toEqual({ kind: "blocks", blocks: [map] });
  });
  it("is more than the list of its cards, which stands beside", () => {
    expect(sceneOf({ ...room, step: writes, blocks: [before] }, stage, false).kind).toBe("step");
  });
});

describe("near", () => {
  const trail = (now: number, of: number) =>
    [...Array(of).keys()].map((at) => ({ at, state: at === now ? "now" : at < now ? "done" : "next" }));
  it("is all of a short trail, and what lies round the present step of a long one", () => {
    expect(near(trail(2, 5))).toHaveLength(5);
    for (const now of [0, 3, 12, 24]) {
      const shown = near(trail(now, 25));
      expect(shown).toHaveLength(9);
      expect(shown.some((one) => one.state === "now")).toBe(true);
    }
  });
});

describe("together", () => {
  it("is nothing where everybody is one group, or alone", () => {
    expect(together([group(1, 1, 2, 3)])).toEqual([]);
    expect(together([group(1, 1), group(2, 2)])).toEqual([]);
    expect(together(stage.groups)).toHaveLength(2);
  });
});

describe("findingTime", () => {
  it("leaves a short step to its question, and gives a large room one look at every page", () => {
    expect(findingTime(1, clock(60))).toBe(24);
    expect(findingTime(1, clock(600))).toBe(40);
    expect(findingTime(18, clock(240))).toBeGreaterThan(100);
    expect(findingTime(1, clock(600, true))).toBe(40);
  });
});

describe("tieSays", () => {
  const card = (place: number, tied: boolean, spread: number[]) => ({
    id: `${place}${spread}`,
    lines: [],
    by: "",
    group: "",
    marked: false,
    draft: false,
    joined: 0,
    to: "",
    about: "",
    marking: null,
    former: [],
    score: { total: 20, outof: 25, spread, low: 1, place, tied },
  });

  it("says who shares a place, and when one sum hides two rooms", () => {
    expect(tieSays([card(1, false, [0, 0, 0, 0, 5])])).toBeUndefined();
    const tie = tieSays([card(4, true, [1, 0, 0, 1, 3]), card(4, true, [0, 0, 0, 5, 0])]);
    expect(tie).toEqual({ count: "Two", place: 4, split: true });
  });
});

describe("remember", () => {
  const pairs = remember(NOTHING_SEEN, "a/pairs", "1,2;3,4", 1000);

  it("shows the places to whoever opens the stage in mid-step", () => {
    expect(stays(pairs)).toBe(false);
  });

  it("knows when people stay where they are", () => {
    expect(stays(remember(pairs, "a/talk", "1,2;3,4", 60_000))).toBe(true);
  });

  it("sees new groups, whether they come before, with or after their step", () => {
    const first = remember(remember(pairs, "a/pairs", "1,3;2,4", 60_000), "a/again", "1,3;2,4", 60_050);
    const together = remember(pairs, "a/again", "1,3;2,4", 60_000);
    const last = remember(remember(pairs, "a/again", "1,2;3,4", 60_000), "a/again", "1,3;2,4", 60_400);
    for (const memory of [first, together, last]) expect(stays(memory)).toBe(false);
  });

  it("does not call a late-comer's seat a new arrangement of all", () => {
    const late = remember(pairs, "a/pairs", "1,2;3,4,5", 30_000);
    expect(stays(remember(late, "a/talk", "1,2;3,4,5", 60_000))).toBe(true);
  });
});
