"""What is kept, how long, and what goes: the organiser's page of it, and erasing for good."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import tables
from server.core.forgetting import words_in
from server.live.sessions import Sessions
from server.log import Log
from server.rights.clearing import Clearing
from server.rights.erasing import Erasing, Running
from server.rights.keeping import GRACE, Retention
from server.rights.own_words import sat_in
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.season.people import People
from server.takeaway.mine import Mine
from server.takeaway.press import Press
from server.web import rights_asked as asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.wire import desk
from server.wire.desk import Json
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

MOST_LINES = 100
"""Lines that name somebody who was erased, on one page; the others follow."""

IS_RUNNING = (
    "“{title}” is running just now. Nothing was erased. It can be done as soon as that meeting is closed on its "
    "control screen."
)
OTHER_NAME = "That is not the name. Nothing was deleted. Type it just as it stands above."


def runs(running: Running) -> Json:
    """What is said when a session stands in the way."""
    return desk.refused("", "not_now", IS_RUNNING.format(title=running.title))


def is_same(typed: str, name: str) -> bool:
    """Whether somebody typed that name; letters may be large or small."""
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class Rights:
    """All that is needed to tell what is kept, and to erase it."""

    asking: Asking
    log: Log
    sessions: Sessions
    communities: Communities
    people: People
    meetings: Meetings
    erasing: Erasing
    retention: Retention
    clearing: Clearing
    mine: Mine
    press: Press

    async def erased(self, erasing: Awaitable[object]) -> Response:
        """Answers when that is done and nothing of it is left anywhere; or says which session stands in the way."""
        try:
            await erasing
        except Running as running:
            return answered(runs(running))
        await self.clearing.clear()
        return answered({"ok": True})


class RightsRoutes:
    """Routes under /api/organise about what is kept and what goes."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights

    def routes(self) -> list[Route]:
        get, post = routes_of(self._rights.asking)
        return [
            get("communities/{id}/kept", "kept", self._look),
            post("communities/{id}/kept", "erase", self._keep),
            post("communities/{id}/delete", "erase", self._delete_community),
            post("sessions/{id}/delete", "erase", self._delete_session),
            get("people/{id}/erase", "kept", self._what_would_go),
            post("people/{id}/erase", "erase", self._erase),
            post("mentions", "erase", self._line),
        ]

    async def _look(self, request: Request, holder: Holder) -> Response:
        community = await self._rights.communities.one(request.path_params["id"])
        keeping = await self._rights.retention.of(community.id)
        return answered(
            {
                "ok": True,
                "id": community.id,
                "name": community.name,
                "people": community.people,
                "days": keeping.days,
                "grace_until": keeping.set_at + GRACE,
                "series": [
                    {"id": one.id, "title": one.title, "last_at": one.last_at, "goes_at": one.goes_at,
                     "sessions": [{"id": id, "title": title} for id, title in one.sessions]}
                    for one in keeping.series
                ],
                "mentions": await self._mentions({id for one in keeping.series for id, _ in one.sessions}),
                "waiting": await self._rights.clearing.waiting(),
                "missed": [str(path) for path in self._rights.clearing.missed],
            }
        )  # fmt: skip

    async def _mentions(self, sessions: set[str]) -> list[dict[str, Any]]:
        """Lines of others that name somebody who was erased, with what they say."""
        m, e, s = tables.mentions, tables.events, tables.sessions
        here = (e.c.session == m.c.session) & (e.c.seq == m.c.seq)
        query = select(m.c.session, m.c.seq, s.c.title).join(e, here).join(s, s.c.id == m.c.session)
        query = query.where(m.c.session.in_(sessions)).order_by(m.c.session, m.c.seq).limit(MOST_LINES)
        told = []
        for row in await self._rights.log.rows(query):
            entry = next(one for one in await self._rights.sessions.entries(row.session) if one.seq == row.seq)
            words = " / ".join(words for words in words_in(entry.event) if words)
            told.append({"session": row.session, "seq": row.seq, "title": row.title, "words": words})
        return told

    async def _keep(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Keep.model_validate(await body_of(request))
        await self._rights.retention.set(request.path_params["id"], wanted.days)
        return answered({"ok": True})

    async def _delete_community(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Named.model_validate(await body_of(request))
        community = await self._rights.communities.one(request.path_params["id"])
        if not is_same(wanted.name, community.name):
            return answered(desk.refused("", "invalid", OTHER_NAME))
        return await self._rights.erased(self._rights.erasing.community(community.id))

    async def _delete_session(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Named.model_validate(await body_of(request))
        session = await self._rights.sessions.peek(request.path_params["id"])
        if not is_same(wanted.name, session.plan.title):
            return answered(desk.refused("", "invalid", OTHER_NAME))
        return await self._rights.erased(self._rights.erasing.session(request.path_params["id"]))

    async def _what_would_go(self, request: Request, holder: Holder) -> Response:
        """How much somebody left, before they are erased."""
        _, person = await self._rights.people.one(request.path_params["id"])
        sat = await sat_in(self._rights.log, self._rights.sessions, person.id)
        lines = sum(len(one.lines) for one in sat)
        return answered({"ok": True, "name": person.details.name, "sessions": len(sat), "lines": lines})

    async def _erase(self, request: Request, holder: Holder) -> Response:
        asked.Sure.model_validate(await body_of(request))
        try:
            mentions = await self._rights.erasing.person(request.path_params["id"])
        except Running as running:
            return answered(runs(running))
        await self._rights.clearing.clear()
        return answered({"ok": True, "mentions": mentions})

    async def _line(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Line.model_validate(await body_of(request))
        erasing = self._rights.erasing
        do = erasing.line if wanted.act == "blank" else erasing.leave_line
        return await self._rights.erased(do(wanted.session, wanted.seq))
