"""How far everybody took part, counted so that nobody can be told apart: of all, and of roles that enough share."""

from __future__ import annotations

from collections import Counter

from server.core import forming, heard, outcomes
from server.core.session import Contribution, Session
from server.record.charts import Heard, Meetings, Share
from server.record.desk import SMALL_CELL, shown_roles, writers
from server.record.record import Inclusion

EVERYBODY = "Everybody"
WHO = "Who was heard"


def inclusion(session: Session) -> Inclusion:
    """How many wrote, had an idea that reached the whole group, and met. Roles as in `desk.taking_part`."""
    people, wrote, reached = set(session.seats), writers(session), _reached(session)
    roles = shown_roles(session)
    came = Counter(roles.values())
    shares = tuple(
        Share(role, n, sum(1 for one in wrote if roles[one] == role), sum(1 for one in reached if roles[one] == role))
        for role, n in sorted(came.items(), key=lambda told: (-told[1], told[0]))
        if n >= SMALL_CELL
    )
    pairs = len(people) * (len(people) - 1) // 2
    return Inclusion(len(people), len(wrote), len(reached), shares, pairs, len(forming.met(session)))


def _reached(session: Session) -> set[int]:
    """Whose ideas reached the whole group: they stood before everybody or in what the session leaves behind, or such
    lines came from theirs."""
    lines = {one.id: one for made in session.made.values() for one in made.values() if outcomes.is_word(session, one)}
    under: dict[str, list[str]] = {}
    for below, above in session.together.items():
        under.setdefault(above, []).append(below)
    left = (
        one
        for name in dict.fromkeys(item.output for item in session.items if item.output)
        for one in outcomes.output_words(session, name)
    )
    ahead: list[Contribution] = [*heard.on_stage(session), *left]
    found: dict[str, Contribution] = {}
    while ahead:
        one = ahead.pop()
        if one.id not in found:
            found[one.id] = one
            ahead.extend(lines[id] for id in (*one.about, *under.get(one.id, ())) if id in lines)
    return {one.seat for one in found.values() if heard.has_words(session.step(one.step))} & set(session.seats)


def heard_by_role(inclusion: Inclusion, title: str = WHO) -> Heard | None:
    """The picture of it; nothing to be drawn for fewer people than a role needs."""
    if not inclusion.roles:
        return None
    if len(inclusion.roles) == 1:
        return Heard(title, (Share(EVERYBODY, inclusion.people, inclusion.contributed, inclusion.reached),))
    return Heard(title, inclusion.roles)


def meetings(session: Session, title: str = "Who has met whom") -> Meetings | None:
    """Who sat with whom in small groups, by role; None where nobody did."""
    met = forming.met(session)
    people = Counter(seat for pair in met for seat in pair)
    if not met:
        return None
    others = Counter(people[seat] for seat in session.seats)
    roles = shown_roles(session)
    came = Counter(roles.values())
    named = sorted((role for role in came if came[role] >= SMALL_CELL), key=lambda role: (-came[role], role))
    if len(named) < 2:
        named = []
    sat = Counter(tuple(sorted(roles[seat] for seat in pair)) for pair in met if pair <= roles.keys())
    shares = tuple(
        tuple(
            sat[min(a, b), max(a, b)] / (came[a] * (came[a] - 1) // 2 if a == b else came[a] * came[b]) for b in named
        )
        for a in named
    )
    return Meetings(title, tuple(named), shares, tuple(others[n] for n in range(max(others) + 1)))
