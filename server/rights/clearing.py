"""After something was erased: the file of the database is written anew, and backups follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select, update

from server import tables
from server.live.sessions import Sessions
from server.log import Log
from server.rights.backups import Backups
from server.rights.sweeping import sweep

SMALL = 50 * 1024 * 1024
"""Bytes of a file that is swept at once. A larger one takes seconds, in which nobody can write: it waits until nobody
is in a session that runs."""


class Clearing:
    """`file` is that of an SQLite database, None for others. `missed` are the backups that could not be reached last
    time; `now` tells the seconds since 1970."""

    def __init__(
        self, log: Log, sessions: Sessions, backups: Backups, file: Path | None, now: Callable[[], float]
    ) -> None:
        self._log = log
        self._sessions = sessions
        self._backups = backups
        self._file = file
        self._now = now
        self._one_at_a_time = asyncio.Lock()
        self.missed: tuple[Path, ...] = ()

    async def waiting(self) -> int:
        """How many erasures still stand in free pages of the file."""
        t = tables.erasures
        rows = await self._log.rows(select(func.count()).select_from(t).where(t.c.swept_at.is_(None)))
        return int(rows[0][0])

    async def clear(self) -> None:
        """Does what is still to be done, if it can be done now."""
        async with self._one_at_a_time:
            if await self.waiting():
                t, began = tables.erasures, self._now()
                if await self._swept():
                    async with self._log.writing() as db:
                        done = t.c.swept_at.is_(None) & (t.c.at <= began)
                        await db.execute(update(t).where(done).values(swept_at=self._now()))
            self.missed = tuple(await self._backups.catch_up())

    async def _swept(self) -> bool:
        if self._file is None:
            return True
        size = await asyncio.to_thread(lambda file: file.stat().st_size, self._file)
        if size > SMALL and self._sessions.are_people_here:
            return False
        return await asyncio.to_thread(sweep, self._file)
