import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { Hand, Video } from "../lib/icons";
import type { GroupFace, GroupRow, Member, Person } from "../lib/wire";
import { move } from "./acts";
import { byNeed, quietFor } from "./attendance";
import type { Desk } from "./desk";
import { mixtureSays } from "./mixture";
import { orders } from "./orders";
import { say, spell } from "./words";

/** Who is being carried, and over which group; one pair of hands on one screen. */
const carried = signal<{ seat: number; name: string; x: number; y: number; over: number; step: string } | null>(null);

const FAR = 6;
const groupUnder = (x: number, y: number, step: string): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>(`[data-group][data-step="${CSS.escape(step)}"]`) ?? null;

/**
 * Carry a person with the mouse or a pen. A finger scrolls instead, and a tap or Enter opens the same choice as a
 * list: nothing here can only be done by dragging.
 */
function carry(desk: Desk, member: Member, groups: readonly GroupFace[], step: string, down: PointerEvent): void {
  if (down.pointerType === "touch" || down.button !== 0) return;
  const button = down.currentTarget as HTMLElement;
  let far = false;
  const moved = (event: PointerEvent) => {
    far ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > FAR;
    if (!far) return;
    const over = groupUnder(event.clientX, event.clientY, step)?.dataset.group;
    carried.value = {
      seat: member.seat,
      name: member.name,
      x: event.clientX,
      y: event.clientY,
      over: over === undefined ? -1 : Number(over),
      step,
    };
  };
  const end = () => {
    removeEventListener("pointermove", moved);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", end);
    removeEventListener("keydown", dropped, true);
    carried.value = null;
  };
  const up = () => {
    const to = groups.find((g) => g.number === carried.peek()?.over);
    end();
    if (!far) return;
    // The click that may end a carry is not a tap on the name; it comes at once or never.
    const click = (event: Event) => event.stopImmediatePropagation();
    button.addEventListener("click", click, { capture: true, once: true });
    setTimeout(() => button.removeEventListener("click", click, { capture: true }), 0);
    if (to) move(desk, member.seat, to, step);
  };
  const dropped = (event: KeyboardEvent) => {
    if (event.key === "Escape") end();
  };
  addEventListener("pointermove", moved);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", end);
  addEventListener("keydown", dropped, true);
}

export function Carried(): JSX.Element | null {
  const now = carried.value;
  if (!now) return null;
  return (
    <div class="carried badge call" style={{ transform: `translate(${now.x}px, ${now.y}px)` }} aria-hidden="true">
      {now.name}
    </div>
  );
}

export function Name({
  desk,
  member,
  person,
  pen,
  groups,
  step,
}: {
  desk: Desk;
  member: Member;
  person: Person | undefined;
  pen: boolean;
  groups: readonly GroupFace[];
  step: string;
}): JSX.Element {
  const off = person && !person.here;
  return (
    <button
      type="button"
      class={`name${pen ? " pen" : ""}${off ? " off" : ""}`}
      title={[member.role, pen && say("has_pen"), off && say("no_line")].filter(Boolean).join(", ") || undefined}
      onPointerDown={(event) => carry(desk, member, groups, step, event)}
      onClick={() => desk.open({ name: "person", seat: member.seat })}
    >
      <bdi>{member.name || say("seat_n", { number: member.seat })}</bdi>
      {member.role && <small> {member.role}</small>}
      {off && <span class="unseen">, {say("no_line")}</span>}
    </button>
  );
}

/** Ten spells of twenty seconds as a line; flat when nothing stirs. */
function Pulse({ pulse }: { pulse: readonly number[] }): JSX.Element {
  const most = Math.max(3, ...pulse);
  const width = 88 / Math.max(1, pulse.length - 1);
  const path = pulse.map((n, k) => `${k ? "L" : "M"}${(k * width).toFixed(1)} ${(18 - (15 * n) / most).toFixed(1)}`);
  return (
    <svg class={pulse.some(Boolean) ? "pulse" : "pulse still"} viewBox="0 0 88 20" aria-hidden="true">
      <path d={path.join("")} />
    </svg>
  );
}

function stateBadge(row: GroupRow, quiet: number, talkOnly: boolean): JSX.Element {
  if (row.state === "help") return <span class="badge call">{say("asks_help")}</span>;
  if (quiet) return <span class="badge call">{say("quiet", { time: spell(quiet) })}</span>;
  if (row.state === "free") return <span class="badge">{say("free")}</span>;
  if (row.state === "no_pen") return <span class="badge now">{say("no_pen")}</span>;
  if (row.state === "wrote") return <span class="badge ok num">{say("wrote", { n: row.count })}</span>;
  return <span class="badge">{say(talkOnly ? "talking" : "at_work")}</span>;
}

/** The people of a group; a part that all of them have tells nobody apart. */
function membersOf({ members }: GroupFace): readonly Member[] {
  const alike = members.every((one) => one.role === members[0]?.role);
  return alike ? members.map((one) => ({ ...one, role: "" })) : members;
}

export function GroupList({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  const room = desk.room.value;
  if (!control?.groups.length || !room) return null;
  const now = desk.second.value;
  const clock = room.clock;
  const since = clock ? clock.total - (clock.running ? clock.left - (now - clock.at) : clock.left) : 0;
  const people = new Map(control.people.map((p) => [p.seat, p]));
  const faces = control.groups.map((r) => r.group);
  const rows = byNeed(control.groups.map((row) => ({ row, quiet: quietFor(row, room.step, since, now) })));
  const over = carried.value;
  return (
    <ul class="groups">
      {rows.map(({ row, quiet }) => {
        const { group } = row;
        const needy = row.state === "help" || quiet > 0;
        const target = over?.step === control.now_key && over.over === group.number;
        return (
          <li
            key={group.number}
            class={`${needy ? "me" : ""}${target ? " target" : ""}`}
            data-group={group.number}
            data-step={control.now_key}
          >
            <p class="label">
              <b>
                <bdi>{group.label}</bdi>
              </b>
              {group.where && group.where !== group.label && <span class="soft"> {group.where}</span>}
              {group.topic && (
                <span class="about" dir="auto">
                  {group.topic}
                </span>
              )}
              {group.link && (
                <a
                  class="btn bare round"
                  href={group.link}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={say("join_video", { group: group.label })}
                >
                  <Video />
                </a>
              )}
            </p>
            {stateBadge(row, quiet, !room.step?.writes)}
            <p class="members">
              {membersOf(group).map((member) => (
                <Name
                  key={member.seat}
                  desk={desk}
                  member={member}
                  person={people.get(member.seat)}
                  pen={row.pen !== "" && row.pen === member.name}
                  groups={faces}
                  step={control.now_key}
                />
              ))}
            </p>
            {room.step?.writes ? <Pulse pulse={row.pulse} /> : <span />}
          </li>
        );
      })}
    </ul>
  );
}

/** The groups of the step to come, to look at and to change before anybody moves a chair. */
export function PlannedGroups({ desk }: { desk: Desk }): JSX.Element | null {
  const planned = desk.control.value?.planned;
  if (!planned) return <p class="soft">{say("nothing_planned")}</p>;
  const people = new Map(desk.control.value?.people.map((p) => [p.seat, p]));
  const over = carried.value;
  return (
    <>
      <p>{planned.mixture && mixtureSays(planned.mixture).join(" ")}</p>
      <p class="soft">{say("carry_hint")}</p>
      <ul class="groups wide">
        {planned.groups.map((group) => (
          <li
            key={group.number}
            class={over?.step === planned.step && over.over === group.number ? "target" : ""}
            data-group={group.number}
            data-step={planned.step}
          >
            <p class="label">
              <b>
                <bdi>{group.label}</bdi>
              </b>{" "}
              <span class="soft num">{group.members.length}</span>
              {group.topic && (
                <span class="about" dir="auto">
                  {group.topic}
                </span>
              )}
            </p>
            <p class="members">
              {membersOf(group).map((member) => (
                <Name
                  key={member.seat}
                  desk={desk}
                  member={member}
                  person={people.get(member.seat)}
                  pen={false}
                  groups={planned.groups}
                  step={planned.step}
                />
              ))}
            </p>
          </li>
        ))}
      </ul>
      <div class="row end-row wrap">
        <button type="button" class="btn bare" onClick={() => desk.open({ name: "wishes" })}>
          {say("wishes_open")}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() =>
            void desk.give([orders.regroup(planned.step)], { once: "regroup" }).then((done) => {
              if (done) desk.spoken.value = say("groups_new");
            })
          }
        >
          {say("reshuffle")}
        </button>
      </div>
    </>
  );
}

/** Calls for help stand above everything, oldest first. */
export function Calls({ desk }: { desk: Desk }): JSX.Element | null {
  const calls = [...(desk.control.value?.calls ?? [])].sort((a, b) => a.at - b.at);
  if (!calls.length) return null;
  const now = desk.second.value;
  return (
    <ul class="calls" aria-label={say("calls")}>
      {calls.map((call) => (
        <li key={call.seat} class={call.words.length > 60 ? "alarm tall" : "alarm"}>
          <Hand />
          <span class="grow">
            <b>{say("asks", { who: call.group || call.name })}</b>
            <small>
              {call.group && <bdi>{call.name}. </bdi>}
              {call.words && <span dir="auto">“{call.words}” </span>}
              {say("ago", { time: spell(now - call.at) })}
            </small>
          </span>
          <button type="button" class="btn" onClick={() => void desk.give([orders.answerHelp(call.seat)])}>
            {say("going")}
          </button>
        </li>
      ))}
    </ul>
  );
}
