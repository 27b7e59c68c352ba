// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tab } from "../links";
import { Pad, REST_MS } from "./pad";

describe("a drawing", () => {
  const drawn = vi.fn();
  const button = (n: number) => document.querySelectorAll("button")[n] as HTMLButtonElement;
  const stroke = () => {
    tab.setItem(
      "tingsha.pad here",
      JSON.stringify([
        [1, 1, 5, 5],
        [2, 2, 9, 9],
      ]),
    );
  };

  beforeEach(() => {
    vi.useFakeTimers();
    drawn.mockReset();
    stroke();
    act(() => render(<Pad at="here" touched={() => {}} drawn={drawn} />, document.body));
  });
  afterEach(() => {
    render(null, document.body);
    vi.useRealTimers();
  });

  it("is handed on after a long rest, once", () => {
    act(() => button(0).click());
    vi.advanceTimersByTime(REST_MS - 1);
    expect(drawn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(drawn).toHaveBeenCalledTimes(1);
  });
  it("is handed on at Done, or when its maker turns to something else", () => {
    expect(button(2).disabled).toBe(true);
    act(() => button(0).click());
    act(() => button(2).click());
    expect(drawn).toHaveBeenCalledTimes(1);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(drawn).toHaveBeenCalledTimes(1);
    act(() => button(0).click());
    button(0).dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(drawn).toHaveBeenCalledTimes(1);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(drawn).toHaveBeenCalledTimes(2);
  });
});
