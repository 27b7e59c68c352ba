"""Whose ideas were chosen or taken up: what people said themselves about where their lines come from, and nothing else.

A line is taken up when it is in what the session leaves behind because it was chosen among others by scores, votes or
answers; or when such a line, or one that somebody else or a group wrote there, was said to come from it. What grew out
of a talk without anybody saying from what is nobody's. So is what a group wrote with one pen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.core import heard, outcomes
from server.core.plan import Item
from server.core.session import Contribution, Session


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The seats whose ideas were taken up, and those lines (by their ids) that had been brought along."""

    seats: frozenset[int]
    brought: frozenset[str]


def taken_up(session: Session, later: Iterable[str] = ()) -> TakenUp:
    """`later` are lines of the session that a later one of its series took up."""
    lines = {one.id: one for made in session.made.values() for one in made.values() if outcomes.is_word(session, one)}
    under: dict[str, list[str]] = defaultdict(list)
    for below, above in session.together.items():
        under[above].append(below)
    found: dict[str, bool] = {}
    ahead = [*((id, True) for id in later), *_left(session)]
    while ahead:
        id, is_taken = ahead.pop()
        if id not in lines or (id in found and found[id] >= is_taken):
            continue
        found[id] = is_taken
        one = lines[id]
        for source in (*(() if one.inferred else one.about), *under.get(id, ())):
            if source in lines:
                itself = lines[source].seat == one.seat and _is_one_voice(session, one)
                ahead.append((source, is_taken or not itself))
    taken = [lines[id] for id, is_taken in found.items() if is_taken]
    return TakenUp(
        frozenset(one.seat for one in taken if _is_one_voice(session, one)) & session.seats.keys(),
        frozenset(one.id for one in taken if not one.seat),
    )


def _left(session: Session) -> Iterator[tuple[str, bool]]:
    """All that the session leaves behind, and whether it was chosen for that."""
    for name in dict.fromkeys(item.output for item in session.items if item.output):
        yield from ((one.id, False) for one in outcomes.output_words(session, name))
    for item in session.items:
        if item.output:
            yield from ((id, True) for id in _chosen(session, item))


def _chosen(session: Session, item: Item) -> Iterator[str]:
    """The lines that an item left because people chose them; none where it left all that there was."""
    if not item.leaves.by:
        return
    weight = outcomes.weights(session, item, item.leaves.by, item.leaves.only)
    chosen = [one.id for one in outcomes.left_by(session, item) if weight is None or weight.get(one.id)]
    if len(chosen) < len({one.id for one in outcomes.may_leave(session, item)}):
        yield from chosen


def _is_one_voice(session: Session, one: Contribution) -> bool:
    """Whether one person said it, in words, for themselves."""
    step = session.step(one.step)
    return step is not None and step.by != "scribe" and heard.has_words(step)
