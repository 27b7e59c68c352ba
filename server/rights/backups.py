"""Backups that the tool makes of an SQLite database, and erasing in them what was erased since.

Each is a file of its own that opens like any other database. Where they lie is noted in the database, so that whoever
is erased is erased there as well. A copy that somebody else made is out of reach.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from server import tables
from server.live.sessions import Sessions, UnknownSession
from server.log import Log
from server.rights.erasing import Erasing
from server.rights.leaving import Reach
from server.rights.sweeping import sweep
from server.season.communities import Unknown
from server.season.uniting import UNITED


@dataclass(frozen=True, slots=True)
class Backup:
    """A file, when it was made, and until when erasures have been done in it; in seconds since 1970."""

    path: Path
    made_at: float
    clean_to: float


class Backups:
    """`now` tells the seconds since 1970; `reaches` as for `Erasing`."""

    def __init__(self, log: Log, now: Callable[[], float], reaches: Sequence[Reach] = ()) -> None:
        self._log = log
        self._now = now
        self._reaches = reaches

    async def all(self) -> list[Backup]:
        """Those that were made, the newest first."""
        t = tables.backups
        rows = await self._log.rows(select(t).order_by(t.c.made_at.desc(), t.c.path))
        return [Backup(Path(row.path), row.made_at, row.clean_to) for row in rows]

    async def make(self, database: Path, folder: Path, keep: int) -> Path:
        """Writes a backup into the folder, and takes away all but the newest `keep` of those made there. A server that
        runs is not disturbed. Raises OSError or sqlite3.Error when the file cannot be written."""
        at = self._now()
        stamp = datetime.fromtimestamp(at, UTC)
        path = (folder / f"tingsha-{stamp:%Y-%m-%d-%H%M%S}.sqlite3").resolve()
        # Noted first: who is erased while it is written is erased in it, too.
        async with self._log.writing() as db:
            await db.execute(delete(tables.backups).where(tables.backups.c.path == str(path)))
            await db.execute(insert(tables.backups), [{"path": str(path), "made_at": at, "clean_to": at}])
        try:
            await asyncio.to_thread(_copy, database, path)
        except BaseException:
            await self._forget(path)
            raise
        here = [one for one in await self.all() if one.path.parent == path.parent]
        for old in here[keep:]:
            old.path.unlink(missing_ok=True)
            await self._forget(old.path)
        return path

    async def catch_up(self) -> list[Path]:
        """Erases in every backup what was erased since it was made. Returns those that cannot be reached now; they are
        tried again."""
        missed = []
        for backup in await self.all():
            t, began = tables.erasures, self._now()
            query = select(t.c.kind, t.c.of, t.c.at).where(t.c.at >= backup.clean_to).order_by(t.c.at)
            due = await self._with_former([(str(row.kind), str(row.of)) for row in await self._log.rows(query)])
            if not backup.path.is_file():
                if backup.path.parent.is_dir():  # somebody took it away
                    await self._forget(backup.path)
                elif due:
                    missed.append(backup.path)
                continue
            if due:
                try:
                    await self._erase_in(backup.path, due)
                except Exception:
                    missed.append(backup.path)
                    continue
                async with self._log.writing() as db:
                    b = tables.backups
                    await db.execute(update(b).where(b.c.path == str(backup.path)).values(clean_to=began))
        return missed

    async def _with_former(self, due: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What is to be erased, and whoever had become one with these: in a backup they may still be two."""
        t, former = tables.erasures, defaultdict[str, list[str]](list)
        for row in await self._log.rows(select(t.c.of).where(t.c.kind == UNITED)):
            other, _, kept = str(row.of).partition("/")
            former[kept].append(other)
        found = [(kind, of) for kind, of in due if kind != UNITED]
        for kind, of in found:  # those found here may have been two before
            if kind == "person":
                found += [("person", other) for other in former.pop(of, [])]
        return found

    async def _erase_in(self, path: Path, due: list[tuple[str, str]]) -> None:
        log = await Log.open(f"sqlite+aiosqlite:///{path}")
        try:
            erasing = Erasing(log, Sessions(log), self._now, _NoDoors(), self._reaches, waits=False)
            for kind, of in due:
                with suppress(Unknown, UnknownSession):  # it is not in this one
                    await erasing.again(kind, of)
        finally:
            await log.close()
        if not await asyncio.to_thread(sweep, path):
            raise OSError("the backup is in use")

    async def _forget(self, path: Path) -> None:
        async with self._log.writing() as db:
            await db.execute(delete(tables.backups).where(tables.backups.c.path == str(path)))


class _NoDoors:
    """A backup has no screens."""

    async def seat(self, session: str, number: int) -> None:
        pass

    async def session(self, session: str) -> None:
        pass


def _copy(database: Path, path: Path) -> None:
    """All of the database as it is at one moment; whole under its name, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    try:
        os.close(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(database)) as db:
            db.execute("VACUUM INTO ?", (str(making),))
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
