"""What people are here as, beside their lines: only where it helps nobody to find out who wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from server.core.session import Contribution, Session
from server.record.desk import SMALL_CELL, writers


def roles_beside(session: Session) -> dict[str, str]:
    """By contribution: what its writer is here as, where that may stand beside it."""
    roles, grouped = roles_of(session), set(_from_groups(session))
    return {
        one.id: roles[one.seat]
        for made in session.made.values()
        for one in made.values()
        if one.seat in roles and one.id not in grouped
    }


def roles_of(session: Session) -> dict[int, str]:
    """What each person is here as, by the plan's first ask, where enough others who wrote are here as that too.

    Lines without a role are by the people who are left over: these, too, must be nobody or enough. So must both be
    without those who stand in reports by their names, whom readers can rule out.
    """
    if not session.plan.asks:
        return {}
    ask = session.plan.asks[0].name
    said = {n: seat.traits.get(ask, "") for n, seat in session.seats.items()}
    wrote = writers(session)
    unnamed = {n for n in wrote if session.seats[n].naming != "reports"}
    shared = Counter(said[n] for n in unnamed)
    told = {role for role, many in shared.items() if role and many >= SMALL_CELL}
    while told and any(0 < sum(said[n] not in told for n in people) < SMALL_CELL for people in (wrote, unnamed)):
        told.remove(min(told, key=lambda role: (shared[role], role)))
    return {n: role for n, role in said.items() if role in told}


def _from_groups(session: Session) -> Iterator[str]:
    """Lines of which the record tells in which small group their writers sat: by its name, or because what the group
    wrote came from them. Everybody knows who sat there, so that a role could tell the one of them who wrote it."""
    lines = {one.id: one for made in session.made.values() for one in made.values()}
    for one in lines.values():
        if _is_in_group(session, one):
            yield one.id
        for below in (lines[id] for id in one.about if id in lines):
            both = (one, below)
            if _is_by_group(session, one, below) and any(_is_in_group(session, line) for line in both):
                yield from (line.id for line in both)


def _is_in_group(session: Session, one: Contribution) -> bool:
    return one.group >= 0 and bool(session.groups_in(one.step))


def _is_by_group(session: Session, one: Contribution, below: Contribution) -> bool:
    """Whether a line comes from another because their writers sat together; not because anybody may have chosen it."""
    step = session.step(one.step)
    picked = step is not None and step.by == "scribe" and session.item(one.step) == session.item(below.step)
    return one.inferred or picked
