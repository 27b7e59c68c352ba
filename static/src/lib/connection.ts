import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isRecord, isRefusal, post, type Refusal } from "./http";
import { newId } from "./ids";
import { Parts } from "./parts";
import { follow } from "./polling";
import { openSocket, type Wire } from "./socket";
import type { Sent, You } from "./wire";
import { t } from "./words";

export { post, type Refusal } from "./http";

/** live: over the websocket. fallback: over plain requests. offline: neither works just now; both are being tried. */
export type Status = "connecting" | "live" | "fallback" | "offline" | "refused";

export interface Command {
  readonly do: string;
  readonly id?: string;
  readonly [name: string]: unknown;
}

/** `ok: true` means "on disk". Otherwise `code` is for programs and `says` a sentence for people. */
export interface Answer {
  readonly ok: boolean;
  readonly id: string;
  readonly code?: string;
  readonly says?: string;
  readonly [name: string]: unknown;
}

/** The code of an answer this side made up because nobody answered: the command may or may not have been taken. */
export const NO_ANSWER = "no_answer";

export interface Surroundings {
  open: (token: string) => Wire;
  fetch: typeof fetch;
  random: () => number;
  mono: () => number;
}

const CONNECT_MS = 5000;
const FALLBACK_MS = 4000;
const ANSWER_MS = 5000;
const FIRST_MS = 5000;
const MOST_MS = 30_000;
const JUMP_MS = 10_000;

const surroundings: Surroundings = {
  open: (token) => openSocket(token),
  fetch: (...args) => fetch(...args),
  random: Math.random,
  mono: () => performance.now(),
};

/**
 * One screen's line to its session: a websocket, made anew whenever it may have gone stale, and plain requests when
 * websockets do not come up. Reconnecting is joining: each welcome brings the whole view.
 */
export class Connection {
  readonly status: ReadonlySignal<Status>;
  readonly you: ReadonlySignal<You | null>;
  readonly refusal: ReadonlySignal<Refusal | null>;
  /** Date.now() of when we were last heard by the server; null before the first time. */
  readonly heard: ReadonlySignal<number | null>;
  readonly parts: Parts;

  private readonly set: {
    status: Signal<Status>;
    you: Signal<You | null>;
    refusal: Signal<Refusal | null>;
    heard: Signal<number | null>;
  };
  private readonly around: Surroundings;
  private wire: Wire | undefined;
  private tries = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private falling: ReturnType<typeof setTimeout> | undefined;
  private poll: AbortController | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private hiddenAt = 0;

  constructor(
    readonly token: string,
    around: Partial<Surroundings> = {},
  ) {
    this.around = { ...surroundings, ...around };
    this.parts = new Parts(this.around.mono);
    this.set = { status: signal("connecting"), you: signal(null), refusal: signal(null), heard: signal(null) };
    this.status = this.set.status;
    this.you = this.set.you;
    this.refusal = this.set.refusal;
    this.heard = this.set.heard;
  }

  start(): void {
    let last = Date.now();
    this.beat = setInterval(() => {
      const now = Date.now();
      // A jump means the device slept. Hidden pages tick slowly, so they prove nothing.
      if (now - last > JUMP_MS && document.visibilityState === "visible") this.renew();
      last = now;
    }, 2000);
    document.addEventListener("visibilitychange", this.seen);
    addEventListener("pageshow", this.shown);
    addEventListener("online", this.renew);
    addEventListener("offline", this.gone);
    this.open();
  }

  stop(): void {
    clearInterval(this.beat);
    document.removeEventListener("visibilitychange", this.seen);
    removeEventListener("pageshow", this.shown);
    removeEventListener("online", this.renew);
    removeEventListener("offline", this.gone);
    this.drop();
    clearTimeout(this.retry);
    clearTimeout(this.falling);
    this.falling = undefined;
    this.stopPolling();
  }

  /** Throw the socket away and make a fresh one: a phone that slept may hold one that only looks open. */
  readonly renew = (): void => {
    if (this.status.peek() === "refused") return;
    this.tries = 0;
    this.drop();
    this.open();
    // A poll begun before the sleep may hang as well.
    if (this.poll) {
      this.stopPolling();
      void this.startPolling();
    }
  };

  /**
   * Send a command and bring back the answer. With no answer it is sent again under the same id until `patience`
   * (milliseconds) is over; then the answer is `no_answer`. Never throws.
   */
  async send(command: Command, patience: number = ANSWER_MS): Promise<Answer> {
    const body = { ...command, id: command.id ?? newId() };
    const end = this.around.mono() + patience;
    for (;;) {
      const left = end - this.around.mono();
      if (left <= 0 || this.status.peek() === "refused") break;
      const answer = await this.once(body, Math.min(left, ANSWER_MS));
      if (answer) return answer;
    }
    const refusal = this.refusal.peek();
    return { ok: false, id: body.id, code: refusal?.code ?? NO_ANSWER, says: refusal?.says ?? t("no_answer") };
  }

  /** Tell the host how many words still wait on this device. Only a hint: nothing depends on it. */
  hint(unsent: number): void {
    if (this.status.peek() === "live") this.wire?.emit("hint", { unsent: Math.min(999, unsent) });
  }

  private async once(body: Command & { id: string }, wait: number): Promise<Answer | undefined> {
    const began = this.around.mono();
    const status = this.status.peek();
    let answer: unknown;
    if (status === "live" && this.wire) answer = await this.emit(this.wire, body, wait);
    else if (status === "fallback")
      answer = await post("/api/command", body, { token: this.token, wait, ask: this.around.fetch });
    if (isRecord(answer) && typeof answer.ok === "boolean" && answer.id === body.id) {
      this.set.heard.value = Date.now();
      return answer as unknown as Answer;
    }
    // Nothing to send through, or it failed at once: try again after a moment, or as soon as a way opens.
    const rest = Math.min(1000, wait) - (this.around.mono() - began);
    if (rest > 0) await this.change(rest);
    return undefined;
  }

  /** Until the status changes, at most `ms`. */
  private change(ms: number): Promise<void> {
    const now = this.status.peek();
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        done();
      };
      const timer = setTimeout(end, ms);
      const stop = this.status.subscribe((status) => {
        if (status !== now) queueMicrotask(end);
      });
    });
  }

  private emit(wire: Wire, body: unknown, wait: number): Promise<unknown> {
    return new Promise((done) => {
      wire.timeout(wait).emit("command", body, (error, answer) => done(error ? undefined : answer));
    });
  }

  // --- the websocket -------------------------------------------------------------------------------------------

  private open(): void {
    clearTimeout(this.retry);
    if (this.status.peek() === "live") this.set.status.value = "connecting";
    if (!this.poll) this.falling ??= setTimeout(() => void this.startPolling(), FALLBACK_MS);

    const wire = this.around.open(this.token);
    this.wire = wire;
    const mine = () => this.wire === wire;
    // Not the handshake counts, but the welcome.
    this.deadline = setTimeout(() => mine() && this.again(), CONNECT_MS);

    wire.on("welcome", (body: unknown) => {
      if (!mine() || !isRecord(body) || !Array.isArray(body.parts)) return;
      clearTimeout(this.deadline);
      clearTimeout(this.falling);
      this.falling = undefined;
      this.stopPolling();
      this.tries = 0;
      this.set.you.value = (body.you as You | undefined) ?? null;
      this.parts.replace(body.epoch as string, body.parts as Sent[]);
      this.set.heard.value = Date.now();
      this.set.status.value = "live";
    });
    wire.on("part", (body: unknown) => {
      if (!mine() || this.status.peek() !== "live" || !isRecord(body)) return;
      this.parts.merge(this.parts.epoch, [body as unknown as Sent]);
      this.set.heard.value = Date.now();
    });
    wire.on("connect_error", (error: { data?: unknown }) => {
      if (!mine()) return;
      if (isRefusal(error?.data)) this.refuse(error.data);
      else this.again();
    });
    wire.on("disconnect", () => mine() && this.again());
  }

  /** Full jitter: a whole room that lost its server at once must not come back at once. */
  private again(): void {
    this.drop();
    if (this.status.peek() === "live") {
      this.set.status.value = "connecting";
      this.falling ??= setTimeout(() => void this.startPolling(), FALLBACK_MS);
    }
    const wait = this.around.random() * Math.min(MOST_MS, FIRST_MS * 2 ** this.tries++);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.open(), wait);
  }

  private drop(): void {
    clearTimeout(this.deadline);
    const wire = this.wire;
    this.wire = undefined;
    wire?.off();
    wire?.disconnect();
  }

  private refuse(refusal: Refusal): void {
    this.set.refusal.value = { code: refusal.code, says: refusal.says };
    this.set.status.value = "refused";
    this.stop();
  }

  // --- plain requests ------------------------------------------------------------------------------------------

  private async startPolling(): Promise<void> {
    clearTimeout(this.falling);
    this.falling = undefined;
    if (this.poll) return;
    const poll = new AbortController();
    this.poll = poll;
    const refusal = await follow(this.parts, this.token, poll.signal, this.around, (heard) => {
      if (heard) this.set.heard.value = Date.now();
      this.set.status.value = heard ? "fallback" : "offline";
    });
    if (refusal) this.refuse(refusal);
  }

  private stopPolling(): void {
    this.poll?.abort();
    this.poll = undefined;
  }

  // --- the device ----------------------------------------------------------------------------------------------

  private readonly seen = (): void => {
    if (document.visibilityState === "hidden") this.hiddenAt = Date.now();
    else if (Date.now() - this.hiddenAt > 3000) this.renew();
  };

  private readonly shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.renew();
  };

  private readonly gone = (): void => {
    if (this.status.peek() === "refused") return;
    this.again();
    this.set.status.value = "offline";
    if (!this.poll) void this.startPolling();
  };
}
