import { signal } from "@preact/signals";
import { render } from "preact";
import type { Refusal } from "../lib/http";
import type { Parts } from "../lib/parts";
import { Stage } from "../stage/stage";
import "../stage/styles";

/** The stage as a projector shows it, listening to nobody but the page around it. */
export function begin(parts: Parts, screen: HTMLElement): void {
  const ear = {
    parts,
    status: signal("live" as const),
    heard: signal(null),
    refusal: signal<Refusal | null>(null),
    token: "",
  };
  render(<Stage ear={ear} start={false} />, screen);
}
