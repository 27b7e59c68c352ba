import type { JSX } from "preact";
import { Check, icon, Mark, NoSignal } from "../lib/icons";
import { spaced } from "../lib/spaced";
import { turn } from "../lib/theme";
import { timeOfDay } from "../lib/words";
import type { Desk } from "./desk";
import { minutes } from "./forecast";
import { facilitator, say } from "./words";

const HalfMoon = icon("M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16");

function Line({ desk }: { desk: Desk }): JSX.Element | null {
  const status = desk.line.status.value;
  if (status === "live" || status === "refused") return null;
  return (
    <span class={status === "fallback" ? "badge" : "badge call"}>
      <NoSignal />
      {say(status === "fallback" ? "line_slow" : status === "offline" ? "line_offline" : "line_connecting")}
    </span>
  );
}

function Lead({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  if (!control) return null;
  const others = control.facilitators.filter((label) => label !== desk.me);
  const open = () => desk.open({ name: "facilitators" });
  if (!desk.leads) {
    return (
      <button type="button" class="badge now tap" onClick={open}>
        {say("leads", { name: facilitator(control.lead) })}
      </button>
    );
  }
  const [first] = others;
  if (!first) {
    return (
      <button type="button" class="badge tap" onClick={open}>
        {say("alone_leads")}
      </button>
    );
  }
  return (
    <button type="button" class="badge ok tap" onClick={open}>
      <Check />
      {others.length === 1
        ? say("can_take_over", { name: facilitator(first) })
        : say("can_take_over_n", { n: others.length })}
    </button>
  );
}

export function Head({ desk }: { desk: Desk }): JSX.Element {
  const room = desk.room.value;
  const code = desk.control.value?.code ?? "";
  const ahead = desk.ahead.value;
  const now = desk.second.value * 1000;
  const late = ahead ? minutes(ahead.late) : 0;
  return (
    <header class="head">
      <Mark class="logo" />
      <p class="title">
        <b dir="auto">{room?.title}</b>{" "}
        <span class="soft subtitle" dir="auto">
          {room?.subtitle}
        </span>
        {ahead && room?.phase === "running" && (
          <span class="soft ends num">
            {say("ends_at", { time: timeOfDay(ahead.end * 1000) })}
            {late !== 0 && <b>, {say(late > 0 ? "late_short" : "early_short", { n: Math.abs(late) })}</b>}
          </span>
        )}
      </p>
      <div class="row tools-head">
        <Line desk={desk} />
        <Lead desk={desk} />
        {code && (
          <span class="badge code">
            {say("code")} <bdi>{spaced(code)}</bdi>
          </span>
        )}
        <time class="num clock-time">{timeOfDay(now)}</time>
        <button type="button" class="btn bare round" aria-label={say("theme")} title={say("theme")} onClick={turn}>
          <HalfMoon />
        </button>
        <button type="button" class="btn bare help" onClick={() => desk.open({ name: "help" })}>
          <span class="word">{say("help")}</span>{" "}
          <span class="kbd" aria-hidden="true">
            ?
          </span>
        </button>
      </div>
    </header>
  );
}
