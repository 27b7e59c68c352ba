// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { placeOf, searchOf } from "../place";
import type { Brief, Person } from "./season";
import { matching } from "./sought";
import { stands } from "./standing";
import { town, when } from "./words";

const meeting = (id: string): Brief => ({
  id,
  position: 1,
  title: id,
  starts_at: null,
  day: "",
  time: "",
  zone: "",
  at: "",
  session: "",
});

const person = (name: string, role = ""): Person => ({
  id: name,
  name,
  role,
  email: "",
  organisation: "",
  place: "",
  contact: false,
  gone: false,
  linked: false,
});

describe("a series", () => {
  const four = ["a", "b", "c", "d"].map(meeting);
  const of = (phases: Record<string, "lobby" | "running" | "closed">) => [
    ...stands(four, (one) => phases[one.id] ?? "").values(),
  ];
  it("comes next where the first meeting is not done", () => {
    expect(of({})).toEqual(["next", "later", "later", "later"]);
    expect(of({ a: "closed" })).toEqual(["done", "next", "later", "later"]);
    expect(of({ a: "closed", b: "running" })).toEqual(["done", "now", "later", "later"]);
    expect(of({ a: "closed", b: "lobby", c: "lobby" })).toEqual(["done", "open", "open", "later"]);
    expect(of({ a: "closed", b: "closed", c: "closed", d: "closed" })).toEqual(["done", "done", "done", "done"]);
  });
  it("may leave a meeting out", () => {
    expect(of({ b: "closed" })).toEqual(["next", "done", "later", "later"]);
  });
});

describe("people", () => {
  it("are found by any words, whatever the accents and the order", () => {
    const all = [person("Zoë Müller", "a carer"), person("Łukasz", "a nurse"), person("Ann Muller", "a nurse")];
    const names = (sought: string) => matching(all, sought).map((one) => one.name);
    expect(names("muller zoe")).toEqual(["Zoë Müller"]);
    expect(names(" NURSE ")).toEqual(["Łukasz", "Ann Muller"]);
    expect(names("")).toHaveLength(3);
    expect(names("nobody")).toEqual([]);
  });
});

describe("a date", () => {
  it("is said as on the wall of its place", () => {
    expect(when({ day: "2099-12-17", time: "10:00", zone: "America/New_York" })).toBe(
      "Thursday 17 December 2099, 10:00 (New York)",
    );
    expect(when({ day: "", time: "", zone: "" })).toBe("no date yet");
    expect(town("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  });
});

describe("places", () => {
  it("are told by the address and found by it", () => {
    for (const place of [
      { page: "found" },
      { page: "community", id: "x-_" },
      { page: "people", id: "x" },
      { page: "begin", id: "x" },
      { page: "roster", id: "x" },
    ] as const)
      expect(placeOf(searchOf(place))).toEqual(place);
  });
});
