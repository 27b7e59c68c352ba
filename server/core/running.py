"""Deciding about the run: next, back, skip, repeat, insert, and the clock.

Leaving a step never costs a word, and no second tap does harm: `next` and `back` name the step they want to leave.
"""

from __future__ import annotations

import random
from dataclasses import replace

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.events import Entry, Event
from server.core.folding import evolve
from server.core.needed import is_needed, too_few
from server.core.plan import Item, StepKey, is_between_meetings, step_key, step_seconds, steps_before
from server.core.seating import cards_for, groups_for
from server.core.session import Session
from structures.vocabulary import Step, Time

Decision = tuple[Event, ...] | Refused
Slot = tuple[Item, Step]

CLOSED = Refused("closed", "The session is closed. Reopen it to go on.")

LEAST_REOPENED = 60.0
"""Seconds a reopened step has at least."""
LONGEST = 24 * 3600.0
LONGEST_BETWEEN = 366 * LONGEST
"""A step between meetings may last days."""


def next_step(session: Session, command: c.Next | c.Elapse, now: float, rng: random.Random) -> Decision:
    if session.phase == "closed":
        return CLOSED
    if command.step != session.at:
        return ()
    following = after(session)
    if following is None:
        return Refused("not_now", "That was the last step. Close the session when everybody is ready.")
    anyway = isinstance(command, c.Next) and command.anyway
    return _begun_with_too_few(session, following[0], anyway) or move_to(session, following, now, rng)


def back(session: Session, command: c.Back, now: float, rng: random.Random) -> Decision:
    if session.phase == "closed":
        return CLOSED
    if command.step != session.at:
        return ()
    before = earlier(session)
    if before is None:
        return Refused("not_now", "This is the first step.")
    return move_to(session, before, now, rng)


def go_to(session: Session, command: c.GoTo, now: float, rng: random.Random) -> Decision:
    item = session.item(command.item)
    if item is None or not item.steps:
        return Refused("unknown", "That line is not in the run.")
    if session.phase == "closed":
        return CLOSED
    if session.now_item and session.now_item.key == item.key:
        return ()
    if refused := _begun_with_too_few(session, item, command.anyway):
        return refused
    taken_in = (e.ItemSkipped(item.key, False),) if item.key in session.skipped else ()
    return (*taken_in, *move_to(session, (item, item.steps[0]), now, rng))


def elapse(session: Session, command: c.Elapse, now: float, rng: random.Random) -> Decision:
    step = session.now_step
    if command.step != session.at or not step or not step.moves_on or not session.clock:
        return ()
    if not session.clock.running or session.clock.left_at(now) > 0:
        return ()
    return next_step(session, command, now, rng)


def skip(session: Session, command: c.Skip, now: float, rng: random.Random) -> Decision:
    item = session.item(command.item)
    if item is None:
        return Refused("unknown", "That line is not in the run.")
    if (item.key in session.skipped) == command.skip:
        return ()
    skipped = e.ItemSkipped(item.key, command.skip)
    if not command.skip or session.now_item is None or session.now_item.key != item.key:
        return (skipped,)
    following = after(replace(session, skipped=session.skipped | {item.key}))
    if following is None:
        return Refused("not_now", "This is the last part. Close the session instead.")
    if refused := _begun_with_too_few(session, following[0], command.anyway):
        return refused
    return (*move_to(session, following, now, rng), skipped)


def repeat(session: Session, command: c.Repeat) -> Decision:
    item = session.item(command.item)
    if item is None or not item.steps:
        return Refused("unknown", "That line is not in the run.")
    first = item.repeats or item.key
    again = replace(
        item,
        key=_free_key(session, f"{first}r"),
        repeats=item.key,
        same_groups=command.groups == "same",
        invitation=command.invitation.strip() or item.invitation,
    )
    return (e.ItemInserted(again, item.key),)


def insert(session: Session, command: c.Insert) -> Decision:
    if not command.item.steps and command.item.kind != "note":
        return Refused("invalid", "That structure has no steps.")
    after_key = command.after or (session.now_item.key if session.now_item else "")
    if after_key and session.item(after_key) is None:
        return Refused("unknown", "That line is not in the run.")
    if not after_key and session.items:
        after_key = session.items[-1].key
    return (e.ItemInserted(replace(command.item, key=_free_key(session, "x")), after_key),)


def plan_minutes(session: Session, command: c.PlanMinutes) -> Decision:
    step = session.step(command.step)
    if step is None:
        return Refused("unknown", "That step is not in the run.")
    if not 0 < command.minutes <= _longest(step) / 60:
        return Refused("invalid", "Minutes must be more than 0.")
    return (e.MinutesPlanned(command.step, command.minutes),)


def set_clock(session: Session, command: c.Pause | c.Resume | c.Extend | c.Shorten, now: float) -> Decision:
    clock, step = session.clock, session.now_step
    if clock is None or step is None:
        return Refused("not_now", "No step is running.")
    left, total = clock.left_at(now), clock.total
    if is_between_meetings(step):
        left = clock.at + clock.left - now  # it is due when it is due: neither a pause nor an outage moves the day
        if isinstance(command, c.Resume) and command.left is not None:
            return ()
    match command:
        case c.Pause():
            return (e.ClockSet(left, False, total, "pause"),) if clock.running else ()
        case c.Resume(left=saved, away=away):
            if saved is not None:
                return (e.ClockSet(saved, clock.running, total, "outage", away),)
            return () if clock.running else (e.ClockSet(left, True, total, "resume"),)
        case c.Extend(seconds=seconds) | c.Shorten(seconds=seconds):
            if not 0 < seconds <= _longest(step):
                return Refused("invalid", "The time must be more than 0.")
            if isinstance(command, c.Shorten):
                taken = min(seconds, max(0.0, left))
                return (e.ClockSet(left - taken, clock.running, max(1.0, total - taken), "shorten"),) if taken else ()
            # time already overrun is forgiven: one more minute means a minute from now
            return (e.ClockSet(max(0.0, left) + seconds, clock.running, total + seconds, "extend"),)


def _begun_with_too_few(session: Session, item: Item, anyway: bool) -> Refused | None:
    """Why an item may not begin now. What has begun goes on, however many leave."""
    begun = any(stay.step.partition("/")[0] == item.key for stay in session.stays)
    return None if begun or anyway else too_few(item, len(session.present()))


# --- where to go -----------------------------------------------------------------------------------------------


def after(session: Session) -> Slot | None:
    """The step that follows the present one; turns that no group is large enough to need are passed over."""
    slots = list(session.slots())
    return next((slot for slot in slots[_position(session, slots) + 1 :] if is_needed(session, *slot)), None)


def coming(session: Session) -> Slot | None:
    """The step to come, before the session is closed."""
    return after(session) if session.phase in ("lobby", "running") else None


def earlier(session: Session) -> Slot | None:
    """The step before the present one that has been played."""
    played = {stay.step for stay in session.stays}
    slots = list(session.slots())
    before = slots[: max(0, _position(session, slots))]
    return next((slot for slot in reversed(before) if step_key(*slot) in played), None)


def move_to(session: Session, slot: Slot, now: float, rng: random.Random) -> tuple[Event, ...]:
    """The events that close the present step and begin another, its groups formed and its cards dealt."""
    item, step = slot
    key = step_key(item, step)
    closing: tuple[Event, ...] = (e.StepClosed(session.at),) if session.at else ()
    ahead = _looked_ahead(session, closing, now)
    forming = groups_for(ahead, item, step, rng, session.at)
    ahead = _looked_ahead(ahead, forming, now)
    dealing = cards_for(ahead, item, step, rng)
    reopened = any(stay.step == key for stay in session.stays)
    started = e.StepStarted(key, _seconds(ahead, item, step, key, reopened, now), reopened)
    ahead = _looked_ahead(ahead, (*dealing, started), now)
    following = after(ahead)
    ready = groups_for(ahead, *following, rng, session.at) if following else ()
    return (*closing, *forming, *dealing, started, *ready)


def reopened_seconds(session: Session, key: StepKey, now: float) -> float:
    """What was left when the step was last in use; of a step between meetings, what is left until its day."""
    stay, step = next((stay for stay in reversed(session.stays) if stay.step == key), None), session.step(key)
    left = stay.left if stay else 0.0
    if stay and step and is_between_meetings(step):
        left -= now - stay.ended
    return max(LEAST_REOPENED, left)


def _longest(step: Step) -> float:
    return LONGEST_BETWEEN if is_between_meetings(step) else LONGEST


def _seconds(session: Session, item: Item, step: Step, key: StepKey, reopened: bool, now: float) -> float:
    if reopened:
        return reopened_seconds(session, key, now)
    if key in session.minutes:
        return 60.0 * session.minutes[key]
    return step_seconds(step, _largest(session, item, step))


def _largest(session: Session, item: Item, step: Step) -> int:
    if step.grouping.kind == "everyone":
        return len(session.present())
    if step.grouping.kind == "alone" or not isinstance(step.time, Time):
        return 1
    formed = next(
        (
            f"{item.key}/{s.name}"
            for s in (step, *reversed(steps_before(item.steps, step)))
            if f"{item.key}/{s.name}" in session.groups
        ),
        "",
    )
    return max(map(len, session.groups.get(formed, ())), default=1)


def _position(session: Session, slots: list[Slot]) -> int:
    """Where the present step stands among the slots; where its item would stand when that was left out; -1 at first."""
    if not session.at:
        return -1
    for n, slot in enumerate(slots):
        if step_key(*slot) == session.at:
            return n
    order = [item.key for item in session.items]
    here = order.index(session.at.partition("/")[0])
    return max((n for n, (item, _) in enumerate(slots) if order.index(item.key) < here), default=-1)


def _looked_ahead(session: Session, events: tuple[Event, ...], now: float) -> Session:
    for event in events:
        session = evolve(session, Entry(0, now, "", event))
    return session


def _free_key(session: Session, prefix: str) -> str:
    taken = {item.key for item in session.items}
    return next(
        f"{prefix}{n}" for n in range(2 if prefix.endswith("r") else 1, len(taken) + 3) if f"{prefix}{n}" not in taken
    )
