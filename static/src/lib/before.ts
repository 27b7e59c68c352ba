import type { StepFace } from "./wire";

/**
 * Whether words of an earlier step only stand beside what people write now: then the question comes first, and they
 * can be looked up. One card alone is what is written about (a statement to score), and stays in sight. Where people talk
 * and note, only words from around the part they are in ("grow.pairs": whatever is not of "grow") stand beside.
 */
export function standsBeside(step: StepFace, key: string, cards: number): boolean {
  const of = key.slice(key.lastIndexOf(":") + 1);
  const now = step.key.slice(step.key.lastIndexOf("/") + 1);
  const outside = !of.startsWith(now.slice(0, now.lastIndexOf(".") + 1));
  return step.writes !== "" && cards > 1 && of !== now && (!step.talk || outside);
}
