"""Who came to which meeting of a series: read out of the seats that were taken, kept nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from server import tables
from server.log import Log
from server.record.forms.csv import table
from server.season.meetings import Meeting, Series
from server.season.person import Person

YES = "yes"


@dataclass(frozen=True, slots=True)
class Sat:
    """Somebody who took a seat: as whom (`name`), and who that is of the community, if they came by a link of their
    own. `role` is what they said there, else what the community knows."""

    name: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """`came` holds, by a meeting's place in the series (from 1), everybody who took a seat; `people` are the people of
    the community by id, also those who have gone. Meetings without anybody are not in it."""

    meetings: tuple[Meeting, ...]
    people: Mapping[str, Person]
    came: Mapping[int, tuple[Sat, ...]] = field(default_factory=dict)

    def persons(self, position: int) -> frozenset[str]:
        """The ids of those of the community who came to a meeting."""
        return frozenset(one.person for one in self.came[position] if one.person)

    def roles(self, position: int) -> list[tuple[str, int]]:
        """How many of each role came, the most frequent first; empty is who said none."""
        counted = Counter(one.role for one in self.came[position])
        return sorted(counted.items(), key=lambda one: (-one[1], one[0].casefold()))

    def returned(self) -> dict[int, int]:
        """How many of each meeting's people had been at an earlier one: of those who came by links of their own."""
        seen: set[str] = set()
        back = {}
        for position in sorted(self.came):
            here = self.persons(position)
            back[position] = len(here & seen)
            seen |= here
        return back

    def lines(self) -> Iterator[tuple[Person, tuple[bool, ...]]]:
        """Everybody of the community who is here or came once, by name, and to which of the meetings they came."""
        ever = frozenset[str]().union(*map(self.persons, self.came)) if self.came else frozenset[str]()
        listed = [one for one in self.people.values() if one.left_at is None or one.id in ever]
        for person in sorted(listed, key=lambda one: (one.details.name.casefold(), one.id)):
            yield person, tuple(person.id in self.persons(position) for position in sorted(self.came))

    def without_link(self, position: int) -> int:
        """How many came with the code alone: nobody knows whether they came before."""
        return sum(1 for one in self.came[position] if not one.person)


async def attendance(
    log: Log, series: Series, people: Iterable[Person], roles: Mapping[str, Mapping[int, str]]
) -> Attendance:
    """`people` are those of the series' community; `roles` what was said in each session by seat, by the session's
    id."""
    held = {one.session: one.position for one in series.meetings if one.session}
    known = {one.id: one for one in people}
    s = tables.seats
    query = select(s.c.session, s.c.number, s.c.name, s.c.person).where(s.c.session.in_(held)).order_by(s.c.number)
    came: dict[int, list[Sat]] = {}
    for row in await log.rows(query):
        person = row.person or ""
        role = roles.get(row.session, {}).get(row.number, "") or (known[person].details.role if person in known else "")
        came.setdefault(held[row.session], []).append(Sat(row.name, person, role))
    return Attendance(series.meetings, known, {position: tuple(sat) for position, sat in came.items()})


def register(of: Attendance) -> bytes:
    """A table for a spreadsheet: everybody, and to which meetings they came."""
    held = sorted(of.came)
    titles = {one.position: one.title for one in of.meetings}
    rows: list[tuple[str, ...]] = [
        ("name", "role", "organisation", "place", *(f"{n}. {titles[n]}" for n in held), "came to")
    ]
    for person, which in of.lines():
        about = person.details
        came = [YES if one else "" for one in which]
        rows.append((about.name, about.role, about.organisation, about.place, *came, f"{sum(which)} of {len(held)}"))
    if any(of.without_link(n) for n in held):
        rows.append(("came with the code alone", "", "", "", *(str(of.without_link(n)) for n in held), ""))
    return table(rows)
