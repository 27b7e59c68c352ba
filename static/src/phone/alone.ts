import { type Signal, signal } from "@preact/signals";
import { CARD } from "../lib/blank";
import type { Values } from "../lib/drafts";
import { type Keeper, tab } from "../lib/links";
import type { Block, FormFace } from "../lib/wire";
import { isEmpty } from "./entry";
import { readable } from "./readable";

/** What was written into a form that never leaves the phone, and how it reads. */
export interface Secret {
  readonly values: Values;
  readonly text: string;
}

/**
 * Words for nobody but their writer. They are kept in this tab of this phone, by step, and nowhere else: no outbox, no
 * draft, no server. They end with the session, with leaving it, or with the tab.
 */
export class Alone {
  readonly kept: Signal<Readonly<Record<string, readonly Secret[]>>>;
  private readonly name: string;

  constructor(
    token: string,
    private readonly keeper: Keeper = tab,
  ) {
    this.name = `tingsha.alone ${token}`;
    this.kept = signal(this.read());
  }

  of(step: string): readonly Secret[] {
    return this.kept.value[step] ?? [];
  }

  /** Keep what the `n`th sheet of a step holds now; an emptied one is gone. */
  write(step: string, form: FormFace, n: number, values: Values): void {
    const sheets = [...(this.kept.peek()[step] ?? [])];
    sheets[n] = { values, text: readable(form, values) };
    this.keep({ ...this.kept.peek(), [step]: sheets });
  }

  /** Forget everything. */
  clear(): void {
    if (Object.keys(this.kept.peek()).length) this.kept.value = {};
    this.keeper.removeItem(this.name);
  }

  /** A block that the phone fills in from what it kept. */
  filled(block: Block): Block {
    if (block.show !== "phone") return block;
    const sheets = this.of(block.of).filter((one) => Object.values(one.values).some((value) => !isEmpty(value)));
    const cards = sheets.map(({ text }, n) => ({
      ...CARD,
      id: `${block.of} ${n}`,
      lines: [{ label: "", kind: "text", text }],
    }));
    return { ...block, cards };
  }

  private keep(next: Readonly<Record<string, readonly Secret[]>>): void {
    this.kept.value = next;
    this.keeper.setItem(this.name, JSON.stringify(next));
  }

  private read(): Readonly<Record<string, readonly Secret[]>> {
    try {
      return (JSON.parse(this.keeper.getItem(this.name) ?? "{}") as Record<string, readonly Secret[]> | null) ?? {};
    } catch {
      return {};
    }
  }
}
