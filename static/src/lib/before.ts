import type { StepFace } from "./wire";

/**
 * Whether words of an earlier step only stand beside what people write now: then the question comes first, and they
 * can be looked up. One card alone is what is written about (a statement to score), and stays in sight.
 */
export function standsBeside(step: StepFace, key: string, cards: number): boolean {
  const of = key.slice(key.lastIndexOf(":") + 1);
  return step.writes !== "" && !step.talk && cards > 1 && of !== step.key.slice(step.key.lastIndexOf("/") + 1);
}
