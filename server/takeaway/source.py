"""Gathering what a record is made from.

The server only fetches rows, so that no room waits for somebody's record; folding logs and building records is done
by whoever makes the file: the press, or the command line.
"""

from __future__ import annotations

from sqlalchemy import select

from server import tables
from server.live.codes import read_code
from server.live.sessions import UnknownSession
from server.log import Log
from server.season.attendance import attendance
from server.season.communities import Unknown
from server.season.meetings import Meetings
from server.takeaway.beside import known
from server.takeaway.material import Held, Material, Of


class Sources:
    """Gathers what records are made from."""

    def __init__(self, log: Log, meetings: Meetings) -> None:
        self._log = log
        self._meetings = meetings

    async def of(self, kind: str, id: str) -> Of:
        """Whose record somebody means: a session may be named by its join code, too."""
        code = read_code(id) if kind == "session" and "-" in id else None
        if not code:
            return Of(kind, id)
        rows = await self._log.sessions(code=code)
        return Of(kind, rows[0].id if rows else id)

    async def material(self, of: Of, *, whole: bool) -> Material:
        """`whole`: also with the register and the surveys of the community, for those who may see them. Raises
        UnknownSession or Unknown."""
        return await (self._series if of.kind == "series" else self._session)(of.id, whole)

    async def title(self, of: Of) -> tuple[str, float]:
        """What it is called, and when it was made. Raises UnknownSession or Unknown."""
        t = tables.series if of.kind == "series" else tables.sessions
        rows = await self._log.rows(select(t.c.title, t.c.created_at).where(t.c.id == of.id))
        if not rows:
            raise Unknown("series") if of.kind == "series" else UnknownSession
        return str(rows[0].title), float(rows[0].created_at)

    async def _session(self, id: str, whole: bool) -> Material:
        title, _ = await self.title(Of("session", id))
        belongs = (await self._meetings.belonging()).get(id)
        community = belongs.community if belongs else ""
        of = await known(self._log, community, {1: id}, whole=whole)
        return Material(title, {1: await self.held(id, title)}, {}, of, community)

    async def _series(self, id: str, whole: bool) -> Material:
        series = await self._meetings.series(id)
        meetings = [one for one in series.meetings if one.session]
        held = {one.position: await self.held(one.session, one.title) for one in meetings}
        returned = (await attendance(self._log, series, (), {})).returned()
        of = await known(self._log, series.community, {n: one.id for n, one in held.items()}, whole=whole)
        return Material(series.title, held, returned, of, series.community, is_series=True)

    async def held(self, id: str, title: str) -> Held:
        """A session's log and names as the database has them."""
        seats = await self._log.seats(id)
        names = {seat.number: seat.name for seat in seats}
        people = {seat.number: seat.person for seat in seats if seat.person}
        return Held(id, title, tuple(await self._log.events(id)), names, people)
