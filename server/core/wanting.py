"""Deciding about the wishes for groups: how much each counts, and who is kept apart or together.

Groups that people sit in stay as they are. Groups made ready for a step to come are made anew when a wish changes, so
that the facilitator sees at once what it comes to.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.events import Event
from server.core.folding import evolve
from server.core.forming import form
from server.core.session import Session
from server.core.wanted import weighable, weight_of
from server.core.wishes import RESERVED, Tie, broken

Decision = tuple[Event, ...] | Refused

MOST_TIES = 200
"""More chosen pairs than that are a seating plan, and no longer something that mixing can do."""

NO_WISH = Refused("unknown", "There is no such wish for the groups of this session.")
ALL_TIED = Refused("too_many", "So many pairs were chosen that no more can be kept. Let some of them go first.")
TWO_PEOPLE = Refused("unknown", "Choose two people who have a seat here.")


def set_mixing(session: Session, command: c.SetMixing, rng: random.Random) -> Decision:
    if command.wish not in RESERVED and command.wish not in {ask.name for ask in weighable(session)}:
        return NO_WISH
    if weight_of(session, command.wish) == command.weight:
        return ()
    said = e.MixingSet(command.wish, command.weight)
    return (said, *_made_ready(_after(session, said), rng))


def tie_pair(session: Session, command: c.TiePair, rng: random.Random) -> Decision:
    pair = frozenset((command.one, command.other))
    if len(pair) < 2 or not pair <= set(session.seats):
        return TWO_PEOPLE
    if session.ties.get(pair, "free") == command.how:
        return ()
    if command.how != "free" and pair not in session.ties and len(session.ties) >= MOST_TIES:
        return ALL_TIED
    said = e.PairTied(min(pair), max(pair), command.how)
    wrong = {} if command.how == "free" else {pair: command.how == "together"}
    return (said, *_made_ready(_after(session, said), rng, wrong))


def ties_of(session: Session, seat: int, chosen: Mapping[int, Tie]) -> dict[frozenset[int], Tie]:
    """What was chosen beforehand for somebody who sits down now, as far as there is room for it."""
    known = {frozenset((seat, other)): how for other, how in chosen.items() if other in session.seats and other != seat}
    return dict(list(known.items())[: max(0, MOST_TIES - len(session.ties))])


def _after(session: Session, event: Event) -> Session:
    # neither the hour nor who did it is anything to a wish
    return evolve(session, e.Entry(0, 0.0, "", event))


def _made_ready(
    session: Session, rng: random.Random, wrong: Mapping[frozenset[int], bool] | None = None
) -> Iterator[Event]:
    """Groups for steps to come, made anew; where only `wrong` pairs matter, those that do not keep to them."""
    for key, groups in session.groups.items():
        item, step = session.item(key), session.step(key)
        if key in session.standing or not item or not step or item.same_groups:
            continue
        mixes = step.grouping.kind == "groups" if wrong is None else broken(groups, wrong) > 0
        if mixes and step.grouping.kind in ("groups", "merge"):
            made = form(session, item, step, rng)
            yield e.GroupsFormed(key, made.groups, made.topics, made.names)
