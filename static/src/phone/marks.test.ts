// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CARD, FIELD, FORM } from "../lib/blank";
import type { Answer, Command, Status } from "../lib/connection";
import { Drafts } from "../lib/drafts";
import type { Waiting } from "../lib/outbox";
import type { FormFace, Mine, Room } from "../lib/wire";
import { Entry } from "./entry";
import { about, Marking } from "./late/marking";
import { dressed } from "./seat";

let sent: Command[];
const around = () => ({
  status: signal<Status>("live"),
  drafts: new Drafts("t"),
  outbox: {
    pending: signal<readonly Waiting[]>([]),
    put: async (command: Command) => {
      sent.push(command);
      return { ok: true, id: "x" } as Answer;
    },
  },
});
const form: FormFace = {
  ...FORM,
  entries: 0,
  marks: true,
  fields: [{ ...FIELD, name: "answer", kind: "choice", options: [] }],
  items: ["a", "b", "c"].map((id) => ({ ...CARD, id })),
};
const mine = (id: string, card: string, answer: string): Mine => ({
  id,
  values: { answer },
  about: [card],
  draft: false,
  late: false,
  former: [],
});
const marking = () => new Marking(around(), "s", form, 1500);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  sent = [];
});
afterEach(() => vi.useRealTimers());

describe("marks", () => {
  it("are sent one by one, each about its card", async () => {
    const marks = marking();
    marks.entries.get("b")?.set("answer", "keep");
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toMatchObject([{ do: "submit", about: ["b"], values: { answer: "keep" }, draft: false }]);
    expect(marks.done.value).toBe(1);
  });

  it("revise the mark a card already has, whoever of the group made it", async () => {
    const marks = marking();
    marks.adopt([mine("m1", "a", "keep"), mine("m2", "c", "stop")]);
    expect(marks.done.value).toBe(2);
    marks.entries.get("c")?.set("answer", "keep");
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toMatchObject([{ do: "revise", contribution: "m2", about: ["c"], values: { answer: "keep" } }]);
  });

  it("follow the pen: what another wrote about the card stands here now", () => {
    const marks = marking();
    marks.adopt([mine("m1", "a", "keep")]);
    marks.adopt([mine("m9", "a", "stop")]);
    expect(marks.entries.get("a")?.draft.value).toMatchObject({ id: "m9", values: { answer: "stop" } });
  });

  it("survive a reload card by card", () => {
    marking().entries.get("a")?.set("answer", "keep");
    const again = marking();
    expect(again.entries.get("a")?.draft.value.values).toEqual({ answer: "keep" });
    expect(again.entries.get("b")?.empty).toBe(true);
  });

  it("are found among the words of a group by their card", () => {
    const words = [
      { ...CARD, id: "1", about: "a" },
      { ...CARD, id: "2", about: "b" },
    ];
    expect(about(words, "b").map((one) => one.id)).toEqual(["2"]);
  });
});

describe("a form that goes on from earlier words", () => {
  const refining: FormFace = {
    ...FORM,
    fields: [{ ...FIELD, name: "what", kind: "text", most: 200 }],
    start: { what: "First wording" },
    about: ["old"],
  };

  it("begins with them, and sends nothing until they change", async () => {
    const entry = new Entry(around(), "s", refining);
    expect(entry.draft.value.values).toEqual({ what: "First wording" });
    expect(entry.untouched).toBe(true);
    entry.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toEqual([]);
  });
  it("gives way to what the server has", () => {
    const entry = new Entry(around(), "s", refining);
    entry.adopt([{ ...mine("m", "old", ""), values: { what: "Second wording" } }]);
    expect(entry.draft.value).toMatchObject({ id: "m", values: { what: "Second wording" } });
  });
  it("says what it goes on from, unchanged words too", () => {
    const entry = new Entry(around(), "s", refining);
    expect(entry.letGo()).toBe(true);
    expect(sent).toMatchObject([{ do: "submit", about: ["old"], values: { what: "First wording" }, draft: false }]);
  });
  it("goes back to an earlier wording by entering it anew", async () => {
    const entry = new Entry(around(), "s", refining);
    entry.adopt([{ ...mine("m", "old", ""), values: { what: "Second wording" } }]);
    entry.take({ what: "First wording" });
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toMatchObject([{ do: "revise", contribution: "m", values: { what: "First wording" } }]);
  });
});

describe("a form that waits for a picture", () => {
  it("is not let go of half", () => {
    const fields = [
      { ...FIELD, name: "what", kind: "text" as const, most: 200 },
      { ...FIELD, name: "drawing", kind: "picture" as const, label: "Your drawing", required: false },
    ];
    const entry = new Entry(around(), "s", { ...FORM, fields });
    entry.set("what", "A tree");
    entry.busy("drawing", true);
    expect(entry.letGo()).toBe(false);
    expect(entry.trouble.value).toBe("Your drawing");
    entry.set("drawing", "p".repeat(22));
    entry.busy("drawing", false);
    expect(entry.letGo()).toBe(true);
    expect(sent).toMatchObject([{ values: { what: "A tree", drawing: "p".repeat(22) } }]);
  });
  it("is done by itself once the picture is there, unless it was refused or is drawn on", () => {
    const fields = [{ ...FIELD, name: "drawing", kind: "picture" as const, label: "Your drawing" }];
    const entry = new Entry(around(), "s", { ...FORM, fields });
    const done = vi.fn(() => entry.letGo());
    const begin = () => {
      entry.busy("drawing", true);
      expect(entry.letGo(done)).toBe(false);
    };
    begin();
    entry.busy("drawing", false);
    expect(done).not.toHaveBeenCalled();
    begin();
    entry.busy("drawing", true);
    entry.set("drawing", "p".repeat(22));
    entry.busy("drawing", false);
    expect(done).not.toHaveBeenCalled();
    begin();
    entry.busy("drawing", false);
    expect(done).toHaveReturnedWith(true);
    expect(sent.at(-1)).toMatchObject({ values: { drawing: "p".repeat(22) }, draft: false });
  });
});

describe("names to choose from", () => {
  it("are the room's, without one's own", () => {
    const names = [
      { value: "1", text: "Amina", small: "", left: -1 },
      { value: "2", text: "Tom", small: "", left: -1 },
    ];
    const own = {
      seat: 1,
      blocks: [],
      form: { ...FORM, fields: [{ ...FIELD, name: "with", kind: "people" as const }] },
    } as never;
    const got = dressed(own, { names } as unknown as Room, { filled: (block) => block });
    expect(got.form?.fields[0]?.options.map((one) => one.text)).toEqual(["Tom"]);
  });
});
