import { describe, expect, it } from "vitest";
import type { Offer } from "./catalogue";
import {
  added,
  changed,
  EMPTY,
  earlier,
  endsAt,
  fileName,
  minutesIn,
  moved,
  type Part,
  readString,
  removed,
  scriptOf,
  total,
} from "./string";

const offers = new Map(
  [
    { slug: "troika", minutes: 30, leaves: false },
    { slug: "triz", minutes: 35, leaves: true },
    { slug: "dot_vote", minutes: 12, leaves: true },
    { slug: "home", minutes: null, leaves: true },
  ].map((one) => [one.slug, one as unknown as Offer]),
);
const structure = (id: string, slug: string, more: object = {}): Part => ({
  id,
  kind: "structure",
  slug,
  title: slug,
  invitation: "",
  uses: [],
  ...more,
});
const stop: Part = { id: "b", kind: "break", title: "Tea", minutes: 10 };
const of = (...parts: Part[]) => ({ ...EMPTY, parts });
const ids = (string: { parts: readonly Part[] }) => string.parts.map((part) => part.id).join("");

describe("a string", () => {
  it("is added to, put in another order, and taken from", () => {
    const string = added(added(of(structure("a", "triz")), stop), structure("c", "dot_vote"));
    expect(ids(string)).toBe("abc");
    expect(ids(moved(string, "c", -1))).toBe("acb");
    expect(ids(moved(string, "a", 1))).toBe("bac");
    expect(moved(string, "a", -1)).toBe(string);
    expect(moved(string, "c", 1)).toBe(string);
    expect(moved(string, "z", 1)).toBe(string);
    expect(ids(removed(string, "b"))).toBe("ac");
    expect(changed(string, "b", { title: "Cake" }).parts[1]).toEqual({ ...stop, title: "Cake" });
  });

  it("is as long as its parts, and ends then", () => {
    const string = of(structure("a", "triz"), stop, structure("c", "home"), structure("d", "gone"));
    expect(total(string, offers)).toBe(45);
    expect(endsAt("10:00", 45)).toBe("10:45");
    expect(endsAt("23:30", 45)).toBe("00:15");
    expect(endsAt("", 45)).toBe("");
    expect(["5", "0", "900", "x", "2.4"].map(minutesIn)).toEqual([5, 1, 240, 1, 2]);
  });

  it("comes back as it was kept, without what is damaged", () => {
    const string = { ...of(structure("a", "triz", { uses: ["x"] }), stop), title: "T" };
    expect(readString(JSON.stringify(string))).toEqual(string);
    for (const kept of [null, "", "7", "{", "[]", '{"parts":7}']) expect(readString(kept)).toEqual(EMPTY);
    const bad = [stop, { ...stop, minutes: "10" }, { id: "x" }, null, structure("u", "triz", { uses: [7] })];
    expect(ids(readString(JSON.stringify({ parts: bad })))).toBe("b");
  });

  it("offers what earlier parts leave, and nothing else", () => {
    const string = of(structure("a", "triz"), structure("b", "troika"), structure("c", "dot_vote"));
    expect(earlier(string, "c", offers).map((part) => part.id)).toEqual(["a"]);
    expect(earlier(string, "a", offers)).toEqual([]);
  });
});

describe("scriptOf", () => {
  it("writes a script, with names for what is left", () => {
    const string = of(
      structure("a", "triz", { invitation: ' Why "so"?\n: - # ' }),
      stop,
      structure("b", "triz"),
      structure("c", "dot_vote", { uses: ["b", "a", "z"] }),
      structure("d", "troika"),
    );
    expect(scriptOf({ ...string, subtitle: "Here" }, "Ours: a try", offers)).toBe(
      `title: "Ours: a try"
subtitle: "Here"
items:
  - structure: triz
    invitation: "Why \\"so\\"?\\n: - #"
    output: triz
  - break: "Tea"
    minutes: 10
  - structure: triz
    output: triz_2
  - structure: dot_vote
    uses: [triz, triz_2]
    output: dot_vote
  - structure: troika
`,
    );
  });

  it("does not use what comes later now", () => {
    const string = of(structure("c", "dot_vote", { uses: ["a"] }), structure("a", "triz"));
    expect(scriptOf(string, "T", offers)).not.toContain("uses");
  });

  it("quotes signs that YAML would take amiss", () => {
    expect(scriptOf(EMPTY, "a\u0085b\u2028c\ufeff", offers)).toBe('title: "a\\u0085b\\u2028c\\ufeff"\nitems:\n');
  });
});

describe("fileName", () => {
  it("is one that any computer can keep", () => {
    expect(["Über: a Try!", "***", "é"].map(fileName)).toEqual(["uber_a_try.yaml", "script.yaml", "e.yaml"]);
  });
});
