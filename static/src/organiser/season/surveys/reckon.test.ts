// @vitest-environment node
import { expect, test } from "vitest";
import { figure, mean, outcome } from "./reckon";

const PAIRS = { n: 20, left_out: 0, changes: [1, 0, 2, 3, 4, 5, 3, 2, 0], before: 50, after: 61 };

test("a change is better or worse as the line is meant", () => {
  expect(outcome(PAIRS, false)).toEqual({ better: 10, same: 4, worse: 6 });
  expect(outcome(PAIRS, true)).toEqual({ better: 6, same: 4, worse: 10 });
});

test("averages are of the scale from 1", () => {
  expect(mean({ n: 4, counts: [1, 1, 0, 0, 2] })).toBe("3.3");
  expect(figure(50, 20)).toBe("2.5");
});
