import { newId } from "../lib/ids";
import { type Keeper, local } from "../lib/links";

export interface Question {
  readonly name: string;
  readonly kind: "statement" | "choice" | "open";
  readonly text: string;
  readonly options: readonly string[];
}

export interface Part {
  readonly title: string;
  readonly questions: readonly Question[];
}

/** What a survey asks now. `last`: nothing is asked after this. `fewest`: people of whom anything is told. */
export interface Survey {
  readonly title: string;
  readonly purpose: string;
  readonly scale: readonly string[];
  readonly role: { readonly label: string; readonly options: readonly string[] } | null;
  readonly parts: readonly Part[];
  readonly wave: "before" | "after";
  readonly last: boolean;
  readonly fewest: number;
}

/** A step of the scale from 1, the position of an option from 0, or words. */
export type Answer = number | string;

/**
 * What somebody has filled in on this phone. `phone` is its secret; `words` are their own, or `made` by the phone for
 * somebody who goes without; `sent`: the server has it.
 */
export interface Sheet {
  readonly phone: string;
  readonly words: string;
  readonly made: boolean;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly sent: boolean;
}

export const empty = (words = ""): Sheet => ({
  phone: newId(),
  words,
  made: false,
  answers: {},
  sent: false,
});

/** Keeps what is filled in on this phone, with every tap: a reload or a dead battery loses nothing. */
export class Sheets {
  private readonly name: string;

  constructor(
    private readonly survey: string,
    private readonly wave: string,
    private readonly how: "own" | "words",
    private readonly keeper: Keeper = local,
  ) {
    this.name = `tingsha.survey ${survey} ${wave} ${how}`;
  }

  /** What stands here; somebody who answered before on this phone finds their words again. */
  read(): Sheet {
    const here = this.at(this.name);
    if (here) return here;
    const earlier = this.wave === "after" ? this.at(`tingsha.survey ${this.survey} before ${this.how}`) : null;
    return empty(earlier?.made ? "" : earlier?.words);
  }

  write(sheet: Sheet): void {
    this.keeper.setItem(this.name, JSON.stringify(sheet));
  }

  /** Leaves nothing of it on this phone. */
  clear(): void {
    this.keeper.removeItem(this.name);
    this.keeper.removeItem(`tingsha.survey ${this.survey} before ${this.how}`);
  }

  private at(name: string): Sheet | null {
    try {
      const kept = JSON.parse(this.keeper.getItem(name) ?? "null") as Sheet | null;
      return kept && typeof kept.phone === "string" && typeof kept.answers === "object" ? kept : null;
    } catch {
      return null;
    }
  }
}

/** How many questions of those that are asked have an answer. */
export function answered(survey: Survey, answers: Sheet["answers"]): { done: number; n: number } {
  const names = survey.parts.flatMap((part) => part.questions).map((one) => one.name);
  return { done: names.filter((name) => isGiven(answers[name])).length, n: names.length };
}

/** What goes to the server: nothing that stayed empty. */
export function given(answers: Sheet["answers"]): Record<string, Answer> {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => isGiven(answer)));
}

function isGiven(answer: Answer | undefined): boolean {
  return typeof answer === "string" ? answer.trim() !== "" : answer !== undefined;
}

/** Letters and figures in somebody's own words; the server wants six. */
export function letters(words: string): number {
  return words.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").length;
}
