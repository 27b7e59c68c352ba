import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { NoSignal } from "../lib/icons";
import type { Person } from "../lib/wire";
import { and } from "../lib/words";
import { move } from "./acts";
import { away, here, present, shares, smallest, unplaced, unsent } from "./attendance";
import type { Desk } from "./desk";
import { Calls, GroupList, Name } from "./groups";
import { Heard } from "./heard";
import { StageMini } from "./looks";
import { mixtureSays } from "./mixture";
import { Note } from "./note";
import { orders } from "./orders";
import { Practice } from "./practice";
import { say } from "./words";

const NAMED = 4;
/** A few names, and how many more: a list of sixty helps nobody. */
export function fewNames(people: readonly Person[]): string {
  const names = people.map((p) => p.name || say("seat_n", { number: p.seat }));
  return names.length <= NAMED
    ? and(names)
    : and([...names.slice(0, NAMED - 1), say("more_people", { n: names.length - NAMED + 1 })]);
}

function Count({ desk }: { desk: Desk }): JSX.Element {
  const people = desk.control.value?.people ?? [];
  const list = shares(people).filter((one) => one.length > 1 || (one[0]?.n ?? 0) > 1);
  const [first, ...rest] = [...list].sort((a, b) => a.length - b.length);
  const line = (one: readonly { value: string; n: number }[]) => one.map(({ value, n }) => `${value} ${n}`).join(", ");
  return (
    <div class="count">
      <h2>
        <b class="num">{say("here_n", { n: here(people).length })}</b>
        {first && first.length <= NAMED && (
          <span class="soft num" dir="auto">
            {line(first)}
          </span>
        )}
      </h2>
      {rest.length > 0 && (
        <details>
          <summary>{say("by_answer")}</summary>
          {(first && first.length > NAMED ? list : rest).map((one) => (
            <p key={one[0]?.value} class="small soft num" dir="auto">
              {line(one)}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}

function Held({ desk }: { desk: Desk }): JSX.Element | null {
  const people = desk.control.value?.people ?? [];
  const holding = unsent(people);
  const gone = away(people).filter((p) => !p.unsent);
  if (!holding.length && !gone.length) return null;
  return (
    <div class="held">
      <NoSignal />
      <div>
        {holding.length > 0 && (
          <p>
            <b>{say("unsent", { n: holding.length })}</b>
            <br />
            <span class="soft">{say("unsent_who", { who: fewNames(holding) })}</span>
          </p>
        )}
        {gone.length > 0 && (
          <p class="soft">
            {say("away", { n: gone.length })}: {fewNames(gone)}
          </p>
        )}
      </div>
    </div>
  );
}

/** Late-comers stand by the door until somebody shows them a chair. */
function Door({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  // Where people walk from group to group, whoever is in none is on the way.
  if (!control || desk.room.value?.step?.roams) return null;
  const waiting = unplaced(control.people, control.groups);
  const to = smallest(control.groups);
  const [first] = waiting;
  if (!first || !to) return null;
  return (
    <div class="door">
      <p>
        <b>{say("no_group", { n: waiting.length })}</b>
        <br />
        <span class="soft">{fewNames(waiting)}</span>
      </p>
      <button type="button" class="btn" onClick={() => move(desk, first.seat, to, control.now_key)}>
        {say("seat_at", { name: first.name, group: to.label })}
      </button>
    </div>
  );
}

function Everybody({ desk }: { desk: Desk }): JSX.Element | null {
  const people = present(desk.control.value?.people ?? []);
  if (!people.length) return <p class="soft none">{say("nobody_yet")}</p>;
  return (
    <section class="stack" aria-label={say("who_is_here")}>
      <ul class="everybody">
        {people.map((person) => (
          <li key={person.seat}>
            <Name
              desk={desk}
              member={{ seat: person.seat, name: person.name, role: "" }}
              person={person}
              pen={false}
              groups={[]}
              step=""
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function GroupTools({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const sure = useSignal(false);
  if (!control) return null;
  const now = control.mixes && control.groups.length > 1;
  return (
    <div class="group-tools">
      <button type="button" class="btn" onClick={() => desk.open({ name: "wishes" })}>
        {say("wishes_open")}
      </button>
      {control.planned && (
        <button type="button" class="btn" onClick={() => desk.open({ name: "planned" })}>
          {say("planned_ready", { title: control.planned.title })}
        </button>
      )}
      {now && (
        <button
          type="button"
          class={sure.value ? "btn lit" : "btn"}
          onBlur={() => (sure.value = false)}
          onClick={() => {
            if (sure.value) void desk.give([orders.regroup(control.now_key)], { once: "regroup" });
            sure.value = !sure.value;
          }}
        >
          {say(sure.value ? "reshuffle_sure" : "reshuffle_now")}
        </button>
      )}
    </div>
  );
}

/** The people: who is here, who calls, who is with whom, and whose words have been heard. */
export function RoomSide({ desk, harvest }: { desk: Desk; harvest: boolean }): JSX.Element | null {
  const control = desk.control.value;
  const room = desk.room.value;
  if (!control || !room) return null;
  const grouped = control.groups.length > 0;
  const running = room.phase === "running";
  return (
    <aside class="room" aria-label={say("the_room")}>
      <Count desk={desk} />
      <Calls desk={desk} />
      {room.phase !== "closed" && <Held desk={desk} />}
      {room.phase === "lobby" && control.people.length > 0 && <Practice desk={desk} />}
      <Door desk={desk} />
      {harvest && <Heard desk={desk} />}
      {harvest && (
        <section class="stack">
          <h2>{say("stage_shows")}</h2>
          <StageMini desk={desk} wide />
        </section>
      )}
      {room.step?.roams && <p class="soft">{say("moves_about")}</p>}
      {grouped && !harvest && control.mixture && <p class="soft came-out">{mixtureSays(control.mixture).join(" ")}</p>}
      {grouped && !harvest && <GroupList desk={desk} />}
      {grouped && harvest && (
        <details class="fold">
          <summary>{say("groups_n", { n: control.groups.length })}</summary>
          <GroupList desk={desk} />
        </details>
      )}
      {!grouped && !harvest && <Everybody desk={desk} />}
      {(running || control.people.length > 1) && room.phase !== "closed" && <GroupTools desk={desk} />}
      {running && control.contributed > 0 && !harvest && (
        <p class="soft today">
          {say(control.met > 0 ? "today" : "today_written", {
            done: control.contributed,
            n: present(control.people).length,
            met: control.met,
          })}
        </p>
      )}
      {harvest && <Note desk={desk} tall />}
      {room.phase !== "closed" && (
        <div class="room-foot">
          {room.message && (
            <div class="told">
              <p>
                <b>{say("all_read")}</b> <span dir="auto">{room.message}</span>
              </p>
              <button
                type="button"
                class="btn bare"
                onClick={() => {
                  const { message } = room;
                  void desk.give([orders.message("")], {
                    undo: { says: say("undo_message"), orders: () => [orders.message(message)] },
                  });
                }}
              >
                {say("take_away")}
              </button>
            </div>
          )}
          <div class="foot-row">
            {running && !harvest && <Note desk={desk} tall={false} />}
            <button type="button" class="btn" onClick={() => desk.open({ name: "message" })}>
              {say("message_all")}
            </button>
          </div>
        </div>
      )}
    </aside>
  );
}
