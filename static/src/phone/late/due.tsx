import type { JSX } from "preact";
import { Calendar } from "../../lib/icons-late";
import type { Room, StepFace } from "../../lib/wire";
import { calendar, give } from "./files";
import { t } from "./words";

/** The day of an instant where its reader is, as YYYY-MM-DD. */
export function dayAt(instant: number): string {
  const at = new Date(instant * 1000);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** The day something is due by, for one's own calendar. */
export function DueFile({ room, step, due }: { room: Room; step: StepFace; due: number }): JSX.Element {
  const title = [room.title, room.subtitle].filter(Boolean).join(", ");
  const what = step.ask || step.invitation || step.word;
  const one = { what, when: dayAt(due), who: "", with_whom: "" };
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        give("tingsha.ics", "text/calendar;charset=utf-8", calendar(one, title, `${step.key}-${one.when}`))
      }
    >
      <Calendar />
      {t("to_calendar")}
    </button>
  );
}
