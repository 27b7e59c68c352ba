import { describe, expect, it } from "vitest";
import type { GroupRow, Person, StepFace } from "../lib/wire";
import { byNeed, here, quietFor, shares, smallest, unplaced, unsent } from "./attendance";

const person = (seat: number, more: Partial<Person> = {}): Person => ({
  seat,
  name: `P${seat}`,
  traits: [],
  group: -1,
  here: true,
  left: false,
  unsent: 0,
  written: false,
  passed: false,
  ...more,
});
const row = (number: number, seats: number[], more: Partial<GroupRow> = {}): GroupRow => ({
  group: {
    number,
    label: `Table ${number + 1}`,
    where: "",
    link: "",
    topic: "",
    ask: "",
    sits: "",
    members: seats.map((seat) => ({ seat, name: `P${seat}`, role: "" })),
  },
  pen: "",
  state: "talking",
  count: 0,
  last: 0,
  pulse: [],
  ...more,
});
const step = (more: Partial<StepFace> = {}): StepFace => ({
  key: "a/1",
  kind: "structure",
  structure: "",
  word: "",
  n: 1,
  of: 1,
  round: [0, 0],
  trail: [],
  invitation: "",
  ask: "",
  talk: false,
  turns: false,
  reads: false,
  writes: "scribe",
  roams: false,
  ...more,
});

describe("who is here", () => {
  it("counts by each question of the door, only those who are here", () => {
    const people = [
      person(1, { traits: ["Carer", "in the room"] }),
      person(2, { traits: ["Carer", "on video"] }),
      person(3, { traits: ["Nurse", "in the room"], here: false }),
      person(4, { traits: ["Nurse", "in the room"], left: true }),
    ];
    expect(here(people)).toHaveLength(2);
    expect(shares(people)).toEqual([
      [{ value: "Carer", n: 2 }],
      [
        { value: "in the room", n: 1 },
        { value: "on video", n: 1 },
      ],
    ]);
    expect(shares([])).toEqual([]);
  });

  it("finds late-comers and the group where one more is least felt", () => {
    const groups = [row(0, [1, 2, 3]), row(1, [4, 5])];
    const people = [1, 2, 3, 4, 5, 6].map((n) => person(n));
    expect(unplaced(people, groups).map((p) => p.seat)).toEqual([6]);
    expect(unplaced(people, [])).toEqual([]);
    expect(smallest(groups)?.number).toBe(1);
    expect(unsent([person(1, { unsent: 2 }), person(2)])).toHaveLength(1);
  });
});

describe("a quiet group", () => {
  it("is one that should write, and has not stirred for two minutes of this step", () => {
    expect(quietFor(row(0, [1], { last: 1000 }), step(), 600, 1130)).toBe(130);
    expect(quietFor(row(0, [1], { last: 1000 }), step(), 600, 1100)).toBe(0);
    expect(quietFor(row(0, [1]), step(), 125, 9999)).toBe(125);
  });

  it("is never one that only talks, or has written", () => {
    expect(quietFor(row(0, [1]), step({ talk: true, writes: "" }), 600, 9999)).toBe(0);
    expect(quietFor(row(0, [1], { state: "wrote", last: 1 }), step(), 600, 9999)).toBe(0);
  });

  it("stands under those who call and over the rest", () => {
    const rows = [
      { row: row(0, []), quiet: 0 },
      { row: row(1, []), quiet: 200 },
      { row: row(2, [], { state: "help" }), quiet: 0 },
    ];
    expect(byNeed(rows).map((r) => r.row.group.number)).toEqual([2, 1, 0]);
  });
});
