import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Answer, type Command, NO_ANSWER } from "./connection";
import { newId } from "./ids";
import { type Kept, keptAs } from "./kept";

/** A command on its way. `words` is what the person wrote, ready to read, should it be refused. */
export interface Waiting {
  readonly id: string;
  readonly token: string;
  /** place in the queue */
  readonly at: number;
  readonly command: Command;
  readonly words: string;
  readonly state: "waiting" | "refused";
  readonly code?: string;
  readonly says?: string;
}

/** Answers that mean "not just now": the command stays in the queue and is sent again. */
const LATER = new Set([NO_ANSWER, "rate", "busy", "disk_full", "error"]);
const PAUSE_MS = 2000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Words do not get lost here. A command is written to the device before it touches the network, one is in flight at a
 * time, and it is sent again under the same id until the server has answered. A refusal comes out as a value, with the
 * words kept.
 */
export class Outbox {
  private readonly items = signal<readonly Waiting[]>([]);
  readonly pending: ReadonlySignal<readonly Waiting[]> = computed(() =>
    this.items.value.filter((w) => w.state === "waiting"),
  );
  readonly refused: ReadonlySignal<readonly Waiting[]> = computed(() =>
    this.items.value.filter((w) => w.state === "refused"),
  );
  readonly count: ReadonlySignal<number> = computed(() => this.pending.value.length);
  /** false: the browser keeps nothing, so waiting words live only as long as this page. */
  readonly lasting = signal(true);

  private readonly ready: Promise<Kept<Waiting>>;
  private readonly tried = new Set<string>();
  private readonly writing = new Map<string, Promise<void>>();
  private readonly answered = new Map<string, ((answer: Answer) => void)[]>();
  private last = 0;
  private running = false;
  private over = false;

  constructor(
    private readonly token: string,
    private readonly send: (command: Command) => Promise<Answer>,
    kept: Promise<Kept<Waiting>> = keptAs<Waiting>("outbox"),
  ) {
    this.ready = this.load(kept);
  }

  /** Keep `command`, send it, and bring back the answer, however long that takes. */
  put(command: Command, words = ""): Promise<Answer> {
    const waiting = this.joined(command, words) ?? {
      id: command.id ?? newId(),
      token: this.token,
      at: this.next(),
      command,
      words,
      state: "waiting" as const,
    };
    this.set(waiting);
    return new Promise((done) => {
      this.answered.set(waiting.id, [...(this.answered.get(waiting.id) ?? []), done]);
      const written = this.ready.then((kept) => kept.put(key(waiting), waiting));
      this.writing.set(waiting.id, written);
      void written.then(() => this.run());
    });
  }

  /** Forget a refused command (its words were sent otherwise, or are no longer wanted). */
  async drop(id: string): Promise<void> {
    const item = this.items.peek().find((w) => w.id === id && w.state === "refused");
    if (!item) return;
    this.items.value = this.items.peek().filter((w) => w !== item);
    await (await this.ready).delete(key(item));
  }

  /** Stop sending; what waits stays on the device. */
  stop(): void {
    this.over = true;
  }

  /**
   * A later state of a contribution replaces the one still waiting, as long as that was never handed to the network:
   * what was sent under an id must never change under it.
   */
  private joined(command: Command, words: string): Waiting | undefined {
    if (command.do !== "revise") return undefined;
    const queue = this.pending.peek().filter((w) => w.command.contribution === command.contribution);
    const last = queue.at(-1);
    if (!last || this.tried.has(last.id) || (last.command.do !== "revise" && last.command.do !== "submit"))
      return undefined;
    return { ...last, words, command: { ...last.command, ...command, do: last.command.do } };
  }

  private async load(opening: Promise<Kept<Waiting>>): Promise<Kept<Waiting>> {
    const kept = await opening;
    this.lasting.value = kept.lasting;
    const mine = (await kept.all()).filter((w) => w.token === this.token);
    // Before the reload they may have been sent: nothing joins them any more.
    for (const one of mine) this.tried.add(one.id);
    const fresh = this.items.peek();
    this.items.value = [...mine.filter((w) => !fresh.some((f) => f.id === w.id)), ...fresh].sort((a, b) => a.at - b.at);
    if (mine.length) queueMicrotask(() => void this.run());
    return kept;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const kept = await this.ready;
    while (!this.over) {
      const item = this.pending.peek()[0];
      if (!item) break;
      const writing = this.writing.get(item.id);
      if (writing) {
        await writing;
        if (this.writing.get(item.id) === writing) this.writing.delete(item.id);
        continue;
      }
      this.tried.add(item.id);
      const answer = await this.send({ ...item.command, id: item.id });
      if (!answer.ok && LATER.has(answer.code ?? "")) {
        await pause(answer.code === NO_ANSWER ? 100 : PAUSE_MS);
        continue;
      }
      if (answer.ok || !item.words) {
        const { id } = item;
        this.items.value = this.items.peek().filter((w) => w.id !== id);
        await kept.delete(key(item));
      } else {
        const former = this.refused.peek().find((w) => w.command.contribution === item.command.contribution);
        if (former) await this.drop(former.id);
        const refused: Waiting = { ...item, state: "refused", code: answer.code ?? "", says: answer.says ?? "" };
        this.set(refused);
        await kept.put(key(refused), refused);
      }
      for (const done of this.answered.get(item.id) ?? []) done(answer);
      this.answered.delete(item.id);
    }
    this.running = false;
  }

  private set(item: Waiting): void {
    const others = this.items.peek();
    this.items.value = others.some((w) => w.id === item.id)
      ? others.map((w) => (w.id === item.id ? item : w))
      : [...others, item];
  }

  private next(): number {
    this.last = Math.max(this.last + 1, Date.now());
    return this.last;
  }
}

const key = (item: Waiting): string => `${String(item.at).padStart(16, "0")} ${item.id}`;
