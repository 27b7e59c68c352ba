"""The promises of a community, as its organiser looks at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.promises.promises import Promises
from server.record.forms.csv import table
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.my_promises import promise_told
from server.web.naming import plain, taken_away
from server.wire.fallback import answered
from server.wire.links import Holder

HEADS = ("Who", "What", "By when", "How it stands", "Late", "Last word", "Said first by", "With", "Meeting")
STANDS = {"open": "open", "done": "done", "let_go": "let go"}


class PromiseRoutes:
    """Routes under /api/organise for promises. `now` tells the seconds since 1970."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        meetings: Meetings,
        promises: Promises,
        now: Callable[[], float],
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._meetings = meetings
        self._promises = promises
        self._now = now

    def routes(self) -> list[Route]:
        get, _ = routes_of(self._asking)
        return [
            get("communities/{id}/promises", "promises", self._all),
            get("communities/{id}/promises.csv", "promises", self._export),
        ]

    async def _all(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        return answered(
            {"ok": True, "id": community.id, "name": community.name, "promises": await self._told(community.id)}
        )

    async def _export(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        rows = [_row(one) for one in await self._told(community.id)]
        name = f"{plain(community.name, 'community')}-promises.csv"
        return taken_away(table([HEADS, *rows]), "text/csv; charset=utf-8", name)

    async def _told(self, community: str) -> list[dict[str, Any]]:
        sessions = await self._meetings.sessions_of(community)
        await self._promises.gather(sessions)
        held = await self._promises.in_sessions(sessions)
        there = {one.promise.session for one in held}
        where, fellows = await self._promises.where(there), await self._promises.fellows(there)
        signed = {
            session: {seat: replace(one, name=one.signed) for seat, one in named.items()}
            for session, named in fellows.items()
        }
        return [
            promise_told(one, where[one.promise.session], signed[one.promise.session], self._now()) for one in held
        ]


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    last = next((change["line"] for change in reversed(one["changes"]) if change["line"]), "")
    late = "late" if one["late"] else ""
    beside = ", ".join(one["beside"])
    return (
        one["who"],
        one["what"],
        one["due"],
        STANDS[one["state"]],
        late,
        last,
        one["said_by"],
        beside,
        one["meeting"],
    )
