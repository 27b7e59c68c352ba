"""Who of a community should not sit with whom, or should, as the organiser's page asks for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.commands import TiePair
from server.live.sessions import FIRST_FACILITATOR, Sessions
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.season.ties import Ties, TooMany
from server.web import ties_asked as asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

FULL = "This community has chosen 500 pairs. Let some of them go first."


class TieRoutes:
    """Routes under /api/organise for chosen pairs."""

    def __init__(
        self, asking: Asking, communities: Communities, meetings: Meetings, sessions: Sessions, ties: Ties
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._meetings = meetings
        self._sessions = sessions
        self._ties = ties

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities/{id}/ties", "people", self._all),
            post("communities/{id}/ties", "keep_people", self._tie),
        ]

    async def _all(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        pairs = [{"one": p.one, "other": p.other, "how": p.how} for p in await self._ties.of(community.id)]
        return answered({"ok": True, "ties": pairs})

    async def _tie(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        wanted = asked.Chosen.model_validate(await body_of(request))
        how = None if wanted.how == "free" else wanted.how
        try:
            await self._ties.tie(community.id, wanted.one, wanted.other, how)
        except TooMany:
            return answered(desk.refused("", "too_many", FULL))
        await self._tell(community.id, wanted)
        return answered({"ok": True})

    async def _tell(self, community: str, wanted: asked.Chosen) -> None:
        """Sessions where both sit and that are not over hear of it at once."""
        for session in await self._meetings.sessions_of(community):
            if (await self._sessions.peek(session)).phase == "closed":
                continue
            live = await self._sessions.live(session)
            seats = live.seats.by_person
            if wanted.one in seats and wanted.other in seats:
                one, other = seats[wanted.one], seats[wanted.other]
                await live.order(TiePair(by=FIRST_FACILITATOR, one=one, other=other, how=wanted.how))
