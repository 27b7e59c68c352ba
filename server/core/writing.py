"""Deciding about words: submit, revise, withdraw, the pen, done, and what the facilitator does with them.

A refusal never costs anybody their words: the phone keeps what was refused, and the sentence says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.events import Event, Value
from server.core.plan import StepKey, step_key
from server.core.reach import is_markable, marked_by, pickable, refined
from server.core.session import Contribution, Session
from server.core.sights import dealt_card, group_words, my_group, part_in_turn, wrote_together
from server.core.values import checked, ids
from structures.vocabulary import Step

Decision = tuple[Event, ...] | Refused

STEP_CLOSED = Refused("step_closed", "That step has closed. Your words are kept here. You can send them late.")
STAYS = Refused("not_now", "These words stay on your phone. They are not sent.")
ONE_CARD = Refused("invalid", "This answer is not about one card. Please open the card and answer again.")
CARD_GONE = Refused("invalid", "That card is no longer here. Your answer to it is not needed.")
NOT_SEATED = Refused("not_yours", "Please take a seat first.")


def submit(session: Session, command: c.Submit, now: float) -> Decision:
    seat = _seat(session, command.by)
    step = session.step(command.step)
    if seat is None:
        return NOT_SEATED
    if step is None or not any(stay.step == command.step for stay in session.stays):
        return Refused("unknown", "That step is not part of this session.")
    if step.capture == "phone":
        return STAYS
    if session.contribution(command.id):
        # a phone that lost its memory sends again what it may have sent: it is the newer wording of the same words
        return _reworded(session, command, now)
    if not step.form:
        return Refused("not_now", "There is nothing to write in this step.")
    in_time = session.is_open(command.step) or _in_grace(session, command.step, step, now)
    if not in_time and not command.late:
        return STEP_CLOSED
    if in_time and (no := _may_write(_as_of(session, command.step), step, seat)):
        return no
    then = _as_of(session, command.step)
    group = writing_group(session, command.step, seat)
    entered = checked(then, step, seat, group, command.values, command.draft)
    if isinstance(entered, Refused):
        return entered
    draft = command.draft and in_time
    if step.marks:
        return _mark(then, step, seat, group, replace(command, draft=draft, values=entered), late=not in_time)
    if in_time and step.entries and _count(session, command.step, step, seat, group) >= step.entries:
        few = "one" if step.entries == 1 else str(step.entries)
        return Refused("too_many", f"There is room for {few} here. You can change what you have written.")
    about, inferred = _lineage(then, step, seat, entered, command.about)
    return (e.Contributed(command.id, command.step, seat, group, entered, about, inferred, draft, not in_time),)


def _mark(session: Session, step: Step, seat: int, group: int, command: c.Submit, late: bool) -> Decision:
    """An answer about one card: a first one, or a newer one in its place, whoever of the group holds the pen."""
    if len(command.about) != 1:
        return ONE_CARD
    card = command.about[0]
    if not is_markable(session, seat, card):
        return CARD_GONE
    if before := marked_by(session, step, seat, group, card, late):
        return (e.Revised(before.id, command.values, before.about, False, command.draft),)
    return (
        e.Contributed(command.id, command.step, seat, group, command.values, command.about, False, command.draft, late),
    )


def revise(session: Session, command: c.Revise, now: float) -> Decision:
    if session.contribution(command.id):
        return _reworded(session, command, now)
    # what was to be changed never arrived, or was taken back on another screen: the words count all the same
    first = c.Submit(
        by=command.by,
        id=command.id,
        step=command.step,
        values=command.values,
        about=command.about,
        draft=command.draft,
    )
    return submit(session, first, now)


def _reworded(session: Session, command: c.Submit | c.Revise, now: float) -> Decision:
    seat = _seat(session, command.by)
    found = session.contribution(command.id)
    if seat is None:
        return NOT_SEATED
    if found is None or found.step != command.step:
        return Refused("not_yours", "Those words belong to another step. Please write them anew.")
    step = session.step(found.step)
    if step is None:  # an output that was there before the session
        return Refused("not_yours", "Only the person who wrote this can change it.")
    if not session.is_open(found.step) and not _in_grace(session, found.step, step, now):
        return STEP_CLOSED
    if not _is_mine(session, found, step, seat):
        return Refused("not_yours", "Only the person who wrote this can change it.")
    if found.draft is False and step.by == "scribe" and not _has_pen(session, found, seat):
        return Refused("not_now", "Take the pen first. Your words are kept.")
    then = _as_of(session, found.step)
    entered = checked(then, step, seat, found.group, command.values, command.draft)
    if isinstance(entered, Refused):
        return entered
    if step.marks:
        return (e.Revised(command.id, entered, found.about, False, command.draft),)
    about, inferred = _lineage(then, step, found.seat, entered, command.about)
    return (e.Revised(command.id, entered, about, inferred, command.draft),)


def withdraw(session: Session, command: c.Withdraw, now: float) -> Decision:
    seat = _seat(session, command.by)
    found = session.contribution(command.id)
    if seat is None:
        return NOT_SEATED
    if found is None:
        return ()
    step = session.step(found.step)
    if not step or not _is_mine(session, found, step, seat):
        return Refused("not_yours", "Only the person who wrote this can take it back.")
    if not found.late and not session.is_open(found.step) and not _in_grace(session, found.step, step, now):
        return Refused(
            "step_closed", "That step has closed, so this can no longer be taken back. Ask the host to hide it."
        )
    return (e.Withdrawn(command.id),)


def take_pen(session: Session, command: c.TakePen) -> Decision:
    seat = _seat(session, command.by)
    step = session.step(command.step)
    if seat is None:
        return NOT_SEATED
    if step and step.capture == "phone":
        return STAYS
    if not step or step.by != "scribe" or not session.is_open(command.step):
        return Refused("not_now", "There is no pen in this step.")
    group = writing_group(session, command.step, seat)
    if group < 0:
        return Refused("not_now", "You are not in a group yet. Ask the host for a place.")
    if session.pens.get(command.step, {}).get(group) == seat:
        return ()
    return (e.PenTaken(command.step, group, seat),)


def settle(session: Session, command: c.Pass | c.Finish) -> Decision:
    seat = _seat(session, command.by)
    if seat is None:
        return NOT_SEATED
    if not session.is_open(command.step):
        return STEP_CLOSED
    how = session.settled.get(command.step, {}).get(seat)
    if isinstance(command, c.Pass):
        return () if how == "passed" else (e.Settled(command.step, seat, "passed"),)
    if command.again:
        return (e.Settled(command.step, seat, "again"),) if how else ()
    return () if how == "finished" else (e.Settled(command.step, seat, "finished"),)


def moderate(session: Session, command: c.Moderate) -> Decision:
    found = session.contribution(command.id)
    if found is None:
        return Refused("unknown", "Those words were taken back by their writer.")
    if session.is_draft(found):
        return Refused("not_now", "Those words are still being written.")
    done = {
        "hide": found.id in session.hidden,
        "restore": found.id not in session.hidden and not found.late,
        "show": session.spot == found.id,
        "take_off": found.id not in session.shown and session.spot != found.id,
        "mark": found.id in session.marked,
        "unmark": found.id not in session.marked,
    }[command.act]
    return () if done else (e.Moderated(found.id, command.act),)


def put_in_one(session: Session, command: c.PutInOne) -> Decision:
    ids = tuple(dict.fromkeys(command.ids))
    found = [session.contribution(id) for id in ids]
    if len(ids) < 2:
        return Refused("invalid", "Choose two or more lines to put together.")
    if any(one is None for one in found) or len({one.step for one in found if one}) > 1:
        return Refused("invalid", "Only lines of the same step can be put together.")
    if ids[0] in session.together:
        return Refused("invalid", "That line is already put together with another. Take it apart first.")
    below = tuple(id for id, under in session.together.items() if under in ids)
    return (e.PutTogether((*ids, *below), ids[0]),)


def take_apart(session: Session, command: c.TakeApart) -> Decision:
    return (e.TakenApart(command.id),) if command.id in session.together.values() else ()


def writing_group(session: Session, key: StepKey, seat: int) -> int:
    """The number of the group one writes for; 0 when everybody writes one text together; -1 when on one's own."""
    step = session.step(key)
    return 0 if wrote_together(step) else session.group_number(key, seat)


# --- rules -----------------------------------------------------------------------------------------------------


def _seat(session: Session, by: object) -> int | None:
    return by if isinstance(by, int) and by in session.seats else None


def _in_grace(session: Session, key: StepKey, step: Step, now: float) -> bool:
    """True for the few seconds in which words already under way are still taken."""
    return session.phase == "running" and key in session.ended and now - session.ended[key] <= step.grace


def _is_mine(session: Session, found: Contribution, step: Step, seat: int) -> bool:
    if step.by == "scribe":
        mine = found.group < 0 and found.seat == seat  # its group was formed anew: it stays with who wrote it
        return mine or (found.group >= 0 and writing_group(session, found.step, seat) == found.group)
    return found.seat == seat


def _has_pen(session: Session, found: Contribution, seat: int) -> bool:
    return session.pens.get(found.step, {}).get(found.group) in (seat, None)


def _as_of(session: Session, key: StepKey) -> Session:
    """The session as its sights were in a step that may have closed since, and the session with it."""
    return session if session.is_open(key) else replace(session, at=key, phase="running")


def _may_write(session: Session, step: Step, seat: int) -> Refused | None:
    if step.by == "scribe":
        group = writing_group(session, session.at, seat)
        if group < 0:
            return Refused("not_now", "You are not in a group yet. Ask the host for a place.")
        if session.pens.get(session.at, {}).get(group, seat) != seat:
            return Refused("not_now", "Somebody else has the pen. Take it first. Your words are kept.")
    if step.by in ("lead", "rest") and part_in_turn(session, seat) != step.by:
        who = step.lead if step.by == "lead" else step.rest
        return Refused("not_now", f"In this turn only the {who} writes.")
    if step.deals and dealt_card(session, seat) is None:
        return Refused("not_now", "You have no card in this round.")
    return None


def _count(session: Session, key: StepKey, step: Step, seat: int, group: int) -> int:
    if step.by == "scribe":
        return sum(1 for made in session.written(key) if made.group == group)
    return len(session.written_by(key, seat))


def _lineage(
    session: Session, step: Step, seat: int, values: Mapping[str, Value], given: tuple[str, ...]
) -> tuple[tuple[str, ...], bool]:
    """What this is about: the card in hand, what was picked, what it goes on from, or else what the step says it
    grows from."""
    about = [id for f in step.form if f.kind == "pick" for id in ids(values.get(f.name))]
    if step.deals:
        card = session.dealt.get(session.at, {}).get(seat)
        about += [card] if card else []
    before = refined(session, seat) if step.refines else None
    if given:
        seen = {one.id for one in pickable(session, seat)} | ({before.id} if before else set())
        about += [id for id in given if id in seen]
    if before and not about:
        about = [before.id]
    if about or not step.grows_from:
        return tuple(dict.fromkeys(about)), False
    return _grown(session, step, seat), True


def _grown(session: Session, step: Step, seat: int) -> tuple[str, ...]:
    """What the step's words grow from: those of the people together now, of the nearest step in which they wrote."""
    item = session.now_item
    by_name = {s.name: s for s in item.steps} if item else {}
    below = by_name.get(step.grows_from)
    while item and below:
        members = session.present() if wrote_together(below) else my_group(session, seat) or (seat,)
        if found := group_words(session, members, step_key(item, below)):
            return tuple(one.id for one in found)
        below = by_name.get(below.grows_from)
    return ()
