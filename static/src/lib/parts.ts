import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Clock, Control, Group, Own, Room, Sent, Parts as Shapes, Stage } from "./wire";

export type PartName = keyof Shapes;

const NAMES: readonly PartName[] = ["room", "group", "own", "stage", "control"];

/**
 * What this screen has been told: one signal per part, each value complete. A part replaces the former value of its
 * name; an older `n` of the same epoch never does.
 */
export class Parts {
  readonly room: ReadonlySignal<Room | null> = signal(null);
  readonly group: ReadonlySignal<Group | null> = signal(null);
  readonly own: ReadonlySignal<Own | null> = signal(null);
  readonly stage: ReadonlySignal<Stage | null> = signal(null);
  readonly control: ReadonlySignal<Control | null> = signal(null);

  epoch = "";
  readonly known: Partial<Record<PartName, number>> = {};
  /** The server's clock minus performance.now(), in seconds. Parts only ever come late, so the greatest is the best. */
  private offset = Number.NEGATIVE_INFINITY;

  constructor(private readonly mono: () => number = () => performance.now()) {}

  /** A whole view (a welcome): every part not in it is gone. */
  replace(epoch: string, sent: readonly Sent[]): void {
    batch(() => {
      for (const name of NAMES) delete this.known[name];
      // Another epoch may be another server, with a clock of its own.
      if (epoch !== this.epoch) this.offset = Number.NEGATIVE_INFINITY;
      this.epoch = epoch;
      for (const one of sent) this.put(one);
      for (const name of NAMES) if (this.known[name] === undefined) this.slot(name).value = null;
    });
  }

  /** Changes since (from a poll). A new epoch forgets all counters first. */
  merge(epoch: string, sent: readonly Sent[]): void {
    if (epoch !== this.epoch) {
      this.replace(epoch, sent);
      return;
    }
    batch(() => {
      for (const one of sent) this.put(one);
    });
  }

  /** The server's clock now, in seconds since 1970; before anything was heard, this device's own. */
  serverNow(): number {
    return Number.isFinite(this.offset) ? this.offset + this.mono() / 1000 : Date.now() / 1000;
  }

  private put(one: Sent): void {
    const slot = NAMES.includes(one.part) && this.slot(one.part);
    if (!slot || one.n <= (this.known[one.part] ?? -1)) return;
    if (typeof one.t === "number") this.offset = Math.max(this.offset, one.t - this.mono() / 1000);
    this.known[one.part] = one.n;
    slot.value = one.v;
  }

  private slot(name: PartName): Signal<unknown> {
    return this[name] as Signal<unknown>;
  }
}

/** Seconds left on a clock when the server's clock shows `now`; negative once over. */
export function leftOf(clock: Clock, now: number): number {
  return clock.running ? clock.left - (now - clock.at) : clock.left;
}
