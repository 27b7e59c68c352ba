import type { JSX } from "preact";
import { standsBeside } from "../lib/before";
import { NoSignal } from "../lib/icons";
import { timeOfDay } from "../lib/words";
import type { Desk } from "./desk";
import { Closed, Lobby } from "./ends";
import { Carried } from "./groups";
import { Before, Harvest } from "./harvest";
import { Head } from "./head";
import { Now } from "./now";
import { RoomSide } from "./room";
import { Run, Strip } from "./run";
import { Sheets } from "./sheets";
import { Fix } from "./until";
import { say } from "./words";

/** Somebody without a link, or with one that no longer opens anything. */
export function Stranger({ says }: { says?: string }): JSX.Element {
  return (
    <main class="stranger stack">
      <h1 class="ask">{say("stranger")}</h1>
      <p>{says || say("stranger_says")}</p>
      <p class="soft">{say("stranger_safe")}</p>
    </main>
  );
}

/** Without a line: what still goes on, and that it is being looked for. */
function Offline({ desk }: { desk: Desk }): JSX.Element {
  const heard = desk.line.heard.value;
  return (
    <div role="status" class="plain">
      {desk.line.status.value === "offline" && (
        <p class="banner offline">
          <NoSignal />
          <span class="grow">
            <b>{say("offline")}</b> {heard ? say("offline_since", { time: timeOfDay(heard) }) : ""}{" "}
            {say("offline_safe")}
          </span>
        </p>
      )}
    </div>
  );
}

/** What went wrong and what can be taken back. It floats, so that no key moves away under a finger. */
function Afloat({ desk }: { desk: Desk }): JSX.Element {
  const trouble = desk.trouble.value;
  const undo = desk.undo.value;
  return (
    <div class="afloat" role="status">
      {trouble && (
        <div class="banner">
          <span class="grow" dir="auto">
            {trouble.says}
          </span>
          {trouble.again && (
            <button type="button" class="btn" onClick={trouble.again}>
              {say("try_again")}
            </button>
          )}
          {trouble.anyway && (
            <button type="button" class="btn" onClick={trouble.anyway}>
              {say("start_anyway")}
            </button>
          )}
          <button type="button" class="btn bare" onClick={() => (desk.trouble.value = null)}>
            {say(trouble.anyway ? "wait" : "all_right")}
          </button>
        </div>
      )}
      {undo && (
        <div class="undo">
          <span class="grow" dir="auto">
            {undo.says}
          </span>
          <button type="button" class="btn" onClick={() => desk.takeBack()}>
            {say("undo")}{" "}
            <span class="kbd" aria-hidden="true">
              u
            </span>
          </button>
        </div>
      )}
    </div>
  );
}

export function Screen({ desk }: { desk: Desk }): JSX.Element {
  const control = desk.control.value;
  const room = desk.room.value;
  const refusal = desk.line.refusal.value;
  if (refusal) return <Stranger says={refusal.says} />;
  if (!control || !room) {
    return (
      <main class="stranger stack" aria-busy="true">
        <p class="soft" role="status">
          {say(desk.line.status.value === "offline" ? "looking_offline" : "looking")}
        </p>
      </main>
    );
  }
  const { step } = room;
  const looksBack = (key: string, cards: number) => step !== null && standsBeside(step, key, cards);
  const all = control.queues.filter((q) => q.rows.length > 0);
  const queues = all.filter((q) => !looksBack(q.key, q.rows.length));
  // Words in our hands are drawn by their queue; what is left is shown as everybody sees it.
  const blocks = room.blocks.filter(
    (b) =>
      (b.cards.length || b.spread.length || b.ties.length) &&
      !looksBack(b.key, b.cards.length) &&
      !control.queues.some((q) => q.key === b.key),
  );
  const harvest = room.phase === "running" && queues.length + blocks.length > 0;
  return (
    <div class={`desk ${room.phase}${harvest ? " harvest" : ""}`}>
      <Head desk={desk} />
      <Strip desk={desk} />
      <div class="three">
        <Run desk={desk} />
        <main class={harvest ? "now-col harvesting" : "now-col"}>
          <Offline desk={desk} />
          <div class="lying-fix">
            <Fix desk={desk} />
          </div>
          {room.phase === "lobby" && <Lobby desk={desk} />}
          {room.phase === "closed" && <Closed desk={desk} />}
          {room.phase === "running" &&
            (harvest ? (
              <Harvest desk={desk} queues={queues} blocks={blocks} />
            ) : (
              <Now desk={desk}>
                {all.map((queue) => (
                  <Before key={queue.key} desk={desk} queue={queue} />
                ))}
              </Now>
            ))}
        </main>
        <RoomSide desk={desk} harvest={harvest} />
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {desk.spoken.value}
      </p>
      <Sheets desk={desk} />
      <Afloat desk={desk} />
      <Carried />
    </div>
  );
}
