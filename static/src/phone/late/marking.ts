import { computed, type ReadonlySignal } from "@preact/signals";
import type { Card, FormFace, Mine } from "../../lib/wire";
import { type Around, Entry } from "../entry";

/** The marks one gives, card by card: an entry of its own for each, saved as soon as it is made. */
export class Marking {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly done: ReadonlySignal<number>;

  constructor(around: Around, step: string, form: FormFace, pause: number) {
    this.entries = new Map(form.items.map((card) => [card.id, new Entry(around, step, form, pause, card.id)]));
    this.done = computed(() => [...this.entries.values()].filter((entry) => entry.fit).length);
  }

  /** What the server holds, each mark with its card. Of several about one card, the newest counts. */
  adopt(mine: readonly Mine[]): void {
    for (const [card, entry] of this.entries) entry.adopt(mine.filter((one) => one.about.includes(card)).slice(-1));
  }

  save(): void {
    for (const entry of this.entries.values()) entry.save();
  }

  close(): void {
    for (const entry of this.entries.values()) entry.close();
  }
}

/** The words of a group about one card, for those who look on while somebody else has the pen. */
export const about = (words: readonly Card[], card: string): readonly Card[] =>
  words.filter((one) => one.about === card);
