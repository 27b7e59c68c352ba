// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inMemory } from "../kept";
import { Courier, type Parcel } from "./courier";
import { named } from "./people";
import { under } from "./place";
import { LONGEST, MOST_BYTES, shrink, TRIES, within } from "./shrink";
import { type Uploaded, understood } from "./upload";

describe("the size of a picture", () => {
  it("is never more than the longest side, and keeps its shape", () => {
    expect(within({ wide: 4032, high: 3024 })).toEqual({ wide: 1280, high: 960 });
    expect(within({ wide: 3024, high: 4032 })).toEqual({ wide: 960, high: 1280 });
    expect(within({ wide: 600, high: 400 })).toEqual({ wide: 600, high: 400 });
    expect(within({ wide: 20_000, high: 3 })).toEqual({ wide: 1280, high: 1 });
  });
  it("goes down until the file is small enough", async () => {
    const pen = { fillRect: vi.fn(), drawImage: vi.fn(), fillStyle: "" };
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(pen as never);
    const tried: [number, number][] = [];
    const encoded = async (sheet: HTMLCanvasElement, fine: number) => {
      tried.push([sheet.width, fine]);
      return { size: sheet.width * 400 } as Blob;
    };
    const found = await shrink({} as CanvasImageSource, { wide: 4000, high: 2000 }, MOST_BYTES, encoded);
    expect(found?.size).toBe(288_000);
    expect(tried).toEqual([
      [LONGEST, 0.7],
      [LONGEST, 0.5],
      [960, 0.6],
      [720, 0.6],
    ]);
    const never = await shrink({} as CanvasImageSource, { wide: 4000, high: 2000 }, 1, encoded);
    expect(never).toBeNull();
    expect(tried.length).toBe(4 + TRIES.length);
  });
});

describe("what the door for pictures answers", () => {
  it("is an id, a reason, or nothing", () => {
    const json = "application/json; charset=utf-8";
    expect(understood(json, '{"ok":true,"id":"abc"}')).toEqual({ ok: true, id: "abc" });
    expect(understood(json, '{"ok":false,"code":"too_many","says":"No room."}')).toEqual({
      ok: false,
      says: "No room.",
    });
    expect(understood(json, '{"ok":false,"code":"busy","says":"Later."}')).toEqual({ ok: false, says: "" });
    expect(understood("text/html", '{"ok":true,"id":"abc"}')).toEqual({ ok: false, says: "" });
    expect(understood(json, "{")).toEqual({ ok: false, says: "" });
  });
});

describe("a picture on its way", () => {
  const blob = (text: string) => new Blob([text], { type: "image/webp" });
  let answers: Uploaded[];
  const there = vi.fn();
  const bring = vi.fn(async () => answers.shift() ?? { ok: false as const, says: "" });

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:here");
    there.mockReset();
    bring.mockClear();
    answers = [];
  });
  afterEach(() => vi.useRealTimers());
  const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

  it("is kept on the phone until it is there, and tried again", async () => {
    const kept = inMemory<Parcel>();
    const courier = new Courier("k", there, bring, Promise.resolve(kept));
    const picture = blob("photo");
    void courier.send(picture);
    await settled();
    expect(courier.way.value).toBe("kept");
    expect(await kept.all()).toEqual([{ key: "k", picture }]);
    answers = [{ ok: true, id: "abc" }];
    await settled(2000);
    expect(there).toHaveBeenCalledExactlyOnceWith("abc");
    expect(courier.way.value).toBe("");
    expect(await kept.all()).toEqual([]);
    courier.stop();
  });
  it("goes on after a reload", async () => {
    const kept = inMemory<Parcel>();
    const first = new Courier("k", there, bring, Promise.resolve(kept));
    void first.send(blob("photo"));
    await settled();
    first.stop();
    await settled(60_000);
    expect(bring).toHaveBeenCalledTimes(1);
    answers = [{ ok: true, id: "abc" }];
    const again = new Courier("k", there, bring, Promise.resolve(kept));
    await settled();
    expect(there).toHaveBeenCalledExactlyOnceWith("abc");
    again.stop();
  });
  it("leaves another form's picture alone", async () => {
    const kept = inMemory<Parcel>();
    await kept.put("other", { key: "other", picture: blob("theirs") });
    const courier = new Courier("k", there, bring, Promise.resolve(kept));
    await settled();
    expect(bring).not.toHaveBeenCalled();
    courier.stop();
  });
  it("is not sent again once the server has said why not", async () => {
    answers = [{ ok: false, says: "No room." }];
    const courier = new Courier("k", there, bring, Promise.resolve(inMemory<Parcel>()));
    void courier.send(blob("photo"));
    await settled(60_000);
    expect(courier.way.value).toBe("refused");
    expect(courier.says.value).toBe("No room.");
    expect(bring).toHaveBeenCalledTimes(1);
    courier.stop();
  });
});

describe("a finger on a drawing", () => {
  it("is a point from the bottom left", () => {
    const box = { left: 20, top: 100, width: 200, height: 100 };
    expect(under(box, 20, 200)).toEqual({ x: 0, y: 0 });
    expect(under(box, 120, 125)).toEqual({ x: 50, y: 75 });
  });
});

describe("finding a name", () => {
  it("asks for no accents and no capitals", () => {
    expect(named("Renée Müller", "renee m")).toBe(true);
    expect(named("Tom", "o")).toBe(true);
    expect(named("Tom", "x")).toBe(false);
  });
});
