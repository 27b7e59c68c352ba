"""What somebody of a community may ask with the link that is their own: what is on, and a seat in it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.plan import Ask
from server.live.inbox import Known, TakenSeat
from server.live.keys import hashed
from server.live.sessions import Sessions
from server.log import StoredLink
from server.season.acquaintance import Acquaintance
from server.season.communities import Communities
from server.season.meetings import Meeting, Meetings
from server.season.people import People
from server.season.person import Details
from server.season.phrases import Phrases
from server.season.signature import Signatures
from server.season.ties import Ties
from server.web.asked import TakeSeat
from server.web.asking import Asking
from server.wire import desk
from server.wire.door import asked
from server.wire.fallback import answered, body_of
from server.wire.links import Holder, Links

HAS_GONE = "This link is of somebody who is no longer in the community. Please ask the organiser."
NOT_YOURS = "This session is not one of your community. Please ask the organiser."
NOT_OPEN = "This session is not open now. Come back when it begins."


class Me:
    """Routes under /api/me."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        people: People,
        phrases: Phrases,
        meetings: Meetings,
        sessions: Sessions,
        links: Links,
        acquaintance: Acquaintance,
        ties: Ties,
        signatures: Signatures,
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._people = people
        self._phrases = phrases
        self._meetings = meetings
        self._sessions = sessions
        self._links = links
        self._acquaintance = acquaintance
        self._ties = ties
        self._signatures = signatures

    def routes(self) -> list[Route]:
        return [
            self._asking.route("/api/me", "me", self._me),
            self._asking.route("/api/me/seat", "own_seat", self._seat),
        ]

    async def _me(self, request: Request, holder: Holder) -> Response:
        """Who they are, and the meetings of their community: those that are open first, then those to come."""
        here = await self._people.here(holder.label)
        if here is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        community, person = here
        held = [(one.title, meeting) for one in await self._meetings.of(community) for meeting in one.meetings]
        told = [await self._meeting(series, meeting, person.details) for series, meeting in held]
        name = (await self._communities.one(community)).name
        has_phrase = bool(await self._phrases.of(person.id))
        return answered(
            {"ok": True, "name": person.details.name, "community": name, "meetings": told, "phrase": has_phrase}
        )

    async def _meeting(self, series: str, meeting: Meeting, details: Details) -> dict[str, Any]:
        phase, asks = "to_come", list[dict[str, Any]]()
        if meeting.session:
            session = await self._sessions.peek(meeting.session)
            phase = "closed" if session.phase == "closed" else "open"
            asks = [_ask(ask, details) for ask in session.plan.asks]
        return {
            "series": series,
            "title": meeting.title,
            "starts_at": meeting.starts_at,
            "zone": meeting.zone,
            "place": meeting.place,
            "session": meeting.session,
            "phase": phase,
            "asks": asks,
        }

    async def _seat(self, request: Request, holder: Holder) -> Response:
        wanted = TakeSeat.model_validate(await body_of(request))
        here = await self._people.here(holder.label)
        if here is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        community, person = here
        held = await self._meetings.sessions_of(community)
        if wanted.session not in held:
            return answered(desk.refused("", "unknown", NOT_YOURS))
        live = await self._sessions.live(wanted.session)
        if live.session.phase == "closed":
            return answered(desk.refused("", "closed", NOT_OPEN))
        over = [one for one in held if one != wanted.session and (await self._sessions.peek(one)).phase == "closed"]
        met = await self._acquaintance.met(person.id, over)
        ties, colleagues = await self._ties.with_(person.id), await self._ties.colleagues(person.id)
        known = Known(met, ties, colleagues, await self._signatures.last(person.id))
        got = await live.take_own_seat(person.id, wanted.name, wanted.traits, known)
        if not isinstance(got, TakenSeat):
            return answered(desk.refused("", got.code, got.says))
        self._links.remember(StoredLink(hashed(got.token), live.id, "seat", str(got.number)))
        return answered({"ok": True, "seat": got.number, "token": got.token, "code": live.code})


def _ask(ask: Ask, details: Details) -> dict[str, Any]:
    """What a session asks beside the name, and what the community knows of it; people may say something else today."""
    known = {"role": details.role, "organisation": details.organisation, "place": details.place}.get(ask.name, "")
    if ask.options:
        known = next((option for option in ask.options if option.casefold() == known.casefold()), "")
    return {**asked(ask), "known": known}
