"""The log on disk: two engines, one transaction per batch, and reading it back.

Everything a batch leaves (events, answers, seats, links, the clock's beat) goes in together or not at all. What an
event looks like as text is not known here; see `server.live.codec`.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, create_engine, event, insert, select, tuple_, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from server import tables
from server.migrations import upgrade


class LostRace(Exception):
    """Somebody else wrote first: read what was missed and decide again. Nothing of the batch is on disk."""


class NotSaved(Exception):
    """The disk (or the database) took nothing of the batch; the same may be tried again later."""

    def __init__(self, why: Literal["disk_full", "busy"]) -> None:
        super().__init__(why)
        self.why: Literal["disk_full", "busy"] = why


@dataclass(frozen=True, slots=True)
class StoredEvent:
    seq: int
    at: float
    by: str
    kind: str
    payload: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    actor: str
    command: str
    digest: str
    answer: str


@dataclass(frozen=True, slots=True)
class StoredSeat:
    number: int
    name: str
    join_hash: str


@dataclass(frozen=True, slots=True)
class StoredLink:
    """What a secret link opens. An organiser's opens no one session, but all."""

    token_hash: str
    session: str | None
    kind: str
    label: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class StoredSession:
    id: str
    code: str
    title: str
    subtitle: str
    created_at: float


@dataclass(frozen=True, slots=True)
class Beat:
    """`left` seconds were left on the clock at instant `at`."""

    left: float
    at: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction leaves in one session."""

    session: str
    events: tuple[StoredEvent, ...] = ()
    answers: tuple[StoredAnswer, ...] = ()
    seats: tuple[StoredSeat, ...] = ()
    links: tuple[StoredLink, ...] = ()
    beat: Beat | None = None


class Log:
    """The database of one server. Open it with `Log.open(url)`; close it, or the process may linger."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @classmethod
    async def open(cls, url: str) -> Log:
        """Brings the tables up to date, then opens. `url` as SQLAlchemy has it, with an asyncio driver."""
        await migrate(url)
        if make_url(url).get_backend_name() != "sqlite":
            engine = create_async_engine(url)
            return cls(engine, engine)
        writer = create_async_engine(url, pool_size=1, max_overflow=0)
        _tune(writer, "BEGIN IMMEDIATE", "synchronous=FULL", "foreign_keys=ON")
        reader = create_async_engine(url)
        _tune(reader, "BEGIN", "query_only=ON")
        return cls(writer, reader)

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()

    # --- writing -----------------------------------------------------------------------------------------------

    async def create(self, row: StoredSession, first: Batch) -> None:
        """A new session with its first events. Raises LostRace when its code is taken."""
        async with _Written(self._writer) as db:
            await db.execute(insert(tables.sessions), [_row(row)])
            await _append(db, first)

    async def append(self, batch: Batch) -> None:
        """All of the batch in one transaction; when this returns, it is on disk. Raises LostRace or NotSaved."""
        async with _Written(self._writer) as db:
            await _append(db, batch)

    async def add_links(self, rows: Iterable[StoredLink]) -> None:
        async with _Written(self._writer) as db:
            await db.execute(insert(tables.links), [_row(row) for row in rows])

    async def revoke(self, session: str, kind: str, label: str) -> int:
        """Revokes every link of that kind and label; returns how many."""
        t = tables.links
        async with _Written(self._writer) as db:
            mine = (t.c.session == session) & (t.c.kind == kind) & (t.c.label == label)
            done = await db.execute(update(t).where(mine).values(revoked=True))
            return done.rowcount

    # --- reading -----------------------------------------------------------------------------------------------

    async def events(self, session: str, after: int = 0) -> list[StoredEvent]:
        t = tables.events
        query = select(t.c.seq, t.c.at, t.c.by, t.c.kind, t.c.payload)
        query = query.where(t.c.session == session, t.c.seq > after).order_by(t.c.seq)
        return [StoredEvent(*row) for row in await self._rows(query)]

    async def answers(self, session: str, asked: Iterable[tuple[str, str]]) -> list[StoredAnswer]:
        """The answers already given to these (actor, command) pairs."""
        t, pairs = tables.answers, list(asked)
        query = select(t.c.actor, t.c.command, t.c.digest, t.c.answer)
        query = query.where(t.c.session == session, tuple_(t.c.actor, t.c.command).in_(pairs))
        return [StoredAnswer(*row) for row in await self._rows(query)] if pairs else []

    async def seats(self, session: str) -> list[StoredSeat]:
        t = tables.seats
        query = select(t.c.number, t.c.name, t.c.join_hash).where(t.c.session == session).order_by(t.c.number)
        return [StoredSeat(*row) for row in await self._rows(query)]

    async def beat(self, session: str) -> Beat | None:
        t = tables.beats
        rows = await self._rows(select(t.c.left, t.c.at).where(t.c.session == session))
        return Beat(*rows[0]) if rows else None

    async def link(self, token_hash: str) -> StoredLink | None:
        t = tables.links
        query = select(t.c.token_hash, t.c.session, t.c.kind, t.c.label, t.c.revoked)
        rows = await self._rows(query.where(t.c.token_hash == token_hash))
        return StoredLink(*rows[0]) if rows else None

    async def links(self, *kinds: str) -> list[StoredLink]:
        """Every link of these kinds, revoked ones too."""
        t = tables.links
        query = select(t.c.token_hash, t.c.session, t.c.kind, t.c.label, t.c.revoked)
        return [StoredLink(*row) for row in await self._rows(query.where(t.c.kind.in_(kinds)))]

    async def sessions(self, *, id: str | None = None, code: str | None = None) -> list[StoredSession]:
        """Every session, newest first, or only the one with that id or code."""
        t = tables.sessions
        query = select(t.c.id, t.c.code, t.c.title, t.c.subtitle, t.c.created_at)
        if id is not None:
            query = query.where(t.c.id == id)
        if code is not None:
            query = query.where(t.c.code == code)
        return [StoredSession(*row) for row in await self._rows(query.order_by(t.c.created_at.desc(), t.c.id))]

    async def _rows(self, query: Any) -> list[Any]:
        async with self._reader.connect() as db:
            return list((await db.execute(query)).all())


def _row(stored: Any, **more: Any) -> dict[str, Any]:
    """A stored value as its columns; `dataclasses.asdict` would copy each value, and takes ten times as long."""
    return {**more, **{name: getattr(stored, name) for name in stored.__slots__}}


async def _append(db: AsyncConnection, batch: Batch) -> None:
    rows: list[tuple[Table, Iterable[Any]]] = [
        (tables.events, batch.events),
        (tables.answers, batch.answers),
        (tables.seats, batch.seats),
    ]
    for table, stored in rows:
        if stored:
            await db.execute(insert(table), [_row(row, session=batch.session) for row in stored])
    if batch.links:
        await db.execute(insert(tables.links), [_row(row) for row in batch.links])
    if batch.beat:
        t = tables.beats
        done = await db.execute(update(t).where(t.c.session == batch.session).values(_row(batch.beat)))
        if done.rowcount == 0:
            await db.execute(insert(t), [_row(batch.beat, session=batch.session)])


class _Written:
    """One write transaction, with the database's ways to fail in our words."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._transaction = engine.begin()

    async def __aenter__(self) -> AsyncConnection:
        try:
            return await self._transaction.__aenter__()
        except Exception as failure:
            raise _ours(failure) from failure

    async def __aexit__(self, kind: Any, failure: Any, trace: Any) -> None:
        try:
            await self._transaction.__aexit__(kind, failure, trace)
        except Exception as late:  # the commit itself failed, or undoing what had failed already
            cause = failure if isinstance(failure, Exception) else late
            raise _ours(cause) from cause
        if isinstance(failure, Exception):
            raise _ours(failure) from failure


_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_FULL_STATES = {"53100"}  # PostgreSQL: disk_full


def _ours(failure: Exception) -> Exception:
    if isinstance(failure, IntegrityError):
        return LostRace()
    if isinstance(failure, DBAPIError):
        cause = failure.orig.__cause__ or failure.orig if failure.orig else failure
        code = getattr(failure.orig, "sqlite_errorcode", getattr(cause, "sqlite_errorcode", 0))
        state = getattr(failure.orig, "sqlstate", getattr(cause, "sqlstate", ""))
        if code & 0xFF in _FULL or state in _FULL_STATES:
            return NotSaved("disk_full")
    if isinstance(failure, OperationalError | InterfaceError | PoolTimeout | OSError):
        return NotSaved("busy")
    return failure


# --- engines ------------------------------------------------------------------------------------------


def _tune(engine: AsyncEngine, begin: str, *pragmas: str) -> None:
    """WAL and explicit transactions: with a deferred BEGIN, a read that turns into a write fails at once."""

    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "busy_timeout=5000", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begun)


async def migrate(url: str) -> None:
    """Brings the tables up to the newest revision, in one transaction. Raises SQLAlchemyError when it cannot be."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    if is_sqlite:
        # A connection that aiosqlite fails to open leaves its thread to end some time later, perhaps after the loop
        # has closed, with a traceback on the terminal. So whether the file opens at all is asked without it.
        await asyncio.to_thread(_probe, url)
    engine = create_async_engine(url, poolclass=NullPool)
    if is_sqlite:
        # While foreign keys are watched, rebuilding a table would delete the rows that point to it.
        _tune(engine, "BEGIN IMMEDIATE", "foreign_keys=OFF")
    try:
        await upgrade(engine)
    finally:
        await engine.dispose()


def _probe(url: str) -> None:
    engine = create_engine(make_url(url).set(drivername="sqlite"), poolclass=NullPool)
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA schema_version")
