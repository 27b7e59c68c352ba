import { describe, expect, it } from "vitest";
import { type Draft, Drafts, settle } from "./drafts";

const draft = (words: string, over: Partial<Draft> = {}): Draft => ({
  id: "c1",
  values: { idea: words },
  changed: false,
  known: true,
  ...over,
});

describe("drafts", () => {
  it("survive a reload, by person, step and form", () => {
    new Drafts("amina").write("s1", "", draft("half a tho"));
    expect(new Drafts("amina").read("s1")?.values.idea).toBe("half a tho");
    expect(new Drafts("peter").read("s1")).toBeNull();
    expect(new Drafts("amina").read("s2")).toBeNull();
    new Drafts("amina").clear("s1");
    expect(new Drafts("amina").read("s1")).toBeNull();
  });

  it("are never overwritten while somebody types or before the server has them", () => {
    const here = draft("here");
    const there = draft("there");
    expect(settle(here, there, true)).toBe(here);
    expect(settle({ ...here, changed: true }, there, false)).toMatchObject({ values: { idea: "here" } });
    expect(settle(here, there, false)).toBe(there);
    expect(settle(null, there, true)).toBe(there);
    expect(settle(here, null, false)).toBe(here);
  });
});
