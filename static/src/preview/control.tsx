import { signal } from "@preact/signals";
import { render } from "preact";
import "../control/styles";
import { Desk, type Line } from "../control/desk";
import { Screen } from "../control/screen";
import type { Refusal } from "../lib/http";
import type { Parts } from "../lib/parts";

/** The facilitator's own screen; what is done on it leads nowhere. */
export function begin(parts: Parts, screen: HTMLElement): void {
  const line: Line = {
    token: "",
    status: signal("live"),
    you: signal(null),
    refusal: signal<Refusal | null>(null),
    heard: signal(null),
    parts,
    send: () => new Promise(() => {}),
  };
  render(<Screen desk={new Desk(line)} />, screen);
}
