import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { digits } from "../lib/clock";
import { Next } from "../lib/icons-desk";
import { Glyph } from "../lib/trail";
import type { RunItem, RunStep, Sign } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { cut, goTo, skip } from "./acts";
import { BegunButton } from "./begun";
import type { Desk } from "./desk";
import { DAY, lengthOf, minutes, overBy } from "./forecast";
import { Fix, Until } from "./until";
import { say } from "./words";

const at = (instant: number): string => timeOfDay(instant * 1000);

const SIGNS = new Set(["1", "2", "3", "4", "n", "A"]);

/** The word of a step, with its number where a structure has several of that word. */
function numbered(item: RunItem, step: RunStep): string {
  const alike = item.steps.filter((s) => s.word === step.word && s.state !== "left_out");
  return alike.length > 1 ? `${step.word} ${alike.indexOf(step) + 1}` : step.word;
}

function Step({ desk, item, step, open }: { desk: Desk; item: RunItem; step: RunStep; open: boolean }): JSX.Element {
  const word = numbered(item, step);
  // Between meetings a tap is a day, as it is a minute within one.
  const days = step.seconds >= DAY;
  const unit = days ? DAY : 60;
  const set = (to: number) => cut(desk, item.title, [{ step: step.key, minutes: to / 60, was: step.seconds / 60 }]);
  return (
    <li class={step.state} aria-current={step.state === "now" ? "step" : undefined}>
      {SIGNS.has(step.sign) && <Glyph sign={step.sign as Sign["sign"]} />}
      <span class="word">{word}</span>
      {open && step.state === "next" && (
        <button
          type="button"
          class="btn bare tiny"
          disabled={step.seconds <= unit}
          aria-label={say(days ? "step_less_day" : "step_less", { word })}
          onClick={() => set(Math.max(unit, step.seconds - unit))}
        >
          −
        </button>
      )}
      <span class="num">
        {days ? say("days", { n: Math.round(step.seconds / DAY) }) : digits(Math.round(step.seconds))}
      </span>
      {open && step.state === "next" && (
        <button
          type="button"
          class="btn bare tiny"
          aria-label={say(days ? "step_more_day" : "step_more", { word })}
          onClick={() => set(step.seconds + unit)}
        >
          +
        </button>
      )}
    </li>
  );
}

/** Long rotations would push the rest of the run out of sight: only the steps round the present one stand here. */
const NEAR = 7;

function Steps({ desk, item, open }: { desk: Desk; item: RunItem; open: boolean }): JSX.Element {
  const all = useSignal(false);
  const steps = item.steps.filter((s) => s.state !== "left_out");
  const now = Math.max(
    0,
    steps.findIndex((s) => s.state === "now"),
  );
  const from = Math.max(0, Math.min(now - 2, steps.length - NEAR));
  const some = all.value || steps.length <= NEAR + 1 ? steps : steps.slice(from, from + NEAR);
  return (
    <ol class="sub">
      {some.map((step) => (
        <Step key={step.key} desk={desk} item={item} step={step} open={open} />
      ))}
      {some.length < steps.length && (
        <li class="rest">
          <button type="button" class="btn bare" onClick={() => (all.value = true)}>
            {say("all_steps", { n: steps.length })}
          </button>
        </li>
      )}
    </ol>
  );
}

function small(item: RunItem, phase: string): string {
  const planned = item.planned_at > 0 ? say("planned", { time: at(item.planned_at) }) : say("added");
  if (item.state === "skipped") return say("left_out");
  if (phase === "closed" && !item.began_at) return say("not_played");
  if (phase === "lobby") return say("minutes", { n: minutes(lengthOf(item)) });
  if (item.state === "done") {
    const over = overBy(item);
    return `${planned}, ${over ? say(over > 0 ? "over" : "under", { n: Math.abs(over) }) : say("to_the_minute")}`;
  }
  return `${planned}, ${say("minutes", { n: minutes(lengthOf(item)) })}`;
}

function Deeds({ desk, item }: { desk: Desk; item: RunItem }): JSX.Element {
  const { state } = item;
  return (
    <div class="deeds">
      {state === "next" && item.steps.length > 0 && (
        <button type="button" class="btn" onClick={() => goTo(desk, item)}>
          {say("go_here")} <Next class="flip" />
        </button>
      )}
      {state === "done" && item.steps.length > 0 && (
        <button type="button" class="btn" onClick={() => goTo(desk, item)}>
          {say("go_back_here")}
        </button>
      )}
      {(state === "next" || (state === "now" && !desk.control.value?.last)) && (
        <button type="button" class="btn" onClick={() => skip(desk, item, true)}>
          {say(state === "now" ? "leave_rest" : "leave_out")}
        </button>
      )}
      {state === "skipped" && (
        <button type="button" class="btn" onClick={() => skip(desk, item, false)}>
          {say("take_in")}
        </button>
      )}
      {(state === "now" || state === "done") && item.kind === "structure" && (
        <button type="button" class="btn" onClick={() => desk.open({ name: "repeat", item: item.key })}>
          {say("again")}
        </button>
      )}
      <button type="button" class="btn" onClick={() => desk.open({ name: "insert", after: item.key })}>
        {say("insert_after")}
      </button>
    </div>
  );
}

function Item({ desk, item }: { desk: Desk; item: RunItem }): JSX.Element {
  const open = desk.unfolded.value === item.key;
  const line = desk.ahead.value?.lines.get(item.key);
  const now = item.state === "now";
  const phase = desk.room.value?.phase ?? "";
  return (
    <li class={`${item.state} ${item.kind}${open ? " open" : ""}`} aria-current={now ? "step" : undefined}>
      <span class="num when">
        {item.kind === "note" || !line || (phase === "closed" && !item.began_at) ? "" : at(line.starts)}
      </span>
      <i aria-hidden="true" />
      <button
        type="button"
        class="line"
        aria-expanded={open}
        onClick={() => (desk.unfolded.value = open ? "" : item.key)}
      >
        <span class="called" dir="auto">
          {item.kind === "note" ? item.note || item.title : item.title}
        </span>
        <small class="num">{item.kind === "note" ? say("note_item") : small(item, phase)}</small>
        {/* While people are still arriving it would be said of nearly everything. */}
        {item.least > 0 && item.state === "next" && phase === "running" && (
          <small class="badge now">{say("from_people", { n: item.least })}</small>
        )}
      </button>
      {item.kind !== "note" && (open || now) && (item.note || (open && item.invitation)) && (
        <p class="inside small soft" dir="auto">
          {item.note || item.invitation}
        </p>
      )}
      {(now || open) && item.steps.length > 0 && <Steps desk={desk} item={item} open={open} />}
      {open && <Deeds desk={desk} item={item} />}
    </li>
  );
}

export function RunList({ desk }: { desk: Desk }): JSX.Element {
  const run = desk.control.value?.run ?? [];
  return (
    <div class="run-list">
      <BegunButton desk={desk} />
      <ol class="steps">
        {run.map((item) => (
          <Item key={item.key} desk={desk} item={item} />
        ))}
      </ol>
      {desk.room.value?.phase === "running" && (
        <button type="button" class="btn bare close-session" onClick={() => desk.open({ name: "close" })}>
          {say("close")}
        </button>
      )}
    </div>
  );
}

export function RunFoot({ desk }: { desk: Desk }): JSX.Element | null {
  const now = desk.control.value?.run.find((i) => i.state === "now" && i.kind === "structure");
  if (desk.room.value?.phase === "closed") return null;
  return (
    <div class="run-foot">
      <button type="button" class="btn" onClick={() => desk.open({ name: "insert", after: "" })}>
        {say("insert")}
      </button>
      {now && (
        <button type="button" class="btn" onClick={() => desk.open({ name: "repeat", item: now.key })}>
          {say("repeat")}
        </button>
      )}
    </div>
  );
}

/** The run, standing: planned against actual. */
export function Run({ desk }: { desk: Desk }): JSX.Element {
  return (
    <aside class="plan" aria-label={say("the_run")}>
      <div class="plan-top">
        <Until desk={desk} />
        <Fix desk={desk} />
      </div>
      <RunList desk={desk} />
      <RunFoot desk={desk} />
    </aside>
  );
}

/** The run, lying down, where there is no room for it to stand. A tap opens it whole. */
export function Strip({ desk }: { desk: Desk }): JSX.Element {
  const ahead = desk.ahead.value;
  const run = (desk.control.value?.run ?? []).filter((i) => i.kind !== "note" && i.state !== "skipped");
  return (
    <nav class="strip" aria-label={say("the_run")}>
      <ol>
        {run.map((item) => {
          const line = ahead?.lines.get(item.key);
          const long = Math.max(1, minutes(line?.seconds ?? item.planned));
          const gone = line && item.state === "now" ? (desk.second.value - line.starts) / Math.max(1, line.seconds) : 0;
          const done = item.state === "done" ? 100 : Math.round(100 * Math.min(1, Math.max(0, gone)));
          return (
            <li
              key={item.key}
              class={item.state}
              style={{ "--m": long }}
              aria-current={item.state === "now" ? "step" : undefined}
            >
              <button
                type="button"
                onClick={() => {
                  desk.unfolded.value = item.key;
                  desk.open({ name: "run" });
                }}
              >
                <i aria-hidden="true">
                  <i style={{ "inline-size": `${done}%` }} />
                </i>
                <span dir="auto">{item.title}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
