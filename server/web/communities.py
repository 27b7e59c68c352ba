"""Communities, their series and the meetings of each, as the organiser's pages ask for them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.commands import Bring
from server.core.plan import Plan
from server.core.views import Around, decided
from server.live.sessions import FIRST_FACILITATOR, Sessions
from server.promises.opening import Opening
from server.promises.promises import Promises
from server.scripts import slug_of
from server.season import dates, folders
from server.season.carrying import handed_on
from server.season.communities import Communities, Unknown
from server.season.dates import NoSuchTime
from server.season.folders import Sheet
from server.season.meetings import Meeting, Meetings, Planned, Series
from server.season.people import People
from server.web import season_asked as asked
from server.web.asking import Answering, Asking
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

MOST_LEFT = 8
"""Outputs of a session that its meeting tells of; all of them are on the session's own page."""
MOST_ROLES = 6

SAYS = {
    "community": "There is no such community.",
    "person": "There is nobody of that name here any more.",
    "series": "There is no such series.",
    "meeting": "There is no such meeting.",
    "registration": "There is no such page to register on.",
    "registrant": "They are no longer on this list.",
    "survey": "There is no such survey.",
}
NO_FOLDER = "There is no such series of scripts."
HELD = "A session was made for one of its meetings, so the series stays."
SCRIPT_BROKEN = "The script of this meeting cannot be played yet."


class CommunityRoutes:
    """Routes under /api/organise for communities and what they meet for."""

    def __init__(
        self,
        asking: Asking,
        sessions: Sessions,
        communities: Communities,
        people: People,
        meetings: Meetings,
        promises: Promises,
        opening: Opening,
    ) -> None:
        self._asking = asking
        self._sessions = sessions
        self._communities = communities
        self._people = people
        self._meetings = meetings
        self._promises = promises
        self._opening = opening
        self._one_at_a_time = asyncio.Lock()

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities", "communities", self._all),
            post("communities", "keep_communities", self._found),
            get("communities/{id}", "communities", self._look),
            post("communities/{id}", "keep_communities", self._change),
            get("folders", "communities", self._folders),
            post("communities/{id}/series", "keep_communities", self._begin),
            post("series/{id}/drop", "keep_communities", self._drop),
            post("meetings/{id}", "keep_communities", self._change_meeting),
            post("meetings/{id}/session", "meet", self._meet),
        ]

    # --- communities -------------------------------------------------------------------------------------------

    async def _all(self, request: Request, holder: Holder) -> Response:
        series, counts = await self._meetings.of(), await self._promises.counts()
        listed = [
            {
                "id": one.id,
                "name": one.name,
                "purpose": one.purpose,
                "people": one.people,
                "promises": asdict(counts[one.id]) if one.id in counts else None,
                "series": [
                    {"id": its.id, "title": its.title, "meetings": [_brief(meeting) for meeting in its.meetings]}
                    for its in series
                    if its.community == one.id
                ],
            }
            for one in await self._communities.all()
        ]
        belongs = {session: asdict(where) for session, where in (await self._meetings.belonging()).items()}
        return answered({"ok": True, "communities": listed, "belongs": belongs})

    async def _found(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Community.model_validate(await body_of(request))
        return answered({"ok": True, "id": await self._communities.found(wanted.name, wanted.purpose)})

    async def _change(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Community.model_validate(await body_of(request))
        await self._communities.change(request.path_params["id"], wanted.name, wanted.purpose)
        return answered({"ok": True})

    async def _look(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        return answered(
            {
                "ok": True,
                "id": community.id,
                "name": community.name,
                "purpose": community.purpose,
                "people": community.people,
                "roles": await self._people.roles(community.id, MOST_ROLES),
                "series": [await self._series(one) for one in await self._meetings.of(community.id)],
            }
        )

    async def _series(self, series: Series) -> dict[str, Any]:
        sheets = [await asyncio.to_thread(folders.sheet, series.folder, one.script) for one in series.meetings]
        meetings = []
        for at, (meeting, sheet) in enumerate(zip(series.meetings, sheets, strict=True)):
            awaited = {name for later in sheets[at + 1 :] for name in later.needs}
            meetings.append({**_brief(meeting), **_sheet(sheet), **await self._session(meeting.session, awaited)})
        return {"id": series.id, "title": series.title, "folder": series.folder, "meetings": meetings}

    async def _session(self, id: str, awaited: set[str]) -> dict[str, Any]:
        """How the session of a meeting stands, and what it left: first what later meetings start from."""
        if not id:
            return {"phase": "", "came": 0, "left": []}
        session = await self._sessions.peek(id)
        left: list[dict[str, Any]] = []
        if session.phase == "closed":
            around = Around(await self._sessions.names(id), frozenset(), {}, (), "", "", session.closed_at)
            for block in decided(session, around):
                said = [line.text for line in block.cards[0].lines if line.text and line.kind != "date"]
                left.append({"title": block.title, "lines": len(block.cards), "first": _in_a_row(said)})
            left.sort(key=lambda one: one["title"].casefold() not in awaited)
        return {"phase": session.phase, "came": len(session.seats), "left": left[:MOST_LEFT]}

    # --- series and meetings -----------------------------------------------------------------------------------

    async def _folders(self, request: Request, holder: Holder) -> Response:
        found = await asyncio.to_thread(folders.folders)
        listed = [
            {"name": one.name, "title": one.title, "meetings": [_sheet(sheet) for sheet in one.sheets]} for one in found
        ]
        return answered({"ok": True, "folders": listed})

    async def _begin(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Begin.model_validate(await body_of(request))
        community = await self._communities.one(request.path_params["id"])
        try:
            folder = await asyncio.to_thread(folders.folder, wanted.folder)
        except KeyError:
            return answered(desk.refused("", "unknown", NO_FOLDER), status=404)
        starts: list[float | None] = [None] * len(folder.sheets)
        if wanted.day:
            starts = [*dates.following(wanted.day, wanted.time, wanted.zone, wanted.every_days, len(starts))]
        zone = wanted.zone if wanted.day else ""
        planned = [
            Planned(sheet.script, sheet.title, at, zone) for sheet, at in zip(folder.sheets, starts, strict=True)
        ]
        id = await self._meetings.begin(community.id, folder.name, wanted.title or folder.title, planned)
        return answered({"ok": True, "id": id})

    async def _drop(self, request: Request, holder: Holder) -> Response:
        series = await self._meetings.series(request.path_params["id"])
        if not await self._meetings.drop(series.id):
            return answered(desk.refused("", "forbidden", HELD), status=200)
        return answered({"ok": True})

    async def _change_meeting(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Meeting.model_validate(await body_of(request))
        at = dates.instant(wanted.day, wanted.time, wanted.zone) if wanted.day else None
        id, zone = request.path_params["id"], wanted.zone if wanted.day else ""
        await self._meetings.change(id, title=wanted.title, starts_at=at, zone=zone, place=wanted.place)
        return answered({"ok": True})

    async def _meet(self, request: Request, holder: Holder) -> Response:
        """Makes the session of a meeting; asked again, it is the same session."""
        async with self._one_at_a_time:
            series, meeting = await self._meetings.one(request.path_params["id"])
            sheet = await asyncio.to_thread(folders.sheet, series.folder, meeting.script)
            if meeting.session:
                if sheet.plan:
                    await self._bring(series, meeting, sheet.plan)
                return answered({"ok": True, "id": meeting.session})
            if sheet.plan is None:
                return answered(desk.refused("", "invalid", f"{SCRIPT_BROKEN} {' '.join(sheet.problems[:3])}"))
            plan = replace(await self._plan_for(series, meeting, sheet.plan), subtitle=_where_and_when(meeting, sheet))
            session = await self._sessions.create(plan, title=meeting.title)
            # Another process may have been quicker: its session is the meeting's, and this one stands beside it.
            await self._meetings.hold(meeting.id, session)
            _, meeting = await self._meetings.one(meeting.id)
        return answered({"ok": True, "id": meeting.session or session})

    async def _plan_for(self, series: Series, meeting: Meeting, plan: Plan) -> Plan:
        """What the session of a meeting is going to do, with what the meetings before it left so far."""
        before = [(one.position, slug_of(one.script), one.session) for one in series.meetings[: meeting.position - 1]]
        return await self._opening.opened(await handed_on(plan, before, self._sessions), series, meeting)

    async def _bring(self, series: Series, meeting: Meeting, plan: Plan) -> None:
        """A session that was made before those ahead of it were over gets what they have left since, until it begins;
        once it has begun, it refuses."""
        ready = await self._plan_for(series, meeting, plan)
        live = await self._sessions.live(meeting.session)
        if live.session.phase == "lobby":
            awaited = {one.name for one in live.session.plan.given if "." in one.name}
            await live.order(
                Bring(by=FIRST_FACILITATOR, given=tuple(one for one in ready.given if one.name in awaited))
            )


Routing = Callable[[str, str, Answering], Route]


def routes_of(asking: Asking) -> tuple[Routing, Routing]:
    """Makes routes under /api/organise for GET and for POST: by path, by what is done, and what answers."""

    def get(path: str, doing: str, do: Answering) -> Route:
        return asking.route(f"/api/organise/{path}", doing, told(do), "GET")

    def post(path: str, doing: str, do: Answering) -> Route:
        return asking.route(f"/api/organise/{path}", doing, told(do))

    return get, post


def told(do: Answering) -> Callable[[Request, Holder], Awaitable[Response]]:
    """The same, with what cannot be said in words for people."""

    async def answer(request: Request, holder: Holder) -> Response:
        try:
            return await do(request, holder)
        except Unknown as missing:
            return answered(desk.refused("", "unknown", SAYS[missing.what]), status=404)
        except NoSuchTime as wrong:
            return answered(desk.refused("", "invalid", str(wrong)))

    return answer


def _in_a_row(said: list[str]) -> str:
    """Words that were entered one below the other, each as a sentence of its own."""
    return " ".join(words if words[-1] in ".!?…" or words is said[-1] else f"{words}." for words in said)


def _brief(meeting: Meeting) -> dict[str, Any]:
    zone = dates.known(meeting.zone)
    day, time = ("", "") if meeting.starts_at is None else dates.on_the_wall(meeting.starts_at, zone)
    return {
        "id": meeting.id,
        "position": meeting.position,
        "title": meeting.title,
        "starts_at": meeting.starts_at,
        "day": day,
        "time": time,
        "zone": zone if day else "",
        "at": meeting.place,
        "session": meeting.session,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    """What a script says about its meeting; the meeting may have another title by now."""
    return {
        "script": sheet.script,
        "called": sheet.title,
        "minutes": sheet.minutes,
        "needs": sheet.needs,
        "leaves": sheet.leaves,
        "problems": sheet.problems,
    }


def _where_and_when(meeting: Meeting, sheet: Sheet) -> str:
    if meeting.starts_at is None:
        return meeting.place or (sheet.plan.subtitle if sheet.plan else "")
    day = dates.spoken(meeting.starts_at, dates.known(meeting.zone))
    return f"{day}, {meeting.place}" if meeting.place else day
