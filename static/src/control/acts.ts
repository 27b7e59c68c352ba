import type { RunItem, Waiting } from "../lib/wire";
import type { Desk } from "./desk";
import { type Cut, DAY } from "./forecast";
import { type Act, orders } from "./orders";
import { say } from "./words";

/** What the buttons and the keys do. Each offers to take itself back, where taking back means something. */

export function next(desk: Desk): void {
  const control = desk.control.peek();
  const room = desk.room.peek();
  if (!control || room?.phase === "closed") return;
  if (control.last) {
    desk.open({ name: "close" });
    return;
  }
  if (!desk.mayMove()) return;
  const left = control.now_key;
  void desk.give([orders.next(left)], {
    once: "move",
    // Nobody un-starts a session: the first step has none before it.
    undo: !left
      ? undefined
      : {
          says: say("undo_next", { what: control.next_says }),
          // Named when it is taken back, not now: only then is the step one wants to leave known.
          orders: () => [orders.back(desk.control.peek()?.now_key ?? "")],
        },
  });
}

export function back(desk: Desk): void {
  const control = desk.control.peek();
  if (!control?.now_key || !control.back_says || !desk.mayMove()) return;
  void desk.give([orders.back(control.now_key)], {
    once: "move",
    undo: {
      says: say("undo_back", { what: control.back_says }),
      orders: () => [orders.next(desk.control.peek()?.now_key ?? "")],
    },
  });
}

export function goTo(desk: Desk, item: RunItem): void {
  if (!desk.mayMove()) return;
  const from = desk.control.peek()?.run.find((i) => i.state === "now");
  void desk.give([orders.goTo(item.key)], {
    once: "move",
    undo: from && { says: say("undo_goto", { title: item.title }), orders: () => [orders.goTo(from.key)] },
  });
}

export function skip(desk: Desk, item: RunItem, leaveOut: boolean): void {
  void desk.give([orders.skip(item.key, leaveOut)], {
    once: `skip ${item.key}`,
    undo: {
      says: say(leaveOut ? "undo_skip" : "undo_take_in", { title: item.title }),
      orders: () => {
        const control = desk.control.peek();
        const wentOn = item.state === "now" && control ? [orders.back(control.now_key)] : [];
        return [orders.skip(item.key, !leaveOut), ...wentOn];
      },
    },
  });
}

export function cut(desk: Desk, title: string, cuts: readonly Cut[]): void {
  void desk.give(
    cuts.map((c) => orders.planMinutes(c.step, c.minutes)),
    {
      once: "cut",
      undo: {
        says: say("undo_cut", { title }),
        orders: () => cuts.map((c) => orders.planMinutes(c.step, c.was)),
      },
    },
  );
}

/**
 * One more or one less on the present clock: a minute, or, between meetings, a day. Needs no undo: the key beside it
 * is its undo.
 */
export function nudge(desk: Desk, by: 1 | -1): void {
  const clock = desk.room.peek()?.clock;
  if (!clock) return;
  const seconds = by * (clock.due ? DAY : 60);
  void desk.give([seconds > 0 ? orders.extend(seconds) : orders.shorten(-seconds)]);
}

export function pauseOrResume(desk: Desk): void {
  const clock = desk.room.peek()?.clock;
  if (clock) void desk.give([clock.running ? orders.pause() : orders.resume()], { once: "pause" });
}

export function bell(desk: Desk): void {
  void desk.give([orders.ring()], { once: "bell" }).then((rung) => {
    if (rung) desk.spoken.value = say("bell_rung");
  });
}

const OPPOSITE: Record<Act, Act> = {
  hide: "restore",
  restore: "hide",
  show: "take_off",
  take_off: "show",
  mark: "unmark",
  unmark: "mark",
};
const SAYS = {
  hide: "undo_hide",
  restore: "undo_restore",
  show: "undo_show",
  take_off: "undo_take_off",
  mark: "undo_mark",
  unmark: "undo_unmark",
} as const;

export function moderate(desk: Desk, row: Waiting, act: Act): void {
  const id = row.card.id;
  // A line hidden from the stage goes back to the stage when restored.
  const wasShown = act === "hide" && row.state === "shown";
  void desk.give([orders.moderate(id, act)], {
    once: `${act} ${id}`,
    undo: {
      says: say(SAYS[act]),
      orders: () => [orders.moderate(id, OPPOSITE[act]), ...(wasShown ? [orders.moderate(id, "show")] : [])],
    },
  });
}

export function putTogether(desk: Desk, ids: readonly string[]): Promise<boolean> {
  const [under] = ids;
  return desk.give([orders.putInOne(ids)], {
    once: "join",
    undo: under ? { says: say("undo_join", { n: ids.length }), orders: () => [orders.takeApart(under)] } : undefined,
  });
}

export function move(desk: Desk, seat: number, to: { number: number; label: string }, step: string): void {
  const control = desk.control.peek();
  const person = control?.people.find((p) => p.seat === seat);
  const groups = step && step === control?.planned?.step ? control.planned.groups : control?.groups.map((r) => r.group);
  const from = groups?.find((g) => g.members.some((m) => m.seat === seat));
  if (from?.number === to.number) return;
  void desk.give([orders.movePerson(seat, to.number, step)], {
    once: `place ${seat}`,
    // A late-comer came from nowhere: there is no group to go back to.
    undo: from && {
      says: say("undo_move", { name: person?.name ?? "", group: to.label }),
      orders: () => [orders.movePerson(seat, from.number, step)],
    },
  });
}
