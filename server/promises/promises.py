"""Promises of all sessions: gathered from what people wrote, and brought up to date by whoever they are of.

The log of a session says what was promised there, once and for all; what became of it stands here, and refers to
people by their seats. So a promise is gathered as often as one likes: it is the same one, it keeps what was done with
it, and it takes on new words from the session for as long as nobody has given it others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.core.events import NamingChosen
from server.core.forgetting import ERASED
from server.core.naming import SOMEBODY
from server.live import codec
from server.live.keys import new_id
from server.live.sessions import Sessions, UnknownSession
from server.log import Log, LostRace
from server.promises.promising import MOST, MOST_CHANGES, Change, No, Promise, Wish, is_late, told
from server.record.promised import Promised, promised
from server.season.communities import Unknown
from server.season.dates import known

Seat = tuple[str, int]
"""A session's id and the number of a seat in it."""


@dataclass(frozen=True, slots=True)
class Fellow:
    """Somebody who sat in a session. `has_page`: they are of a community, and can be held something out to. `signed` is
    their name as it may stand beside promises for all to read; who holds one out to somebody does so by name."""

    name: str
    has_page: bool
    signed: str


Fellows = Mapping[int, Fellow]
"""By seat."""


@dataclass(frozen=True, slots=True)
class Where:
    """A session as people know it: its title and when it was, in seconds since 1970, on the clocks of `zone`."""

    title: str
    at: float
    zone: str

    def today(self, now: float) -> date:
        """The day it is there."""
        return datetime.fromtimestamp(now, ZoneInfo(known(self.zone))).date()


@dataclass(frozen=True, slots=True)
class Count:
    """How many promises there are, and how many of them are done, or late."""

    all: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class Held:
    """A promise with what was done with it, oldest first."""

    promise: Promise
    changes: tuple[Change, ...]


class Promises:
    """All promises of a server. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, sessions: Sessions, now: Callable[[], float]) -> None:
        self._log = log
        self._sessions = sessions
        self._now = now

    # --- gathering ---------------------------------------------------------------------------------------------

    async def gather(self, sessions: Iterable[str] | None = None) -> None:
        """Reads sessions (None: those of all communities) for promises; those in which nothing happened since are not
        looked at."""
        s, e, g = tables.sessions, tables.events, tables.gathered
        newest = select(func.max(e.c.seq)).where(e.c.session == s.c.id).scalar_subquery()
        query = select(s.c.id, newest, g.c.seq).outerjoin(g, g.c.session == s.c.id)
        m = tables.meetings
        which = select(m.c.session).where(m.c.session.is_not(None)) if sessions is None else list(sessions)
        query = query.where(s.c.id.in_(which))
        for id, seq, read in await self._log.rows(query):
            if seq != read:
                with contextlib.suppress(LostRace):  # another process has read it meanwhile
                    await self._gather(id, seq)

    async def _gather(self, id: str, seq: int) -> None:
        try:
            session = await self._sessions.peek(id)
        except UnknownSession:
            return
        found = {one.id: one for one in promised(session)}
        open_still = session.made.get(session.at, {}) if session.is_open(session.at) else {}
        there = found.keys() | {one.id for one in open_still.values() if one.id not in session.hidden}
        t, now = tables.promises, self._now()
        async with self._log.writing() as db:
            held = {row.contribution: row for row in (await db.execute(select(t).where(t.c.session == id))).all()}
            if gone := held.keys() - there:
                await db.execute(delete(t).where(t.c.session == id, t.c.contribution.in_(gone)))
            for one in found.values():
                if one.id in held:
                    await self._reword(db, _promise(held[one.id]), one)
                elif not one.is_open and one.what != ERASED:
                    await db.execute(insert(t), [_row(_new(id, one, now))])
            await self._read(db, id, seq)

    async def _reword(self, db: AsyncConnection, promise: Promise, one: Promised) -> None:
        """What was said otherwise in the session holds here, unless it was said otherwise here."""
        if (promise.said, promise.said_due, promise.beside) == (one.what, one.due, one.beside) or one.is_open:
            return
        values: dict[str, Any] = {"said": one.what, "said_due": one.due, "beside": _numbers(one.beside)}
        if promise.what == promise.said:
            values["what"] = one.what
        if promise.due == promise.said_due:
            values["due"] = one.due
        t = tables.promises
        await db.execute(update(t).where(t.c.id == promise.id).values(values))

    async def _read(self, db: AsyncConnection, session: str, seq: int) -> None:
        t = tables.gathered
        done = await db.execute(update(t).where(t.c.session == session).values(seq=seq))
        if done.rowcount == 0:
            await db.execute(insert(t).values(session=session, seq=seq))

    # --- reading -----------------------------------------------------------------------------------------------

    async def seats_of(self, person: str) -> list[Seat]:
        """Where somebody of a community has sat."""
        t = tables.seats
        return [(row.session, row.number) for row in await self._log.rows(select(t).where(t.c.person == person))]

    async def of(self, seats: Iterable[Seat]) -> list[Held]:
        """The promises of these seats, and those held out to them: open ones first, by their day."""
        t, wanted = tables.promises, list(seats)
        if not wanted:
            return []
        return await self._found(
            tuple_(t.c.session, t.c.owner).in_(wanted) | tuple_(t.c.session, t.c.offered).in_(wanted)
        )

    async def in_sessions(self, sessions: Iterable[str]) -> list[Held]:
        """All promises of these sessions that may be told with a name: open ones first, by their day."""
        t = tables.promises
        return await self._found(t.c.session.in_(list(sessions)) & t.c.alone.is_(False))

    async def briefly(self, sessions: Iterable[str]) -> list[Promise]:
        """The same without what was done with them."""
        t = tables.promises
        query = select(t).where(t.c.session.in_(list(sessions)), t.c.alone.is_(False))
        return sorted(map(_promise, await self._log.rows(query)), key=_order)

    async def counts(self) -> dict[str, Count]:
        """By community, how those of its promises stand that may be told with a name."""
        t, m, s = tables.promises, tables.meetings, tables.series
        query = select(s.c.community, m.c.zone, t.c.state, t.c.due)
        query = query.join(m, m.c.session == t.c.session).join(s, m.c.series == s.c.id).where(t.c.alone.is_(False))
        rows = await self._log.rows(query)
        today = {zone: Where("", 0.0, zone).today(self._now()) for zone in {row.zone for row in rows}}
        found: dict[str, list[Any]] = {}
        for row in rows:
            found.setdefault(row.community, []).append(row)
        return {
            community: Count(
                len(some),
                sum(row.state == "done" for row in some),
                sum(is_late(row.state, row.due, today[row.zone]) for row in some),
            )
            for community, some in found.items()
        }

    async def _found(self, which: Any) -> list[Held]:
        t, c = tables.promises, tables.promise_changes
        rows = await self._log.rows(select(t).where(which))
        ids = [row.id for row in rows]
        changes: dict[str, list[Change]] = {}
        for row in await self._log.rows(select(c).where(c.c.promise.in_(ids)).order_by(c.c.n)):
            one = Change(row.at, row.seat, row.did, row.line, row.what, row.due, row.other)
            changes.setdefault(row.promise, []).append(one)
        held = [Held(_promise(row), tuple(changes.get(row.id, ()))) for row in rows]
        return sorted(held, key=lambda one: _order(one.promise))

    async def fellows(self, sessions: Iterable[str]) -> dict[str, dict[int, Fellow]]:
        """By session, everybody who sat there."""
        s, p, wanted = tables.seats, tables.people, list(sessions)
        kept_back = await self._kept_back(wanted)
        query = select(s.c.session, s.c.number, s.c.name, p.c.id, p.c.left_at).outerjoin(p, s.c.person == p.c.id)
        found: dict[str, dict[int, Fellow]] = {}
        for row in await self._log.rows(query.where(s.c.session.in_(wanted))):
            has_page = row.id is not None and row.left_at is None
            signed = SOMEBODY if (row.session, row.number) in kept_back else row.name
            found.setdefault(row.session, {})[row.number] = Fellow(row.name, has_page, signed)
        return found

    async def _kept_back(self, sessions: Iterable[str]) -> set[Seat]:
        """The seats whose names may stand nowhere: read from the logs, without folding them."""
        t, kind = tables.events, NamingChosen.__name__
        query = select(t.c.session, t.c.payload).where(t.c.session.in_(sessions), t.c.kind == kind)
        rows = await self._log.rows(query.order_by(t.c.session, t.c.seq))
        said = [(row.session, codec.KINDS[kind].validate_json(row.payload)) for row in rows]
        last = {(session, chosen.seat): chosen.where for session, chosen in said}
        return {seat for seat, where in last.items() if where == "nowhere"}

    async def where(self, sessions: Iterable[str]) -> dict[str, Where]:
        """By session, its title and its day: that of its meeting, else of its making."""
        s, m = tables.sessions, tables.meetings
        query = select(s.c.id, s.c.title, s.c.created_at, m.c.title.label("called"), m.c.starts_at, m.c.zone)
        query = query.outerjoin(m, m.c.session == s.c.id).where(s.c.id.in_(list(sessions)))
        return {
            row.id: Where(row.called or row.title, row.starts_at or row.created_at, row.zone or "UTC")
            for row in await self._log.rows(query)
        }

    # --- changing ----------------------------------------------------------------------------------------------

    async def change(self, id: str, seats: Iterable[Seat], wish: Wish) -> No | None:
        """Does as its owner (or whom it is held out to) wishes; None when it is done. Raises Unknown when it is none of
        theirs, LostRace when two change it at once."""
        t, c = tables.promises, tables.promise_changes
        rows = await self._log.rows(select(t).where(t.c.id == id))
        session = rows[0].session if rows else ""
        mine = {number for where, number in seats if where == session}
        if not mine & _concerned(rows):
            raise Unknown("promise")
        names = (await self.fellows([session]))[session]
        others = {number for number, fellow in names.items() if fellow.has_page}
        async with self._log.writing() as db:
            promise = _promise((await db.execute(select(t).where(t.c.id == id))).one())
            n = (await db.execute(select(func.max(c.c.n)).where(c.c.promise == id))).scalar_one() or 0
            outcome = told(promise, wish, mine, others, self._now())
            if isinstance(outcome, No):
                return outcome
            after, done = outcome
            if done is None:
                return None
            if n >= MOST and wish.do not in ("done", "let_go"):
                return No(MOST_CHANGES)
            await db.execute(update(t).where(t.c.id == id).values(_row(after)))
            await db.execute(insert(c).values(promise=id, n=n + 1, **asdict(done)))
        return None


def _concerned(rows: Iterable[Any]) -> set[int]:
    return {seat for row in rows for seat in (row.owner, row.offered) if seat is not None}


def _new(session: str, one: Promised, now: float) -> Promise:
    return Promise(
        id=new_id(), session=session, contribution=one.id, seat=one.seat, owner=one.seat, offered=None, said=one.what,
        said_due=one.due, what=one.what, due=one.due, beside=one.beside, state="open", made_at=now, changed_at=now,
        alone=one.alone,
    )  # fmt: skip


def _row(promise: Promise) -> dict[str, Any]:
    return {**asdict(promise), "beside": _numbers(promise.beside)}


def _promise(row: Any) -> Promise:
    beside = tuple(int(seat) for seat in row.beside.split(",") if seat)
    return Promise(**{**row._mapping, "beside": beside})


def _numbers(seats: Iterable[int]) -> str:
    return ",".join(map(str, seats))


def _order(promise: Promise) -> tuple[object, ...]:
    return promise.state != "open", promise.due or "9999", promise.what.casefold(), promise.id
