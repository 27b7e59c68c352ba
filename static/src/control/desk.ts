import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Face, runClock, type Timed } from "../lib/clock";
import type { Answer, Command, Connection } from "../lib/connection";
import { newId } from "../lib/ids";
import { leftOf } from "../lib/parts";
import type { Control, Room } from "../lib/wire";
import { type Forecast, forecast, type Suggestion, suggest } from "./forecast";
import { say } from "./words";

/** As much of a connection as the control screen uses, so that a rehearsal or a test can bring its own. */
export type Line = Pick<Connection, "token" | "status" | "you" | "refusal" | "heard" | "parts" | "send">;

/** Something that can be taken back for a little while. */
export interface Undo {
  readonly id: string;
  readonly says: string;
  readonly orders: () => readonly Command[];
}

/** What went wrong, what is safe, and (when it makes sense) a way to try once more. */
export interface Trouble {
  readonly says: string;
  readonly again?: () => void;
  /** do it all the same, where the server only had a doubt */
  readonly anyway?: () => void;
}

export type Sheet =
  | { readonly name: "help" | "run" | "message" | "close" | "facilitators" | "planned" | "begun" | "wishes" }
  | { readonly name: "insert"; readonly after: string }
  | { readonly name: "repeat"; readonly item: string }
  | { readonly name: "person"; readonly seat: number };

const UNDO_MS = 15_000;
const BLINK_MS = 700;
/** The id of a command is its promise: sent again under the same one, it happens once. */
const PATIENCE_MS = 6000;

/** Everything the control screen knows and does; its parts only draw it. */
export class Desk {
  readonly control: ReadonlySignal<Control | null>;
  readonly room: ReadonlySignal<Room | null>;
  readonly face: ReadonlySignal<Face | null>;
  /** the server's clock in whole seconds since 1970 */
  readonly second: Signal<number>;
  readonly ahead: ReadonlySignal<Forecast | null>;
  readonly suggestion: ReadonlySignal<Suggestion | null>;
  readonly trouble = signal<Trouble | null>(null);
  readonly undo = signal<Undo | null>(null);
  readonly sheet = signal<Sheet | null>(null);
  /** what a screen reader should hear, once */
  readonly spoken = signal("");
  readonly demo = signal(false);
  /** what became of the wish for practice people */
  readonly practice = signal<"" | "asking" | "coming" | "failed">("");
  /** the line of the run that lies open */
  readonly unfolded = signal("");
  private moved = Number.NEGATIVE_INFINITY;
  private readonly busy = new Set<string>();
  private undoing: ReturnType<typeof setTimeout> | undefined;
  private readonly ends: (() => void)[] = [];

  constructor(readonly line: Line) {
    const { parts } = line;
    this.control = parts.control;
    this.room = parts.room;
    this.second = signal(Math.floor(parts.serverNow()));
    const timed = computed<Timed | null>(() => {
      const { step = null, clock = null } = parts.room.value ?? {};
      // Between meetings no second counts: there is a day, and no ring.
      return step && clock && !clock.due ? { step: step.key, clock } : null;
    });
    const clock = runClock(
      timed,
      () => parts.serverNow(),
      (call) => {
        this.spoken.value = say(call === "minute" ? "call_minute" : call === "ten" ? "call_ten" : "call_end");
      },
    );
    this.face = clock.face;
    this.ahead = computed(() => {
      const control = parts.control.value;
      const now = this.second.value;
      const running = parts.room.value?.clock ?? null;
      // Between two meetings there is no hour at which this one will end.
      return running?.due ? null : control && forecast(control, running, running ? leftOf(running, now) : 0, now);
    });
    this.suggestion = computed(() => {
      const { control, ahead } = { control: parts.control.value, ahead: this.ahead.value };
      return control && ahead && parts.room.value?.phase === "running" ? suggest(control.run, ahead) : null;
    });
    const tick = setInterval(() => {
      this.second.value = Math.floor(parts.serverNow());
    }, 500);
    // A new step is worth one sentence to those who listen; its buttons are worth the same to those who look.
    let last = "";
    const announce = effect(() => {
      const step = parts.room.value?.step;
      if (step && step.key !== last) {
        if (last) this.spoken.value = say("step_now", { word: step.word, n: step.n, of: step.of });
        last = step.key;
      }
    });
    this.ends.push(
      clock.stop,
      () => clearInterval(tick),
      announce,
      () => clearTimeout(this.undoing),
    );
  }

  stop(): void {
    for (const end of this.ends) end();
  }

  /** The label of the facilitator at this screen ("f1"), empty until the server has said so. */
  get me(): string {
    return (this.line.you.value as { label?: string } | null)?.label ?? "";
  }

  get leads(): boolean {
    const lead = this.control.value?.lead;
    return !lead || lead === this.me;
  }

  /**
   * Whether a move may be made now. Two taps within a blink are one wish, even when the server was quicker than the
   * finger and has already moved on.
   */
  mayMove(): boolean {
    const now = performance.now();
    if (now - this.moved < BLINK_MS) return false;
    this.moved = now;
    return true;
  }

  /**
   * Give orders one after another; stops at the first that is not taken. `undo` is offered once all are on disk.
   * `once` guards a button: while one such order is on its way, another tap does nothing.
   */
  async give(
    commands: readonly Command[],
    { undo, once = "" }: { undo?: Omit<Undo, "id"> | undefined; once?: string } = {},
  ): Promise<boolean> {
    if (once && this.busy.has(once)) return false;
    if (once) this.busy.add(once);
    this.trouble.value = null;
    const ready = commands.map((c) => ({ ...c, id: newId() }));
    try {
      return await this.send(ready, undo);
    } finally {
      this.busy.delete(once);
    }
  }

  private async send(
    ready: readonly (Command & { id: string })[],
    undo: Omit<Undo, "id"> | undefined,
  ): Promise<boolean> {
    for (const [n, command] of ready.entries()) {
      const answer = await this.line.send(command, PATIENCE_MS);
      if (!answer.ok) {
        const rest = ready.slice(n + 1);
        this.refused(
          answer,
          () => void this.send([command, ...rest], undo),
          // It is another wish than the one that was refused, so it goes under another name.
          () => void this.send([{ ...command, anyway: true, id: newId() }, ...rest], undo),
        );
        return false;
      }
    }
    this.trouble.value = null;
    if (undo) this.offer(undo);
    return true;
  }

  refused(answer: Answer, again?: () => void, anyway?: () => void): void {
    const lost = answer.code === "no_answer";
    const says = lost ? say("no_answer") : (answer.says ?? say("refused"));
    const doubt = answer.code === "too_few";
    this.trouble.value = { says, ...(lost && again && { again }), ...(doubt && anyway && { anyway }) };
  }

  offer(undo: Omit<Undo, "id">): void {
    clearTimeout(this.undoing);
    this.undo.value = { ...undo, id: newId() };
    this.undoing = setTimeout(() => {
      this.undo.value = null;
    }, UNDO_MS);
  }

  takeBack(): void {
    const undo = this.undo.peek();
    if (!undo) return;
    clearTimeout(this.undoing);
    this.undo.value = null;
    this.spoken.value = say("taken_back");
    void this.give(undo.orders(), { once: undo.id });
  }

  open(sheet: Sheet): void {
    this.sheet.value = sheet;
  }

  shut(): void {
    this.sheet.value = null;
  }
}
