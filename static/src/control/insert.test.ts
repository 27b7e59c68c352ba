import { describe, expect, it } from "vitest";
import { found } from "./insert";

const entries = [
  { title: "1-2-4-All", purpose: "Everybody thinks at once" },
  { title: "Café of Conversation", purpose: "Talk in rounds" },
  { title: "Troika", purpose: "Help each other at once" },
];
const titles = (search: string) => found(entries, search).map((entry) => entry.title);

describe("the catalogue", () => {
  it("is found by name however it is typed, and by what it is for", () => {
    expect(titles("124all")).toEqual(["1-2-4-All"]);
    expect(titles("cafe")).toEqual(["Café of Conversation"]);
    expect(titles("at once")).toEqual(["1-2-4-All", "Troika"]);
    expect(titles("once help")).toEqual(["Troika"]);
    expect(titles("nothing like it")).toEqual([]);
  });

  it("puts names before purposes, and shows all before a word is typed", () => {
    expect(found([{ title: "Rounds", purpose: "" }, ...entries], "rounds")[0]?.title).toBe("Rounds");
    expect(titles("  ")).toHaveLength(3);
    expect(found([...entries, { title: "Help", purpose: "" }], "help").map((entry) => entry.title)).toEqual([
      "Help",
      "Troika",
    ]);
  });
});
