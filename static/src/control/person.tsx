import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { GroupFace } from "../lib/wire";
import { move } from "./acts";
import { LetBack } from "./back";
import type { Desk } from "./desk";
import { WithWhom } from "./mixing";
import { orders } from "./orders";
import { SheetFrame } from "./sheet";
import { say } from "./words";

function Places({
  desk,
  seat,
  groups,
  step,
}: {
  desk: Desk;
  seat: number;
  groups: readonly GroupFace[];
  step: string;
}): JSX.Element {
  return (
    <ul class="choices two">
      {groups.map((group) => {
        const mine = group.members.some((m) => m.seat === seat);
        return (
          <li key={group.number}>
            <button
              type="button"
              class="btn place"
              disabled={mine}
              onClick={() => {
                desk.shut();
                move(desk, seat, group, step);
              }}
            >
              <b>
                <bdi>{group.label}</bdi>
              </b>
              <span class="soft" dir="auto">
                {mine ? say("sits_here") : group.members.map((m) => m.name).join(", ")}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** One person: where they sit, where they could sit, and taking them out when they have gone home. */
export function PersonSheet({ desk, seat }: { desk: Desk; seat: number }): JSX.Element | null {
  const sure = useSignal(false);
  const control = desk.control.value;
  const person = control?.people.find((p) => p.seat === seat);
  if (!control || !person) return null;
  const shut = () => desk.shut();
  const groups = control.groups.map((r) => r.group);
  const { planned } = control;
  const traits = person.traits.filter(Boolean).join(", ");
  return (
    <SheetFrame desk={desk} title={person.name || say("seat_n", { number: seat })} shut={shut} wide={groups.length > 8}>
      <p class="soft" dir="auto">
        {[traits, !person.here && say("no_line"), person.unsent > 0 && say("holds_unsent")].filter(Boolean).join(". ")}
      </p>
      {groups.length > 0 && (
        <section class="stack">
          <h3>{say("move_now")}</h3>
          <Places desk={desk} seat={seat} groups={groups} step={control.now_key} />
        </section>
      )}
      {planned && (
        <section class="stack">
          <h3>{say("move_next", { title: planned.title })}</h3>
          <Places desk={desk} seat={seat} groups={planned.groups} step={planned.step} />
        </section>
      )}
      <WithWhom desk={desk} seat={seat} />
      <LetBack desk={desk} seat={seat} name={person.name || say("seat_n", { number: seat })} />
      <section class="stack gone-home">
        <h3>{say("gone_home")}</h3>
        <p class="soft">{say("gone_home_says")}</p>
        <div class="row wrap">
          {sure.value ? (
            <>
              <button
                type="button"
                class="btn lit"
                onClick={() => {
                  desk.shut();
                  void desk.give([orders.removePerson(seat)], { once: `remove ${seat}` });
                }}
              >
                {say("take_out_sure", { name: person.name })}
              </button>
              <button type="button" class="btn bare" onClick={() => (sure.value = false)}>
                {say("not_yet")}
              </button>
            </>
          ) : (
            <button type="button" class="btn" onClick={() => (sure.value = true)}>
              {say("take_out", { name: person.name })}
            </button>
          )}
        </div>
      </section>
    </SheetFrame>
  );
}
