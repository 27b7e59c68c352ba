import { describe, expect, it } from "vitest";
import { standsBeside } from "./before";
import type { StepFace } from "./wire";

const step = (more: Partial<StepFace>): StepFace => ({
  key: "i2/so-what-alone",
  kind: "structure",
  structure: "What, So What, Now What?",
  word: "So what: alone",
  n: 4,
  of: 9,
  round: [2, 3],
  trail: [],
  invitation: "So what?",
  ask: "Write a line.",
  talk: false,
  turns: false,
  reads: false,
  writes: "each",
  roams: false,
  ...more,
});

describe("words of an earlier step", () => {
  it("stand beside what people write now", () => {
    expect(standsBeside(step({}), "all:what-tables", 4)).toBe(true);
  });

  it("stand beside while pairs talk and note within a part that began from them", () => {
    const pairs = step({ key: "i2/grow.pairs", talk: true });
    expect(standsBeside(pairs, "wall:retell", 3)).toBe(true);
    expect(standsBeside(pairs, "wall:grow.alone", 3)).toBe(false);
    expect(standsBeside(step({ key: "i2/grow.fours", writes: "scribe" }), "all:purpose", 1)).toBe(true);
  });

  it("stand beside what a group writes, though they are one card", () => {
    expect(standsBeside(step({ writes: "scribe" }), "all:purpose", 1)).toBe(true);
  });

  it("are in the middle where they are written, talked about, or all there is to answer", () => {
    expect(standsBeside(step({}), "all:so-what-alone", 4)).toBe(false);
    expect(standsBeside(step({ talk: true }), "all:what-tables", 4)).toBe(false);
    expect(standsBeside(step({ writes: "" }), "all:what-tables", 4)).toBe(false);
    expect(standsBeside(step({}), "all:word", 1)).toBe(false);
    expect(standsBeside(step({ key: "i2/around.what-alone" }), "all:words.word", 1)).toBe(true);
  });
});
