import type { StepFace } from "./wire";

/** The step of a block or of a screen, by its name in the structure. */
const nameIn = (key: string, before: string): string => key.slice(key.lastIndexOf(before) + 1);

/** Whether a block's words come from around the part that a step is in: in "grow.pairs", whatever is not of "grow". */
export function isAround(step: StepFace, key: string): boolean {
  const now = nameIn(step.key, "/");
  return !nameIn(key, ":").startsWith(now.slice(0, now.lastIndexOf(".") + 1));
}

/**
 * Whether words of an earlier step only stand beside what people write now: then the question comes first, and they
 * can be looked up. One card alone is what each writes about (a statement to score), and stays in sight; so do words
 * that people talk about, unless they come from around their part.
 */
export function standsBeside(step: StepFace, key: string, cards: number): boolean {
  const own = nameIn(key, ":") === nameIn(step.key, "/");
  const many = !step.talk && (cards > 1 || step.writes === "scribe");
  return step.writes !== "" && !own && (many || isAround(step, key));
}
