// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { meaning } from "./keys";

const press = (
  key: string,
  on: Element = document.body,
  more: KeyboardEventInit = {},
  rtl = false,
  touched?: Element,
) => {
  let what: string | null = null;
  const heard = (event: Event) => {
    what = meaning(event as KeyboardEvent, rtl, touched);
  };
  addEventListener("keydown", heard, { once: true });
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
  return what;
};
const add = (html: string): Element => {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
};
afterEach(() => {
  document.body.innerHTML = "";
});

describe("keys", () => {
  it("mean what the help says", () => {
    expect([" ", "ArrowRight", "ArrowLeft", "+", "=", "-", "b", "B", "u", "?"].map((k) => press(k))).toEqual([
      "pause",
      "next",
      "back",
      "more",
      "more",
      "less",
      "bell",
      "bell",
      "undo",
      "help",
    ]);
    expect(press("x")).toBeNull();
  });

  it("never fire while somebody types, in a sheet, or with a modifier", () => {
    expect(press("b", add("<textarea></textarea>"))).toBeNull();
    expect(press(" ", add("<input>"))).toBeNull();
    expect(press("b", document.body, { ctrlKey: true })).toBeNull();
    add("<dialog open><button>x</button></dialog>");
    expect(press("ArrowRight")).toBeNull();
  });

  it("leave the space bar to a button reached by Tab, but not to one that was clicked", () => {
    const button = add("<button>Next</button>");
    expect(press(" ", button)).toBeNull();
    expect(press(" ", button, {}, false, button)).toBe("pause");
  });

  it("follow the reading direction", () => {
    expect(press("ArrowLeft", document.body, {}, true)).toBe("next");
    expect(press("ArrowRight", document.body, {}, true)).toBe("back");
  });
});
