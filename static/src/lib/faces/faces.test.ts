import { describe, expect, it } from "vitest";
import { BLOCK, CARD } from "../blank";
import type { Block, Card, Marking, Spot } from "../wire";
import { matrixOf } from "./asking";
import { namesOn } from "./canvas";
import { apart, placed, SHAPE, stack } from "./geometry";
import { columnsOf, contested, shares, split } from "./sorting";
import { knotsOf, oval } from "./ties";

const marked = (id: string, ...marks: [string, number][]): Card => ({
  ...CARD,
  id,
  marking: { marks: marks.map(([text, count]) => ({ text, count })), spots: [], at: null },
});
const sorted = (...cards: Card[]): Block => ({ ...BLOCK, show: "columns", columns: ["Keep", "Drop"], cards });

describe("columns", () => {
  it("stand as they were asked, those most agree on first, and lose no card", () => {
    const block = sorted(
      marked("even", ["Drop", 4], ["Keep", 4]),
      marked("most", ["Keep", 5], ["Drop", 4]),
      marked("all", ["Keep", 9]),
      marked("none"),
      { ...CARD, id: "unmarked" },
    );
    const columns = columnsOf(block);
    expect(columns.map((column) => column.name)).toEqual(["Keep", "Drop", ""]);
    expect(columns.map((column) => column.cards.map((card) => card.id))).toEqual([
      ["all", "most", "even"],
      [],
      ["none", "unmarked"],
    ]);
  });

  it("say where a room is of two minds, and how", () => {
    const [five, eight] = [marked("a", ["Keep", 5], ["Drop", 4]), marked("b", ["Drop", 8], ["Keep", 1])];
    expect([five, eight].map((card) => contested(card.marking))).toEqual([true, false]);
    expect(split(eight.marking, ["Keep", "Drop"]).map((part) => part.text)).toEqual(["Drop", "Keep"]);
    expect(contested(marked("one", ["Keep", 1]).marking)).toBe(false);
  });

  it("give room to those that need it", () => {
    expect(shares([20, 5, 2], 5)).toEqual([3, 1, 1]);
    expect(shares([1, 0], 4)).toEqual([1, 1]);
  });
});

const at = (x: number, y: number, count = 1): Spot => ({ x, y, count });
const spotted = (id: string, ...spots: Spot[]): Card => {
  const marking: Marking = { marks: [], spots, at: null };
  return { ...CARD, id, marking };
};

describe("places", () => {
  it("have a middle weighed by people, and tell near from far apart", () => {
    const canvas = { kind: "axes", x: ["", ""], y: ["", ""], zones: [] } as const;
    const block: Block = {
      ...BLOCK,
      canvas,
      cards: [spotted("far", at(0, 50, 3), at(100, 50)), spotted("near", at(40, 40), at(42, 40), at(41, 44)), CARD],
    };
    const [far, near, ...rest] = placed(block);
    expect(far?.at).toEqual({ x: 25, y: 50 });
    expect([far?.apart, near?.apart]).toEqual([true, false]);
    expect(rest).toEqual([]);
  });

  it("are numbered from left to right on a line", () => {
    const canvas = { kind: "line", x: ["", ""], y: ["", ""], zones: [] } as const;
    const found = placed({ ...BLOCK, canvas, cards: [spotted("b", at(90, 50)), spotted("a", at(10, 50))] });
    expect(found.map((one) => [one.n, one.card.id])).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
  });

  it("never cover each other, not even sixty in one spot", () => {
    const points = Array.from({ length: 60 }, () => ({ x: 75, y: 50 }));
    const moved = apart(points, 7, 150);
    for (const [n, one] of moved.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(3.5);
      expect(one.y).toBeLessThanOrEqual(96.5);
      for (const other of moved.slice(n + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(5);
    }
  });

  it("never cover the name of a zone, wherever they were put", () => {
    const zone = (name: string, x: number, y: number) => ({ name, x, y });
    const corners = [zone("simple", 25, 25), zone("agreed, not sure how", 75, 25), zone("wild", 75, 75)];
    const bows = [zone("Growing", 29, 82), zone("Stuck", 71, 82), zone("Full strength", 92, 50)];
    for (const [kind, zones] of [
      ["quadrants", corners],
      ["loop", bows],
    ] as const) {
      const names = namesOn({ kind, x: ["", ""], y: ["", ""], zones });
      expect(names).toHaveLength(3);
      const points = names.flatMap((name) =>
        [0, 0.5, 1].map((part) => ({ x: name.x + part * name.wide, y: name.y + 2 })),
      );
      for (const { x, y } of apart(points, 7, 100 * SHAPE[kind], names))
        for (const name of names)
          expect(x < name.x || x > name.x + name.wide || y < name.y || y > name.y + name.high, kind).toBe(true);
    }
  });

  it("leave alone what stands free", () => {
    const [free] = apart(
      [
        { x: 20, y: 20 },
        { x: 80, y: 80 },
      ],
      7,
      150,
    );
    expect(Math.hypot((free?.x ?? 0) - 20, (free?.y ?? 0) - 20)).toBeLessThan(0.1);
  });

  it("pile names up instead of laying them on each other", () => {
    const laid = stack(
      [5, 6, 50, 7].map((x) => ({ x, width: 6 })),
      60,
    );
    expect(laid.map((one) => one.row)).toEqual([0, 1, 0, 2]);
    expect(stack([{ x: 0, width: 8 }], 60)[0]?.x).toBe(4);
  });
});

describe("who asks whom", () => {
  it("keeps open requests blank and answers in the order they were offered", () => {
    const ask = (id: string, group: string, to: string, answer = ""): Card => ({
      ...marked(id, ...(answer ? [[answer, 1] as [string, number]] : [])),
      group,
      to,
    });
    const cards = [
      ask("1", "Table 10", "Table 2", "No"),
      ask("2", "Table 2", "Table 10"),
      ask("3", "Table 2", "Table 10"),
    ];
    const found = matrixOf({ ...BLOCK, columns: ["Yes", "No"], cards });
    expect(found.asking).toEqual(["Table 2", "Table 10"]);
    expect(found.answers).toEqual(["Yes", "No"]);
    expect(found.cell("Table 2", "Table 10").map((one) => one.answer)).toEqual(["", ""]);
    expect(found.cell("Table 10", "Table 2").map((one) => one.answer)).toEqual(["No"]);
  });
});

describe("webs", () => {
  it("seat everybody once, those who are tied near each other", () => {
    const tie = (source: string, target: string) => ({ source, target, kind: "I know" });
    const knots = knotsOf([tie("A", "C"), tie("B", "D"), tie("C", "A"), tie("D", "B")]);
    const order = knots.map((knot) => knot.name);
    expect([...order].sort()).toEqual(["A", "B", "C", "D"]);
    expect(Math.abs(order.indexOf("A") - order.indexOf("C"))).toBe(1);
    expect(knots[0]?.to.get("I know")).toEqual(["C"]);
  });

  it("give each name a line of its own", () => {
    for (const count of [1, 2, 13, 60]) {
      const places = oval(count);
      for (const side of ["left", "right"]) {
        const heights = places.filter((place) => place.side === side).map((place) => place.y);
        expect(new Set(heights.map((y) => y.toFixed(2))).size).toBe(heights.length);
      }
    }
  });
});
