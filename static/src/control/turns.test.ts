import { describe, expect, it } from "vitest";
import type { Queue, Waiting } from "../lib/wire";
import { chosenInOrder, count, inTurn, nextLine, onStage, pile, wordsOf } from "./turns";

const row = (id: string, group: string, state: Waiting["state"] = "waiting", more: Partial<Waiting> = {}): Waiting => ({
  card: {
    id,
    lines: [{ label: "", kind: "text", text: `words of ${id}` }],
    by: "",
    group,
    marked: false,
    draft: false,
    score: null,
    joined: 0,
    to: "",
    about: "",
    marking: null,
    former: [],
  },
  state,
  names_person: false,
  hidden_at: 0,
  together: [],
  ...more,
});
const queue = (rows: Waiting[], more: Partial<Queue> = {}): Queue => ({
  key: "all:x",
  title: "",
  held: true,
  spot: "",
  rows,
  ...more,
});
const ids = (rows: readonly Waiting[]) => rows.map((r) => r.card.id);

describe("words in the facilitator's hands", () => {
  it("come in turn: one of each group before any group's second", () => {
    expect(
      ids(inTurn(queue([row("a1", "A"), row("a2", "A"), row("b1", "B"), row("c1", "C"), row("b2", "B")]))),
    ).toEqual(["a1", "b1", "c1", "a2", "b2"]);
  });

  it("never read out the number of a picture", () => {
    const drawn = row("a", "A");
    const lines = [...drawn.card.lines, { label: "Our picture", kind: "picture", text: "6XgTXB2o9aQ1m4Zk7Yp0Lw" }];
    expect(wordsOf({ ...drawn, card: { ...drawn.card, lines } })).toBe("words of a");
    expect(wordsOf({ ...drawn, card: { ...drawn.card, lines: lines.slice(1) } })).toBe("");
  });

  it("say what was asked, where nobody put the answer in words", () => {
    const known = row("a", "");
    const lines = [{ label: "I work with", kind: "people", text: "Rosa, Tom" }];
    expect(wordsOf({ ...known, card: { ...known.card, lines } })).toBe("I work with: Rosa, Tom");
  });

  it("let a group that has been shown wait for the others", () => {
    expect(ids(inTurn(queue([row("a0", "A", "shown"), row("a1", "A"), row("b1", "B")])))).toEqual(["b1", "a1"]);
  });

  it("keep the order they came in where nobody may know whose they are", () => {
    expect(ids(inTurn(queue([row("1", ""), row("2", ""), row("3", "")])))).toEqual(["1", "2", "3"]);
  });

  it("are counted, piled and found", () => {
    const q = queue([row("a", "A"), row("b", "B", "shown"), row("c", "C", "hidden"), row("d", "D", "late")], {
      spot: "b",
    });
    expect(count(q)).toEqual({ waiting: 1, shown: 1, hidden: 1, late: 1 });
    expect(ids(pile(q, "late"))).toEqual(["d"]);
    expect(onStage(q)?.card.id).toBe("b");
    expect(wordsOf(q.rows[0] as Waiting)).toBe("words of a");
  });

  it("that were hidden last stand first, to be found again", () => {
    const q = queue([row("a", "A", "hidden", { hidden_at: 5 }), row("b", "B", "hidden", { hidden_at: 9 })]);
    expect(ids(pile(q, "hidden"))).toEqual(["b", "a"]);
  });

  it("are put together in the order of the queue, not of the taps", () => {
    expect(chosenInOrder(queue([row("a", "A"), row("b", "B"), row("c", "C")]), new Set(["c", "a"]))).toEqual([
      "a",
      "c",
    ]);
  });
});

describe("the next line", () => {
  it("is the next in turn, but never one that may name a person", () => {
    expect(nextLine(queue([row("a", "A", "waiting", { names_person: true }), row("b", "B")]))?.card.id).toBe("b");
    expect(nextLine(queue([row("a", "A", "waiting", { names_person: true })]))).toBeNull();
  });

  it("is none when all have been shown", () => {
    expect(nextLine(queue([row("a", "A", "shown")]))).toBeNull();
  });

  it("goes down the wall where everything is on the stage already", () => {
    const wall = [row("a", "", "shown"), row("b", "", "shown"), row("c", "", "hidden")];
    expect(nextLine(queue(wall, { held: false }))?.card.id).toBe("a");
    expect(nextLine(queue(wall, { held: false, spot: "a" }))?.card.id).toBe("b");
    expect(nextLine(queue(wall, { held: false, spot: "b" }))).toBeNull();
  });
});
