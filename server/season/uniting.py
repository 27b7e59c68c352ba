"""Two rows of one person become one: everything that points to the one points to the other from then on.

It cannot be taken back: from that moment nothing says any more which of the two a thing came from. So one looks first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.live.keys import new_id
from server.log import Log
from server.season.communities import Unknown
from server.season.people import PERSONAL, People
from server.season.person import Details, Person
from server.season.ties import turn

POINTING: Mapping[str, Literal["all", "one", "pair"]] = {
    "letters.person": "all",
    "phrases.person": "one",
    "registrants.person": "all",
    "reminded.person": "one",
    "seats.person": "all",
    "ties.one": "pair",
    "ties.other": "pair",
}
"""Every column that points to a person. All its rows go over, or, where a person has one at most, the one they have
stays. Of a chosen pair, what was chosen for the one who stays comes first. Promises go with their seats; links and
surveys, which no column ties to a person, have lines of their own."""


UNITED = "united"
"""What an erasure is called that is none: "other/kept" were made one. Whoever erases the one erases both in backups."""


class NotTwo(Exception):
    """These are not two people of one community."""


@dataclass(frozen=True, slots=True)
class Together:
    """What uniting two people would come to. `details` as they would be, `lost` the address that would go; `sessions`
    they sat in, `both` the titles of those where both did; how many `links`, `promises` and `registrations` go over;
    whose `phrase` stays."""

    kept: Person
    other: Person
    details: Details
    lost: str
    sessions: int
    both: tuple[str, ...]
    links: int
    promises: int
    registrations: int
    phrase: Literal["", "kept", "other", "both"]


Answered = Callable[[AsyncConnection, str, str, str], Awaitable[None]]
"""Of a community, lets what one person answered in surveys be another's from now on."""


class Uniting:
    """`answered` moves answers to surveys, which nobody's name ties to a person; `now` tells the seconds since 1970."""

    def __init__(self, log: Log, people: People, answered: Answered, now: Callable[[], float]) -> None:
        self._log = log
        self._now = now
        self._people = people
        self._answered = answered

    async def look(self, kept: str, other: str) -> Together:
        """Raises Unknown or NotTwo."""
        _, one, two = await self._two(kept, other)
        s, p = tables.seats, tables.promises
        sat = await self._log.rows(
            select(s.c.person, tables.sessions.c.id, tables.sessions.c.title)
            .join(tables.sessions, tables.sessions.c.id == s.c.session)
            .where(s.c.person.in_((kept, other)))
        )
        of = {id: {row.id: str(row.title) for row in sat if row.person == id} for id in (kept, other)}
        theirs = (p.c.session == s.c.session) & (p.c.owner == s.c.number) & (s.c.person == other)
        link = (tables.links.c.kind == PERSONAL) & (tables.links.c.label == other) & tables.links.c.revoked.is_(False)
        have = {
            str(row.person)
            for row in await self._log.rows(
                select(tables.phrases.c.person).where(tables.phrases.c.person.in_((kept, other)))
            )
        }
        which: Literal["", "kept", "other", "both"] = "both" if len(have) == 2 else "kept" if kept in have else ""
        return Together(
            one,
            two,
            united(one.details, two.details),
            _lost(one.details, two.details),
            len(of[kept].keys() | of[other].keys()),
            tuple(of[kept][id] for id in of[kept].keys() & of[other].keys()),
            await self._count(link),
            await self._count(theirs),
            await self._count(tables.registrants.c.person == other),
            "other" if have == {other} else which,
        )

    async def unite(self, kept: str, other: str) -> frozenset[str]:
        """Makes one of the two, all of it or nothing; returns the sessions in which a seat changed hands. Raises
        Unknown or NotTwo."""
        community, one, two = await self._two(kept, other)
        t = tables.people
        async with self._log.writing() as db:
            # In this order, so that two who press the button at once do it once.
            here = (await db.execute(select(t.c.id).where(t.c.id.in_((kept, other))).with_for_update())).all()
            if len(here) < 2:
                raise Unknown("person")
            sat = await db.execute(select(tables.seats.c.session).where(tables.seats.c.person == other))
            sessions = frozenset(str(row.session) for row in sat)
            for pointing, how in POINTING.items():
                await _turn(db, pointing, how, kept, other)
            links = tables.links
            mine = (links.c.kind == PERSONAL) & (links.c.label == other)
            await db.execute(update(links).where(mine).values(label=kept))
            await self._answered(db, community, other, kept)
            await db.execute(delete(t).where(t.c.id == other))
            noted = {"id": new_id(), "kind": UNITED, "of": f"{other}/{kept}", "at": self._now(), "swept_at": None}
            await db.execute(insert(tables.erasures), [noted])
            details = united(one.details, two.details)
            cells = {name: getattr(details, name) for name in details.__slots__}
            left_at = None if None in (one.left_at, two.left_at) else one.left_at
            joined = min(one.joined_at, two.joined_at)
            await db.execute(update(t).where(t.c.id == kept).values(left_at=left_at, joined_at=joined, **cells))
        return sessions

    async def _two(self, kept: str, other: str) -> tuple[str, Person, Person]:
        community, one = await self._people.one(kept)
        its, two = await self._people.one(other)
        if kept == other or its != community:
            raise NotTwo
        return community, one, two

    async def _count(self, which: ColumnElement[bool]) -> int:
        return int((await self._log.rows(select(func.count()).where(which)))[0][0])


def united(kept: Details, other: Details) -> Details:
    """What is known of the one, and of the other where that is nothing. Whether the others may have an address goes
    with the address."""
    filled = {name: getattr(kept, name) or getattr(other, name) for name in ("role", "organisation", "place")}
    address = kept if kept.email else other
    return replace(kept, email=address.email, contact=address.contact, **filled)


def _lost(kept: Details, other: Details) -> str:
    is_other = kept.email and other.email.casefold() != kept.email.casefold()
    return other.email if is_other else ""


async def _turn(db: AsyncConnection, pointing: str, how: Literal["all", "one", "pair"], kept: str, other: str) -> None:
    """What points to `other` points to `kept`."""
    if how == "pair":
        await turn(db, kept, other)
        return
    name, _, column = pointing.partition(".")
    t = tables.metadata.tables[name]
    person = t.c[column]
    if how == "one" and (await db.execute(select(person).where(person == kept))).first():
        await db.execute(delete(t).where(person == other))
    else:
        await db.execute(update(t).where(person == other).values({column: kept}))
