"""How far everybody took part in a whole series, each person counted once: made from its sessions, where it is known
who sat in them, and kept as figures alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core import forming
from server.core.outcomes import given_in_order
from server.core.session import Session
from server.record import sparing
from server.record.charts import Share
from server.record.desk import SMALL_CELL, counted_as, refs_of, shown_roles, writers
from server.record.inclusion import met_by_role
from server.record.lineage import origin
from server.record.record import Inclusion
from server.record.season import Together
from server.record.sparing import Row
from server.record.taking_up import taken_up

MET = "Who has met whom, over all meetings"


@dataclass(frozen=True, slots=True)
class Attended:
    """A session of a series and who sat in it, by seat: those who came by a link of their own. The same person is
    the same text in every session."""

    session: Session
    people: Mapping[int, str]

    def who(self, seats: Sequence[int] | frozenset[int] | set[int]) -> set[str]:
        return {self.people[seat] for seat in seats if seat in self.people}


def over_all(attended: Mapping[int, Attended]) -> Together | None:
    """By the numbers of the sessions; None for fewer than two. The latest counts once it is closed: while people write,
    two looks would tell of one person whether they had written before."""
    by_time = sorted(attended, key=lambda number: (attended[number].session.started_at, number))
    if by_time and attended[by_time[-1]].session.phase != "closed":
        by_time.pop()
    if len(by_time) < 2:
        return None
    wrote, taken = sparing.Telling(), sparing.Telling()
    for many, number in enumerate(by_time, 1):
        so_far = {n: attended[n] for n in sorted(by_time[:many])}
        one, roles = attended[number], counted_as(_roles(list(so_far.values())))
        wrote.add(rows_told(one, writers(one.session)))
        taken.add(rows_told(one, taken_up(one.session).seats))
        if many > 1:
            wrote.tell(roles, {who for one in so_far.values() for who in one.who(writers(one.session))})
            taken.tell(roles, whose_were_taken_up(so_far))
    of = wrote.of
    shares = tuple(
        Share(role, len(of[role]), wrote.by[role].count, taken.by[role].count, _least(wrote.by[role], taken.by[role]))
        for role in sorted(of, key=lambda role: (-len(of[role]), role))
        if len(of[role]) >= SMALL_CELL
    )
    held = list(so_far.values())
    met = set[frozenset[str]]().union(*map(_met, held))
    people = len(roles)
    inclusion = Inclusion(
        people, wrote.all.count, taken.all.count, shares, people * (people - 1) // 2, len(met),
        _least(wrote.all, taken.all),
    )  # fmt: skip
    alone = sum(len(one.session.seats.keys() - one.people.keys()) for one in held)
    return Together(len(held), inclusion, met_by_role(MET, met, roles), alone)


def _least(contributed: sparing.Count, taken: sparing.Count) -> tuple[str, ...]:
    told = (("contributed", contributed.least), ("taken_up", taken.least))
    return tuple(name for name, least in told if least)


def _roles(held: Sequence[Attended]) -> dict[str, str]:
    """What each person said most often they are here as; of as many, what they said first."""
    said: dict[str, list[str]] = {}
    for one in held:
        ask = one.session.plan.asks[0].name if one.session.plan.asks else ""
        for seat, who in one.people.items():
            if seat in one.session.seats:
                role = one.session.seats[seat].traits.get(ask, "")
                said.setdefault(who, []).extend([role] if role else [])
    return {who: Counter(roles).most_common(1)[0][0] if roles else "" for who, roles in said.items()}


def rows_told(one: Attended, did: frozenset[int] | set[int]) -> list[Row]:
    """What a session tells by role of who did something."""
    rows: dict[str, set[int]] = defaultdict(set)
    for seat, role in shown_roles(one.session).items():
        rows[role].add(seat)
    return [Row(frozenset(one.who(seats)), len(seats - did)) for seats in rows.values()]


def whose_were_taken_up(attended: Mapping[int, Attended]) -> set[str]:
    """Whose ideas were taken up, in their session or in a later one that they were brought along to."""
    found = set[str]()
    later: dict[int, set[str]] = defaultdict(set)
    for number in sorted(attended, reverse=True):
        one = attended[number]
        ids = {ref: id for id, ref in refs_of(one.session).items()} if later[number] else {}
        here = taken_up(one.session, (ids[ref] for ref in sorted(later[number]) if ref in ids))
        found |= one.who(here.seats)
        for given in one.session.plan.given:
            for line in given_in_order(one.session, given.name):
                session, _, ref = origin(given, line).partition(":")
                if line.id in here.brought and session and int(session) < number:
                    later[int(session)].add(ref)
    return found


def _met(one: Attended) -> set[frozenset[str]]:
    known = (pair for pair in forming.met(one.session) if pair <= one.people.keys())
    pairs = (frozenset(one.people[seat] for seat in pair) for pair in known)
    return {pair for pair in pairs if len(pair) > 1}
