import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { BlockView } from "../lib/cards";
import { Check } from "../lib/icons";
import { Next } from "../lib/icons-desk";
import { useDrawing } from "../lib/qr";
import { spaced } from "../lib/spaced";
import { next } from "./acts";
import { AtHand } from "./athand";
import { here, present } from "./attendance";
import type { Desk } from "./desk";
import { wholeRun } from "./forecast";
import { Looks } from "./looks";
import { orders } from "./orders";
import { Practice } from "./practice";
import { say } from "./words";

/** The link as people may type it: without the scheme. */
const typed = (url: string): string => url.replace(/^https?:\/\//, "").replace(/#.*$/, "");

export function Copy({ text }: { text: string }): JSX.Element {
  const done = useSignal(false);
  return (
    <button
      type="button"
      class="btn"
      onClick={() =>
        void navigator.clipboard?.writeText(text).then(
          () => (done.value = true),
          () => (done.value = false),
        )
      }
    >
      {done.value && <Check />}
      <span role="status">{say(done.value ? "copied" : "copy_link")}</span>
    </button>
  );
}

/** Before the start: how people come in, what comes first, and one button. */
export function Lobby({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const room = desk.room.value;
  const drawn = useDrawing(control?.url ?? "", desk.line.token);
  if (!control || !room) return null;
  const n = here(control.people).length;
  const long = wholeRun(control.run);
  // On an empty place to practise, the one thing to do is to fill it.
  const fills = desk.demo.value && control.people.length === 0;
  return (
    <>
      <div class="stack words">
        <p class="row soft where">
          <span class="badge now">{say("lobby")}</span>
          <span>{say("run_length", { n: long })}</span>
        </p>
        <h1 class="ask" dir="auto">
          {room.title}
        </h1>
        {room.subtitle && (
          <p class="ask-now" dir="auto">
            {room.subtitle}
          </p>
        )}
      </div>
      <section class="card way-in" aria-label={say("way_in")}>
        {drawn && (
          <svg class="qr" viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={say("qr")}>
            <path d={drawn.path} />
          </svg>
        )}
        <div class="stack">
          <p class="soft">{say("people_join")}</p>
          <p class="join-url">
            <bdi>{typed(control.url)}</bdi>
          </p>
          <p class="join-code num">
            <bdi>{spaced(control.code)}</bdi>
          </p>
          <div class="row wrap">
            <Copy text={control.url} />
            <span class="soft" role="status">
              {say(n ? "arrived" : "arrived_none", { n })}
            </span>
          </div>
        </div>
      </section>
      {fills && <Practice desk={desk} first />}
      <nav class="keys lone" aria-label={say("keys")}>
        <button type="button" class={fills ? "btn go" : "btn main go"} onClick={() => next(desk)}>
          <span class="what">{say("start", { what: control.next_says })}</span>
          <Next class="flip" />
        </button>
        <p class="soft">{say(n === 0 ? "start_empty" : n < 3 ? "start_few" : "start_hint")}</p>
      </nav>
      <div class="low">
        <section class="cue">
          <h2>{say("before_start")}</h2>
          <ul class="checks">
            <li>{say("check_stage")}</li>
            <li>{say("check_bell")}</li>
            <li>{say("check_second")}</li>
          </ul>
        </section>
        <Looks desk={desk} />
      </div>
    </>
  );
}

/** After the end: what stands, and the way back in. */
export function Closed({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const room = desk.room.value;
  if (!control || !room) return null;
  return (
    <>
      <div class="stack words">
        <p class="row soft where">
          <span class="badge ok">
            <Check />
            {say("closed_short")}
          </span>
        </p>
        <h1 class="ask">{say("closed_title")}</h1>
        <p class="ask-now">{say("closed_says")}</p>
      </div>
      <dl class="figures">
        <div>
          <dt>{say("figure_people")}</dt>
          <dd class="num">{present(control.people).length}</dd>
        </div>
        <div>
          <dt>{say("figure_wrote")}</dt>
          <dd class="num">{control.contributed}</dd>
        </div>
        <div>
          <dt>{say("figure_met")}</dt>
          <dd class="num">{control.met}</dd>
        </div>
      </dl>
      <AtHand desk={desk} code={control.code} />
      {room.decided.map((block) => (
        <BlockView key={block.key} block={block} />
      ))}
      <nav class="keys lone" aria-label={say("keys")}>
        <button
          type="button"
          class="btn"
          onClick={() => {
            desk.undo.value = null;
            void desk.give([orders.reopen()], { once: "reopen" });
          }}
        >
          {say("reopen")}
        </button>
        <p class="soft">{say("reopen_hint")}</p>
      </nav>
    </>
  );
}
