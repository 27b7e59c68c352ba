"""The organiser's routes, and what a facilitator's screen asks beside commands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import structures
from server import scripts
from server.core import commands as core
from server.core.plan import Given, Item, Plan, total_seconds
from server.core.views import Around, decided
from server.live.sessions import Sessions, UnknownSession
from server.live.trouble import where
from server.log import StoredSession
from server.record.handouts.qr import modules
from server.scripts import ScriptError
from server.web.asked import Create, Crowd, Insert, Picture, Preview, Reckoned
from server.web.asking import Asking
from server.web.catalogue import offers
from server.web.preview import Previews
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder, HostLinks, Links
from server.wire.reading import digest
from server.wire.roles import may

RECKONED = 25
"""People for whom minutes are reckoned before anybody has come."""

OWN = "your script"
"""What problems call a script that came as words."""
MOST_TOLD = 5

NO_SCRIPT = "There is no such script."
NO_STRUCTURE = "There is no such structure."
NOT_TAKEN = "This script takes nothing of that name from outside."
NOT_SHOWN = "This structure cannot be shown just now. Please try again in a moment."

log = logging.getLogger(__name__)


Fill = Callable[[str, int], Awaitable[None]]
"""Fills the session of that join code with so many simulated people."""


class Organise:
    """Routes under /api for hosts. `origin` is where links lead to; `revoked` is told of sessions whose links
    were made void; `fill` is there in demo mode only."""

    def __init__(
        self,
        sessions: Sessions,
        links: Links,
        asking: Asking,
        *,
        origin: str,
        revoked: Callable[[str], Awaitable[None]],
        fill: Fill | None = None,
    ) -> None:
        self._sessions = sessions
        self._links = links
        self._asking = asking
        self._origin = origin
        self._revoked = revoked
        self._fill = fill
        self._previews = Previews()

    def routes(self) -> list[Route]:
        route = self._asking.route
        return [
            route("/api/organise/home", "home", self._home, "GET"),
            route("/api/organise/sessions", "create", self._create),
            route("/api/organise/sessions/{id}", "look", self._look, "GET"),
            route("/api/organise/sessions/{id}/revoke", "revoke", self._revoke),
            route("/api/qr", "qr", self._qr),
            route("/api/structures", "structures", self._structures, "GET"),
            route("/api/card/{slug}", "card", self._card, "GET"),
            route("/api/catalogue/preview", "preview", self._preview),
            route("/api/insert", "insert", self._insert),
            route("/api/invite", "invite", self._invite),
            route("/api/demo", "demo", self._demo, "GET"),
            route("/api/crowd", "crowd", self._crowd),
        ]

    # --- an organiser ------------------------------------------------------------------------------------------

    async def _home(self, request: Request, holder: Holder) -> Response:
        rows = await self._sessions.rows()
        links = await self._shown(holder, *rows)
        listed = [
            {
                "name": script.name,
                "title": script.title,
                "subtitle": script.plan.subtitle if script.plan else "",
                "purpose": script.plan.purpose if script.plan else "",
                "minutes": round(script.minutes),
                "items": [_line(item) for item in script.plan.items] if script.plan else [],
                "given": {one.name: one.lines for one in script.plan.given} if script.plan else {},
                "problems": [str(problem) for problem in script.problems if problem.error],
            }
            for script in await asyncio.to_thread(scripts.listing)
        ]
        return answered({"sessions": [await self._row(row, links.get(row.id)) for row in rows], "scripts": listed})

    async def _create(self, request: Request, holder: Holder) -> Response:
        wanted = Create.model_validate(await body_of(request))
        try:
            plan = await asyncio.to_thread(_plan, wanted)
        except KeyError:
            return answered(desk.refused("", "unknown", NO_SCRIPT), status=404)
        except ScriptError as wrong:
            return answered(desk.refused("", "invalid", " ".join(map(str, wrong.problems[:MOST_TOLD]))))
        if wanted.given.keys() - {one.name for one in plan.given}:
            return answered(desk.refused("", "invalid", NOT_TAKEN))
        plan = replace(_with_given(plan, wanted.given), subtitle=wanted.subtitle or plan.subtitle)
        return answered({"ok": True, "id": await self._sessions.create(plan, title=wanted.title)})

    async def _look(self, request: Request, holder: Holder) -> Response:
        row = await self._find(request)
        links = await self._shown(holder, row)
        session = await self._sessions.peek(row.id)
        around = Around(await self._sessions.names(row.id), frozenset(), {}, (), row.code, "", session.closed_at)
        outputs = decided(session, around) if session.phase == "closed" else ()
        return answered({"ok": True, **await self._row(row, links.get(row.id)), "outputs": outputs})

    async def _revoke(self, request: Request, holder: Holder) -> Response:
        row = await self._find(request)
        await self._links.revoke(row.id)
        await self._revoked(row.id)
        links = await self._shown(holder, row)
        return answered({"ok": True, **await self._row(row, links.get(row.id))})

    async def _shown(self, holder: Holder, *rows: StoredSession) -> dict[str, HostLinks]:
        """The links of these sessions, for those who may drive them."""
        if not may(holder.role, "drive"):
            return {}
        return await self._links.of_session(holder.root, *(row.id for row in rows), account=holder.account)

    async def _find(self, request: Request) -> StoredSession:
        found = [row for row in await self._sessions.rows() if row.id == request.path_params["id"]]
        if not found:
            raise UnknownSession
        return found[0]

    async def _row(self, row: StoredSession, links: HostLinks | None) -> dict[str, Any]:
        session = await self._sessions.peek(row.id)
        people = len(session.seats)
        return {
            "id": row.id,
            "title": row.title,
            "subtitle": row.subtitle,
            "phase": session.phase,
            "people": people,
            "contributions": session.contributions,
            "minutes": round(total_seconds(session.items, people or RECKONED) / 60),
            "created_at": row.created_at,
            "code": row.code,
            "links": {
                "join": f"{self._origin}/join#{row.code}",
                "control": f"{self._origin}/control#{links.control}" if links else "",
                "stage": f"{self._origin}/stage#{links.stage}" if links else "",
            },
        }

    # --- a facilitator, and every screen -----------------------------------------------------------------------

    async def _qr(self, request: Request, holder: Holder) -> Response:
        size, path = modules(Picture.model_validate(await body_of(request)).text)
        return answered({"size": size, "path": path})

    async def _structures(self, request: Request, holder: Holder) -> Response:
        people, ready = RECKONED, tuple[Item, ...]()
        if holder.session:
            session = (await self._sessions.live(holder.session)).session
            people, ready = len(session.present()) or RECKONED, session.plan.ready
        if "people" in request.query_params:
            people = Reckoned.model_validate({"people": request.query_params["people"]}).people
        return answered(offers(people, ready))

    async def _preview(self, request: Request, holder: Holder) -> Response:
        wanted = Preview.model_validate(await body_of(request))
        try:
            return Response(await self._previews.of(wanted.slug, wanted.people), media_type="application/json")
        except KeyError:
            return answered(desk.refused("", "unknown", NO_STRUCTURE), status=404)
        except Exception as failure:
            log.error("the preview of %s failed: %s", wanted.slug, where(failure))
            return answered(desk.refused("", "error", NOT_SHOWN))

    async def _card(self, request: Request, holder: Holder) -> Response:
        try:
            return answered({"markdown": structures.card(request.path_params["slug"])})
        except KeyError:
            return answered(desk.refused("", "unknown", NO_STRUCTURE), status=404)

    async def _insert(self, request: Request, holder: Holder) -> Response:
        wanted = Insert.model_validate(await body_of(request))
        live = await self._sessions.live(holder.session)
        ready = next((item for item in live.session.plan.ready if item.slug == wanted.slug), None)
        try:
            item = ready or scripts.insertable(wanted.slug)
        except KeyError:
            return answered(desk.refused(wanted.id, "unknown", NO_STRUCTURE), status=404)
        item = replace(item, invitation=wanted.invitation or item.invitation)
        command = core.Insert(by=holder.by, item=item, after=wanted.after)
        return answered(await desk.give(live, command, wanted.id, digest(wanted)))

    async def _invite(self, request: Request, holder: Holder) -> Response:
        label, token = await self._links.invite(holder.session, holder.account)
        return answered({"ok": True, "label": label, "link": f"{self._origin}/control#{token}"})

    async def _demo(self, request: Request, holder: Holder) -> Response:
        return answered({"demo": self._fill is not None})

    async def _crowd(self, request: Request, holder: Holder) -> Response:
        wanted = Crowd.model_validate(await body_of(request))
        if self._fill is None:
            return answered(desk.refused("", "forbidden", "Simulated people are for demonstrations only."))
        await self._fill((await self._sessions.live(holder.session)).code, wanted.people)
        return answered({"ok": True})


def _plan(wanted: Create) -> Plan:
    """KeyError: there is no such script. ScriptError: it cannot be played."""
    return scripts.loads(wanted.text, OWN) if wanted.text else scripts.load(scripts.path_of(wanted.script))


def _with_given(plan: Plan, typed: dict[str, list[str]]) -> Plan:
    """The plan with what was typed in, in place of what the script gives under the same name."""
    lines = {one.name: one.lines for one in plan.given} | {name: tuple(filter(None, ls)) for name, ls in typed.items()}
    return replace(plan, given=tuple(Given(name, of) for name, of in lines.items()))


def _line(item: Item) -> dict[str, Any]:
    return {"title": item.title, "kind": item.kind, "minutes": round(total_seconds((item,), RECKONED) / 60)}
