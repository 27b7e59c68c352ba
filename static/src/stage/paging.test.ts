import { describe, expect, it } from "vitest";
import type { Card } from "../lib/wire";
import { hang, newest, pageAt, pagesOf, roomiest, rowsOf, sizes } from "./paging";

const card = (id: string, text: string): Card => ({
  id,
  lines: [{ label: "", kind: "text", text }],
  by: "",
  group: "",
  marked: false,
  draft: false,
  score: null,
  joined: 0,
  to: "",
  about: "",
  marking: null,
  former: [],
});
const cards = (count: number, text = "Nobody has the job of stopping a medicine.") =>
  Array.from({ length: count }, (_, n) => card(`c${n}`, text));
const field = { wide: 92, high: 34 };

describe("pagesOf", () => {
  it("loses nothing, keeps the order, and evens the pages out", () => {
    const items = Array.from({ length: 22 }, (_, n) => n);
    const pages = pagesOf(items, 20, () => 1);
    expect(pages.flat()).toEqual(items);
    expect(pages.map((page) => page.length)).toEqual([11, 11]);
  });

  it("gives an item heavier than a page one of its own", () => {
    expect(pagesOf([1, 50, 1], 10, (weight) => weight)).toEqual([[1], [50], [1]]);
    expect(pagesOf([], 10, () => 1)).toEqual([]);
  });
});

describe("roomiest", () => {
  it("takes the largest size that needs no more pages than the smallest", () => {
    const lay = (size: number) => ({ size, pages: Array(size > 3 ? 3 : 2).fill(0) });
    expect(roomiest([5, 4, 3, 2], lay).size).toBe(3);
  });

  it("always ends with the least size", () => {
    expect(sizes(3, 1.9).at(-1)).toBe(1.9);
    expect(sizes(2, 2)).toEqual([2]);
  });
});

describe("hang", () => {
  it("shows every card once, for any number of cards of any length", () => {
    for (const count of [1, 2, 3, 5, 12, 13, 60])
      for (const length of [3, 40, 280, 2000]) {
        const wall = hang(cards(count, "word ".repeat(length / 5 + 1)), field);
        expect(wall.pages.flat().map((one) => one.id)).toEqual(cards(count).map((one) => one.id));
        expect(wall.size).toBeGreaterThanOrEqual(1.9);
      }
  });

  it("sets few words larger than many", () => {
    expect(hang(cards(3), field).size).toBeGreaterThan(hang(cards(24), field).size);
  });
});

describe("rowsOf", () => {
  it("keeps rows readable and loses none", () => {
    const { size, pages } = rowsOf(cards(60), 36, 55, sizes(3, 2.2));
    expect(size).toBeGreaterThanOrEqual(2.2);
    expect(pages.flat()).toHaveLength(60);
  });
});

describe("newest", () => {
  it("keeps the last to come and counts the others", () => {
    const names = Array.from({ length: 900 }, (_, n) => `Person ${n}`);
    const { shown, before } = newest(names, 100);
    expect(shown.at(-1)).toBe("Person 899");
    expect(shown.length + before).toBe(900);
    expect(newest(["A".repeat(600)], 100).shown).toHaveLength(1);
  });
});

describe("pageAt", () => {
  it("turns, and begins again", () => {
    expect([0, 8, 16, 24].map((at) => pageAt(3, at, 8))).toEqual([0, 1, 2, 0]);
    expect(pageAt(1, 99, 8)).toBe(0);
    expect(pageAt(0, 99, 8)).toBe(0);
  });
});
