"""Letting somebody back in: the host makes a code that leads a phone to a seat, and may shut out the phones it had."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.sessions import Sessions
from server.season.ways_back import GOOD, WaysBack
from server.web.asked import Asked
from server.web.asking import Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder
from server.wire.shutting import Shutting

NO_SEAT = "Nobody has this seat any more. Please look at the list of people once more."


class Wanted(Asked):
    """`shut`: the phones that have the seat now are shut out of it."""

    seat: Annotated[int, Field(ge=1)]
    shut: bool = False


class LettingBack:
    """The route of the control screen. `origin` is where its links lead."""

    def __init__(
        self, asking: Asking, sessions: Sessions, ways_back: WaysBack, shutting: Shutting, *, origin: str
    ) -> None:
        self._asking = asking
        self._sessions = sessions
        self._ways_back = ways_back
        self._shutting = shutting
        self._origin = origin

    def routes(self) -> list[Route]:
        return [self._asking.route("/api/let-back", "let_back", self._let_back)]

    async def _let_back(self, request: Request, holder: Holder) -> Response:
        """A code for a seat, shown this once, and the link that shows it to the door by itself."""
        wanted = Wanted.model_validate(await body_of(request))
        live = await self._sessions.live(holder.session)
        if wanted.seat not in live.session.seats:
            return answered(desk.refused("", "unknown", NO_SEAT))
        if wanted.shut:
            await self._shutting.seat(live.id, wanted.seat)
        code = await self._ways_back.make(live.id, wanted.seat)
        link = f"{self._origin}/join#{code}"
        return answered({"ok": True, "code": code, "link": link, "minutes": round(GOOD / 60)})
