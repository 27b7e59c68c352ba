"""What people may do with their own words: know what becomes of them, take them away, erase them. Somebody of a
community does so in all their sessions, whoever has a seat's link in that one."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.record.own import Sat, sat
from server.record.readers.participant import READER
from server.rights.keeping import days_of
from server.rights.own_words import sat_in
from server.season.communities import Unknown
from server.takeaway.orders import Order
from server.takeaway.press import NotMade
from server.web import rights_asked as asked
from server.web.me import HAS_GONE
from server.web.naming import plain, taken_away
from server.web.rights import Rights
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

NO_FORM = "Your words do not come in that form."


class MyRights:
    """Routes under /api/me about one's own words. They open for somebody who has left the community, too: the words
    are still theirs."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights

    def routes(self) -> list[Route]:
        return [
            self._rights.asking.route("/api/me/kept", "own_words", self._kept),
            self._rights.asking.route("/api/me/words.{form}", "own_words", self._words),
            self._rights.asking.route("/api/me/erase", "erase_me", self._erase),
        ]

    async def _sat(self, holder: Holder) -> tuple[Sat, ...] | None:
        """What is theirs in each session; None when they are no longer in their community."""
        if holder.seat:
            entries = await self._rights.sessions.entries(holder.session)
            names = await self._rights.sessions.names(holder.session)
            return (await asyncio.to_thread(sat, entries, names, holder.seat),)
        try:
            _, person = await self._rights.people.one(holder.label)
        except Unknown:
            return None
        return await sat_in(self._rights.log, self._rights.sessions, person.id)

    async def _kept(self, request: Request, holder: Holder) -> Response:
        """How much there is, and how long it stays."""
        own = await self._sat(holder)
        if own is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        days, lines = await self._days(holder), sum(len(one.lines) for one in own)
        return answered({"ok": True, "sessions": len(own), "lines": lines, "days": days})

    async def _days(self, holder: Holder) -> int | None:
        """How long what they wrote stays after the last meeting; a session of no community stays until somebody
        deletes it."""
        if not holder.seat:
            community, _ = await self._rights.people.one(holder.label)
            return (await self._rights.retention.of(community)).days
        return await days_of(self._rights.log, holder.session)

    async def _words(self, request: Request, holder: Holder) -> Response:
        """Their own page: what we decided, what they said they would do, and all that they wrote."""
        form = request.path_params["form"]
        if form not in READER.forms:
            return answered(desk.refused("", "unknown", NO_FORM), status=404)
        try:
            mine = self._rights.mine
            material = await (
                mine.of_seat(holder.session, holder.seat) if holder.seat else mine.of_person(holder.label)
            )
            taken = await self._rights.press.make(Order("take", READER.slug, form), material)
        except Unknown:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        except NotMade as why:
            return answered(desk.refused("", why.code, why.says))
        return taken_away(taken.written, taken.media_type, f"words-of-{plain(material.title, 'mine')}.{form}")

    async def _erase(self, request: Request, holder: Holder) -> Response:
        asked.Sure.model_validate(await body_of(request))
        erasing = self._rights.erasing
        try:
            return await self._rights.erased(
                erasing.seat(holder.session, holder.seat) if holder.seat else erasing.person(holder.label)
            )
        except Unknown:
            return answered(desk.refused("", "forbidden", HAS_GONE))
