import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Status } from "../lib/connection";
import { type Draft, type Drafts, settle, type Values } from "../lib/drafts";
import { isFit } from "../lib/fields";
import { newId } from "../lib/ids";
import type { Outbox } from "../lib/outbox";
import type { FormFace, Mine, Value } from "../lib/wire";
import { readable } from "./readable";

export type Saving = "" | "typing" | "sending" | "saved" | "kept";

export interface Around {
  readonly outbox: Pick<Outbox, "put" | "pending">;
  readonly drafts: Drafts;
  readonly status: ReadonlySignal<Status>;
}

const PAUSE_MS = 1500;

export const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || (typeof value === "string" ? value.trim() === "" : Array.isArray(value) && !value.length);

const none = (values: Values = {}): Draft => ({ id: newId(), values, changed: false, known: false });

/** Kinds of fields that are filled with a tap. */
const TAPS = new Set(["score", "choice", "pick", "place", "people", "person", "addressee"]);

/** Nothing to type: each tap counts, and the foot says so. */
export const isTaps = (form: FormFace): boolean => form.fields.every((field) => TAPS.has(field.kind));

/**
 * What is being written into the form of one step. Every key stroke is kept on the device; after a pause the server
 * gets it as a draft; letting go of it makes it count. What is said about saving is never more than is true.
 */
export class Entry {
  readonly draft: Signal<Draft>;
  readonly saving: ReadonlySignal<Saving>;
  /** The contribution counts already: what is changed now counts as well, as soon as the form is filled. */
  readonly final = signal(false);
  /** The label of what still had to be filled in when it was to be let go of. */
  readonly trouble = signal("");
  /** Fields with something still on its way (a picture), without which the form would not be whole. */
  readonly waits = signal<readonly string[]>([]);
  /** Something is under this person's fingers: no push may touch it. */
  editing = false;

  private timer: ReturnType<typeof setTimeout> | undefined;
  /** what to do once everything that was on its way has come */
  private after: (() => void) | undefined;
  /** what the form began with */
  private begun: Values | undefined;

  constructor(
    private readonly around: Around,
    readonly step: string,
    readonly form: FormFace,
    private readonly pause = PAUSE_MS,
    /** the card this marks, where a form is filled once for each of several */
    readonly card = "",
  ) {
    if (form.readers.record === "never") throw new Error("Words that stay on the phone have no entry.");
    this.draft = signal(around.drafts.read(step, card) ?? this.blank());
    this.saving = computed(() => {
      const { id, changed, known } = this.draft.value;
      const waits = around.outbox.pending.value.some((one) => one.command.contribution === id);
      const here = around.status.value === "live" || around.status.value === "fallback";
      if (waits) return here ? "sending" : "kept";
      if (changed) return here ? "typing" : "kept";
      return known ? "saved" : "";
    });
    if (this.draft.peek().changed) this.later();
  }

  /** A form of taps only needs no letting go: each answer counts at once. So does each mark on a card. */
  get quick(): boolean {
    return (
      this.card !== "" ||
      isTaps(this.form) ||
      this.form.fields.some((field) => field.kind === "score" || field.kind === "choice")
    );
  }

  /** Nothing was entered yet: what may stand here is what the form begins with. */
  get untouched(): boolean {
    return !this.touched;
  }

  get fit(): boolean {
    const { values } = this.draft.value;
    return !this.empty && this.form.fields.every((field) => isFit(field, values[field.name]));
  }

  /** Let go of what stands here, if anything does; false when something is still missing. `then` is for when it has come. */
  letGo(then?: () => void): boolean {
    const { values } = this.draft.peek();
    this.after = this.waits.peek().length ? then : undefined;
    const missing = this.form.fields.find((field) =>
      this.waits.peek().includes(field.name) ? true : !this.empty && !isFit(field, values[field.name]),
    );
    this.trouble.value = missing ? missing.label || missing.name : "";
    if (!missing) this.save(true);
    return !missing;
  }

  get empty(): boolean {
    const { values } = this.draft.value;
    return this.form.fields.every((field) => isEmpty(values[field.name]));
  }

  /** What the server holds of this person: taken up, unless something newer stands here. */
  adopt(mine: readonly Mine[]): void {
    const here = this.draft.peek();
    const there =
      mine.find((one) => one.id === here.id) ?? (this.touched && !this.crossed(mine) ? undefined : this.open(mine));
    if (!there) {
      // Thought sent, yet neither there nor on its way (the page went in between): it is sent again.
      const waits = this.around.outbox.pending.peek().some((one) => one.command.contribution === here.id);
      if (here.known && !here.changed && !waits && !this.empty) {
        this.keep({ ...here, changed: true, known: false });
        this.later();
      }
      return;
    }
    const next = settle(this.touched ? here : null, asDraft(there), this.editing);
    this.final.value = !there.draft;
    if (next) this.keep({ ...next, known: true });
  }

  set(name: string, value: Value | undefined): void {
    this.trouble.value = "";
    if (!this.waits.peek().includes(name)) this.after = undefined;
    const { [name]: _, ...others } = this.draft.peek().values;
    this.keep({
      ...this.draft.peek(),
      values: value === undefined ? others : { ...others, [name]: value },
      changed: true,
    });
    const typed = this.form.fields.some((f) => f.name === name && (f.kind === "text" || f.kind === "long"));
    this.later(typed ? this.pause : 300);
  }

  /** Go back to an earlier wording: it is entered anew. */
  take(values: Values): void {
    this.keep({ ...this.draft.peek(), values, changed: true });
    this.later(300);
  }

  /** Something for a field is on its way, or has come. */
  busy(name: string, busy: boolean): void {
    this.trouble.value = "";
    const others = this.waits.peek().filter((one) => one !== name);
    if (!busy && others.length === this.waits.peek().length) return;
    this.waits.value = busy ? [...others, name] : others;
    const { after } = this;
    if (busy || !others.length) this.after = undefined;
    // What did not arrive (it was refused) is for its maker to see.
    if (!busy && !others.length && this.draft.peek().values[name]) after?.();
    // What waits is kept under this contribution's id, so the id has to outlast a reload.
    if (busy) this.keep(this.draft.peek());
  }

  edit(one: Mine): void {
    this.save();
    this.final.value = !one.draft;
    this.keep(asDraft(one));
  }

  /** Begin another one, once this one is let go. */
  fresh(): void {
    this.final.value = false;
    this.keep(this.blank());
  }

  /** An empty form, or one that goes on from earlier words. */
  private blank(): Draft {
    this.begun = this.form.start ?? {};
    return none(this.begun);
  }

  /** Send what stands here. `final` lets go of it. False when it cannot count yet. */
  save(final = false): boolean {
    clearTimeout(this.timer);
    const { id, values, changed, known } = this.draft.peek();
    const counts = final || this.final.peek() || this.quick;
    if (this.empty) {
      if (known && changed) {
        void this.around.outbox.put({ do: "withdraw", contribution: id });
        this.fresh();
      }
      return false;
    }
    if (!changed && !(final && !this.final.peek())) return true;
    if (counts ? !this.fit : this.form.fields.some((f) => !isFit({ ...f, required: false }, values[f.name])))
      return false;
    if (final) this.final.value = true;
    const sent = filled(values);
    this.keep({ id, values, changed: false, known: true });
    void this.around.outbox
      .put(
        {
          do: known ? "revise" : "submit",
          contribution: id,
          step: this.step,
          values: sent,
          about: this.about,
          draft: !counts,
        },
        readable(this.form, sent),
      )
      .then((answer) => {
        // Refused words are in the outbox now, to be dealt with there.
        if (!answer.ok && this.draft.peek().id === id) this.fresh();
        this.forget();
      });
    return true;
  }

  /** The form goes away: what stands here goes out at once. */
  close(): void {
    this.save();
    this.forget();
  }

  private get touched(): boolean {
    const { changed, known, values } = this.draft.value;
    return changed || known || (!this.empty && values !== this.begun);
  }

  /** Another mark on the same card came first (the pen went round): there is one for each card, and this is it. */
  private crossed(mine: readonly Mine[]): boolean {
    const { changed, known } = this.draft.peek();
    return this.card !== "" && known && !changed && mine.length > 0;
  }

  /** What this is about: the card it marks, or the words it goes on from. What is picked, the server adds. */
  private get about(): readonly string[] {
    return this.card ? [this.card] : this.form.about;
  }

  /** With room for one, that one is open; with room for several, the one still being written. */
  private open(mine: readonly Mine[]): Mine | undefined {
    return this.card || this.form.entries === 1 ? mine[0] : mine.find((one) => one.draft);
  }

  private keep(draft: Draft): void {
    this.draft.value = draft;
    this.around.drafts.write(this.step, this.card, draft);
  }

  /** What the server has need not be kept here as well. */
  private forget(): void {
    if (!this.draft.peek().changed && !this.waits.peek().length) this.around.drafts.clear(this.step, this.card);
  }

  private later(ms = this.pause): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), ms);
  }
}

const asDraft = (one: Mine): Draft => ({ id: one.id, values: one.values, changed: false, known: true });

const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
