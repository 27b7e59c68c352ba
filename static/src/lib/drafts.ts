import { type Keeper, local } from "./links";
import type { Value } from "./wire";

export type Values = Readonly<Record<string, Value>>;

/** What is being typed into one form: the contribution it will be, its values, and whether the server has them yet. */
export interface Draft {
  readonly id: string;
  readonly values: Values;
  /** changed here since the server last said "saved" */
  readonly changed: boolean;
  /** the server knows this contribution: the next change revises it */
  readonly known: boolean;
}

/**
 * What is typed survives a reload: kept on the device with every key stroke, by person, step and form, until the
 * server has it and the step is over.
 */
export class Drafts {
  private readonly prefix: string;

  constructor(
    token: string,
    private readonly keeper: Keeper = local,
  ) {
    this.prefix = `tingsha.draft ${token}`;
  }

  read(step: string, form = ""): Draft | null {
    try {
      return JSON.parse(this.keeper.getItem(`${this.prefix} ${step} ${form}`) ?? "null") as Draft | null;
    } catch {
      return null;
    }
  }

  write(step: string, form: string, draft: Draft): void {
    this.keeper.setItem(`${this.prefix} ${step} ${form}`, JSON.stringify(draft));
  }

  clear(step: string, form = ""): void {
    this.keeper.removeItem(`${this.prefix} ${step} ${form}`);
  }
}

/**
 * Which values a form shows: the server's, unless something newer stands here. Words under somebody's fingers are
 * never overwritten by a push.
 */
export function settle(here: Draft | null, there: Draft | null, editing: boolean): Draft | null {
  if (!here) return there;
  if (editing || here.changed || !there) return here;
  return there;
}
