// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FIELD, FORM, option } from "../lib/blank";
import type { Answer, Command, Status } from "../lib/connection";
import { Drafts } from "../lib/drafts";
import type { Waiting } from "../lib/outbox";
import type { FieldFace, FormFace, Mine } from "../lib/wire";
import { Entry } from "./entry";
import { readable } from "./readable";

const field = (over: Partial<FieldFace> = {}): FieldFace => ({
  ...FIELD,
  name: "idea",
  kind: "text",
  label: "My idea",
  most: 20,
  ...over,
});
const form = (fields = [field()], entries = 1): FormFace => ({ ...FORM, fields, entries });
const mine = (id: string, idea: string, draft = false): Mine => ({
  id,
  values: { idea },
  about: [],
  draft,
  late: false,
  former: [],
});

let sent: Command[];
let answer: Partial<Answer>;
const status = signal<Status>("live");
const pending = signal<readonly Waiting[]>([]);
const around = () => ({
  status,
  drafts: new Drafts("t"),
  outbox: {
    pending,
    put: async (command: Command) => {
      sent.push(command);
      return { ok: true, id: "x", ...answer } as Answer;
    },
  },
});
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  sent = [];
  answer = {};
  status.value = "live";
});
afterEach(() => vi.useRealTimers());

describe("an entry", () => {
  it("saves a draft after a pause, then its changes, then lets go", async () => {
    const entry = new Entry(around(), "s", form());
    entry.set("idea", "Ten min");
    expect(entry.saving.value).toBe("typing");
    await vi.advanceTimersByTimeAsync(1500);
    entry.set("idea", "Ten minutes");
    await vi.advanceTimersByTimeAsync(1500);
    expect(entry.saving.value).toBe("saved");
    expect(entry.letGo()).toBe(true);
    const [first, second, third] = sent;
    expect(first).toMatchObject({ do: "submit", values: { idea: "Ten min" }, draft: true });
    expect(second).toMatchObject({ do: "revise", contribution: first?.contribution, draft: true });
    expect(third).toMatchObject({ do: "revise", values: { idea: "Ten minutes" }, draft: false });
  });

  it("says what is missing instead of sending half of it", () => {
    const entry = new Entry(around(), "s", form([field(), field({ name: "first", label: "First step" })]));
    entry.set("idea", "Birthdays");
    expect(entry.letGo()).toBe(false);
    expect(entry.trouble.value).toBe("First step");
    expect(sent).toEqual([]);
  });

  it("does not send what is too long", async () => {
    const entry = new Entry(around(), "s", form());
    entry.set("idea", "x".repeat(21));
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([]);
    expect(entry.saving.value).toBe("typing");
  });

  it("counts a tap at once", async () => {
    const entry = new Entry(around(), "s", form([field({ name: "score", kind: "score" })]));
    entry.set("score", 4);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toMatchObject([{ do: "submit", values: { score: 4 }, draft: false }]);
  });

  it("survives a reload with what was typed and not yet sent", async () => {
    new Entry(around(), "s", form()).set("idea", "half a tho");
    const again = new Entry(around(), "s", form());
    expect(again.draft.value.values.idea).toBe("half a tho");
    again.adopt([mine("other", "from the server")]);
    expect(again.draft.value.values.idea).toBe("half a tho");
  });

  it("takes up what the server has, but never under somebody's fingers", () => {
    const entry = new Entry(around(), "s", form());
    entry.adopt([mine("m", "one", true)]);
    expect(entry.draft.value).toMatchObject({ id: "m", known: true, values: { idea: "one" } });
    entry.editing = true;
    entry.adopt([mine("m", "two", true)]);
    expect(entry.draft.value.values.idea).toBe("one");
    entry.editing = false;
    entry.adopt([mine("m", "two", true)]);
    expect(entry.draft.value.values.idea).toBe("two");
  });

  it("with room for several, opens only the one still being written", () => {
    const entry = new Entry(around(), "s", form(undefined, 2));
    entry.adopt([mine("a", "done")]);
    expect(entry.empty).toBe(true);
    entry.adopt([mine("a", "done"), mine("b", "not do", true)]);
    expect(entry.draft.value.id).toBe("b");
  });

  it("takes back what was emptied", async () => {
    const entry = new Entry(around(), "s", form());
    entry.adopt([mine("m", "one")]);
    entry.set("idea", " ");
    await vi.advanceTimersByTimeAsync(1500);
    expect(sent).toEqual([{ do: "withdraw", contribution: "m" }]);
  });

  it("leaves refused words to the outbox and begins anew", async () => {
    answer = { ok: false, code: "not_now" };
    const entry = new Entry(around(), "s", form());
    entry.set("idea", "late");
    entry.save();
    await settled();
    expect(entry.empty).toBe(true);
    expect(new Drafts("t").read("s")).toBeNull();
  });

  it("says kept, not saved, while there is no connection", () => {
    const entry = new Entry(around(), "s", form());
    status.value = "offline";
    entry.set("idea", "here");
    expect(entry.saving.value).toBe("kept");
  });
});

describe("what was entered", () => {
  it("reads as its writer would say it", () => {
    const fields = [
      field(),
      field({ name: "when", kind: "date", label: "By when" }),
      field({ name: "with", kind: "person", label: "With whom", options: [option("4", "Tom")] }),
    ];
    expect(readable(form(fields), { idea: "Ask", when: "2027-01-29", with: 4 })).toBe(
      "Ask\nBy when: Fri 29 January\nWith whom: Tom",
    );
  });

  it("says of several words which is which", () => {
    const fields = [field({ label: "This part is for" }), field({ name: "how", label: "We do it with" })];
    expect(readable(form(fields), { idea: "Choosing", how: "Dots" })).toBe(
      "This part is for: Choosing\nWe do it with: Dots",
    );
  });
});
