"""Deciding about people: joining, leaving, who sits with whom, and the cards in their hands.

Groups are formed once and recorded. A late-comer gets a place, a leaver frees one, and nobody else is moved; the
groups of the step to come are made ready early, so that the facilitator can look at them and change them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.dealing import deal
from server.core.events import Event, Groups
from server.core.forming import form, is_whole, wish_of
from server.core.gathering import FEW
from server.core.grouping import Wish, seat_latecomer, without
from server.core.outcomes import words
from server.core.plan import Item, StepKey, step_key
from server.core.session import Seat, Session
from server.core.wanted import chosen
from server.core.wanting import ties_of
from structures.vocabulary import Grouping, Step

Decision = tuple[Event, ...] | Refused


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
    met = {other: times for other, times in command.met.items() if other in session.seats and times > 0}
    colleagues = tuple(other for other in command.colleagues if other in session.seats)
    sitting = Seat(seat, command.traits, 0.0, met=met, colleagues=colleagues)
    ties = ties_of(session, seat, command.ties)
    seated = replace(session, seats={**session.seats, seat: sitting}, ties={**session.ties, **ties})
    return (
        e.SeatTaken(seat, dict(command.traits), met, colleagues),
        *((e.NamingChosen(seat, command.naming),) if command.naming != sitting.naming else ()),
        *(e.PairTied(min(pair), max(pair), how) for pair, how in ties.items()),
        *_places(seated, seat),
    )


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
        before, step = session.groups[key], session.step(key)
        if step:
            after = _after_leaving(step.grouping, before, seat, chosen(session))
            moved += (
                e.PersonPlaced(key, one, n) for n, group in enumerate(after) for one in group if one not in before[n]
            )
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
    return (_formed(session, item, step, rng),)


def groups_for(session: Session, item: Item, step: Step, rng: random.Random, left: StepKey = "") -> tuple[Event, ...]:
    """The events that make the groups of a step ready: formed when they are not, else fitted to who is here now.

    `left` is the step that has just closed. Groups that follow from what people say in a step wait until it closes.
    """
    key, source = _formation(session, item, step), f"{item.key}/{step.grouping.of}" if step.grouping.of else ""
    if source and source == session.at:
        return ()
    ready = session.groups.get(key)
    if not any(ready or ()):
        ready = None  # made while nobody was here
    if step.grouping.forms and (
        ready is None or (key not in session.standing and _is_stale(session, item, step, left))
    ):
        return (_formed(session, item, step, rng),)
    return tuple(_fitted(session, key, ready, rng)) if ready else ()


def _is_stale(session: Session, item: Item, step: Step, left: StepKey) -> bool:
    """True when groups made ready no longer follow from the groups or the words they were made from."""
    if step.grouping.of and f"{item.key}/{step.grouping.of}" == left:
        return True
    if step.grouping.kind == "circle":
        tables = session.groups[step_key(item, step)][1:]
        return not any(tables) and len(session.present()) > max(FEW, step.grouping.size)
    return not is_whole(session, item, step)


def _formed(session: Session, item: Item, step: Step, rng: random.Random) -> Event:
    made = form(session, item, step, rng)
    return e.GroupsFormed(step_key(item, step), made.groups, made.topics, made.names)


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


def _formation(session: Session, item: Item, step: Step) -> StepKey:
    """The step whose groups a step has: its own, or those it keeps; nothing when people are alone or all together."""
    key = step_key(item, step)
    if step.grouping.forms:
        return key
    if step.grouping.kind != "keep":
        return ""
    return session.standing.get(key, session.last_formation)


def _fitted(session: Session, key: StepKey, groups: Groups, rng: random.Random) -> Iterator[Event]:
    """People who went taken out, people who came put in; nobody else is moved and no group's number changes."""
    item, step = session.item(key), session.step(key)
    if not item or not step:
        return
    here, seated = set(session.present()), [seat for group in groups for seat in group]
    left = groups
    for gone in seated:
        left = left if gone in here else _after_leaving(step.grouping, left, gone, chosen(session))
    if not any(left) and here:
        yield _formed(session, item, step, rng)
        return
    if left != groups:
        yield _refitted(session, key, left)
    missing = sorted(here - set(seated))
    wish = wish_of(session) if missing else Wish()
    for seat in missing:
        number = _place(session, key, left, seat, wish)
        left = (*left[:number], (*left[number], seat), *left[number + 1 :])
        yield e.PersonPlaced(key, seat, number)


def _places(session: Session, seat: int) -> tuple[Event, ...]:
    """A place in every group formation in use or planned, for a person who has just sat down."""
    keys = _keys_in_use(session)
    wish = wish_of(session) if keys else Wish()  # while people arrive there are no groups yet
    placed: list[Event] = []
    for key in keys:
        groups = session.groups[key]
        if any(groups):
            placed.append(e.PersonPlaced(key, seat, _place(session, key, groups, seat, wish)))
        else:
            placed.append(_refitted(session, key, ((seat,), *groups[1:])))
    return tuple(placed)


def _place(session: Session, key: StepKey, groups: Groups, seat: int, wish: Wish) -> int:
    """The number of the group a late-comer joins: among people of their kind, outside a circle, else the smallest."""
    step = session.step(key)
    grouping = step.grouping if step else Grouping("groups")
    asked = session.plan.asks[0].name if session.plan.asks else ""
    if grouping.kind == "clusters" and (kind := _plain(session.seats[seat].traits.get(asked, ""))):
        called = session.called.get(key, ())
        alike = [n for n, group in enumerate(groups) if group and n < len(called) and _plain(called[n]) == kind]
        if alike:
            return alike[0]
    if grouping.kind == "circle":
        groups = ((), *groups[1:])
    return seat_latecomer(groups, seat, most=grouping.most or None, wish=wish)


def _plain(answer: str) -> str:
    return " ".join(answer.split()).casefold()


def _after_leaving(grouping: Grouping, groups: Groups, seat: int, wish: Wish) -> Groups:
    """The groups without one person; somebody left alone joins the smallest other group.

    Where people move freely nobody is moved. One who is left inside a circle is not alone: the others sit round.
    """
    if grouping.roam:
        return without(groups, seat, least=1)
    if grouping.kind != "circle" or not any(groups[1:]):
        return without(groups, seat, least=2, wish=wish)
    inside, tables = tuple(one for one in groups[0] if one != seat), without(groups[1:], seat, least=2, wish=wish)
    watching = [one for table in tables for one in table]
    if len(watching) == 1 and inside and seat not in groups[0]:
        return ((*inside, *watching), *(() for _ in tables))
    return (inside, *tables)


def _refitted(session: Session, key: StepKey, groups: Groups) -> Event:
    """The groups of a step with other people, still about the same and called the same."""
    return e.GroupsFormed(key, groups, session.topics.get(key, ()), session.called.get(key, ()))


def _keys_in_use(session: Session) -> list[StepKey]:
    """Formations people sit in now, or will in a step made ready."""
    standing = session.standing.get(session.at, "")
    begun = set(session.standing)
    return [key for key in session.groups if key == standing or key not in begun]


def _grouped(session: Session, wanted: StepKey) -> StepKey:
    """The formation that a step (by default the present one) uses."""
    key = wanted or session.at
    return session.standing.get(key, key)
