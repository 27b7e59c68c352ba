import type { ComponentChildren, JSX } from "preact";
import { BlockView } from "../lib/cards";
import { digits, type Face } from "../lib/clock";
import { Bell, Check } from "../lib/icons";
import { Back, Next, Pause, Play } from "../lib/icons-desk";
import { Ring } from "../lib/ring";
import { Glyph } from "../lib/trail";
import type { Block, StepFace, Tally } from "../lib/wire";
import { wholeDay } from "../lib/words";
import { back, bell, next, nudge, pauseOrResume } from "./acts";
import type { Desk } from "./desk";
import { DAY } from "./forecast";
import { Looks } from "./looks";
import { say } from "./words";

export function StepBadge({ step, children }: { step: StepFace; children?: ComponentChildren }): JSX.Element {
  const sign = step.trail.find((s) => s.state === "now")?.sign;
  const [round, rounds] = step.round;
  return (
    <div class="row soft where">
      <span class="badge now">
        {sign && <Glyph sign={sign} />}
        {step.of > 1 ? say("step_of", { word: step.word, n: step.n, of: step.of }) : step.word}
      </span>
      {step.structure !== step.word && <bdi>{step.structure}</bdi>}
      {rounds > 1 && <span>{say("round_of", { n: round, of: rounds })}</span>}
      {children}
    </div>
  );
}

const DONE = {
  written: "tally_written",
  scored: "tally_scored",
  committed: "tally_committed",
  groups_written: "tally_groups",
  marked: "tally_marked",
  answered: "tally_answered",
  placed: "tally_placed",
  chosen: "tally_chosen",
  drawn: "tally_drawn",
} as const;

export function tallySays(tally: Tally): string {
  return tally.what ? say(DONE[tally.what], { done: tally.done, n: tally.of }) : "";
}

export function TallyLine({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const step = desk.room.value?.step;
  if (step?.writes && control?.tally.what === "") return <p class="tally">{say("reaches_nobody")}</p>;
  if (!control?.tally.what || !control.tally.of) return null;
  const { done, of } = control.tally;
  return (
    <p class="tally">
      <span class="bar" style={{ "--p": Math.round((100 * done) / of) }} aria-hidden="true">
        <i />
      </span>
      <span class="num">{tallySays(control.tally)}</span>
      {control.settled > done && <span class="soft num">{say("settled", { n: control.settled })}</span>}
    </p>
  );
}

export function underFace(face: Face): string {
  if (face.open) return say("open_about", { time: digits(face.total) });
  return face.state === "over" ? say("over_time") : say("of_total", { time: digits(face.total) });
}

/** The seconds that one tap on plus or minus means: a minute, or, between meetings, a day. */
export function Nudge({ desk, by, big }: { desk: Desk; by: 1 | -1; big?: boolean }): JSX.Element {
  const days = Boolean(desk.room.value?.clock?.due);
  return (
    <button
      type="button"
      class={big ? "btn nudge" : "btn"}
      aria-label={say(days ? (by > 0 ? "more_days" : "less_days") : by > 0 ? "more_time" : "less_time")}
      onClick={() => nudge(desk, by)}
    >
      <bdi dir={days ? undefined : "ltr"}>{days ? say(by > 0 ? "more_days" : "less_days") : by > 0 ? "+1" : "−1"}</bdi>
      {big && (
        <span class="kbd" aria-hidden="true">
          {by > 0 ? "+" : "−"}
        </span>
      )}
    </button>
  );
}

/** The day by which a step between meetings should be done: nobody watches its seconds go by. */
export function Due({ desk }: { desk: Desk }): JSX.Element | null {
  const due = desk.room.value?.clock?.due ?? 0;
  if (!due) return null;
  const days = Math.ceil((due - desk.second.value) / DAY);
  return (
    <section class="due" aria-label={say("clock")}>
      <Nudge desk={desk} by={-1} />
      <p>
        <b>{say("until", { day: wholeDay(due) })}</b>
        <span class="soft num">{say(days > 0 ? "days_left" : "day_over", { n: Math.max(0, days) })}</span>
      </p>
      <Nudge desk={desk} by={1} />
    </section>
  );
}

export function BigClock({ desk }: { desk: Desk }): JSX.Element | null {
  const face = desk.face.value;
  if (desk.room.value?.clock?.due) return <Due desk={desk} />;
  if (!face) return null;
  return (
    <section class="clock" aria-label={say("clock")}>
      <Nudge desk={desk} by={-1} big />
      <Ring face={face} small={underFace(face)} />
      <Nudge desk={desk} by={1} big />
    </section>
  );
}

export function Keys({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const room = desk.room.value;
  if (!control || !room) return null;
  const running = room.clock?.running ?? true;
  return (
    <nav class="keys" aria-label={say("keys")}>
      <button
        type="button"
        class="btn"
        disabled={!control.back_says}
        title={control.back_says}
        onClick={() => back(desk)}
      >
        <Back class="flip" />
        {say("back")}
        {control.back_says && <span class="unseen">: {control.back_says}</span>}
      </button>
      <button
        type="button"
        class={running ? "btn" : "btn lit"}
        disabled={!room.clock || room.clock.due > 0}
        onClick={() => pauseOrResume(desk)}
      >
        {running ? <Pause /> : <Play />}
        {say(running ? "pause" : "resume")}{" "}
        <span class="kbd" aria-hidden="true">
          {say("space")}
        </span>
      </button>
      <button type="button" class="btn" onClick={() => bell(desk)}>
        <Bell />
        {say("bell")}{" "}
        <span class="kbd" aria-hidden="true">
          b
        </span>
      </button>
      <button type="button" class="btn main go" onClick={() => next(desk)}>
        <span class="what">
          {control.last ? say("close") : say(room.clock?.due ? "go_on" : "next", { what: control.next_says })}
        </span>
        <Next class="flip" />
      </button>
    </nav>
  );
}

/** Words to say stand in quotation marks, whether their author wrote them or not. */
const quoted = (words: string): string => (/^["“«„‘']/.test(words) ? words : `“${words}”`);

/** What to say now, what to look out for. `slim`: in the few lines that a list of words leaves. */
export function Cue({ desk, slim }: { desk: Desk; slim?: boolean }): JSX.Element | null {
  const control = desk.control.value;
  if (!control || !(control.cue || control.watch || control.move)) return null;
  return (
    <section class={slim ? "cue slim" : "cue"} aria-label={say("cue")}>
      {!slim && <h2>{say("cue")}</h2>}
      {control.cue && <q dir="auto">{quoted(control.cue)}</q>}
      {(control.watch || control.move) && (
        <p class="soft">
          {control.watch && (
            <>
              <b>{say("watch")}</b> <span dir="auto">{control.watch}</span>{" "}
            </>
          )}
          {control.move && (
            <>
              <b>{say("move")}</b> <span dir="auto">{control.move}</span>
            </>
          )}
        </p>
      )}
    </section>
  );
}

/** What everybody sees beside the question: rankings, spreads, walls that need no hand of ours. */
export function Shared({ blocks }: { blocks: readonly Block[] }): JSX.Element | null {
  if (!blocks.length) return null;
  return (
    <section class="shared" aria-label={say("everybody_sees")}>
      <h2>{say("everybody_sees")}</h2>
      {blocks.map((block) => (
        <BlockView key={block.key} block={block} size="desk" />
      ))}
    </section>
  );
}

export function Now({ desk, children }: { desk: Desk; children?: ComponentChildren }): JSX.Element | null {
  const room = desk.room.value;
  const step = room?.step;
  if (!room || !step) return null;
  const long = (step.invitation || step.ask).length > 160;
  return (
    <>
      <div class="stack words">
        <StepBadge step={step}>
          <TallyLine desk={desk} />
        </StepBadge>
        <h1 class={long ? "ask long" : "ask"} dir="auto">
          {step.invitation || step.ask}
        </h1>
        {step.invitation && (
          <p class="ask-now" dir="auto">
            {step.ask}
          </p>
        )}
      </div>
      <BigClock desk={desk} />
      <Keys desk={desk} />
      <div class="low">
        <Cue desk={desk} />
        <Looks desk={desk} />
      </div>
      {children}
    </>
  );
}

export function Saved({ says }: { says: string }): JSX.Element {
  return (
    <p class="small saved">
      <Check />
      {says}
    </p>
  );
}
