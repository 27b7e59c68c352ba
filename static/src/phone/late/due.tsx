import type { JSX } from "preact";
import { Calendar } from "../../lib/icons-late";
import type { Room, StepFace } from "../../lib/wire";
import { wholeDay } from "../../lib/words";
import { calendar, give } from "./files";
import { t } from "./words";

/** The day of an instant where its reader is, as YYYY-MM-DD. */
export function dayAt(instant: number): string {
  const at = new Date(instant * 1000);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** A step of days: until when, and that nobody needs to sit and wait. */
export function Due({ room, step, due }: { room: Room; step: StepFace; due: number }): JSX.Element {
  const title = [room.title, room.subtitle].filter(Boolean).join(", ");
  const what = step.ask || step.invitation || step.word;
  const one = { what, when: dayAt(due), who: "", with_whom: "" };
  return (
    <section class="due">
      <p class="voice">{t("until", { day: wholeDay(due) })}</p>
      <p>{t("come_back")}</p>
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
    </section>
  );
}
