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
 * can be looked up. One card alone is what is written about (a statement to score), and stays in sight, unless it comes
 * from around their part. Where people talk and note, only words from around their part stand beside.
 */
export function standsBeside(step: StepFace, key: string, cards: number): boolean {
  const own = nameIn(key, ":") === nameIn(step.key, "/");
  return step.writes !== "" && !own && (isAround(step, key) || (cards > 1 && !step.talk));
}
