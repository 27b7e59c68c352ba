"""Where one's own name may stand, for whoever has a link of their own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.events import Naming
from server.season.people import People
from server.season.signature import Signatures
from server.web.asked import Asked
from server.web.asking import Asking
from server.web.me import HAS_GONE
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder


class Where(Asked):
    """Where it may stand from now on; without it, how it is."""

    where: Naming | None = None


class MyName:
    def __init__(self, asking: Asking, people: People, signatures: Signatures) -> None:
        self._asking = asking
        self._people = people
        self._signatures = signatures

    def routes(self) -> list[Route]:
        return [self._asking.route("/api/me/name", "own_name", self._name)]

    async def _name(self, request: Request, holder: Holder) -> Response:
        """`naming` is empty as long as nothing they were in has asked for names."""
        wanted = Where.model_validate(await body_of(request)).where
        if await self._people.here(holder.label) is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        if wanted and not await self._signatures.choose(holder.label, wanted):
            return answered(desk.refused("", "busy", desk.NOT_NOW))
        asked = await self._signatures.is_asked(holder.label)
        return answered({"ok": True, "naming": await self._signatures.last(holder.label) if asked else ""})
