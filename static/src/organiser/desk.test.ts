import { describe, expect, it } from "vitest";
import { Desk, foremost, problem, type Row } from "./desk";

const row = (id: string, phase: Row["phase"], created_at: number): Row => ({
  id,
  title: id,
  subtitle: "",
  phase,
  people: 0,
  contributions: 0,
  minutes: 20,
  created_at,
  code: "",
  links: { join: "", control: "", stage: "" },
});

const answering = (body: string, type = "application/json", status = 200) =>
  (async () => new Response(body, { status, headers: { "content-type": type } })) as unknown as typeof fetch;

describe("foremost", () => {
  it("is the one that runs, else the newest that waits, else none", () => {
    const old = row("old", "lobby", 1);
    const fresh = row("fresh", "lobby", 3);
    expect(foremost([old, row("runs", "running", 2), fresh])?.id).toBe("runs");
    expect(foremost([old, fresh])?.id).toBe("fresh");
    expect(foremost([row("done", "closed", 4)])).toBeUndefined();
  });
});

describe("problem", () => {
  it("tells the place from what is wrong", () => {
    expect(problem("a/b.yaml:12: item 3 (troyka): LS012 no such structure")).toEqual({
      place: "a/b.yaml:12",
      says: "item 3 (troyka): LS012 no such structure",
    });
    expect(problem("empty")).toEqual({ place: "", says: "empty" });
  });
});

describe("Desk", () => {
  it("brings the answer", async () => {
    const got = await new Desk("k", answering('{"sessions":[],"scripts":[]}')).home();
    expect(got).toEqual({ ok: true, value: { sessions: [], scripts: [] } });
  });

  it("brings a refusal in the server's words, whatever its status", async () => {
    const told = '{"ok":false,"code":"unknown","says":"There is no such script."}';
    for (const status of [200, 404])
      expect(await new Desk("k", answering(told, "application/json", status)).make("x", "", "")).toEqual({
        ok: false,
        code: "unknown",
        says: "There is no such script.",
      });
  });

  it("takes a login page or silence for no answer", async () => {
    expect(await new Desk("k", answering("<html>Welcome to our hotel", "text/html")).home()).toMatchObject({
      code: "",
    });
    const silent = (async () => {
      throw new TypeError("no network");
    }) as unknown as typeof fetch;
    expect(await new Desk("k", silent).look("x")).toMatchObject({ ok: false, code: "" });
  });
});
