import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { carry } from "./carried";
import { see } from "./pictures";

const answered = (kind: string, status = 200) =>
  vi.fn(async () => new Response("bytes", { status, headers: { "content-type": kind } }));

beforeEach(() => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:here");
  carry(crypto.randomUUID());
});
afterEach(() => vi.restoreAllMocks());

describe("a picture", () => {
  it("is asked for with the key of the page, by id, once", async () => {
    carry("k");
    const ask = answered("image/webp");
    expect(await Promise.all([see("one", ask), see("one", ask)])).toEqual(["blob:here", "blob:here"]);
    expect(ask).toHaveBeenCalledTimes(1);
    const [path, asked] = ask.mock.calls[0] as unknown as [string, RequestInit];
    expect(path).toBe("/api/picture/see");
    expect(asked.headers).toMatchObject({ Authorization: "Bearer k" });
    expect(asked.body).toBe('{"id":"one"}');
  });
  it("is asked for again after nobody answered", async () => {
    const nobody = vi.fn(async () => Promise.reject(new TypeError("no network")));
    expect(await see("two", nobody)).toBe("");
    expect(await see("two", answered("image/jpeg"))).toBe("blob:here");
  });
  it("is no login page and no refusal", async () => {
    expect(await see("three", answered("text/html"))).toBe("");
    expect(await see("four", answered("image/png", 404))).toBe("");
  });
});
