import { describe, expect, it } from "vitest";
import type { Face } from "../lib/clock";
import type { Group } from "../lib/wire";
import { turnOf } from "./company";

const members = ["Amina", "Peter", "Rosa"].map((name, at) => ({ seat: at + 1, name, role: "" }));
const group: Group = {
  step: "s",
  group: { number: 0, label: "", where: "", link: "", topic: "", ask: "", sits: "", members },
  pen: 0,
  pen_name: "",
  words: [],
  blocks: [],
  help: false,
};
const face = (left: number): Face => ({ state: "calm", open: false, left, past: 0, total: 180 });

describe("whose turn it is", () => {
  it("shares the time equally, in speaking order", () => {
    expect(turnOf(group, face(180))).toEqual({ at: 0, left: 60 });
    expect(turnOf(group, face(121))).toEqual({ at: 0, left: 1 });
    expect(turnOf(group, face(120))).toEqual({ at: 1, left: 60 });
    expect(turnOf(group, face(1))).toEqual({ at: 2, left: 1 });
  });
  it("is nobody's once the time is over, or when one is alone", () => {
    expect(turnOf(group, { ...face(0), state: "over" })).toBeNull();
    expect(turnOf({ ...group, group: null }, face(60))).toBeNull();
  });
});
