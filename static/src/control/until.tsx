import type { JSX } from "preact";
import { timeOfDay } from "../lib/words";
import { cut } from "./acts";
import type { Desk } from "./desk";
import { minutes, wholeRun } from "./forecast";
import { say } from "./words";

const at = (instant: number): string => timeOfDay(instant * 1000);

/** When the session will end, and how that compares with the plan, in the words of a person. */
export function Until({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const ahead = desk.ahead.value;
  const phase = desk.room.value?.phase;
  if (desk.room.value?.clock?.due) return <p class="until">{say("between")}</p>;
  if (!control || !ahead || !control.run.length) return null;
  if (phase === "closed") return <p class="until">{say("closed_short")}</p>;
  const late = minutes(ahead.late);
  return (
    <p class="until">
      {say(phase === "lobby" ? "would_end" : "will_end", { time: at(ahead.end) })}
      {phase === "lobby" && <span>{say("in_all", { n: wholeRun(control.run) })}</span>}
      {phase === "running" && control.planned_end > 0 && (
        <span>
          {late === 0 ? (
            say("on_time")
          ) : (
            <>
              <b>{say(late > 0 ? "late" : "early", { n: Math.abs(late) })}</b>{" "}
              {say("planned_end", { time: at(control.planned_end) })}
            </>
          )}
        </span>
      )}
    </p>
  );
}

/** What would bring the end back to where it was planned, one tap away. */
export function Fix({ desk }: { desk: Desk }): JSX.Element | null {
  const best = desk.suggestion.value;
  if (!best) return null;
  return (
    <div class="fix">
      <span>
        <span dir="auto">{say("fix", { title: best.title, n: best.minutes })}</span>{" "}
        <span>{say("fix_end", { time: at(best.end) })}</span>
      </span>
      <button type="button" class="btn" onClick={() => cut(desk, best.title, best.cuts)}>
        {say("do_it")}
      </button>
    </div>
  );
}
