"""The public pages on which people register: what it is, a place, and one's own link to look after it.

Nobody learns here whether an address is known: whoever registers twice is on the list twice, and the organiser sees it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.accounts.brakes import Brake, Brakes
from server.record.forms.ics import MEDIA_TYPE, Appointment, write
from server.registration.inviting import Inviting
from server.registration.places import Date, Registrant, Registration, TooMany
from server.registration.registering import Registering
from server.season import folders
from server.season.communities import Unknown
from server.season.dates import known
from server.season.meetings import Meetings
from server.season.person import LONGEST, is_address
from server.web import registration_asked as asked
from server.web.asking import Asking
from server.web.naming import taken_away
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.guard import Guard

LETTERS = Brake("register", 3, 1 / 3600)
"""Letters to one address that strangers can cause: three, then one in an hour."""
USUAL_MINUTES = 120

NO_PAGE = "This link does not open anything here. It may have been taken away. Please ask whoever gave it to you."
SLOW = "There were too many tries with links that open nothing. Please wait a few minutes, then open your link again."
NO_ADDRESS = "That is no mail address. Write one such as ann@example.org, or leave it empty."
TOO_MANY = "This list has taken all it can hold. Please ask whoever gave you the link."
NO_DATES = "There is no date yet for the calendar. Come back to this page when there is one."
NOT_IN = "The calendar file is for those who have a place."


class RegisterRoutes:
    """Routes under /api/register, for everybody. `origin` is where one's own link leads."""

    def __init__(
        self,
        asking: Asking,
        registering: Registering,
        inviting: Inviting,
        meetings: Meetings,
        brakes: Brakes,
        *,
        origin: str,
        mail: bool,
    ) -> None:
        self._asking = asking
        self._registering = registering
        self._inviting = inviting
        self._meetings = meetings
        self._brakes = brakes
        self._origin = origin
        self._mail = mail
        self._guard = Guard(registering.now)

    def routes(self) -> list[Route]:
        return [
            self._route("look", self._look),
            self._route("take", self._take),
            self._route("mine", self._mine),
            self._route("claim", self._claim),
            self._route("cancel", self._cancel),
            self._route("calendar", self._calendar),
        ]

    def _route(self, path: str, do: Callable[[Request], Awaitable[Response]]) -> Route:
        """Links that open nothing are counted, people are not: a whole hospital comes from one address."""

        async def answer(request: Request) -> Response:
            address = request.client.host if request.client else ""
            if not self._guard.allows(address):
                return answered(desk.refused("", "rate", SLOW))
            try:
                return await do(request)
            except Unknown:
                self._guard.failed(address)
                return answered(desk.refused("", "unknown", NO_PAGE), status=404)

        return self._asking.open(f"/api/register/{path}", answer)

    async def _look(self, request: Request) -> Response:
        wanted = asked.Look.model_validate(await body_of(request))
        page = await self._registering.one(wanted.page)
        return answered({"ok": True, "page": self._page(page, is_in=False), "mine": None})

    async def _take(self, request: Request) -> Response:
        wanted = asked.Register.model_validate(await body_of(request))
        page = await self._registering.one(wanted.page)
        details = wanted.details(page.form.asks)
        if details.email and (not is_address(details.email) or len(details.email) > LONGEST["email"]):
            return answered(desk.refused("", "invalid", NO_ADDRESS))
        # Without a letter the page says the same.
        may_write = self._mail and details.email and not await self._brakes.take((LETTERS, details.email.casefold()))
        link = f"{self._origin}/register#{page.id}.{wanted.key}" if may_write else ""
        try:
            mine = await self._registering.take(page.id, wanted.key, details, link)
        except TooMany:
            return answered(desk.refused("", "full", TOO_MANY))
        return await self._told(mine)

    async def _mine(self, request: Request) -> Response:
        wanted = asked.Mine.model_validate(await body_of(request))
        return await self._told(await self._registering.mine(wanted.key))

    async def _claim(self, request: Request) -> Response:
        wanted = asked.Mine.model_validate(await body_of(request))
        return await self._told(await self._inviting.claim(wanted.key))

    async def _cancel(self, request: Request) -> Response:
        wanted = asked.Mine.model_validate(await body_of(request))
        mine = await self._registering.mine(wanted.key)
        if mine.state != "cancelled":
            await self._registering.cancel(mine.id)
        return await self._told(await self._registering.mine(wanted.key))

    async def _calendar(self, request: Request) -> Response:
        """The meetings of somebody who has a place, for their calendar."""
        wanted = asked.Mine.model_validate(await body_of(request))
        mine = await self._registering.mine(wanted.key)
        if mine.state != "in":
            return answered(desk.refused("", "forbidden", NOT_IN))
        page = await self._registering.one(mine.registration)
        entries = [await self._appointment(page, date, date.starts_at) for date in page.dates if date.starts_at]
        if not entries:
            return answered(desk.refused("", "invalid", NO_DATES))
        written = write(entries, name=page.form.title, now=self._registering.now())
        return taken_away(written, MEDIA_TYPE, "meetings.ics")

    async def _appointment(self, page: Registration, date: Date, starts_at: float) -> Appointment:
        series, meeting = await self._meetings.one(date.id)
        sheet = await asyncio.to_thread(folders.sheet, series.folder, meeting.script)
        seconds = 60.0 * (sheet.minutes or USUAL_MINUTES)
        return Appointment(date.id, date.title, starts_at, seconds, known(date.zone), date.place, page.called)

    async def _told(self, mine: Registrant) -> Response:
        page = await self._registering.one(mine.registration)
        told = {
            "state": mine.state,
            "number": mine.number,
            "name": mine.details.name,
            "mail": self._mail and mine.details.email != "",
        }
        return answered({"ok": True, "page": self._page(page, is_in=mine.state == "in"), "mine": told})

    def _page(self, page: Registration, *, is_in: bool) -> dict[str, Any]:
        form, now = page.form, self._registering.now()
        return {
            "id": page.id,
            "community": page.called,
            "title": form.title,
            "about": form.about,
            "stand": page.stand(now),
            "becomes": page.next_state(now),
            "opens_at": form.opens_at,
            "closes_at": form.closes_at,
            "zone": form.zone,
            "capacity": form.capacity,
            "free": page.free,
            "waiting": page.counts.waiting,
            "asks": form.asks,
            "roles": form.roles,
            "mail": self._mail,
            "dates": [_date(date, is_in=is_in) for date in page.dates],
        }


def _date(date: Date, *, is_in: bool) -> dict[str, Any]:
    """Where it is online, the way in is for those who have a place."""
    is_link = "://" in date.place or date.place.startswith("www.")
    place = "" if is_link and not is_in else date.place
    return {
        "title": date.title,
        "starts_at": date.starts_at,
        "zone": date.zone,
        "place": place,
        "online": is_link,
    }
