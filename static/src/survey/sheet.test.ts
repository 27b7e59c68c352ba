// @vitest-environment node
import { expect, test } from "vitest";
import type { Keeper } from "../lib/links";
import { answered, given, letters, Sheets, type Survey } from "./sheet";

const memory = (): Keeper => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

test("what is filled in survives, words are found again later, and clearing leaves nothing", () => {
  const keeper = memory();
  const before = new Sheets("s", "before", "words", keeper);
  const sheet = { ...before.read(), words: "Rex, Elm Street", answers: { notice: 3, open: " ", role: 0 }, sent: true };
  before.write(sheet);
  expect(new Sheets("s", "before", "words", keeper).read()).toEqual(sheet);
  const after = new Sheets("s", "after", "words", keeper);
  expect(after.read()).toMatchObject({ words: "Rex, Elm Street", answers: {}, sent: false });
  expect(after.read().phone).not.toBe(sheet.phone);
  expect(new Sheets("s", "after", "own", keeper).read().words).toBe("");
  expect(new Sheets("other", "after", "words", keeper).read().words).toBe("");
  after.clear();
  expect(before.read().words).toBe("");
  keeper.setItem("tingsha.survey s before words", "{damaged");
  expect(before.read().answers).toEqual({});
});

test("only what was answered counts and goes", () => {
  const question = (name: string) => ({ name, kind: "open", text: "", options: [] }) as const;
  const survey = { parts: [{ title: "", questions: ["a", "b", "c"].map(question) }] } as unknown as Survey;
  const answers = { a: "x", b: "  ", role: 0 };
  expect(answered(survey, answers)).toEqual({ done: 1, n: 3 });
  expect(given(answers)).toEqual({ a: "x", role: 0 });
  expect(letters("É, l-m 9!")).toBe(4);
});
