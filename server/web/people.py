"""The people of a community, as the organiser's pages ask for them: one by one, as a file, and their own links."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.season import roster
from server.season.communities import Communities
from server.season.merging import Merged
from server.season.people import People, Taken
from server.season.person import Details, Person, is_address
from server.season.roster import Roster
from server.season.separated import NoTable
from server.web import season_asked as asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.naming import plain, taken_away
from server.wire import desk
from server.wire.fallback import answered, body_of, bytes_of
from server.wire.links import Holder, Links

LARGEST = 8 * 1024 * 1024
"""Bytes of one list."""
PATIENCE = 120.0
"""Seconds that a list may take to come."""
MOST_SHOWN = 200
"""Bad rows that are told one by one."""

TOO_LARGE = "This list is larger than 8 MB. Bring it in as several files."
NO_ADDRESS = "That is no mail address. Write one such as ann@example.org, or leave it empty."
TAKEN = "{} has this address already. Give each person an address of their own, or leave it empty."
ALL_LINKED = "Everybody here has a link already. Make a new one for those who need it, one by one."
HAS_GONE = "Somebody who has gone has no link. Say first that they are back."


class PeopleRoutes:
    """Routes under /api/organise for people. `origin` is where their links lead; `shut` ends what the phones of a
    person have open."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        people: People,
        links: Links,
        *,
        shut: Callable[[str], Awaitable[None]],
        origin: str,
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._people = people
        self._links = links
        self._shut = shut
        self._origin = origin

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities/{id}/people", "people", self._all),
            post("communities/{id}/people", "keep_people", self._add),
            get("communities/{id}/people.csv", "people", self._export),
            post("communities/{id}/links", "personal_links", self._links_of_all),
            post("communities/{id}/roster/look", "keep_people", self._preview),
            post("communities/{id}/roster", "keep_people", self._bring),
            post("people/{id}", "keep_people", self._change),
            post("people/{id}/part", "keep_people", self._part),
            post("people/{id}/link", "personal_links", self._link),
            post("people/{id}/unlink", "personal_links", self._unlink),
        ]

    # --- one by one --------------------------------------------------------------------------------------------

    async def _all(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        linked = await self._people.linked(community.id)
        people = [_person(one, one.id in linked) for one in await self._people.of(community.id)]
        return answered({"ok": True, "id": community.id, "name": community.name, "people": people})

    async def _add(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        details = asked.Someone.model_validate(await body_of(request)).details()
        if refusal := _wrong(details):
            return refusal
        try:
            return answered({"ok": True, "id": await self._people.add(community.id, details)})
        except Taken as by:
            return answered(desk.refused("", "invalid", TAKEN.format(by.name)))

    async def _change(self, request: Request, holder: Holder) -> Response:
        details = asked.Someone.model_validate(await body_of(request)).details()
        if refusal := _wrong(details):
            return refusal
        try:
            await self._people.change(request.path_params["id"], details)
        except Taken as by:
            return answered(desk.refused("", "invalid", TAKEN.format(by.name)))
        return answered({"ok": True})

    async def _part(self, request: Request, holder: Holder) -> Response:
        """Somebody goes, and their own link with them; or they are back, and get a new one when they need it."""
        gone = asked.Parting.model_validate(await body_of(request)).gone
        await self._people.part(request.path_params["id"], gone=gone)
        if gone:
            await self._void(request.path_params["id"])
        return answered({"ok": True})

    # --- their own links ---------------------------------------------------------------------------------------

    async def _link(self, request: Request, holder: Holder) -> Response:
        """A link that is its holder's alone, shown this once; the one before opens nothing any more."""
        _, person = await self._people.one(request.path_params["id"])
        if person.left_at is not None:
            return answered(desk.refused("", "invalid", HAS_GONE))
        token = await self._people.relink(person.id)
        self._links.forget()
        return answered({"ok": True, "link": f"{self._origin}/me#{token}"})

    async def _links_of_all(self, request: Request, holder: Holder) -> Response:
        """A file of links, shown this once, for everybody who has none."""
        community = await self._communities.one(request.path_params["id"])
        made = await self._people.link_all(community.id)
        if not made:
            return answered(desk.refused("", "invalid", ALL_LINKED))
        links = [(person, self._leads_to(token)) for person, token in made]
        return _file(roster.write_links(links), f"{plain(community.name, 'community')}-links.csv")

    def _leads_to(self, token: str) -> str:
        return f"{self._origin}/join#{token}"

    async def _unlink(self, request: Request, holder: Holder) -> Response:
        _, person = await self._people.one(request.path_params["id"])
        await self._void(person.id)
        return answered({"ok": True})

    async def _void(self, person: str) -> None:
        """Their links, their phrase, and the seats that were opened with them: a link is made void because a stranger
        may have it. One that is made anew leaves people where they sit."""
        await self._people.unlink(person)
        self._links.forget()
        await self._shut(person)

    # --- as a file ---------------------------------------------------------------------------------------------

    async def _export(self, request: Request, holder: Holder) -> Response:
        """Those who have not gone."""
        community = await self._communities.one(request.path_params["id"])
        people = [one for one in await self._people.of(community.id) if one.left_at is None]
        written = await asyncio.to_thread(roster.write, people)
        return _file(written, f"{plain(community.name, 'community')}-people.csv")

    async def _preview(self, request: Request, holder: Holder) -> Response:
        return await self._roster(request, keep=False)

    async def _bring(self, request: Request, holder: Holder) -> Response:
        return await self._roster(request, keep=True)

    async def _roster(self, request: Request, *, keep: bool) -> Response:
        community = await self._communities.one(request.path_params["id"])
        try:
            data = await _list_of(request)
            if data is None:
                return answered(desk.refused("", "too_large", TOO_LARGE))
            found = await asyncio.to_thread(roster.read, data)
            merged = await self._people.bring(community.id, found.entries, keep=keep)
        except NoTable as wrong:
            return answered(desk.refused("", "no_table", str(wrong)))
        return answered({"ok": True, **_outcome(found, merged)})


def _file(written: bytes, name: str) -> Response:
    return taken_away(written, "text/csv; charset=utf-8", name)


def _outcome(found: Roster, merged: Merged) -> dict[str, Any]:
    bad = sorted([*found.bad, *merged.bad], key=lambda one: one.row)
    return {
        "added": len(merged.added),
        "changed": len(merged.changed),
        "back": len(merged.back),
        "same": merged.same,
        "first": [_details(one) for one in merged.added[:5]],
        "doubles": [{"row": one.row, "of": one.of, "name": one.name} for one in merged.doubles[:MOST_SHOWN]],
        "doubles_in_all": len(merged.doubles),
        "bad": [{"row": one.row, "what": one.what, "why": one.why, "fix": one.fix} for one in bad[:MOST_SHOWN]],
        "bad_in_all": len(bad),
        "columns": found.columns,
        "ignored": found.ignored,
        "written": found.written,
    }


def _person(person: Person, linked: bool) -> dict[str, Any]:
    return {"id": person.id, **_details(person.details), "gone": person.left_at is not None, "linked": linked}


def _details(of: Details) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__slots__}


def _wrong(details: Details) -> Response | None:
    if details.email and not is_address(details.email):
        return answered(desk.refused("", "invalid", NO_ADDRESS))
    return None


async def _list_of(request: Request) -> bytes | None:
    """The list that is sent; None when it is larger than LARGEST. Raises NoTable when it takes too long to come."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await bytes_of(request, most=LARGEST)
    except TimeoutError:
        raise NoTable("The list did not come through. Try again.") from None
