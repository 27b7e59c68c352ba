import type { Row } from "../desk";
import type { Brief } from "./season";

export type Stand = "done" | "now" | "open" | "next" | "later";

/** How each meeting of a series stands: the first one that is not done comes next. */
export function stands<M extends Brief>(
  meetings: readonly M[],
  phaseOf: (meeting: M) => "" | Row["phase"],
): ReadonlyMap<string, Stand> {
  const found = new Map<string, Stand>();
  let next = true;
  for (const meeting of meetings) {
    const phase = phaseOf(meeting);
    if (phase === "closed") found.set(meeting.id, "done");
    else {
      found.set(meeting.id, phase === "running" ? "now" : phase ? "open" : next ? "next" : "later");
      next = false;
    }
  }
  return found;
}
