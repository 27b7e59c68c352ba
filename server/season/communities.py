"""Communities: the people who meet, over many sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from server import tables
from server.live.keys import new_id
from server.log import Log

DEFAULT_DAYS = 365
"""How long a new community keeps a series after its last meeting: long enough to look back on a year. It is said on its
page from the first day."""


class Unknown(Exception):
    """There is no such community, person, series, meeting or survey: `what` says which of these."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Community:
    """`people` counts those who have not gone. `created_at` in seconds since 1970."""

    id: str
    name: str
    purpose: str
    created_at: float
    people: int = 0


class Communities:
    """All communities of a server. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, now: Callable[[], float]) -> None:
        self._log = log
        self._now = now

    async def all(self) -> list[Community]:
        """Every community, the newest first."""
        return await self._found()

    async def one(self, id: str) -> Community:
        """Raises Unknown."""
        found = await self._found(id)
        if not found:
            raise Unknown("community")
        return found[0]

    async def found(self, name: str, purpose: str) -> str:
        """Makes a community; returns its id."""
        at, days = self._now(), DEFAULT_DAYS
        row = {"id": new_id(), "name": name, "purpose": purpose, "created_at": at, "keep_days": days, "keep_set_at": at}
        async with self._log.writing() as db:
            await db.execute(insert(tables.communities), [row])
        return str(row["id"])

    async def change(self, id: str, name: str, purpose: str) -> None:
        """Raises Unknown."""
        t = tables.communities
        async with self._log.writing() as db:
            done = await db.execute(update(t).where(t.c.id == id).values(name=name, purpose=purpose))
        if done.rowcount == 0:
            raise Unknown("community")

    async def _found(self, id: str = "") -> list[Community]:
        t, people = tables.communities, tables.people
        here = select(func.count()).where(people.c.community == t.c.id, people.c.left_at.is_(None)).scalar_subquery()
        query = select(t.c.id, t.c.name, t.c.purpose, t.c.created_at, here)
        if id:
            query = query.where(t.c.id == id)
        return [Community(*row) for row in await self._log.rows(query.order_by(t.c.created_at.desc(), t.c.id))]
