// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BLOCK, FIELD, FORM } from "../lib/blank";
import type { Status } from "../lib/connection";
import { Drafts } from "../lib/drafts";
import type { FormFace } from "../lib/wire";
import { Alone } from "./alone";
import { Entry } from "./entry";
import { AloneForm } from "./late/alone-form";
import type { Seat } from "./seat";

const form: FormFace = {
  ...FORM,
  fields: [{ ...FIELD, name: "fear", kind: "long", label: "What I fear" }],
  readers: { ...FORM.readers, record: "never" },
};
const put = vi.fn();
const outbox = { put, pending: signal([]) };

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  put.mockReset();
});
afterEach(() => render(null, document.body));

const draw = (what: ComponentChild) => act(() => render(what, document.body));
const type = (words: string) =>
  act(() => {
    const box = document.querySelector("textarea");
    if (!box) throw new Error("no box");
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

describe("words that stay on the phone", () => {
  it("go into no outbox, no draft and nothing that outlives the tab", async () => {
    const alone = new Alone("t");
    const fetched = vi.spyOn(globalThis, "fetch");
    const seat = { alone, outbox, drafts: new Drafts("t") } as unknown as Seat;
    await draw(<AloneForm seat={seat} step="i/1" form={form} />);
    await type("Nobody must know this");
    await act(() => {
      document.querySelector("textarea")?.dispatchEvent(new Event("focusout", { bubbles: true }));
    });
    expect(put).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
    expect(localStorage.length).toBe(0);
    expect(new Alone("t").of("i/1")).toEqual([
      { values: { fear: "Nobody must know this" }, text: "Nobody must know this" },
    ]);
    expect(document.body.textContent).toContain("This stays on this phone. Nobody else can read it.");
  });

  it("have no entry that could send them", () => {
    const around = { outbox, drafts: new Drafts("t"), status: signal<Status>("live") };
    expect(() => new Entry(around, "i/1", form)).toThrow("stay on the phone");
  });

  it("come back where a later step shows them, and only there", () => {
    const alone = new Alone("t");
    alone.write("i/1", form, 0, { fear: "dark" });
    alone.write("i/1", form, 1, { fear: " " });
    const shown = alone.filled({ ...BLOCK, show: "phone", of: "i/1" });
    expect(shown.cards.map((card) => card.lines)).toEqual([[{ label: "", kind: "text", text: "dark" }]]);
    expect(alone.filled({ ...BLOCK, show: "phone", of: "i/2" }).cards).toEqual([]);
    const other = { ...BLOCK, show: "cards" as const, of: "i/1" };
    expect(alone.filled(other)).toBe(other);
  });

  it("are gone when they are to be gone, for one person and not the next", () => {
    const mine = new Alone("t");
    const theirs = new Alone("u");
    mine.write("i/1", form, 0, { fear: "dark" });
    theirs.write("i/1", form, 0, { fear: "light" });
    mine.clear();
    expect(mine.of("i/1")).toEqual([]);
    expect(new Alone("t").of("i/1")).toEqual([]);
    expect(new Alone("u").of("i/1")).toHaveLength(1);
  });
});
