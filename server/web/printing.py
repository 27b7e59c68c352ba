"""What is printed before a session: its run sheet, cards, badges and paper, and badges that open people's own pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.plan import Plan
from server.live.sessions import Sessions, UnknownSession
from server.record.handouts import HANDOUTS
from server.record.handouts.occasion import Guest, Occasion
from server.season import dates
from server.season.communities import Communities
from server.season.meetings import Meeting, Meetings
from server.season.people import People
from server.takeaway.orders import Order
from server.takeaway.press import NotMade, Press
from server.web.asked import Asked
from server.web.asking import Answering, Asking
from server.web.cards import chosen_of
from server.web.communities import told
from server.web.naming import plain, taken_away
from server.web.people import HAS_GONE
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder, Links

RECKONED = 25
"""People for whom is printed before anybody has come."""
MOST = 300
NO_HANDOUT = "There is nothing of that name to print."

Count = Literal[8, 10]
GuestName = Annotated[str, Field(min_length=1, max_length=400)]


def _is_time(said: str) -> str:
    return datetime.strptime(said, "%Y-%m-%dT%H:%M").strftime("%Y-%m-%dT%H:%M") if said else ""


class Wanted(Asked):
    """`people`: how many come (0: as many as are here, or RECKONED). `begins`: the day and the time on the wall, when
    it is not the meeting's; `where` likewise. `names` are on badges and cards; none: they stay empty."""

    people: Annotated[int, Field(ge=0, le=1000)] = 0
    begins: Annotated[str, AfterValidator(_is_time)] = ""
    where: Annotated[str, Field(max_length=300)] = ""
    names: Annotated[tuple[GuestName, ...], Field(max_length=MOST, strict=False)] = ()
    a_sheet: Count = 8


class WantedBadges(Asked):
    """`people` by their ids."""

    people: Annotated[
        list[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,22}$")]], Field(min_length=1, max_length=MOST)
    ]
    a_sheet: Count = 8


class PrintRoutes:
    """Routes under /api/organise for what is printed. `origin` is where links lead."""

    def __init__(
        self,
        asking: Asking,
        sessions: Sessions,
        meetings: Meetings,
        communities: Communities,
        people: People,
        links: Links,
        press: Press,
        *,
        origin: str,
    ) -> None:
        self._asking = asking
        self._sessions = sessions
        self._meetings = meetings
        self._communities = communities
        self._people = people
        self._links = links
        self._press = press
        self._origin = origin

    def routes(self) -> list[Route]:
        return [
            self._route("sessions/{id}/print/{handout}", "handouts", self._print),
            self._route("communities/{id}/badges", "personal_links", self._badges),
        ]

    def _route(self, path: str, doing: str, do: Answering) -> Route:
        async def answer(request: Request, holder: Holder) -> Response:
            try:
                return await do(request, holder)
            except NotMade as why:
                return answered(desk.refused("", why.code, why.says))

        return self._asking.route(f"/api/organise/{path}", doing, told(answer))

    async def _print(self, request: Request, holder: Holder) -> Response:
        handout = request.path_params["handout"]
        if handout not in HANDOUTS:
            return answered(desk.refused("", "unknown", NO_HANDOUT), status=404)
        wanted = Wanted.model_validate(await body_of(request))
        row = next((row for row in await self._sessions.rows() if row.id == request.path_params["id"]), None)
        if row is None:
            raise UnknownSession
        session = await self._sessions.peek(row.id)
        meeting = await self._meeting(row.id)
        occasion = Occasion(
            replace(session.plan, title=row.title, items=tuple(session.items)),
            wanted.people or len(session.present()) or len(wanted.names) or RECKONED,
            wanted.begins or _begins(meeting),
            wanted.where or (meeting.place if meeting else ""),
            row.code,
            f"{self._origin}/join#{row.code}",
            tuple(map(Guest, wanted.names)),
            wanted.a_sheet,
        )
        return await self._printed(handout, occasion, row.title)

    async def _badges(self, request: Request, holder: Holder) -> Response:
        """Badges with new links: those that these people had open nothing any more."""
        community = await self._communities.one(request.path_params["id"])
        wanted = WantedBadges.model_validate(await body_of(request))
        chosen = await chosen_of(self._people, community.id, wanted.people)
        if any(one.left_at is not None for one in chosen):
            return answered(desk.refused("", "invalid", HAS_GONE))
        tokens = await self._people.relink_all([one.id for one in chosen])
        self._links.forget()
        guests = [
            Guest(one.details.name, link=f"{self._origin}/me#{token}")
            for one, token in zip(chosen, tokens, strict=True)
        ]
        occasion = Occasion(Plan(community.name), guests=tuple(guests), a_sheet=wanted.a_sheet)
        return await self._printed("badges", occasion, community.name)

    async def _printed(self, handout: str, occasion: Occasion, title: str) -> Response:
        taken = await self._press.make(Order("print", handout), occasion)
        return taken_away(taken.written, taken.media_type, f"{plain(title, 'session')}-{handout}.{taken.suffix}")

    async def _meeting(self, session: str) -> Meeting | None:
        """The meeting that a session is held for."""
        belongs = (await self._meetings.belonging()).get(session)
        of = await self._meetings.of(belongs.community) if belongs else []
        return next((one for series in of for one in series.meetings if one.session == session), None)


def _begins(meeting: Meeting | None) -> str:
    if meeting is None or meeting.starts_at is None:
        return ""
    return "T".join(dates.on_the_wall(meeting.starts_at, dates.known(meeting.zone)))
