"""Deciding about people: joining, leaving, who sits with whom, and the cards in their hands.

Groups are formed once and recorded. A late-comer gets a place, a leaver frees one, and nobody else is moved; the
groups of the step to come are made ready early, so that the facilitator can look at them and change them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.dealing import deal
from server.core.events import Event, Groups
from server.core.grouping import Wish, meetings, merge, odd_seats, of_size, seat_latecomer, without
from server.core.plan import Item, StepKey, bounds, step_key
from server.core.session import Session
from server.core.sights import words
from structures.vocabulary import Step

Decision = tuple[Event, ...] | Refused

GROUP_MEMORY = 12
"""Being in a group larger than this is not meeting everybody in it."""


def join(session: Session, command: c.Join, rng: random.Random) -> Decision:
    seat = command.by
    if not isinstance(seat, int):
        return Refused("not_yours", "Please join with a name first.")
    if seat in session.seats:
        return back_again(session, seat)
    if session.phase == "closed":
        return Refused("closed", "This session has ended. Thank you for coming.")
    known = {ask.name: ask for ask in session.plan.asks}
    for name, answer in command.traits.items():
        ask = known.get(name)
        if ask is None or (ask.options and answer not in ask.options):
            return Refused("invalid", "One of the answers cannot be read. Please choose again.")
    return (e.SeatTaken(seat, dict(command.traits)), *_places(session, seat))


def back_again(session: Session, seat: int) -> Decision:
    """The events that bring a person back to the seat they left; none when they never went."""
    if not session.seats[seat].left:
        return ()
    return (e.SeatReturned(seat), *_places(session, seat))


def leave(session: Session, seat: int) -> Decision:
    """Go, and join a person left alone in a group to another group."""
    if seat not in session.seats or session.seats[seat].left:
        return ()
    moved: list[Event] = []
    for key in _keys_in_use(session):
        groups = tuple(tuple(m for m in group if m != seat) for group in session.groups[key])
        for number, group in enumerate(groups):
            if len(group) == 1 and sum(map(bool, groups)) > 1:
                others = tuple(() if n == number else g for n, g in enumerate(groups))
                moved.append(e.PersonPlaced(key, group[0], _smallest(others)))
    return (e.SeatLeft(seat), *moved)


def move_person(session: Session, command: c.MovePerson) -> Decision:
    key = _grouped(session, command.step)
    groups = session.groups.get(key, ())
    if not groups:
        return Refused("not_now", "There are no groups in this step.")
    if command.seat not in session.present():
        return Refused("unknown", "That person is not here.")
    if not 0 <= command.group <= len(groups):
        return Refused("unknown", "There is no such group.")
    if command.group < len(groups) and command.seat in groups[command.group]:
        return ()
    return (e.PersonPlaced(key, command.seat, command.group),)


def go_to_group(session: Session, command: c.GoToGroup) -> Decision:
    """Somebody moves to another group by themselves, where the step lets people move freely."""
    seat, step = command.by, session.step(command.step)
    if not isinstance(seat, int) or seat not in session.present():
        return Refused("not_yours", "Please take a seat first.")
    if step is None or not session.is_open(command.step) or not step.grouping.roam:
        return Refused("not_now", "In this step people stay in their groups.")
    groups = session.groups_in(command.step)
    if not 0 <= command.group < len(groups):
        return Refused("unknown", "There is no such group.")
    if seat in groups[command.group]:
        return ()
    return (e.PersonPlaced(session.standing[command.step], seat, command.group),)


def regroup(session: Session, command: c.Regroup, rng: random.Random) -> Decision:
    key = _grouped(session, command.step)
    step, item = session.step(key), session.item(key)
    if not step or not item or not session.groups.get(key):
        return Refused("not_now", "There are no groups in this step.")
    return (e.GroupsFormed(key, form(session, item, step, rng)),)


def groups_for(session: Session, item: Item, step: Step, rng: random.Random) -> tuple[Event, ...]:
    """The events that make the groups of a step ready: formed when they are not, else fitted to who is here now."""
    key, formed_here = _formation(session, item, step), step.grouping.kind in ("groups", "merge")
    ready = session.groups.get(key)
    stale = step.grouping.kind == "merge" and key not in session.standing and not _keeps_whole(session, item, step)
    if formed_here and (ready is None or stale):
        return (e.GroupsFormed(key, form(session, item, step, rng)),)
    return tuple(_fitted(session, key, ready, rng)) if ready else ()


def form(session: Session, item: Item, step: Step, rng: random.Random) -> Groups:
    """New groups for a step: neighbours merged, or people who have not met, mixed as the plan wishes."""
    wish, people = _wish(session), session.present()
    if step.grouping.kind == "merge":
        before = _before(session, item, step)
        if before:
            return _whole(session, merge(before, step.grouping.size, most=None, rng=rng), wish)
        return of_size(people, 2 * step.grouping.size, least=2, most=None, remainder="up", wish=wish, rng=rng)
    if item.same_groups and (same := session.groups.get(f"{item.repeats}/{step.name}")):
        return _whole(session, same, wish)
    at = item.steps.index(step)
    following = next((s.grouping for s in item.steps[at + 1 :] if s.grouping.kind not in ("alone", "keep")), None)
    multiple = following.size if following and following.kind == "merge" else 1
    return of_size(people, **bounds(step.grouping), multiple=multiple, wish=wish, rng=rng)


def cards_for(session: Session, item: Item, step: Step, rng: random.Random) -> tuple[Event, ...]:
    """The event that deals each person a card they have not had; none when the step deals nothing."""
    key = step_key(item, step)
    if not step.deals:
        return ()
    source = f"{item.key}/{step.deals}"
    authors = {one.id: one.seat for one in words(session, source)}
    past = {
        seat: frozenset(
            cards[seat] for other, cards in session.dealt.items() if other.startswith(f"{item.key}/") and seat in cards
        )
        for seat in session.present()
    }
    holders = [seat for seat in session.present() if seat not in session.dealt.get(key, {})]
    taken = set(session.dealt.get(key, {}).values())
    cards = deal({id: seat for id, seat in authors.items() if id not in taken}, holders, past, rng)
    return (e.CardsDealt(key, cards),) if cards or key not in session.dealt else ()


def met(session: Session) -> Counter[frozenset[int]]:
    """How often two people have been in one group in the steps that have begun."""
    return Counter(pair for key in _formed(session) for pair in pairs(session.groups[key]))


def pairs(groups: Groups) -> list[frozenset[int]]:
    """Who meets whom in these groups."""
    return meetings(tuple(group for group in groups if len(group) <= GROUP_MEMORY))


def _formed(session: Session) -> list[StepKey]:
    """The steps that have begun and for which groups were formed."""
    return list(dict.fromkeys(key for key in session.standing.values() if key in session.groups))


def _wish(session: Session) -> Wish:
    def answers(name: str) -> dict[int, str]:
        return {n: seat.traits[name] for n, seat in session.seats.items() if name in seat.traits}

    odd: Counter[int] = Counter()
    for key in _formed(session):
        step = session.step(key)
        if step and step.grouping.kind == "groups":
            odd.update(odd_seats(session.groups[key], step.grouping.size))
    return Wish(
        spread=tuple(answers(name) for name in session.plan.spread),
        together=tuple(answers(name) for name in session.plan.together),
        met=met(session),
        odd=odd,
    )


def _before(session: Session, item: Item, step: Step) -> Groups:
    """The groups that a merging step starts from."""
    for earlier in reversed(item.steps[: item.steps.index(step)]):
        if earlier.grouping.kind in ("groups", "merge"):
            return session.groups.get(step_key(item, earlier), ())
    return ()


def _keeps_whole(session: Session, item: Item, step: Step) -> bool:
    """True when no group of the step before was changed since this merge was made ready."""
    ready = [set(group) for group in session.groups.get(step_key(item, step), ())]
    return all(any(set(group) <= big for big in ready) for group in _before(session, item, step))


def _whole(session: Session, groups: Groups, wish: Wish) -> Groups:
    """The groups with just the people who are here: those gone left out, those missing placed."""
    here = set(session.present())
    seated = tuple(g for g in (tuple(m for m in group if m in here) for group in groups) if g)
    for seat in sorted(here - {m for group in seated for m in group}):
        if not seated:
            return (tuple(sorted(here)),)
        number = seat_latecomer(seated, seat, most=None, wish=wish)
        seated = (*seated[:number], (*seated[number], seat), *seated[number + 1 :])
    for number, group in enumerate(seated):
        if len(group) == 1 and len(seated) > 1:
            others = (*seated[:number], *seated[number + 1 :])
            to = _smallest(others)
            return _whole(session, (*others[:to], (*others[to], group[0]), *others[to + 1 :]), wish)
    return seated


def _formation(session: Session, item: Item, step: Step) -> StepKey:
    """The step whose groups a step has: its own, or those it keeps; nothing when people are alone or all together."""
    key = step_key(item, step)
    if step.grouping.kind in ("groups", "merge"):
        return key
    if step.grouping.kind != "keep":
        return ""
    return session.standing.get(key, session.last_formation)


def _fitted(session: Session, key: StepKey, groups: Groups, rng: random.Random) -> Iterator[Event]:
    """People who went taken out, people who came put in; nobody else is moved and no group's number changes."""
    here, seated = set(session.present()), [seat for group in groups for seat in group]
    left = groups
    for gone in seated:
        left = left if gone in here else without(left, gone, least=2)
    if not any(left) and here:
        item, step = session.item(key), session.step(key)
        if item and step:
            yield e.GroupsFormed(key, form(session, item, step, rng))
        return
    if left != groups:
        yield e.GroupsFormed(key, left)
    missing, known = sorted(here - set(seated)), session.step(key)
    wish = _wish(session) if missing else Wish()
    for seat in missing:
        number = seat_latecomer(left, seat, most=known.grouping.most or None if known else None, wish=wish)
        left = (*left[:number], (*left[number], seat), *left[number + 1 :])
        yield e.PersonPlaced(key, seat, number)


def _places(session: Session, seat: int) -> tuple[Event, ...]:
    """A place in every group formation in use or planned, for a person who has just sat down."""
    wish = _wish(session)
    placed: list[Event] = []
    for key in _keys_in_use(session):
        groups, step = session.groups[key], session.step(key)
        if not any(groups):
            placed.append(e.GroupsFormed(key, ((seat,),)))
        elif step:
            most = step.grouping.most or None
            placed.append(e.PersonPlaced(key, seat, seat_latecomer(groups, seat, most=most, wish=wish)))
    return tuple(placed)


def _keys_in_use(session: Session) -> list[StepKey]:
    """Formations people sit in now, or will in a step made ready."""
    standing = session.standing.get(session.at, "")
    begun = set(session.standing)
    return [key for key in session.groups if key == standing or key not in begun]


def _grouped(session: Session, wanted: StepKey) -> StepKey:
    """The formation that a step (by default the present one) uses."""
    key = wanted or session.at
    return session.standing.get(key, key)


def _smallest(groups: Groups) -> int:
    return min((n for n, group in enumerate(groups) if group), key=lambda n: len(groups[n]))
