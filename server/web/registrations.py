"""Pages to register on, as the organiser makes them and looks after those who registered."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.record.forms.csv import table
from server.registration.inviting import Inviting
from server.registration.places import Form, HasRoom, Registrant, Registration
from server.registration.registering import Registering
from server.season import dates
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.season.people import People
from server.web import registration_asked as asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.naming import plain, taken_away
from server.web.season_asked import When
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

CLOSES_FIRST = "It would close before it opens. Choose a later day to close, or none."
NOT_OPEN = "It is not open, so they could not register. Open it first."
HAS_ROOM = "There are places enough, so nobody has to go back to the line."
COLUMNS = ("how they stand", "number", "name", "email", "role", "organisation", "place", "contact", "registered on")
STANDS = {"in": "has a place", "waiting": "waiting", "interested": "interested"}


class RegistrationRoutes:
    """Routes under /api/organise for registration. `origin` is where its pages are."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        people: People,
        meetings: Meetings,
        registering: Registering,
        inviting: Inviting,
        *,
        origin: str,
        mail: bool,
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._people = people
        self._meetings = meetings
        self._registering = registering
        self._inviting = inviting
        self._origin = origin
        self._mail = mail

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities/{id}/registrations", "registration", self._all),
            post("communities/{id}/registrations", "keep_registration", self._make),
            get("registrations/{id}", "registration", self._look),
            post("registrations/{id}", "keep_registration", self._change),
            post("registrations/{id}/shut", "keep_registration", self._shut),
            post("registrations/{id}/invite", "keep_registration", self._invite),
            post("registrations/{id}/drop", "keep_registration", self._drop),
            get("registrations/{id}/people.csv", "registration", self._export),
            post("registrants/{id}/move", "keep_registration", self._move),
            post("registrants/{id}/out", "keep_registration", self._out),
            post("registrants/{id}/told", "keep_registration", self._told),
        ]

    # --- pages -------------------------------------------------------------------------------------------------

    async def _all(self, request: Request, holder: Holder) -> Response:
        """The pages of a community, what a new one can be for, and who is interested."""
        community = await self._communities.one(request.path_params["id"])
        pages = [self._page(one) for one in await self._registering.of(community.id)]
        series = [
            {"id": one.id, "title": one.title, "meetings": [{"id": m.id, "title": m.title} for m in one.meetings]}
            for one in await self._meetings.of(community.id)
        ]
        answer = {"ok": True, "id": community.id, "name": community.name, "pages": pages, "series": series}
        return answered(answer)

    async def _make(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        form = self._form(asked.Page.model_validate(await body_of(request)), None)
        if isinstance(form, Response):
            return form
        return answered({"ok": True, "id": await self._registering.make(community.id, form)})

    async def _look(self, request: Request, holder: Holder) -> Response:
        page = await self._registering.one(request.path_params["id"])
        here = await self._registering.on(page.id)
        elsewhere = [one for one in await self._registering.interested(page.community) if one.registration != page.id]
        listed = {one.id: one.details.name for one in await self._people.of(page.community)}
        addresses = Counter(one.details.email.casefold() for one in here if one.details.email)
        people = [
            {
                **_registrant(one),
                "twice": addresses[one.details.email.casefold()] > 1,
                "listed": listed.get(one.person, ""),
            }
            for one in here
        ]
        others = [_registrant(one) for one in elsewhere]
        whole = {"id": page.community, "name": page.called, "page": self._page(page), "mail": self._mail}
        return answered({"ok": True, **whole, "people": people, "elsewhere": others})

    async def _change(self, request: Request, holder: Holder) -> Response:
        page = await self._registering.one(request.path_params["id"])
        form = self._form(asked.Page.model_validate(await body_of(request)), page)
        if isinstance(form, Response):
            return form
        up = await self._registering.change(page.id, form)
        return answered({"ok": True, "up": [one.details.name for one in up]})

    async def _shut(self, request: Request, holder: Holder) -> Response:
        """Opens or closes a page now, whatever its dates say."""
        wants_open = asked.Shutting.model_validate(await body_of(request)).open
        await self._registering.open(request.path_params["id"], wants_open)
        return answered({"ok": True})

    async def _invite(self, request: Request, holder: Holder) -> Response:
        """Writes to those who are interested."""
        page = await self._registering.one(request.path_params["id"])
        if page.stand(self._registering.now()) != "open":
            return answered(desk.refused("", "invalid", NOT_OPEN))
        return answered({"ok": True, "written": await self._inviting.invite(page.id, self._leads_to(page))})

    def _leads_to(self, page: Registration) -> str:
        return f"{self._origin}/register#{page.id}"

    async def _drop(self, request: Request, holder: Holder) -> Response:
        await self._registering.drop(request.path_params["id"])
        return answered({"ok": True})

    async def _export(self, request: Request, holder: Holder) -> Response:
        page = await self._registering.one(request.path_params["id"])
        zone = ZoneInfo(dates.known(page.form.zone))
        rows: list[tuple[str, ...]] = [COLUMNS]
        for one in await self._registering.on(page.id):
            of, on = one.details, datetime.fromtimestamp(one.asked_at, zone)
            contact = "yes" if of.contact else "no"
            number = str(one.number or "")
            said = (of.name, of.email, of.role, of.organisation, of.place, contact)
            rows.append((STANDS[one.state], number, *said, f"{on:%Y-%m-%d %H:%M}"))
        name = f"{plain(page.form.title, 'registration')}.csv"
        return taken_away(table(rows), "text/csv; charset=utf-8", name)

    def _form(self, wanted: asked.Page, before: Registration | None) -> Form | Response:
        """Raises NoSuchTime."""
        now = self._registering.now()
        opens_at: float | None = None
        if wanted.opens == "now":
            was = before.form.opens_at if before else None
            opens_at = was if was is not None and was < now else now
        elif wanted.opens == "on":
            opens_at = _instant(wanted.opens_on)
        closes_at = _instant(wanted.closes_on)
        if closes_at is not None and opens_at is not None and closes_at <= opens_at:
            return answered(desk.refused("", "invalid", CLOSES_FIRST))
        zone = wanted.opens_on.zone or wanted.closes_on.zone
        return Form(
            wanted.title, wanted.about, wanted.series, wanted.meeting, opens_at, closes_at, dates.known(zone),
            wanted.capacity, tuple(dict.fromkeys(wanted.asks)), tuple(dict.fromkeys(wanted.roles)),
        )  # fmt: skip

    def _page(self, page: Registration) -> dict[str, Any]:
        form, now = page.form, self._registering.now()
        return {
            "id": page.id,
            "link": self._leads_to(page),
            "title": form.title,
            "about": form.about,
            "series": form.series,
            "meeting": form.meeting,
            "stand": page.stand(now),
            "opens": _wall(form.opens_at, form.zone),
            "is_dated": form.opens_at is not None,
            "closes": _wall(form.closes_at, form.zone),
            "capacity": form.capacity,
            "free": page.free,
            "asks": form.asks,
            "roles": form.roles,
            "inside": page.counts.inside,
            "waiting": page.counts.waiting,
            "interested": page.counts.interested,
        }

    # --- those who registered ----------------------------------------------------------------------------------

    async def _move(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Moving.model_validate(await body_of(request))
        whom = await self._registering.registrant(request.path_params["id"])
        try:
            moved = await self._registering.move(whom.id, wanted.to, wanted.page or whom.registration)
        except HasRoom:
            return answered(desk.refused("", "invalid", HAS_ROOM))
        return answered({"ok": True, "untold": moved.untold})

    async def _out(self, request: Request, holder: Holder) -> Response:
        whom = await self._registering.registrant(request.path_params["id"])
        up = await self._registering.cancel(whom.id)
        return answered({"ok": True, "up": [one.details.name for one in up]})

    async def _told(self, request: Request, holder: Holder) -> Response:
        whom = await self._registering.registrant(request.path_params["id"])
        await self._registering.told([whom.id])
        return answered({"ok": True})


def _registrant(one: Registrant) -> dict[str, Any]:
    said = {name: getattr(one.details, name) for name in one.details.__slots__}
    return {"id": one.id, "state": one.state, "number": one.number, "untold": one.untold, **said}


def _instant(when: When) -> float | None:
    return dates.instant(when.day, when.time, when.zone) if when.day else None


def _wall(at: float | None, zone: str) -> dict[str, str]:
    day, time = ("", "") if at is None else dates.on_the_wall(at, dates.known(zone))
    return {"day": day, "time": time, "zone": dates.known(zone)}
