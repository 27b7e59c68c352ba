"""How far everybody took part, counted so that nobody can be told apart: of all, and of roles that enough share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from server.core import forming
from server.core.session import Session
from server.record.charts import Heard, Meetings, Share
from server.record.desk import SMALL_CELL, K, shown_roles, writers
from server.record.record import Inclusion
from server.record.taking_up import taken_up

EVERYBODY = "Everybody"
WHO = "Who was heard"


def inclusion(session: Session) -> Inclusion:
    """How many wrote, had an idea that was taken up, and met. Roles as in `desk.taking_part`."""
    people, wrote, taken = set(session.seats), writers(session), taken_up(session).seats
    roles = shown_roles(session)
    came = Counter(roles.values())
    shares = tuple(
        Share(role, n, sum(1 for one in wrote if roles[one] == role), sum(1 for one in taken if roles[one] == role))
        for role, n in sorted(came.items(), key=lambda told: (-told[1], told[0]))
        if n >= SMALL_CELL
    )
    pairs = len(people) * (len(people) - 1) // 2
    return Inclusion(len(people), len(wrote), len(taken), shares, pairs, len(forming.met(session)))


def heard_by_role(inclusion: Inclusion, title: str = WHO) -> Heard | None:
    """The picture of it; nothing to be drawn for fewer people than a role needs, and where nobody wrote."""
    if not inclusion.roles or not inclusion.contributed:
        return None
    return Heard(title, whole(inclusion), inclusion.roles if len(inclusion.roles) > 1 else ())


def whole(inclusion: Inclusion) -> Share:
    """Everybody as one row."""
    return Share(EVERYBODY, inclusion.people, inclusion.contributed, inclusion.taken_up, inclusion.least)


def meetings(session: Session, title: str = "Who has met whom") -> Meetings | None:
    """Who sat with whom in small groups, by role; None where nobody did."""
    return met_by_role(title, forming.met(session), shown_roles(session))


def met_by_role(title: str, met: Collection[frozenset[K]], roles: Mapping[K, str]) -> Meetings | None:
    """The same of any people: the pairs that met, and what each person is counted as."""
    if not met:
        return None
    many = Counter(one for pair in met for one in pair)
    others = Counter(many[one] for one in roles)
    came = Counter(roles.values())
    named = sorted((role for role in came if came[role] >= SMALL_CELL), key=lambda role: (-came[role], role))
    if len(named) < 2:
        named = []
    sat = Counter(tuple(sorted(roles[one] for one in pair)) for pair in met if pair <= roles.keys())
    shares = tuple(
        tuple(
            sat[min(a, b), max(a, b)] / (came[a] * (came[a] - 1) // 2 if a == b else came[a] * came[b]) for b in named
        )
        for a in named
    )
    return Meetings(title, tuple(named), shares, tuple(others[n] for n in range(max(others) + 1)))
