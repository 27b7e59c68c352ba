import { describe, expect, it } from "vitest";
import { BLOCK, CARD } from "../lib/blank";
import type { Block, Card } from "../lib/wire";
import { lanesOf, rolesOf } from "./lanes";
import { dealt, leavesOf, plotHigh } from "./leaves";

const field = { wide: 92, high: 32 };
const WORDS = ["Keep it", "Nobody has the job of stopping a medicine", "word ".repeat(60)];
const NAMES = ["Keep", "Change", "Stop", "Later", "Never", "Ask"];

const cards = (count: number, more: (n: number) => Partial<Card>): Card[] =>
  Array.from({ length: count }, (_, n) => ({
    ...CARD,
    id: `c${n}`,
    lines: [{ label: "", kind: "text", text: WORDS[n % 3] ?? "" }],
    ...more(n),
  }));
const spots = (n: number) => [
  { x: (n * 37) % 100, y: (n * 53) % 100, count: 1 },
  { x: 50, y: 50, count: 4 },
];
const canvas = (kind: "line" | "loop" | "rings" | "axes") =>
  ({ kind, x: ["near", "far"], y: ["low", "high"], zones: [] }) as const;

const blocks = (count: number): Block[] => [
  ...[2, 3, 6].map(
    (columns): Block => ({
      ...BLOCK,
      show: "columns",
      columns: NAMES.slice(0, columns),
      cards: cards(count, (n) => ({
        marking: n % 7 === 6 ? null : { marks: [{ text: NAMES[n % columns] ?? "", count: 5 }], spots: [], at: null },
      })),
    }),
  ),
  ...(["line", "loop", "rings", "axes"] as const).map(
    (kind): Block => ({
      ...BLOCK,
      show: "plot",
      canvas: canvas(kind),
      cards: cards(count, (n) => ({ marking: { marks: [], spots: spots(n), at: null } })),
    }),
  ),
  ...[4, 8].map(
    (groups): Block => ({
      ...BLOCK,
      show: "matrix",
      cards: cards(count, (n) => ({ group: `Table ${n % groups}`, to: `Table ${(n + 1) % groups}` })),
    }),
  ),
  { ...BLOCK, show: "gallery", cards: cards(count, () => ({})) },
];

describe("leavesOf", () => {
  it("shows every card once, never below what can be read at the back", () => {
    for (const count of [1, 5, 25, 60])
      for (const block of blocks(count)) {
        const leaves = leavesOf(block, field);
        const ids = leaves?.pages.flat().map((card) => card.id) ?? [];
        expect(ids.length, block.show).toBe(count);
        expect(new Set(ids).size, block.show).toBe(count);
        expect(leaves?.size).toBeGreaterThanOrEqual(1.5);
      }
  });

  it("shows what eight groups ask of each other on three pages at most", () => {
    const long =
      "Somebody we can ring who knows the whole list of medicines, on the same day, and who rings us back, at the latest in the evening.";
    const sixteen = cards(16, (n) => ({
      lines: [{ label: "What we need from you is", kind: "text", text: long }],
      group: `a community pharmacist ${n % 8}`,
      to: `a doctor in a hospital ${(n + 1 + (n >> 3)) % 8}`,
    }));
    expect(leavesOf({ ...BLOCK, show: "matrix", cards: sixteen }, field)?.pages.length).toBeLessThanOrEqual(3);
  });

  it("sets a table of many pages as a list, and cuts no words for the sake of larger letters", () => {
    const asking = (count: number, words: string) =>
      cards(count, (n) => ({
        lines: [{ label: "We need", kind: "text", text: words }],
        group: `a ${n % 4}`,
        to: `a ${(n + 1) % 4}`,
      }));
    const words = "Tell us within a week when you change a dose, and why.";
    const twiceEach = leavesOf({ ...BLOCK, show: "matrix", cards: asking(8, words) }, field);
    expect([twiceEach?.columns, twiceEach?.pages.length]).toEqual([2, 1]);
    const once = leavesOf({ ...BLOCK, show: "matrix", cards: asking(4, words) }, field);
    expect(once?.columns).toBeUndefined();
    expect(once?.size).toBeLessThan(2.6);
  });

  it("stays calm in a field of no height", () => {
    for (const block of blocks(5)) expect(leavesOf(block, { wide: 92, high: 0 })?.pages.flat()).toHaveLength(5);
  });

  it("leaves words beside a canvas", () => {
    for (const kind of ["loop", "axes"] as const)
      expect(plotHigh({ ...BLOCK, canvas: canvas(kind) }, field) * 1.65).toBeLessThan(field.wide * 0.65);
  });
});

describe("dealt", () => {
  it("keeps the order and evens out what weighs much", () => {
    expect(dealt([1, 1, 1, 1, 4], 2, (n) => n)).toEqual([[1, 1, 1, 1], [4]]);
    expect(dealt([], 3, () => 1)).toEqual([[], [], []]);
  });
});

describe("lanes", () => {
  const group = (number: number, topic: string, ask: string, role = "") => ({
    number,
    label: `Table ${number + 1}`,
    where: "",
    link: "",
    members: [
      { seat: 1, name: "Ana", role },
      { seat: 2, name: "Bo", role: role && "observer" },
    ],
    topic,
    ask,
    sits: "" as const,
  });

  it("gather the groups that are asked the same; one prompt for all is no lane", () => {
    const lanes = lanesOf([group(0, "What", "a"), group(1, "So what", "b"), group(2, "What", "a")]);
    expect(lanes.map((lane) => lane.groups)).toEqual([["Table 1", "Table 3"], ["Table 2"]]);
    expect(lanesOf([group(0, "What", "a"), group(1, "What", "a")])).toEqual([]);
    expect(lanesOf([group(0, "Topic", ""), group(1, "Other", "")])).toEqual([]);
  });

  it("name the roles of a group where there are several", () => {
    const step = { roams: false } as Parameters<typeof rolesOf>[0];
    expect(rolesOf(step, [group(0, "", "", "client")])).toEqual(["client", "observer"]);
    expect(rolesOf(step, [group(0, "", "")])).toEqual([]);
  });
});
