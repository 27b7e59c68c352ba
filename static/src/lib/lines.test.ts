import { describe, expect, it } from "vitest";
import { CARD } from "./blank";
import { stemOf, titleOf } from "./lines";
import type { Line } from "./wire";

const line = (label: string, text: string, kind: Line["kind"] = "text"): Line => ({ label, text, kind });
const card = (...lines: readonly Line[]) => ({ ...CARD, lines });

describe("what cards go on from", () => {
  const hard = (text: string) => card(line("It is hard to", text));
  it("stands once above them all", () => {
    expect(stemOf([hard("say no"), hard("ask")])).toBe("It is hard to");
  });
  it("is left out where cards differ, or say more than one thing", () => {
    expect(stemOf([hard("say no"), card(line("We could", "ask"))])).toBe("");
    expect(stemOf([hard("say no"), card(line("It is hard to", "ask"), line("First step", "Try"))])).toBe("");
    expect(stemOf([])).toBe("");
  });
});

describe("a card in one line", () => {
  it("keeps what stands before its words and would turn them round", () => {
    expect(titleOf(card(line("", "We must not", "choice"), line("The rule", "repeat in silence")))).toBe(
      "We must not · repeat in silence",
    );
  });
  it("is its first words, or one sentence of several", () => {
    expect(titleOf(card(line("We stop", "the Friday list"), line("First step", "tell Joan")))).toBe("the Friday list");
    expect(titleOf(card(line("How can we", "be quick"), line("and at the same time", "kind")))).toBe(
      "How can we be quick and at the same time kind",
    );
    expect(titleOf(card(line("Which one?", "Keep", "choice")))).toBe("Keep");
  });
});
