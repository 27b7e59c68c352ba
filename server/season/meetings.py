"""Series of a community, and the meetings of each: when, where, and the session that was made for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, exists, insert, select, update

from server import tables
from server.live.keys import new_id
from server.log import Log
from server.season.communities import Unknown


@dataclass(frozen=True, slots=True)
class Meeting:
    """`position` counts from 1; `script` is a file's name in the folder of its series, without its ending.
    `starts_at` in seconds since 1970, None while there is no date. `session` is empty until one was made."""

    id: str
    series: str
    position: int
    script: str
    title: str
    starts_at: float | None
    zone: str
    place: str
    session: str


@dataclass(frozen=True, slots=True)
class Series:
    id: str
    community: str
    title: str
    folder: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a session belongs."""

    community: str
    name: str
    series: str
    position: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting to be: its script's file name, its title, and when it is, if that is known."""

    script: str
    title: str
    starts_at: float | None = None
    zone: str = ""


class Meetings:
    """All series of a server, with their meetings. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, now: Callable[[], float]) -> None:
        self._log = log
        self._now = now

    async def of(self, community: str | None = None) -> list[Series]:
        """The series of a community (None: of all), the newest first."""
        t = tables.series
        return await self._found(t.c.community == community if community is not None else None)

    async def sessions_of(self, community: str) -> list[str]:
        """The sessions of all meetings of a community that have one."""
        return [one.session for its in await self.of(community) for one in its.meetings if one.session]

    async def series(self, id: str) -> Series:
        """Raises Unknown."""
        found = await self._found(tables.series.c.id == id)
        if not found:
            raise Unknown("series")
        return found[0]

    async def one(self, id: str) -> tuple[Series, Meeting]:
        """A meeting and its series. Raises Unknown."""
        t = tables.meetings
        rows = await self._log.rows(select(t.c.series).where(t.c.id == id))
        if not rows:
            raise Unknown("meeting")
        series = await self.series(rows[0].series)
        return series, next(meeting for meeting in series.meetings if meeting.id == id)

    async def belonging(self) -> dict[str, Belonging]:
        """Where sessions belong, by their ids; those of no community are not in it."""
        m, s, c = tables.meetings, tables.series, tables.communities
        query = select(m.c.session, c.c.id, c.c.name, s.c.title, m.c.position)
        query = query.join(s, m.c.series == s.c.id).join(c, s.c.community == c.c.id).where(m.c.session.is_not(None))
        return {row[0]: Belonging(*row[1:]) for row in await self._log.rows(query)}

    # --- writing -----------------------------------------------------------------------------------------------

    async def begin(self, community: str, folder: str, title: str, planned: Sequence[Planned]) -> str:
        """A new series with its meetings; returns its id. Raises LostRace when there is no such community."""
        id = new_id()
        series = {"id": id, "community": community, "title": title, "folder": folder, "created_at": self._now()}
        rows = [
            {"id": new_id(), "series": id, "position": at, "script": one.script, "title": one.title,
             "starts_at": one.starts_at, "zone": one.zone, "place": "", "session": None}
            for at, one in enumerate(planned, 1)
        ]  # fmt: skip
        async with self._log.writing() as db:
            await db.execute(insert(tables.series), [series])
            await db.execute(insert(tables.meetings), rows)
        return id

    async def drop(self, series: str) -> bool:
        """Takes a series away, unless a session was made for one of its meetings."""
        t, m = tables.series, tables.meetings
        held = exists().where(m.c.series == t.c.id, m.c.session.is_not(None))
        async with self._log.writing() as db:
            done = await db.execute(delete(t).where(t.c.id == series, ~held))
        return done.rowcount > 0

    async def change(self, meeting: str, *, title: str, starts_at: float | None, zone: str, place: str) -> None:
        """Raises Unknown."""
        t = tables.meetings
        values = {"title": title, "starts_at": starts_at, "zone": zone, "place": place}
        async with self._log.writing() as db:
            done = await db.execute(update(t).where(t.c.id == meeting).values(values))
        if done.rowcount == 0:
            raise Unknown("meeting")

    async def hold(self, meeting: str, session: str) -> bool:
        """The session is the meeting's from now on; False when the meeting has one already."""
        t = tables.meetings
        async with self._log.writing() as db:
            done = await db.execute(update(t).where(t.c.id == meeting, t.c.session.is_(None)).values(session=session))
        return done.rowcount > 0

    async def _found(self, which: Any) -> list[Series]:
        t, m = tables.series, tables.meetings
        series = select(t.c.id, t.c.community, t.c.title, t.c.folder).order_by(t.c.created_at.desc(), t.c.id)
        meetings = select(m).join(t, m.c.series == t.c.id).order_by(m.c.position)
        if which is not None:
            series, meetings = series.where(which), meetings.where(which)
        held: dict[str, list[Meeting]] = {}
        for row in await self._log.rows(meetings):
            cells = {**row._mapping, "session": row.session or ""}
            held.setdefault(row.series, []).append(Meeting(**cells))
        rows = await self._log.rows(series)
        return [Series(row.id, row.community, row.title, row.folder, tuple(held.get(row.id, ()))) for row in rows]
