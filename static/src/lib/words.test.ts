// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { and, dayName, speak, spoken, t, wordsOf } from "./words";

afterEach(() => speak("en-GB", {}));

const own = wordsOf({ hello: "Hello, {name}", ideas: { one: "{n} idea", other: "{n} ideas" } });

describe("words", () => {
  it("fill in and count", () => {
    expect(own("hello", { name: "Amina" })).toBe("Hello, Amina");
    expect(own("ideas", { n: 1 })).toBe("1 idea");
    expect(own("ideas", { n: 1234 })).toBe("1,234 ideas");
  });
  it("never treat a name as a pattern", () => {
    expect(own("hello", { name: "$& {name}" })).toBe("Hello, $& {name}");
  });
  it("speak another language with its own plurals, and English where it has no words", () => {
    speak("pl", { ideas: { one: "{n} pomysł", few: "{n} pomysły", many: "{n} pomysłów", other: "{n} pomysłu" } });
    expect(own("ideas", { n: 3 })).toBe("3 pomysły");
    expect(own("ideas", { n: 5 })).toBe("5 pomysłów");
    expect(own("hello", { name: "Ola" })).toBe("Hello, Ola");
    expect(document.documentElement.dir).toBe("ltr");
    speak("ur", {});
    expect(document.documentElement.dir).toBe("rtl");
  });
  it("say lists, lengths and days", () => {
    expect(and(["Peter", "Rosa", "Tom"])).toBe("Peter, Rosa and Tom");
    expect(spoken(84)).toBe("1 minute 24 seconds");
    expect(spoken(60)).toBe("1 minute");
    expect(spoken(0)).toBe("0 seconds");
    expect(dayName("2027-01-29")).toBe("Fri 29 January");
    expect(dayName("soon")).toBe("soon");
    expect(t("paused")).toBe("paused");
  });
});
