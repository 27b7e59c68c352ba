import { describe, expect, it } from "vitest";
import { read, runs, sections } from "./markdown";

describe("runs", () => {
  it("tells strong and emphasised words from plain ones", () => {
    expect(runs("**Stop** it _(a1)_")).toEqual([
      { text: "Stop", as: "strong" },
      { text: " it ", as: "" },
      { text: "(a1)", as: "em" },
    ]);
  });

  it("takes an escaped sign for what it is", () => {
    expect(runs("\\*not\\* \\_this\\_ \\<b\\> \\\\")).toEqual([{ text: "*not* _this_ <b> \\", as: "" }]);
  });
});

describe("read", () => {
  it("reads headings, paragraphs, quotes and rules", () => {
    const nodes = read("# A\n\nOne\ntwo\n\n> Why?\n\n---\n\nEnd");
    expect(nodes.map((node) => node.kind)).toEqual(["heading", "text", "quote", "rule", "text"]);
    expect(nodes[1]).toEqual({ kind: "text", text: [{ text: "One two", as: "" }] });
  });

  it("keeps the lineage below its line", () => {
    const [list] = read("- all\n  - four\n    - one\n    - other\n  - late\n- next");
    if (list?.kind !== "list") throw new Error("no list");
    expect(list.items).toHaveLength(2);
    expect(list.items[0]?.items.map((item) => item.text[0]?.text)).toEqual(["four", "late"]);
    expect(list.items[0]?.items[0]?.items).toHaveLength(2);
  });

  it("reads a table, with an escaped bar inside a cell", () => {
    const [table] = read("| Who | What |\n| --- | ---: |\n| A | b \\| c |");
    if (table?.kind !== "table") throw new Error("no table");
    expect(table.head.map((cell) => cell[0]?.text)).toEqual(["Who", "What"]);
    expect(table.rows).toEqual([[[{ text: "A", as: "" }], [{ text: "b | c", as: "" }]]]);
  });

  it("comes to an end on anything", () => {
    for (const odd of ["", "\n\n", "#", "####### x", "|", "-", "- ", "**", "_", "\\", "> ", " - deep", "|a\n|b"])
      expect(Array.isArray(read(odd))).toBe(true);
  });
});

describe("sections", () => {
  it("are what stands under each heading of the second level", () => {
    const found = sections("# Title\n*Good for: x*\n\n## Purpose\nWhy.\n\n## Tips\n- One\n\n### Deep\nMore");
    expect(found.map(({ title, nodes }) => [title, nodes.map((node) => node.kind)])).toEqual([
      ["Purpose", ["text"]],
      ["Tips", ["list", "heading", "text"]],
    ]);
  });
});
