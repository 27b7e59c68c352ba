import { type ReadonlySignal, signal } from "@preact/signals";
import { render } from "preact";
import { type Answer, Connection, type Status } from "../lib/connection";
import type { Parts } from "../lib/parts";
import { App } from "../phone/app";
import { Seat } from "../phone/seat";
import "../phone/styles";

/** A line that leads nowhere: it is always up, hears only what the page around it tells, and sends nothing. */
class Still extends Connection {
  override readonly status: ReadonlySignal<Status> = signal<Status>("live");
  override readonly parts: Parts;

  constructor(parts: Parts) {
    super("preview");
    this.parts = parts;
  }

  override start(): void {}
  override stop(): void {}
  override hint(): void {}
  override send(): Promise<Answer> {
    return new Promise(() => {});
  }
}

/** One person's phone, as they hold it. */
export function begin(parts: Parts, screen: HTMLElement): void {
  render(<App seat={new Seat("preview", new Still(parts))} />, screen);
}
