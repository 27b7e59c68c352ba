"""Coming back to one's own page by a phrase, and making one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.season.people import People
from server.season.phrases import Phrases, Unreadable, read_phrase
from server.web.accounts import address_of
from server.web.asked import Asked
from server.web.asking import Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.guard import Guard
from server.wire.links import Holder

WRONG = "This is not the phrase of anybody here. Please look at it once more, or ask your organiser for a new link."
TOO_MANY = "There were too many wrong phrases. Nobody is shut out: please wait a minute, then try again."
NOT_KEPT = (
    "This house cannot keep phrases yet: its secret would change at the next start. "
    "The person who looks after the server can set TINGSHA_SECRET. Until then, keep your link."
)


class Typed(Asked):
    phrase: Annotated[str, Field(min_length=1, max_length=400)]


class Returning:
    """Routes for those whose browser has forgotten their link. `clock` gives seconds that never go back."""

    def __init__(self, asking: Asking, people: People, phrases: Phrases, clock: Callable[[], float]) -> None:
        self._asking = asking
        self._people = people
        self._phrases = phrases
        self._guard = Guard(clock)
        self._one_at_a_time = asyncio.Lock()

    def routes(self) -> list[Route]:
        return [
            self._asking.open("/api/return", self._come_back),
            self._asking.route("/api/me/phrase", "own_phrase", self._make),
            self._asking.route("/api/me/phrase/void", "own_phrase", self._void),
        ]

    async def _come_back(self, request: Request) -> Response:
        """One more link to the page of the person whose phrase that is; the ones they have go on."""
        read = read_phrase(Typed.model_validate(await body_of(request)).phrase)
        if isinstance(read, Unreadable):
            return answered(desk.refused("", "invalid", read.says))
        address = address_of(request)
        # One after another, so that many guesses at once are counted as many.
        async with self._one_at_a_time:
            if not self._guard.allows(address):
                return answered(desk.refused("", "rate", TOO_MANY))
            person = await self._phrases.whose(read)
            if not person:
                self._guard.failed(address)
                return answered(desk.refused("", "wrong", WRONG))
        return answered({"ok": True, "token": await self._people.link_more(person)})

    async def _make(self, request: Request, holder: Holder) -> Response:
        """A new phrase, shown this once; the one before opens nothing any more."""
        if not self._phrases.last:
            return answered(desk.refused("", "not_now", NOT_KEPT))
        (phrase,) = await self._phrases.make(holder.label)
        return answered({"ok": True, "phrase": phrase})

    async def _void(self, request: Request, holder: Holder) -> Response:
        await self._phrases.void(holder.label)
        return answered({"ok": True})
