import { describe, expect, it } from "vitest";
import { ems, largest, lines } from "./fit";

describe("largest", () => {
  it("is the most when all fits, the least when nothing does", () => {
    expect(largest(2, 8, 0.05, () => true)).toBe(8);
    expect(largest(2, 8, 0.05, () => false)).toBe(2);
  });

  it("comes close from below", () => {
    const size = largest(2, 8, 0.05, (value) => value <= 5);
    expect(size).toBeLessThanOrEqual(5);
    expect(size).toBeGreaterThan(4.9);
  });
});

describe("lines", () => {
  it("counts words into lines and breaks what is longer than a line", () => {
    expect(lines("", 10)).toBe(1);
    expect(lines("one two three", 100)).toBe(1);
    expect(lines("one two three", ems("three"))).toBe(3);
    expect(lines("W".repeat(100), 10)).toBe(6);
    expect(lines("one\ntwo", 100)).toBe(2);
  });
});
