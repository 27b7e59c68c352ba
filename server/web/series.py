"""What a series leaves, as the organiser's pages ask for it: its record, and who came to its meetings."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.sessions import Sessions
from server.log import Log
from server.season.attendance import Attendance, attendance, register
from server.season.meetings import Meetings, Series
from server.season.people import People
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.naming import plain, taken_away
from server.wire.fallback import answered
from server.wire.links import Holder

ROLE = "role"
"""The question of a session whose answer is a role."""


class SeriesRoutes:
    """Routes under /api/organise for what a series has left so far."""

    def __init__(self, asking: Asking, log: Log, sessions: Sessions, people: People, meetings: Meetings) -> None:
        self._asking = asking
        self._log = log
        self._sessions = sessions
        self._people = people
        self._meetings = meetings

    def routes(self) -> list[Route]:
        get, _ = routes_of(self._asking)
        return [
            get("series/{id}/attendance", "attendance", self._told),
            get("series/{id}/register.csv", "attendance", self._register),
        ]

    async def _of(self, series: Series) -> Attendance:
        roles: dict[str, dict[int, str]] = {}
        for meeting in series.meetings:
            if meeting.session:
                session = await self._sessions.peek(meeting.session)
                roles[meeting.session] = {n: seat.traits.get(ROLE, "") for n, seat in session.seats.items()}
        return await attendance(self._log, series, await self._people.of(series.community), roles)

    async def _told(self, request: Request, holder: Holder) -> Response:
        """Counts for each meeting with people, and the names of those who came to all of them, and of those who came
        to all but one."""
        found = await self._of(await self._meetings.series(request.path_params["id"]))
        back, held = found.returned(), sorted(found.came)
        meetings: list[dict[str, Any]] = [
            {
                "position": n,
                "came": len(found.came[n]),
                "returned": back[n],
                "without_link": found.without_link(n),
                "roles": found.roles(n),
            }
            for n in held
        ]
        missed = [(person.details.name, len(held) - sum(which)) for person, which in found.lines() if any(which)]
        return answered(
            {
                "ok": True,
                "meetings": meetings,
                "people": sum(1 for one in found.people.values() if one.left_at is None),
                "to_all": [name for name, times in missed if times == 0],
                "missed_one": [name for name, times in missed if times == 1],
            }
        )

    async def _register(self, request: Request, holder: Holder) -> Response:
        series = await self._meetings.series(request.path_params["id"])
        written = register(await self._of(series))
        return taken_away(written, "text/csv; charset=utf-8", f"{plain(series.title, 'series')}-register.csv")
