// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { ANY, found, isAny, type Offer, peopleIn, purposes, rounds } from "./catalogue";
import { placeOf, searchOf } from "./place";

const offer = (slug: string, more: Partial<Offer> = {}): Offer => ({
  slug,
  title: slug,
  purpose: "",
  invitation: "",
  minutes: 20,
  between_days: 0,
  least: 2,
  good_for: [],
  online: "yes",
  groups: ["1"],
  leaves: true,
  left: [],
  steps: [],
  ...more,
});

const ALL = [
  offer("1-2-4-All", { purpose: "Everybody's ideas", good_for: ["gathering ideas", "opening"], minutes: 12 }),
  offer("Café", { good_for: ["making sense"], minutes: 45, online: "with care", least: 4 }),
  offer("Walk", { good_for: ["making sense"], minutes: 60, online: "no", least: 12 }),
  offer("Field days", { minutes: 15, between_days: 10 }),
  offer("Home", { minutes: null, between_days: 3 }),
];
const names = (wish: Partial<typeof ANY>, people = 25) =>
  found(ALL, { ...ANY, ...wish }, people).map((one) => one.title);

describe("found", () => {
  it("is everything when nothing is wished", () => {
    expect(names({})).toHaveLength(ALL.length);
    expect(isAny(ANY)).toBe(true);
    expect(isAny({ ...ANY, text: " " })).toBe(true);
    expect(isAny({ ...ANY, fits: true })).toBe(false);
  });

  it("looks for every word, without accents, dashes and capitals", () => {
    expect(names({ text: "cafe" })).toEqual(["Café"]);
    expect(names({ text: "124all" })).toEqual(["1-2-4-All"]);
    expect(names({ text: "IDEAS everybody" })).toEqual(["1-2-4-All"]);
    expect(names({ text: "ideas walk" })).toEqual([]);
  });

  it("takes any of the purposes", () => {
    expect(names({ purposes: ["opening", "making sense"] })).toEqual(["1-2-4-All", "Café", "Walk"]);
  });

  it("leaves out what takes longer, or days", () => {
    expect(names({ minutes: 15 })).toEqual(["1-2-4-All"]);
    expect(names({ minutes: 60 })).toEqual(["1-2-4-All", "Café", "Walk"]);
  });

  it("knows what works online, and what with care", () => {
    expect(names({ online: "yes", purposes: ["making sense"] })).toEqual([]);
    expect(names({ online: "care", purposes: ["making sense"] })).toEqual(["Café"]);
  });

  it("leaves out what needs more people", () => {
    expect(names({ fits: true }, 4)).not.toContain("Walk");
    expect(names({ fits: true }, 3)).not.toContain("Café");
    expect(names({ fits: true }, 12)).toHaveLength(ALL.length);
  });
});

describe("purposes", () => {
  it("are those that are there, of most structures first", () => {
    expect(purposes(ALL)).toEqual(["making sense", "gathering ideas", "opening"]);
  });
});

describe("peopleIn", () => {
  it("makes a number one can reckon with", () => {
    expect(["7", "1", "5000", "2.6", "", "x"].map((typed) => peopleIn(typed, 25))).toEqual([7, 2, 1000, 3, 25, 25]);
  });
});

describe("rounds", () => {
  const told = (run: string) => rounds([...run], (one) => one).map(({ times, of }) => `${times}${of.join("")}`);
  it("tells what repeats once", () => {
    expect(told("abc")).toEqual(["1abc"]);
    expect(told("xabcabcabcy")).toEqual(["1x", "3abc", "1y"]);
    expect(told("aaaa")).toEqual(["4a"]);
    expect(told("")).toEqual([]);
  });

  it("takes the stretch that covers most", () => {
    expect(told("aabaabc")).toEqual(["2aab", "1c"]);
  });
});

describe("places", () => {
  it("are the same after a way through the address", () => {
    for (const place of [
      { page: "home" },
      { page: "structures" },
      { page: "structure", slug: "one_two_four_all" },
      { page: "string" },
      { page: "session", id: "x" },
      { page: "record", id: "x", series: false, take: false, line: "" },
      { page: "record", id: "x", series: true, take: true, line: "" },
      { page: "record", id: "x", series: true, take: false, line: "2:5.3.2" },
      { page: "make", script: "" },
    ] as const)
      expect(placeOf(searchOf(place))).toEqual(place);
    expect(placeOf("?structure=")).toEqual({ page: "structures" });
  });
});
