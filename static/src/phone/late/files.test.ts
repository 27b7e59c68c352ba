// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { calendar } from "./files";

const promise = { what: "Ask Tom; then, all of us…", when: "2027-01-31", who: "Amina", with_whom: "Tom" };

describe("a calendar file", () => {
  const file = calendar(promise, "See our situation", "1", new Date("2027-01-01T10:00:00Z"));

  it("holds the whole day and ends on the next", () => {
    expect(file).toContain("DTSTART;VALUE=DATE:20270131\r\nDTEND;VALUE=DATE:20270201\r\n");
    expect(file).toContain("DTSTAMP:20270101T100000Z");
  });
  it("escapes what calendars read as signs", () => {
    expect(file).toContain("SUMMARY:Ask Tom\\; then\\, all of us…");
  });
  it("folds long lines without cutting a letter in two", () => {
    const long = calendar({ ...promise, what: "é🌿".repeat(60) }, "t", "1");
    const lines = long.split("\r\n");
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(long.replaceAll("\r\n ", "")).toContain("é🌿".repeat(60));
  });
});
