"""The database under the log: its engines, its transactions with their ways to fail in our words, its migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any, Literal

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from server.migrations import upgrade


class LostRace(Exception):
    """Somebody else wrote first: read what was missed and decide again. Nothing of the batch is on disk."""


class NotSaved(Exception):
    """The disk (or the database) took nothing of the batch; the same may be tried again later."""

    def __init__(self, why: Literal["disk_full", "busy"]) -> None:
        super().__init__(why)
        self.why: Literal["disk_full", "busy"] = why


class Written:
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


# --- engines ---------------------------------------------------------------------------------------------------


def engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that reads; on PostgreSQL they are the same."""
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_async_engine(url)
        return engine, engine
    writer = create_async_engine(url, pool_size=1, max_overflow=0)
    _tune(writer, "BEGIN IMMEDIATE", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    reader = create_async_engine(url)
    _tune(reader, "BEGIN", "query_only=ON")
    return writer, reader


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
