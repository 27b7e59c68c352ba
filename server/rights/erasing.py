"""Erasing: a person with all their words, a session, a series, a community. What is erased is not coming back.

The words of others stay, and so do the places of those that went: who grew what out of what can still be told. Each
erasure is noted by ids that name nobody any more, so that backups can be brought to the same state.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.core.events import Entry, SeatLeft
from server.core.folding import fold
from server.core.forgetting import forget
from server.core.session import Session
from server.live import codec
from server.live.keys import new_id
from server.live.sessions import FIRST_FACILITATOR, Sessions, UnknownSession
from server.log import Log
from server.rights.handed import lines_at, lines_of, lines_of_others, mentioning
from server.rights.leaving import Reach, Whose, leave, no_mention, unlink
from server.rights.unsaid import forget_words, promised_by
from server.season.communities import Unknown


class Running(Exception):
    """A session is running just now, and its log with it: `title` says which."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class Doors(Protocol):
    """How people come in. Who is shut out hears of it at once."""

    async def seat(self, session: str, number: int) -> None: ...
    async def session(self, session: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """The log of a session, the names of its seats, and what it comes to."""

    entries: list[Entry]
    names: Mapping[int, str]
    session: Session


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the log of one session: which entries are other ones, and where others name somebody. `left`:
    where people still wait for the beginning, nobody shall wait for somebody who was erased."""

    entries: tuple[Entry, ...]
    mentions: tuple[int, ...]
    left: tuple[Entry, ...]


class Erasing:
    """`now` tells the seconds since 1970; `doors` are shut to whoever is erased, and `reaches` take out
    what other tables know of them. With `waits` false,
    also what seems to be running is erased: in a backup nothing is."""

    def __init__(
        self,
        log: Log,
        sessions: Sessions,
        now: Callable[[], float],
        doors: Doors,
        reaches: Sequence[Reach] = (),
        *,
        waits: bool = True,
    ) -> None:
        self._log = log
        self._sessions = sessions
        self._now = now
        self._doors = doors
        self._reaches = reaches
        self._waits = waits

    # --- somebody ----------------------------------------------------------------------------------------------

    async def person(self, id: str) -> int:
        """Erases somebody of a community: their row, their links, their words and names in all their sessions. Returns
        how many lines of others still name them. Raises Unknown or Running."""
        people, seats = tables.people, tables.seats
        found = await self._log.rows(select(people.c.name, people.c.community).where(people.c.id == id))
        if not found:
            raise Unknown("person")
        sat = await self._log.rows(select(seats.c.session, seats.c.number, seats.c.name).where(seats.c.person == id))
        names = {found[0].name, *(row.name for row in sat)}
        whose = Whose(found[0].community, id, tuple((row.session, row.number) for row in sat))
        return await self._erase("person", id, whose, names)

    async def seat(self, session: str, number: int) -> int:
        """Erases what somebody left in one session. Raises Unknown or Running."""
        t = tables.seats
        found = await self._log.rows(select(t.c.name).where(t.c.session == session, t.c.number == number))
        if not found:
            raise Unknown("person")
        whose = Whose("", "", ((session, number),))
        return await self._erase("seat", f"{session}/{number}", whose, {found[0].name})

    async def _erase(self, kind: str, of: str, whose: Whose, names: Collection[str]) -> int:
        mine: dict[str, set[int]] = {}
        for session, number in whose.seats:
            mine.setdefault(session, set()).add(number)
        async with self._still([*mine, *await self._kin(mine)]) as logs:
            for session in mine:
                self._must_not_run(logs[session])
            lines, stay = set[str](), set[str]()
            for session, told in logs.items():
                lines |= lines_of(told.entries, told.names, mine.get(session, ()))
                stay |= lines_of_others(told.entries, told.names, mine.get(session, ()))
            lines |= await promised_by(self._log, whose.seats)
            changes = {}
            for session, told in logs.items():
                seats = mine.get(session, set())
                after = forget(told.entries, seats, lines - stay)
                changes[session] = self._change(told, after, mentioning(after, names, seats), seats)
            for session, number in whose.seats:
                await self._doors.seat(session, number)
            async with self._log.writing() as db:
                await self._rewrite(db, changes)
                await leave(db, whose, self._reaches)
                await self._note(db, kind, [of])
        return sum(len(change.mentions) for change in changes.values())

    # --- single lines ------------------------------------------------------------------------------------------

    async def line(self, session: str, seq: int) -> None:
        """Blanks what stands at one place of a log, and where it was handed on. Raises Unknown or Running."""
        async with self._still([session, *await self._kin([session])]) as logs:
            lines = lines_at(logs[session].entries, logs[session].names, {seq})
            changes = {}
            for id, told in logs.items():
                blank = {seq} if id == session else set[int]()
                changes[id] = self._change(told, forget(told.entries, (), lines, blank))
            async with self._log.writing() as db:
                await self._rewrite(db, changes)
                await no_mention(db, session, seq)
                await self._note(db, "line", [f"{session}/{seq}"])

    async def leave_line(self, session: str, seq: int) -> None:
        """The line may stay as it is."""
        async with self._log.writing() as db:
            await no_mention(db, session, seq)

    # --- sessions and more -------------------------------------------------------------------------------------

    async def session(self, id: str) -> None:
        """Deletes a session with all that hangs on it. What it handed on to later ones stays there. Raises
        UnknownSession or Running."""
        await self._delete([id], "session", id)

    async def series(self, id: str, *, though_open: bool = False) -> None:
        """Deletes a series with its meetings and their sessions; `though_open`: also one that nobody closed. Raises
        Unknown or Running."""
        await self._there(tables.series, "series", id)
        await self._delete(await self._sessions_of(tables.series.c.id == id), "series", id, though_open)

    async def community(self, id: str) -> None:
        """Deletes a community with its people, its series and their sessions. Raises Unknown or Running."""
        await self._there(tables.communities, "community", id)
        await self._delete(await self._sessions_of(tables.series.c.community == id), "community", id)

    async def _there(self, table: Table, what: str, id: str) -> None:
        if not await self._log.rows(select(table.c.id).where(table.c.id == id)):
            raise Unknown(what)

    async def _sessions_of(self, which: ColumnElement[bool]) -> list[str]:
        series, meetings = tables.series, tables.meetings
        query = select(meetings.c.session).join(series, meetings.c.series == series.c.id)
        return [row.session for row in await self._log.rows(query.where(which, meetings.c.session.is_not(None)))]

    async def _delete(self, sessions: Sequence[str], kind: str, id: str, though_open: bool = False) -> None:
        top = {"series": tables.series, "community": tables.communities}.get(kind)
        async with self._still(sessions) as logs, self._log.writing() as db:
            for told in logs.values():
                if not though_open:
                    self._must_not_run(told)
            if kind == "community":
                await unlink(db, select(tables.people.c.id).where(tables.people.c.community == id))
            await db.execute(delete(tables.sessions).where(tables.sessions.c.id.in_(sessions)))
            if top is not None:
                await db.execute(delete(top).where(top.c.id == id))
            await self._note(db, kind, [id])
        for session in sessions:
            await self._sessions.drop(session)
            await self._doors.session(session)

    async def again(self, kind: str, of: str) -> None:
        """What was erased elsewhere, here too. Raises Unknown, UnknownSession or Running."""
        where, _, number = of.rpartition("/")
        match kind:
            case "person":
                await self.person(of)
            case "seat":
                await self.seat(where, int(number))
            case "line":
                await self.line(where, int(number))
            case "session":
                await self.session(of)
            case "series":
                await self.series(of)
            case "community":
                await self.community(of)

    # --- at the database ---------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _still(self, sessions: Iterable[str]) -> AsyncIterator[dict[str, Told]]:
        """What these sessions tell; nothing is written in any of them meanwhile."""
        async with AsyncExitStack() as held:
            for session in sorted(set(sessions)):
                await held.enter_async_context(self._sessions.rewriting(session))
            logs = {}
            for session in set(sessions):
                entries, names = await self._sessions.entries(session), await self._sessions.names(session)
                if not entries:
                    raise UnknownSession
                # A long log takes a while to read; the rooms that are in session must not wait for it.
                logs[session] = Told(entries, names, await asyncio.to_thread(fold, entries))
            yield logs

    def _must_not_run(self, told: Told) -> None:
        if self._waits and told.session.phase == "running":
            raise Running(told.session.plan.title)

    def _change(
        self, told: Told, after: Sequence[Entry], mentions: Sequence[int] = (), seats: Collection[int] = ()
    ) -> Change:
        """Raises Running when a session that runs would have to be another."""
        changed = [new for old, new in zip(told.entries, after, strict=True) if new.event != old.event]
        if changed:
            self._must_not_run(told)
        is_waiting = told.session.phase == "lobby"
        away = [seat for seat in sorted(seats) if is_waiting and not told.session.seats[seat].left]
        seq, at = told.entries[-1].seq + 1, self._now()
        left = tuple(Entry(n, at, FIRST_FACILITATOR, SeatLeft(seat)) for n, seat in enumerate(away, seq))
        return Change(tuple(changed), tuple(mentions), left)

    async def _kin(self, sessions: Iterable[str]) -> list[str]:
        """The sessions of the communities that these sessions are of: lines and promises go from one to the next."""
        m, s = tables.meetings, tables.series
        theirs = select(s.c.community).join(m, m.c.series == s.c.id).where(m.c.session.in_(list(sessions)))
        query = select(m.c.session).join(s, m.c.series == s.c.id)
        query = query.where(s.c.community.in_(theirs), m.c.session.is_not(None))
        return [row.session for row in await self._log.rows(query)]

    async def _rewrite(self, db: AsyncConnection, changes: Mapping[str, Change]) -> None:
        """The one place where a log is changed."""
        t, m = tables.events, tables.mentions
        for session, change in changes.items():
            for row in map(codec.stored, change.entries):
                here = (t.c.session == session) & (t.c.seq == row.seq)
                await db.execute(update(t).where(here).values(payload=row.payload))
            await forget_words(db, session, change.entries)
            if change.left:
                rows = [{"session": session, **_cells(entry)} for entry in change.left]
                await db.execute(insert(t), rows)
            await db.execute(delete(m).where(m.c.session == session, m.c.seq.in_(change.mentions)))
            if change.mentions:
                at = self._now()
                await db.execute(insert(m), [{"session": session, "seq": seq, "at": at} for seq in change.mentions])

    async def _note(self, db: AsyncConnection, kind: str, ids: Iterable[str]) -> None:
        at = self._now()
        rows = [{"id": new_id(), "kind": kind, "of": of, "at": at, "swept_at": None} for of in ids]
        await db.execute(insert(tables.erasures), rows)


def _cells(entry: Entry) -> dict[str, object]:
    row = codec.stored(entry)
    return {name: getattr(row, name) for name in row.__slots__}
