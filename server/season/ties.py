"""Who of a community should not sit with whom, or should: chosen by the organiser, handed to a session when both sit.

Why is never asked. Where one of the two has gone, the choice stays for when they are back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.core.wishes import Tie
from server.log import Log
from server.season.communities import Unknown

MOST = 500
"""Pairs that one community may choose."""


class TooMany(Exception):
    """The community has chosen as many pairs as it may."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people by their ids."""

    one: str
    other: str
    how: Tie


class Ties:
    """The chosen pairs of every community."""

    def __init__(self, log: Log) -> None:
        self._log = log

    async def of(self, community: str) -> list[Pair]:
        """The pairs of a community, in no order that tells anything."""
        t, people = tables.ties, tables.people
        query = select(t).join(people, t.c.one == people.c.id).where(people.c.community == community)
        return [Pair(row.one, row.other, row.how) for row in await self._log.rows(query.order_by(t.c.one, t.c.other))]

    async def with_(self, person: str) -> dict[str, Tie]:
        """Whom somebody is to be kept apart from, or together with."""
        t = tables.ties
        rows = await self._log.rows(select(t).where(or_(t.c.one == person, t.c.other == person)))
        return {row.other if row.one == person else row.one: row.how for row in rows}

    async def colleagues(self, person: str) -> frozenset[str]:
        """Everybody else of the same community and the same organisation, as far as it is known."""
        t = tables.people
        rows = await self._log.rows(select(t.c.community, t.c.organisation).where(t.c.id == person))
        if not rows or not rows[0].organisation.strip():
            return frozenset()
        same = func.lower(func.trim(t.c.organisation)) == rows[0].organisation.strip().lower()
        found = await self._log.rows(select(t.c.id).where(t.c.community == rows[0].community, same, t.c.id != person))
        return frozenset(row.id for row in found)

    async def tie(self, community: str, one: str, other: str, how: Tie | None) -> None:
        """Chooses for two people; None lets the choice go. Raises Unknown when they are not two of this community, or
        TooMany."""
        t, people = tables.ties, tables.people
        pair = {"one": min(one, other), "other": max(one, other)}
        here = await self._log.rows(
            select(people.c.id).where(people.c.id.in_([one, other]), people.c.community == community)
        )
        if len(here) != 2:
            raise Unknown("person")
        if how and len(await self.of(community)) >= MOST:
            raise TooMany
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.one == pair["one"], t.c.other == pair["other"]))
            if how:
                await db.execute(insert(t), [{**pair, "how": how}])


async def turn(db: AsyncConnection, kept: str, other: str) -> None:
    """What was chosen for `other` holds for `kept`, as far as nothing was chosen for them; a tie of the two is gone."""
    t = tables.ties
    found = (await db.execute(select(t).where(or_(t.c.one.in_([kept, other]), t.c.other.in_([kept, other]))))).all()
    theirs = {row.one if row.other == other else row.other: row.how for row in found if other in (row.one, row.other)}
    known = {row.one if row.other == kept else row.other for row in found if kept in (row.one, row.other)}
    await db.execute(delete(t).where(or_(t.c.one == other, t.c.other == other)))
    rows = [
        {"one": min(kept, whom), "other": max(kept, whom), "how": how}
        for whom, how in theirs.items()
        if whom not in known and whom != kept
    ]
    if rows:
        await db.execute(insert(t), rows)
