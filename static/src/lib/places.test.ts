// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { asPlace, placeWords, pointOf, zoneAt } from "./places";
import type { CanvasFace } from "./wire";

const canvas = (kind: CanvasFace["kind"], more: Partial<CanvasFace> = {}): CanvasFace => ({
  kind,
  x: ["", ""],
  y: ["", ""],
  zones: [],
  ...more,
});
const rings = canvas("rings", {
  zones: [
    { name: "core", x: 50, y: 50 },
    { name: "near", x: 67, y: 33 },
    { name: "far", x: 78, y: 22 },
  ],
});
const loop = canvas("loop", {
  zones: [
    { name: "birth", x: 20, y: 18 },
    { name: "maturity", x: 80, y: 82 },
  ],
});
const line = canvas("line", { x: ["simple", "chaos"] });

describe("a place as it travels", () => {
  it("is two whole numbers on the canvas, wherever a finger slid to", () => {
    expect(asPlace(loop, { x: 33.4, y: 66.6 })).toBe("33,67");
    expect(asPlace(loop, { x: -12, y: 140 })).toBe("0,100");
  });
  it("is half way up on a line", () => {
    expect(asPlace(line, { x: 20, y: 3 })).toBe("20,50");
  });
  it("is read again, and nothing else is", () => {
    expect(pointOf("33,67")).toEqual({ x: 33, y: 67 });
    for (const wrong of [undefined, "", "7", "101,3", "-1,3", "1.5,3", "a,b", 4]) expect(pointOf(wrong)).toBeNull();
  });
});

describe("a place in words", () => {
  it("is the nearest zone, and on rings the ring", () => {
    expect(placeWords(loop, "70,70")).toBe("maturity");
    expect(placeWords(rings, "50,65")).toBe("core");
    expect(zoneAt(rings, { x: 50, y: 30 })).toBe("near");
    // Outside all rings is still the outermost.
    expect(zoneAt(rings, { x: 0, y: 0 })).toBe("far");
  });
  it("is how far along the scales it is", () => {
    expect(placeWords(line, "0,50")).toBe("all the way to “simple”");
    expect(placeWords(line, "50,50")).toBe("half way between “simple” and “chaos”");
    expect(placeWords(line, "73,50")).toBe("7 of 10 towards “chaos”");
    expect(placeWords(line, "48,50")).toBe("half way between “simple” and “chaos”");
    expect(placeWords(line, "98,50")).toBe("9 of 10 towards “chaos”");
    expect(placeWords(canvas("axes", { x: ["", "certain"], y: ["far", "close"] }), "30,100")).toBe(
      "3 of 10 towards “certain”, all the way to “close”",
    );
  });
  it("is nothing where nothing was placed", () => {
    expect(placeWords(loop, undefined)).toBe("");
  });
});
