"""Folding a log into a session. `evolve` never refuses: what is in the log has happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from server.core import events as e
from server.core.events import Entry, Groups, Value
from server.core.growing import Made, but, grown, less
from server.core.outcomes import given_key
from server.core.plan import Given, StepKey
from server.core.session import EMPTY, Contribution, Seat, Session, SessionClock, Stay, changed
from structures.vocabulary import ALONE

_NONE: Mapping[Any, Any] = MappingProxyType({})
_SIGNS_KEPT = 60
_WORDINGS_KEPT = 20


def fold(entries: Iterable[Entry], start: Session = EMPTY) -> Session:
    """The session that a log describes, in time that grows with the log and not with its square."""
    made: Made = {}
    for entry in entries:
        start = _evolved(start, entry, made)
    return start


def evolve(session: Session, entry: Entry) -> Session:
    """The session after one more thing has happened; the one before stays as it is."""
    return _evolved(session, entry, None)


def _evolved(session: Session, entry: Entry, made: Made | None) -> Session:
    s, at = session, entry.at
    match entry.event:
        case e.SessionOpened(plan):
            opened = changed(s, plan=plan, items=plan.items, phase="lobby", opened_at=at, lead=str(entry.by))
            opened = changed(opened, mixing=plan.mixing)
            return _with_given(opened, plan.given, at, made)
        case e.SeatTaken(seat, traits, met, colleagues):
            sits = Seat(seat, traits, at, met=met, colleagues=colleagues)
            return changed(s, seats=grown(s.seats, seat, sits, made))
        case e.SeatLeft(seat):
            gone = grown(s.seats, seat, replace(s.seats[seat], left=True), made)
            return _grouped(changed(_pen_down(s, seat), seats=gone, calls=but(s.calls, seat)), _all_without(s, seat))
        case e.SeatReturned(seat):
            return changed(s, seats=grown(s.seats, seat, replace(s.seats[seat], left=False), made))
        case e.NamingChosen(seat, where):
            return changed(s, seats=grown(s.seats, seat, replace(s.seats[seat], naming=where), made))
        case e.StepStarted():
            return _start(s, entry.event, at)
        case e.StepClosed(key):
            left = s.clock.left_at(at) if s.clock else 0.0
            stays = s.stays
            if stays and stays[-1].step == key and not stays[-1].ended:
                stays = (*stays[:-1], replace(stays[-1], ended=at, left=left))
            return changed(s, ended={**s.ended, key: at}, stays=stays, at="", clock=None, spot="")
        case e.ClockSet(left, running, total, why, away):
            before = s.clock.given_back if s.clock else 0.0
            back = before + away if why == "outage" else before
            return changed(s, clock=SessionClock(at, left, total, running, back))
        case e.GroupsFormed(key, groups, topics, names):
            formed = _grouped(_apart_from(s, key), {key: groups})
            return changed(formed, topics={**s.topics, key: topics}, called={**s.called, key: names})
        case e.PersonPlaced(key, seat, number):
            return _grouped(_pen_down(s, seat), {key: _placed(s.groups.get(key, ()), seat, number)})
        case e.MixingSet(wish, weight):
            return changed(s, mixing={**s.mixing, wish: weight})
        case e.PairTied(one, other, how):
            pair = frozenset((one, other))
            return changed(s, ties=but(s.ties, pair) if how == "free" else {**s.ties, pair: how})
        case e.CardsDealt(key, cards):
            return changed(s, dealt={**s.dealt, key: {**s.dealt.get(key, _NONE), **cards}})
        case e.Contributed() as c:
            said = Contribution(c.id, c.step, c.seat, c.group, c.values, c.about, c.inferred, c.draft, c.late, at)
            return _sign(_kept(s, said, made), c.step, c.group, at, made)
        case e.Revised(id, values, about, inferred, draft):
            old = _one(s, id)
            former = _former(old, values, draft)
            new = replace(old, values=values, about=about, inferred=inferred, draft=draft, at=at, former=former)
            return _sign(_kept(s, new, made), old.step, old.group, at, made)
        case e.Amended(id, values):
            return _kept(s, _amended(_one(s, id), values), made)
        case e.Withdrawn(id):
            return _withdrawn(s, id, made)
        case e.PenTaken(key, group, seat):
            pens = grown(s.pens, key, grown(s.pens.get(key, _NONE), group, seat, made), made)
            return _sign(changed(s, pens=pens), key, group, at, made)
        case e.Settled(key, seat, how):
            mine = s.settled.get(key, _NONE)
            mine = less(mine, seat, made) if how == "again" else grown(mine, seat, how, made)
            return changed(s, settled=grown(s.settled, key, mine, made))
        case e.HelpCalled(seat, words):
            return changed(s, calls={**s.calls, seat: (words, at)})
        case e.HelpAnswered(seat):
            return changed(s, calls=but(s.calls, seat))
        case e.Moderated(id, act):
            return _moderated(s, id, act, at, made)
        case e.PutTogether(ids, under):
            return changed(s, together={**s.together, **{id: under for id in ids if id != under}})
        case e.TakenApart(under):
            return changed(s, together={id: u for id, u in s.together.items() if u != under})
        case e.BellRung():
            return changed(s, bells=s.bells + 1)
        case e.ItemInserted(item, after):
            n = next((n for n, i in enumerate(s.items) if i.key == after), len(s.items) - 1) + 1
            return changed(s, items=(*s.items[:n], item, *s.items[n:]))
        case e.ItemSkipped(key, skipped):
            return changed(s, skipped=s.skipped | {key} if skipped else s.skipped - {key})
        case e.GivenBrought(given):
            return _brought(s, given, at, made)
        case e.MinutesPlanned(key, minutes):
            return changed(s, minutes={**s.minutes, key: minutes})
        case e.MessageSent(words):
            return changed(s, message=words)
        case e.NoteWritten(key, words):
            return changed(s, notes={**s.notes, key: words})
        case e.HandedOver(to):
            return changed(s, lead=to)
        case e.SessionClosed():
            return changed(s, phase="closed", closed_at=at, message="", calls=_NONE)
        case e.SessionReopened():
            return changed(s, phase="running" if s.stays else "lobby", closed_at=0.0)


def _start(s: Session, started: e.StepStarted, at: float) -> Session:
    key = started.step
    step = s.step(key)
    grouping = step.grouping if step else ALONE
    standing = key if grouping.forms else s.last_formation if grouping.kind == "keep" else ""
    return changed(
        s,
        phase="running",
        started_at=s.started_at or at,
        at=key,
        clock=SessionClock(at, started.seconds, started.seconds, True),
        stays=(*s.stays, Stay(key, at, started.seconds)),
        ended=but(s.ended, key),
        standing={**s.standing, key: s.standing[key] if started.reopened and key in s.standing else standing},
        spot="",
    )


def _apart_from(s: Session, key: StepKey) -> Session:
    """Groups formed anew in mid-step are other groups: what the old ones wrote, and their pens, are not theirs."""
    if s.standing.get(s.at) != key:
        return s
    made = {id: replace(one, group=-1) for id, one in s.made.get(s.at, _NONE).items()}
    return changed(s, made={**s.made, s.at: made}, pens=but(s.pens, s.at), signs=but(s.signs, s.at))


def _pen_down(s: Session, seat: int) -> Session:
    """Who leaves a group leaves its pen."""
    pens = {group: holder for group, holder in s.pens.get(s.at, _NONE).items() if holder != seat}
    return changed(s, pens={**s.pens, s.at: pens}) if s.at in s.pens else s


def _brought(s: Session, given: tuple[Given, ...], at: float, made: Made | None) -> Session:
    by_name = {one.name: one for one in given}
    plan = replace(s.plan, given=tuple(by_name.get(one.name, one) for one in s.plan.given))
    others = {key: words for key, words in s.made.items() if key not in map(given_key, by_name)}
    return _with_given(changed(s, plan=plan, made=others), given, at, made)


def _with_given(s: Session, given: Iterable[Given], at: float, made: Made | None) -> Session:
    """With the outputs that were there before: words of nobody who sits here (seat 0), in no step of the run."""
    for output in given:
        for n, line in enumerate(output.lines, 1):
            id, key = f"given-{output.name}-{n}", given_key(output.name)
            s = _kept(s, Contribution(id, key, 0, -1, {"line": line}, (), False, False, False, at), made)
    return s


def _former(old: Contribution, values: Mapping[str, Value], draft: bool) -> tuple[Mapping[str, Value], ...]:
    """The earlier wordings of what is being reworded: each as it stood when it was let go of, newest last. What is
    taken up and let go of unchanged is no new wording."""
    if not old.draft and old.values != values:
        return (*old.former, old.values)[-_WORDINGS_KEPT:]
    if old.draft and not draft and old.former[-1:] == (values,):
        return old.former[:-1]
    return old.former


def _amended(old: Contribution, values: Mapping[str, Value]) -> Contribution:
    """What a host put right: it is nobody's newer wording, so neither its hour nor its writer's draft changes."""
    if old.values == values:  # the words of somebody who was erased stood between
        return old
    former, amended = (*old.former, old.values)[-_WORDINGS_KEPT:], (*old.amended, old.values)[-_WORDINGS_KEPT:]
    return replace(old, values=values, former=former, amended=amended)


def _one(s: Session, id: str) -> Contribution:
    found = s.contribution(id)
    if found is None:
        raise KeyError(f"The log speaks of {id}, which nobody wrote.")
    return found


def _kept(s: Session, one: Contribution, made: Made | None) -> Session:
    before = s.made.get(one.step, _NONE)
    is_new = one.id not in before
    new = changed(s, made=grown(s.made, one.step, grown(before, one.id, one, made), made))
    if not is_new:
        return new
    mine = s.by_seat.get(one.step, _NONE)
    by_seat = grown(mine, one.seat, (*mine.get(one.seat, ()), one.id), made)
    return changed(new, by_seat=grown(s.by_seat, one.step, by_seat, made))


def _withdrawn(s: Session, id: str, made: Made | None) -> Session:
    gone = _one(s, id)
    key, seat, mine = gone.step, gone.seat, s.by_seat[gone.step]
    left = tuple(other for other in mine[seat] if other != id)
    return changed(
        s,
        made=grown(s.made, key, less(s.made[key], id, made), made),
        by_seat=grown(s.by_seat, key, grown(mine, seat, left, made), made),
        together=_apart(s, id) if s.together else s.together,
    )


def _sign(s: Session, key: StepKey, group: int, at: float, made: Made | None) -> Session:
    """A group showed a sign of life."""
    if group < 0:
        return s
    by_group = s.signs.get(key, _NONE)
    last = (*by_group.get(group, ()), at)[-_SIGNS_KEPT:]
    return changed(s, signs=grown(s.signs, key, grown(by_group, group, last, made), made))


def _moderated(s: Session, id: str, act: str, at: float, made: Made | None) -> Session:
    match act:
        case "hide":
            return changed(s, hidden={**s.hidden, id: at}, shown=s.shown - {id}, spot="" if s.spot == id else s.spot)
        case "restore":
            late = _one(s, id)
            return changed(_kept(s, replace(late, late=False), made), hidden=but(s.hidden, id))
        case "show":
            return changed(s, shown=s.shown | {id}, spot=id, hidden=but(s.hidden, id))
        case "take_off":
            return changed(s, shown=s.shown - {id}, spot="" if s.spot == id else s.spot)
        case "mark":
            return changed(s, marked=s.marked | {id})
        case _:
            return changed(s, marked=s.marked - {id})


def _apart(s: Session, id: str) -> Mapping[str, str]:
    """What is put together after a contribution went: those under it stand alone again."""
    return {k: under for k, under in s.together.items() if k != id and under != id}


def _grouped(s: Session, groups: Mapping[StepKey, Groups]) -> Session:
    """With these groups, and each person's number in them, so that nobody need be looked for."""
    numbers = {key: {seat: n for n, group in enumerate(made) for seat in group} for key, made in groups.items()}
    return changed(s, groups={**s.groups, **groups}, numbers={**s.numbers, **numbers})


def _all_without(s: Session, seat: int) -> Mapping[StepKey, Groups]:
    """Groups in use or planned, without a person; what has ended is not among them."""
    standing = s.standing.get(s.at, "")
    return {key: _out_of(made, seat) for key, made in s.groups.items() if key not in s.ended or key == standing}


def _out_of(groups: Groups, seat: int) -> Groups:
    return tuple(tuple(member for member in group if member != seat) for group in groups)


def _placed(groups: Groups, seat: int, number: int) -> Groups:
    others = list(_out_of(groups, seat))
    others.extend(() for _ in range(number + 1 - len(others)))
    others[number] = (*others[number], seat)
    return tuple(others)
