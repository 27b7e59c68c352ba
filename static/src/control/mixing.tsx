import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Person, Weighed } from "../lib/wire";
import { and } from "../lib/words";
import { present } from "./attendance";
import type { Desk } from "./desk";
import { mixtureSays, titled } from "./mixture";
import { type How, orders } from "./orders";
import { say } from "./words";

const WEIGHTS = ["never_mind", "a_little", "much", "above_all"] as const;

function wishName({ kind, name }: Weighed): string {
  switch (kind) {
    case "mix":
      return say("wish_mix", { name: titled(name) });
    case "gather":
      return say("wish_gather", { name: titled(name) });
    default:
      return say(`wish_${kind}`);
  }
}

/** One wish and its four weights, side by side; on a narrow screen two by two. */
function Wish({ desk, wish }: { desk: Desk; wish: Weighed }): JSX.Element {
  const group = useId();
  const named = wishName(wish);
  const choose = (weight: Weighed["weight"]) => {
    const before = wish.weight;
    void desk.give([orders.setMixing(wish.wish, weight)], {
      undo: { says: say("undo_wish", { wish: named }), orders: () => [orders.setMixing(wish.wish, before)] },
    });
  };
  return (
    <fieldset class="wish">
      <legend dir="auto">{named}</legend>
      <div class="weights">
        {WEIGHTS.map((weight) => (
          <label key={weight} class={wish.weight === weight ? "on" : ""}>
            <input type="radio" name={group} checked={wish.weight === weight} onChange={() => choose(weight)} />
            {say(weight)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function tie(desk: Desk, one: number, other: number, how: How): void {
  const before = desk.control.peek()?.ties.find((t) => pairIs(t, one, other))?.how ?? "free";
  void desk.give([orders.tiePair(one, other, how)], {
    once: `tie ${one} ${other}`,
    undo: { says: say(`undo_tie_${how}`), orders: () => [orders.tiePair(one, other, before)] },
  });
}

const pairIs = (t: { one: number; other: number }, one: number, other: number): boolean =>
  (t.one === one && t.other === other) || (t.one === other && t.other === one);

/** The chosen pairs (of one person, when given), each with the way to let it go. */
function Pairs({ desk, of }: { desk: Desk; of?: number }): JSX.Element | null {
  const control = desk.control.value;
  const ties = control?.ties.filter((t) => of === undefined || t.one === of || t.other === of) ?? [];
  if (!control || !ties.length) return null;
  const named = new Map(control.people.map((p) => [p.seat, nameOf(p)]));
  return (
    <ul class="pairs">
      {ties.map((t) => {
        const names = [t.one, t.other].filter((seat) => seat !== of).map((seat) => named.get(seat) ?? "");
        return (
          <li key={`${t.one} ${t.other}`}>
            <span class="grow">
              <b>{say(`pair_${t.how}`)}</b> <bdi>{and(names)}</bdi>
            </span>
            <button
              type="button"
              class="btn bare"
              aria-label={say("let_go_of", { who: and(names) })}
              onClick={() => tie(desk, t.one, t.other, "free")}
            >
              {say("let_go")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const nameOf = (person: Person): string => person.name || say("seat_n", { number: person.seat });

/** On a person's sheet: whom they should not sit with, or should. */
export function WithWhom({ desk, seat }: { desk: Desk; seat: number }): JSX.Element | null {
  const other = useSignal(0);
  const control = desk.control.value;
  if (!control) return null;
  const tied = (them: Person) => control.ties.some((t) => pairIs(t, seat, them.seat));
  const others = present(control.people).filter((p) => p.seat !== seat && !tied(p));
  const choose = (how: How) => {
    if (other.value) tie(desk, seat, other.value, how);
    other.value = 0;
  };
  return (
    <section class="stack">
      <h3>{say("with_whom")}</h3>
      <Pairs desk={desk} of={seat} />
      <label class="field">
        <span>{say("choose_person")}</span>
        <select
          value={String(other.value)}
          disabled={!others.length}
          onChange={(event) => (other.value = Number(event.currentTarget.value))}
        >
          <option value="0">{say("nobody_chosen")}</option>
          {others.map((p) => (
            <option key={p.seat} value={String(p.seat)}>
              {nameOf(p)}
            </option>
          ))}
        </select>
        <small>{say("with_whom_says")}</small>
      </label>
      <div class="row wrap">
        <button type="button" class="btn" disabled={!other.value} onClick={() => choose("apart")}>
          {say("tie_apart")}
        </button>
        <button type="button" class="btn" disabled={!other.value} onClick={() => choose("together")}>
          {say("tie_together")}
        </button>
      </div>
    </section>
  );
}

/** What counts when groups are mixed, and what comes of it for the groups to come. */
export function Wishes({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  if (!control) return null;
  const chosen = (how: string) => control.ties.some((t) => t.how === how);
  const wishes = control.wishes.filter((w) => (w.kind !== "apart" && w.kind !== "together") || chosen(w.kind));
  const { planned } = control;
  return (
    <div class="stack wishes">
      {wishes.map((wish) => (
        <Wish key={wish.wish} desk={desk} wish={wish} />
      ))}
      <p class="soft">{say("weights_say")}</p>
      <section class="stack" aria-label={say("pairs")}>
        <h3>{say("pairs")}</h3>
        <Pairs desk={desk} />
        <p class="soft">{say(control.ties.length ? "pairs_more" : "pairs_none")}</p>
      </section>
      <section class="stack comes-of" role="status">
        {planned?.mixture ? (
          <p>
            <b>{say("next_groups", { title: planned.title })}</b> {mixtureSays(planned.mixture).join(" ")}
          </p>
        ) : (
          <p class="soft">{say("next_groups_none")}</p>
        )}
        {planned && (
          <button type="button" class="btn" onClick={() => desk.open({ name: "planned" })}>
            {say("planned_ready", { title: planned.title })}
          </button>
        )}
      </section>
    </div>
  );
}
