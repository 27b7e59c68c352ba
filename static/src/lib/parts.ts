import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Clock, Control, Group, Own, Room, Stage } from "./wire";

export interface Shapes {
  room: Room;
  group: Group;
  own: Own;
  stage: Stage;
  control: Control;
}
export type PartName = keyof Shapes;

/** One part as it travels. `now` is the server's clock (seconds since 1970) when it was sent. */
export interface Sent {
  readonly part: PartName;
  readonly n: number;
  readonly v: unknown;
  readonly now?: number;
}

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

  epoch: string | number = "";
  readonly known: Partial<Record<PartName, number>> = {};
  /** What the server's clock minus performance.now() was at the latest arrival, in seconds. */
  private offset: number | null = null;

  constructor(private readonly mono: () => number = () => performance.now()) {}

  /** A whole view (a welcome): every part not in it is gone. */
  replace(epoch: string | number, sent: readonly Sent[], now?: number): void {
    batch(() => {
      for (const name of NAMES) delete this.known[name];
      this.epoch = epoch;
      for (const one of sent) this.put(one, now);
      for (const name of NAMES) if (this.known[name] === undefined) this.slot(name).value = null;
    });
  }

  /** Changes since (from a poll). A new epoch forgets all counters first. */
  merge(epoch: string | number, sent: readonly Sent[], now?: number): void {
    if (epoch !== this.epoch) {
      this.replace(epoch, sent, now);
      return;
    }
    batch(() => {
      for (const one of sent) this.put(one, now);
    });
  }

  /** The server's clock now, in seconds since 1970; before anything was heard, this device's own. */
  serverNow(): number {
    return this.offset === null ? Date.now() / 1000 : this.offset + this.mono() / 1000;
  }

  private put(one: Sent, sentNow?: number): void {
    const slot = NAMES.includes(one.part) && this.slot(one.part);
    if (!slot || one.n <= (this.known[one.part] ?? -1)) return;
    const now = one.now ?? sentNow;
    if (now !== undefined) this.offset = now - this.mono() / 1000;
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
