"""The log on disk: one transaction per batch, and reading it back.

Everything a batch leaves (events, answers, seats, links, the clock's beat) goes in together or not at all. What an
event looks like as text is not known here; see `server.live.codec`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server import tables
from server.database import LostRace, NotSaved, Written, engines, migrate
from server.stored import (
    Batch,
    Beat,
    StoredAnswer,
    StoredEvent,
    StoredLink,
    StoredPicture,
    StoredSeat,
    StoredSession,
)

__all__ = [
    "Batch", "Beat", "Log", "LostRace", "NotSaved", "StoredAnswer", "StoredEvent", "StoredLink", "StoredPicture",
    "StoredSeat", "StoredSession", "migrate",
]  # fmt: skip


class Log:
    """The database of one server. Open it with `Log.open(url)`; close it, or the process may linger."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @classmethod
    async def open(cls, url: str) -> Log:
        """Brings the tables up to date, then opens. `url` as SQLAlchemy has it, with an asyncio driver."""
        await migrate(url)
        return cls(*engines(url))

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()

    def writing(self) -> Written:
        """One write transaction, for what stands beside the log. Raises LostRace or NotSaved."""
        return Written(self._writer)

    async def rows(self, query: Any) -> list[Any]:
        """What a query finds."""
        async with self._reader.connect() as db:
            return list((await db.execute(query)).all())

    # --- writing -----------------------------------------------------------------------------------------------

    async def create(self, row: StoredSession, first: Batch) -> None:
        """A new session with its first events. Raises LostRace when its code is taken."""
        async with Written(self._writer) as db:
            await db.execute(insert(tables.sessions), [_row(row)])
            await _append(db, first)

    async def append(self, batch: Batch) -> None:
        """All of the batch in one transaction; when this returns, it is on disk. Raises LostRace or NotSaved."""
        async with Written(self._writer) as db:
            await _append(db, batch)

    async def add_links(self, rows: Iterable[StoredLink]) -> None:
        async with Written(self._writer) as db:
            await db.execute(insert(tables.links), [_row(row) for row in rows])

    async def revoke(self, session: str | None, kind: str, label: str) -> int:
        """Revokes every link of that kind and label; returns how many."""
        t = tables.links
        async with Written(self._writer) as db:
            mine = (t.c.session == session) & (t.c.kind == kind) & (t.c.label == label)
            done = await db.execute(update(t).where(mine).values(revoked=True))
            return done.rowcount

    async def revoke_account(self, account: str) -> None:
        """Revokes every link of that account."""
        t = tables.links
        async with self.writing() as db:
            await db.execute(update(t).where(t.c.account == account).values(revoked=True))

    async def add_picture(self, picture: StoredPicture, *, most: int, most_bytes: int) -> str:
        """Keeps a picture and returns its id; the same bytes from the same seat keep the id they had. Empty when the
        seat has `most` already, or the session `most_bytes` of them. Raises LostRace or NotSaved."""
        t = tables.pictures
        mine = (t.c.session == picture.session) & (t.c.seat == picture.seat)
        async with Written(self._writer) as db:
            had = (await db.execute(select(t.c.id).where(mine, t.c.digest == picture.digest))).scalar()
            if had is not None:
                return str(had)
            count = (await db.execute(select(func.count()).where(mine))).scalar_one()
            filled = select(func.coalesce(func.sum(t.c.size), 0)).where(t.c.session == picture.session)
            if count >= most or (await db.execute(filled)).scalar_one() + picture.size > most_bytes:
                return ""
            await db.execute(insert(t), [_row(picture)])
        return picture.id

    # --- reading -----------------------------------------------------------------------------------------------

    async def events(self, session: str, after: int = 0) -> list[StoredEvent]:
        t = tables.events
        query = select(t.c.seq, t.c.at, t.c.by, t.c.kind, t.c.payload)
        query = query.where(t.c.session == session, t.c.seq > after).order_by(t.c.seq)
        return [StoredEvent(*row) for row in await self.rows(query)]

    async def answers(self, session: str, asked: Iterable[tuple[str, str]]) -> list[StoredAnswer]:
        """The answers already given to these (actor, command) pairs."""
        t, pairs = tables.answers, list(asked)
        query = select(t.c.actor, t.c.command, t.c.digest, t.c.answer)
        query = query.where(t.c.session == session, tuple_(t.c.actor, t.c.command).in_(pairs))
        return [StoredAnswer(*row) for row in await self.rows(query)] if pairs else []

    async def seats(self, session: str) -> list[StoredSeat]:
        t = tables.seats
        query = select(t.c.number, t.c.name, t.c.join_hash, t.c.person)
        query = query.where(t.c.session == session).order_by(t.c.number)
        return [StoredSeat(*row) for row in await self.rows(query)]

    async def beat(self, session: str) -> Beat | None:
        t = tables.beats
        rows = await self.rows(select(t.c.left, t.c.at).where(t.c.session == session))
        return Beat(*rows[0]) if rows else None

    async def link(self, token_hash: str) -> StoredLink | None:
        t = tables.links
        query = select(t.c.token_hash, t.c.session, t.c.kind, t.c.label, t.c.revoked, t.c.account)
        rows = await self.rows(query.where(t.c.token_hash == token_hash))
        return StoredLink(*rows[0]) if rows else None

    async def links(self, *kinds: str) -> list[StoredLink]:
        """Every link of these kinds, revoked ones too."""
        t = tables.links
        query = select(t.c.token_hash, t.c.session, t.c.kind, t.c.label, t.c.revoked, t.c.account)
        return [StoredLink(*row) for row in await self.rows(query.where(t.c.kind.in_(kinds)))]

    async def sessions(self, *, id: str | None = None, code: str | None = None) -> list[StoredSession]:
        """Every session, newest first, or only the one with that id or code."""
        t = tables.sessions
        query = select(t.c.id, t.c.code, t.c.title, t.c.subtitle, t.c.created_at)
        if id is not None:
            query = query.where(t.c.id == id)
        if code is not None:
            query = query.where(t.c.code == code)
        return [StoredSession(*row) for row in await self.rows(query.order_by(t.c.created_at.desc(), t.c.id))]

    async def picture(self, session: str, id: str) -> StoredPicture | None:
        """A picture of that session."""
        t = tables.pictures
        rows = await self.rows(select(t).where(t.c.session == session, t.c.id == id))
        return StoredPicture(**rows[0]._mapping) if rows else None

    async def picture_seat(self, session: str, id: str) -> int | None:
        """Whose picture that is; None when it is none of that session's."""
        t = tables.pictures
        rows = await self.rows(select(t.c.seat).where(t.c.session == session, t.c.id == id))
        return int(rows[0][0]) if rows else None


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
