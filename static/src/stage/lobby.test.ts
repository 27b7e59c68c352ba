import { describe, expect, it } from "vitest";
import { spaced } from "../lib/spaced";
import { address } from "./frame";
import { inTwo, joinLink } from "./lobby";

describe("the way in", () => {
  it("is one link, however the server writes its address", () => {
    for (const url of ["https://a.example", "https://a.example/", "https://a.example/join", "https://a.example/join/"])
      expect(
        joinLink({
          code: "wren-maple-coin-527",
          url,
          names: [],
          groups: [],
          tally: { done: 0, of: 0, what: "" },
          leader: "",
        }),
      ).toBe("https://a.example/join#wren-maple-coin-527");
  });

  it("is short where people type it", () => {
    expect(address("https://a.example/join")).toBe("a.example");
    expect(address("http://10.0.0.2:8000/join")).toBe("10.0.0.2:8000");
    expect(address("https://a.example/tingsha/join")).toBe("a.example/tingsha");
  });

  it("sets a long code on two lines", () => {
    expect(inTwo(spaced("wren-maple-coin-527"))).toEqual(["wren maple", "coin 527"]);
    expect(inTwo(spaced("WREN52"))).toEqual(["WREN 52"]);
    expect(inTwo("")).toEqual([""]);
  });
});
