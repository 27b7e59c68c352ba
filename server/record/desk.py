"""What building a record needs at hand: the session, names, numbers for its lines, and what was said about each."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from server.core import cards
from server.core.faces import Around
from server.core.naming import signed
from server.core.outcomes import given_in_order
from server.core.plan import StepKey, step_key
from server.core.session import Contribution, Session
from server.record.record import Scores, Taking, Told
from structures.vocabulary import Step

SMALL_CELL = 5
"""A role shared by fewer people is not shown: it would name them."""
OTHERS = "others"

K = TypeVar("K", int, str)


@dataclass(frozen=True, slots=True)
class Desk:
    """`refs` number the lines, `roles` are what their writers are here as, where that may be told, `scores` and `told`
    what was said about them; all by contribution."""

    session: Session
    around: Around
    refs: Mapping[str, str]
    roles: Mapping[str, str]
    scores: Mapping[str, Scores]
    told: Mapping[str, tuple[Told, ...]]


def among(names: Mapping[int, str]) -> Around:
    """All that a record needs to know of who is around: names by seat."""
    return Around(names, frozenset(), {}, (), "", "", 0.0)


def signatures(session: Session, names: Mapping[int, str]) -> dict[int, str]:
    """Each seat's name as it may stand where names are promised."""
    around = among(names)
    return {seat: signed(session, around, seat) for seat in session.seats}


def in_order(session: Session, key: StepKey) -> list[Contribution]:
    """A step's contributions in an order that tells nothing about who came when."""
    return sorted(session.written(key), key=lambda one: one.id)


def refs_of(session: Session) -> dict[str, str]:
    """`5.3.2`: fifth part, third step, second line. What was brought along is part 0."""
    refs: dict[str, str] = {}
    for k, given in enumerate(session.plan.given, 1):
        refs.update((one.id, f"0.{k}.{i}") for i, one in enumerate(given_in_order(session, given.name), 1))
    for n, item in enumerate(session.items, 1):
        for k, step in enumerate(item.steps, 1):
            made = in_order(session, step_key(item, step))
            refs.update((one.id, f"{n}.{k}.{i}") for i, one in enumerate(made, 1))
    return refs


def is_told(session: Session, key: StepKey, step: Step) -> bool:
    """Whether the record may hold a step's words now: by its capture, and once it has closed or shares them."""
    if step.capture != "room":
        return False
    shares = any(sight.whose == "all" and sight.of == step.name and not sight.held for sight in step.sees)
    return shares or not session.is_open(key)


def headline(desk: Desk, one: Contribution) -> str:
    """The first words of a contribution, without any name; empty when it has none."""
    lines = cards.lines(desk.session, desk.around, desk.session.step(one.step), one.values)
    said = [line for line in lines if line.kind in ("text", "long")]
    return cards.sentence(said) or next((line.text for line in said), "")


def instant(at: float) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


# --- people ----------------------------------------------------------------------------------------------------


def writers(session: Session) -> set[int]:
    """Everybody who has at least one contribution in the session."""
    return {one.seat for made in session.made.values() for one in made.values()} & set(session.seats)


def shown_roles(session: Session) -> dict[int, str]:
    """What each person is counted as, by their seats."""
    ask = session.plan.asks[0].name if session.plan.asks else ""
    return counted_as({n: seat.traits.get(ask, "") for n, seat in session.seats.items()})


def counted_as(said: Mapping[K, str]) -> dict[K, str]:
    """What people are counted as, from what each said they are. Roles that too few share are "others"; where even these
    would be too few, they join the smallest role shown: a few people left over would be named by subtraction."""
    shared = Counter(said.values())
    counted = {one: role if role and shared[role] >= SMALL_CELL else OTHERS for one, role in said.items()}
    came = Counter(counted.values())
    if 0 < came[OTHERS] < SMALL_CELL and len(came) > 1:
        nearest = min((r for r in came if r != OTHERS), key=lambda r: (came[r], r))
        return {one: f"{nearest} and others" if role in (nearest, OTHERS) else role for one, role in counted.items()}
    return counted


def taking_part(session: Session) -> tuple[Taking, ...]:
    counted, wrote = shown_roles(session), writers(session)
    came = Counter(counted.values())
    contributed = Counter(role for n, role in counted.items() if n in wrote)
    return tuple(Taking(role, n, contributed[role]) for role, n in sorted(came.items(), key=lambda r: (-r[1], r[0])))
