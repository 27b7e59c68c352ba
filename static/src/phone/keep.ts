import type { Entry } from "./entry";
import type { Seat } from "./seat";

/** Where on this phone something waits that is too large for a draft: by person, step and contribution. */
export const carryKey = (seat: Seat, step: string, entry: Entry): string =>
  `${seat.token} ${step} ${entry.draft.value.id}`;
