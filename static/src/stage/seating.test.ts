import { describe, expect, it } from "vitest";
import type { GroupFace } from "../lib/wire";
import { directory, layOut, pagesIn, range, roleOf, seat } from "./seating";

const groups = (people: number, size: number, name = (n: number) => `Person ${n}`): GroupFace[] => {
  const count = Math.max(1, Math.floor(people / size));
  return Array.from({ length: count }, (_, number) => ({
    number,
    label: `Table ${number + 1}`,
    where: "by the window",
    link: "",
    topic: "",
    ask: "",
    sits: "",
    members: Array.from({ length: people }, (_, n) => n)
      .filter((n) => Math.min(count - 1, Math.floor(n / size)) === number)
      .map((n) => ({ seat: n + 1, name: name(n), role: "" })),
  }));
};
const field = { wide: 92, high: 32 };

describe("seat", () => {
  it("stands 25 people in fours on one page, three by two, as people look for a table", () => {
    const seating = seat(groups(25, 4), field);
    expect(seating.pages).toHaveLength(1);
    expect(seating.columns).toBe(3);
    expect(seating.size).toBeGreaterThan(2);
  });

  it("shows every group once and never below what can be read at the back", () => {
    for (const people of [2, 3, 4, 5, 7, 13, 25, 26, 60, 200])
      for (const size of [2, 3, 4, 8]) {
        const all = groups(people, size);
        const seating = seat(all, field);
        expect(seating.pages.flat()).toEqual(all);
        expect(seating.size).toBeGreaterThanOrEqual(1.9);
      }
  });

  it("is not overthrown by a name of sixty words", () => {
    const seating = seat(
      groups(12, 4, (n) => (n === 5 ? "Maria ".repeat(60) : "Ana")),
      field,
    );
    expect(seating.pages).toHaveLength(1);
  });

  it("stays calm in a field of no height", () => {
    expect(seat(groups(25, 4), { wide: 92, high: 0 }).pages.flat()).toHaveLength(6);
  });
});

describe("layOut", () => {
  it("lets a room of 900 look itself up by name", () => {
    const laid = layOut(groups(900, 4), field);
    if (laid.kind !== "names") throw new Error("not by name");
    expect(laid.directory.pages.flat()).toHaveLength(900);
    expect(laid.directory.head).toBe("Table");
    expect(pagesIn(laid)).toBeLessThan(25);
  });
});

describe("directory", () => {
  it("sorts as people do and keeps whole labels that differ", () => {
    const two = groups(4, 2, (n) => ["Zoë", "ana", "Émile", "Bob"][n] ?? "").map((group, n) => ({
      ...group,
      label: n ? "Video room" : "Table 1",
    }));
    const [page = []] = directory(two, field).pages;
    expect(page.map((found) => found.name)).toEqual(["ana", "Bob", "Émile", "Zoë"]);
    expect(page[0]?.label).toBe("Table 1");
    expect(range(page)).toBe("ana – Zoë");
  });
});

describe("roleOf", () => {
  it("names who leads, not what all others are called", () => {
    const [group] = groups(3, 3);
    if (!group) throw new Error("no group");
    const members = group.members.map((member, n) => ({ ...member, role: n ? "consultant" : "client" }));
    expect(members.map((member) => roleOf(member, { ...group, members }))).toEqual(["client", "", ""]);
  });
});
