"""People who are in a community twice: found, looked at, and made one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.season import doubles
from server.season.communities import Communities
from server.season.people import People
from server.season.person import Person
from server.season.uniting import NotTwo, Together, Uniting
from server.web.asked import Asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

NOT_TWO = "These are not two people of one community. Please choose them from the list once more."


class Other(Asked):
    other: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,22}$")]


class UnitingRoutes:
    """Routes under /api/organise. `united` hears of the sessions in which a seat is somebody else's now."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        people: People,
        uniting: Uniting,
        *,
        united: Callable[[frozenset[str]], Awaitable[None]],
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._people = people
        self._uniting = uniting
        self._united = united

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities/{id}/doubles", "people", self._doubles),
            post("people/{id}/unite/look", "keep_people", self._look),
            post("people/{id}/unite", "keep_people", self._unite),
        ]

    async def _doubles(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        people = [one for one in await self._people.of(community.id) if one.left_at is None]
        found = await asyncio.to_thread(doubles.find, people)
        pairs = [{"one": _brief(pair.one), "other": _brief(pair.other), "why": pair.why} for pair in found]
        return answered({"ok": True, "pairs": pairs})

    async def _look(self, request: Request, holder: Holder) -> Response:
        wanted = Other.model_validate(await body_of(request))
        try:
            return answered({"ok": True, **_told(await self._uniting.look(request.path_params["id"], wanted.other))})
        except NotTwo:
            return answered(desk.refused("", "invalid", NOT_TWO))

    async def _unite(self, request: Request, holder: Holder) -> Response:
        wanted = Other.model_validate(await body_of(request))
        try:
            sessions = await self._uniting.unite(request.path_params["id"], wanted.other)
        except NotTwo:
            return answered(desk.refused("", "invalid", NOT_TWO))
        await self._united(sessions)
        return answered({"ok": True})


def _brief(person: Person) -> dict[str, Any]:
    of = person.details
    return {"id": person.id, **{name: getattr(of, name) for name in of.__slots__}}


def _told(would: Together) -> dict[str, Any]:
    return {
        "kept": _brief(would.kept),
        "other": _brief(would.other),
        "details": {name: getattr(would.details, name) for name in would.details.__slots__},
        "lost": would.lost,
        "sessions": would.sessions,
        "both": would.both,
        "links": would.links,
        "promises": would.promises,
        "registrations": would.registrations,
        "phrase": would.phrase,
    }
