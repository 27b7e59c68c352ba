import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { ring } from "../lib/bell";
import { carry } from "../lib/carried";
import { type Face, runClock } from "../lib/clock";
import { type Answer, type Command, Connection, type Status } from "../lib/connection";
import { Drafts } from "../lib/drafts";
import { lateFields } from "../lib/fields";
import { newId } from "../lib/ids";
import { local } from "../lib/links";
import { Outbox } from "../lib/outbox";
import type { Group, Own, Room } from "../lib/wire";
import { and } from "../lib/words";
import { Alone } from "./alone";
import { phoneLate } from "./later";
import { t } from "./words";

/** What the phone keeps when a session has closed, so that its last page opens without a network. */
interface Kept {
  readonly room: Room;
  readonly own: Own;
}

/** Out of touch for shorter than this is nobody's business. */
const BRIEF_MS = 20_000;
const NEWS_MS = 12_000;
/** The first screen first: people scan a code and look for their seat. */
const AHEAD_MS = 1000;

/** One person's place in one session, as their phone holds it: the line, the outbox, the drafts, the clock. */
export class Seat {
  readonly line: Connection;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  /** Words that never leave this phone. */
  readonly alone: Alone;
  readonly face: ReadonlySignal<Face | null>;
  readonly room: ReadonlySignal<Room | null>;
  /** The present step's group and own part; null while they still speak of another step. */
  readonly group: ReadonlySignal<Group | null>;
  readonly own: ReadonlySignal<Own | null>;
  /** Said once, politely, to those who listen rather than look. */
  readonly said = signal("");
  /** Words a person chose to keep for themselves. */
  readonly notes = signal<readonly string[]>([]);
  /** Set for a while after a longer time out of touch. */
  readonly back = signal<{ minutes: number; since: number } | null>(null);
  /** True for a while after an outage whose time was given back. */
  readonly given = signal(false);
  /** Talk steps let a person note something without the screen falling dark again at once. */
  readonly noting = signal("");
  /** How many of the cards of a step are marked, while they are on the screen. */
  readonly marked = signal<{ done: number; of: number } | null>(null);

  private readonly ends: (() => void)[] = [];

  constructor(
    readonly token: string,
    line = new Connection(token),
  ) {
    this.line = line;
    this.outbox = new Outbox(token, (command) => line.send(command));
    this.drafts = new Drafts(token);
    this.alone = new Alone(token);
    carry(token);
    const kept = read<Kept | null>(`tingsha.closed ${token}`, null);
    this.notes.value = read<string[]>(`tingsha.notes ${token}`, []);
    const { parts } = line;
    this.room = computed(() => parts.room.value ?? kept?.room ?? null);
    this.own = computed(() => {
      const { value } = parts.own;
      if (!value || !parts.room.value) return kept?.own ?? null;
      const now = value.step === (parts.room.value.step?.key ?? "") ? value : { ...value, ...NOTHING };
      return dressed(now, parts.room.value, this.alone);
    });
    this.group = computed(() => {
      const { value } = parts.group;
      return value && value.step === (parts.room.value?.step?.key ?? "") ? value : null;
    });
    const timed = computed(() => {
      const { step, clock } = parts.room.value ?? {};
      // A step of days has a day, not a clock: nothing rings in somebody's pocket at night.
      return clock && !clock.due ? { step: step?.key ?? "", clock } : null;
    });
    const { face, stop } = runClock(
      timed,
      () => parts.serverNow(),
      (call) => {
        ring(call);
        this.say(t(`call_${call}`));
      },
    );
    this.face = face;
    this.ends.push(
      stop,
      this.tellSteps(),
      this.tellBells(),
      this.tellUnsent(),
      this.tellBack(line.status),
      this.tellGiven(),
      this.keep(),
      this.forget(),
      this.fetchAhead(),
    );
    line.start();
  }

  stop(): void {
    for (const end of this.ends) end();
    this.outbox.stop();
    this.line.stop();
  }

  /** Send something that holds no words; it waits in the outbox like everything else. */
  do(command: Command): Promise<Answer> {
    return this.outbox.put({ id: newId(), ...command });
  }

  say(words: string): void {
    // The same words again are news only when they change in between.
    this.said.value = this.said.peek() === words ? `${words} ` : words;
  }

  keepNote(words: string): void {
    this.notes.value = [...this.notes.peek(), words];
    local.setItem(`tingsha.notes ${this.token}`, JSON.stringify(this.notes.peek()));
  }

  private tellSteps(): () => void {
    let known: string | undefined;
    let soon: ReturnType<typeof setTimeout> | undefined;
    return effect(() => {
      const { room } = this.line.parts;
      const key = room.value ? `${room.value.phase} ${room.value.step?.key ?? ""}` : undefined;
      if (key === undefined || key === known) return;
      const first = known === undefined;
      known = key;
      this.noting.value = "";
      const step = room.value?.step;
      document.title = `${step ? `${step.word} · ${step.structure}` : room.value?.title} · Tingsha`;
      if (first || !step) return;
      clearTimeout(soon);
      // Who one is with comes in a part of its own, a moment later.
      soon = setTimeout(() => {
        const own = this.own.peek();
        const others = this.group.peek()?.group?.members.filter((one) => one.seat !== own?.seat) ?? [];
        const names =
          others.length && others.length < 9 ? t("with", { names: and(others.map((one) => one.name)) }) : "";
        this.say([t("now", { what: step.word }), own?.says || step.ask, names].filter(Boolean).join(" "));
      }, 600);
    });
  }

  private tellBells(): () => void {
    let known: number | undefined;
    return effect(() => {
      const bells = this.line.parts.room.value?.bells;
      if (bells === undefined) return;
      if (known !== undefined && bells > known) {
        ring("try");
        this.say(t("host_rings"));
      }
      known = bells;
    });
  }

  private tellUnsent(): () => void {
    let told = 0;
    let soon: ReturnType<typeof setTimeout> | undefined;
    return effect(() => {
      const unsent = this.outbox.pending.value.filter((w) => w.words).length + this.outbox.refused.value.length;
      const live = this.line.status.value === "live";
      clearTimeout(soon);
      // Most words are on their way for an instant only.
      if (live && unsent !== told)
        soon = setTimeout(() => {
          told = unsent;
          this.line.hint(unsent);
        }, 2000);
      if (!live) told = 0;
    });
  }

  private tellBack(status: ReadonlySignal<Status>): () => void {
    let lost = 0;
    return effect(() => {
      const here = status.value === "live" || status.value === "fallback";
      if (!here) lost ||= this.line.heard.peek() ? Date.now() : 0;
      else if (lost) {
        const away = Date.now() - lost;
        lost = 0;
        if (away < BRIEF_MS) return;
        const back = { minutes: Math.round(away / 60_000), since: Date.now() };
        this.back.value = back;
        setTimeout(() => {
          if (this.back.peek() === back) this.back.value = null;
        }, NEWS_MS);
      }
    });
  }

  private tellGiven(): () => void {
    let known: number | undefined;
    return effect(() => {
      const clock = this.line.parts.room.value?.clock;
      if (!clock || clock.given_back === known) return;
      known = clock.given_back;
      this.given.value = known > 0;
      setTimeout(() => {
        this.given.value = false;
      }, NEWS_MS);
    });
  }

  /** The rest of the page, as soon as there is a moment for it: a network lost later does no harm. */
  private fetchAhead(): () => void {
    let soon: ReturnType<typeof setTimeout> | undefined;
    return effect(() => {
      if (!this.line.parts.room.value || soon) return;
      soon = setTimeout(() => {
        void phoneLate.fetch();
        void lateFields.fetch();
      }, AHEAD_MS);
    });
  }

  /** What was only for this phone ends with the session, or when its person leaves. */
  private forget(): () => void {
    return effect(() => {
      if (this.line.parts.room.value?.phase === "closed" || this.line.parts.own.value?.away) this.alone.clear();
    });
  }

  private keep(): () => void {
    return effect(() => {
      const { room, own } = this.line.parts;
      if (room.value?.phase === "closed" && own.value)
        local.setItem(`tingsha.closed ${this.token}`, JSON.stringify({ room: room.value, own: own.value }));
    });
  }
}

/**
 * One's own part with what travels apart from it: the names to choose from, which are everybody's, and the words that
 * only this phone has.
 */
export function dressed(own: Own, room: Room, alone: Pick<Alone, "filled">): Own {
  const names = room.names.filter((one) => one.value !== String(own.seat));
  const form = own.form && {
    ...own.form,
    fields: own.form.fields.map((field) =>
      (field.kind === "person" || field.kind === "people") && !field.options.length
        ? { ...field, options: names }
        : field,
    ),
  };
  return { ...own, form, blocks: own.blocks.map((block) => alone.filled(block)) };
}

/** One's own part while it still speaks of the step before: the person stays, the step goes. */
const NOTHING = {
  role: "",
  says: "",
  may: "look",
  form: null,
  mine: [],
  dealt: null,
  blocks: [],
  settled: "",
} as const;

function read<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(local.getItem(key) ?? "null") as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}
