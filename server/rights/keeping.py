"""How long what a community's meetings left is kept, and what goes when.

A series is kept whole until `keep_days` after its last meeting, so that no meeting loses what the next one builds on;
then it goes whole. Whoever shortens the time has GRACE to think again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import func, select, update

from server import tables
from server.live.sessions import UnknownSession
from server.log import Log
from server.rights.erasing import Erasing
from server.season.communities import Unknown

DAY = 86_400.0
GRACE = 14 * DAY
"""Seconds after the time was set anew in which nothing goes because of it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A series and how long it stays. `last_at` is when something was last done in one of its sessions, or when its
    last meeting will be; None while there was none. `goes_at` is None when nothing makes it go."""

    id: str
    title: str
    sessions: tuple[tuple[str, str], ...]
    last_at: float | None
    goes_at: float | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """`days` is None where everything stays until somebody deletes it."""

    days: int | None
    set_at: float
    series: tuple[Kept, ...]


async def days_of(log: Log, session: str) -> int | None:
    """How many days after the last meeting of its series a session is kept; None for one that stays until somebody
    deletes it."""
    c, s, m = tables.communities, tables.series, tables.meetings
    query = select(c.c.keep_days).join(s, s.c.community == c.c.id).join(m, m.c.series == s.c.id)
    rows = await log.rows(query.where(m.c.session == session))
    return rows[0].keep_days if rows else None


class Retention:
    """`now` tells the seconds since 1970."""

    def __init__(self, log: Log, erasing: Erasing, now: Callable[[], float]) -> None:
        self._log = log
        self._erasing = erasing
        self._now = now

    async def of(self, community: str) -> Keeping:
        """Raises Unknown."""
        c = tables.communities
        rows = await self._log.rows(select(c.c.keep_days, c.c.keep_set_at).where(c.c.id == community))
        if not rows:
            raise Unknown("community")
        days, set_at = rows[0].keep_days, rows[0].keep_set_at or 0.0
        return Keeping(days, set_at, await self._series(community, days, set_at))

    async def set(self, community: str, days: int | None) -> None:
        """Raises Unknown."""
        t = tables.communities
        async with self._log.writing() as db:
            values = {"keep_days": days, "keep_set_at": self._now()}
            done = await db.execute(update(t).where(t.c.id == community).values(values))
        if done.rowcount == 0:
            raise Unknown("community")

    async def erase_what_is_over(self) -> None:
        """Deletes every series whose time is over."""
        t = tables.communities
        for row in await self._log.rows(select(t.c.id).where(t.c.keep_days.is_not(None))):
            for series in (await self.of(row.id)).series:
                if series.goes_at is not None and series.goes_at <= self._now():
                    with suppress(Unknown, UnknownSession):  # somebody else was quicker
                        await self._erasing.series(series.id, though_open=True)
                        log.warning("a series was deleted, as its community's time to keep it was over")

    async def _series(self, community: str, days: int | None, set_at: float) -> tuple[Kept, ...]:
        s, m, e, held = tables.series, tables.meetings, tables.events, tables.sessions
        touched = select(func.max(e.c.at)).where(e.c.session == m.c.session).scalar_subquery()
        query = select(s.c.id, s.c.title, m.c.session, held.c.title.label("called"), m.c.starts_at, touched.label("at"))
        query = query.join(m, m.c.series == s.c.id).join(held, m.c.session == held.c.id, isouter=True)
        query = query.where(s.c.community == community).order_by(s.c.created_at, s.c.id, m.c.position)
        found: dict[str, list[tuple[str, str, str, float | None]]] = {}
        for row in await self._log.rows(query):
            last = row.at if row.session else row.starts_at
            found.setdefault(row.id, []).append((row.title, row.session or "", row.called or "", last))
        return tuple(_kept(id, meetings, days, set_at) for id, meetings in found.items())


def _kept(id: str, meetings: list[tuple[str, str, str, float | None]], days: int | None, set_at: float) -> Kept:
    title = meetings[0][0]
    sessions = tuple((session, called) for _, session, called, _ in meetings if session)
    last = max((at for *_, at in meetings if at is not None), default=None) if sessions else None
    goes = None if days is None or last is None else max(last + days * DAY, set_at + GRACE)
    return Kept(id, title, sessions, last, goes)
