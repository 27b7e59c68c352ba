"""A meeting begins with what people said at the ones before, and how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from server.core.plan import Given, Item, Plan
from server.live.sessions import Sessions
from server.promises.promises import Promises
from server.promises.promising import STANDS, Promise, as_it_stands
from server.record.desk import refs_of
from server.record.promised import makes_promises
from server.scripts import slug_of
from server.season import folders
from server.season.carrying import MOST_CARRIED
from server.season.meetings import Meeting, Meetings, Series
from structures.vocabulary import EVERYONE, Sight, Step

FROM = "said-before"
"""What stands where an earlier session's name does; no script can be called so."""
NAME = f"{FROM}.what_we_said"

ALL_OF_IT = Sight("output", "all", show="wall")

SAID = Item(
    "said",
    "talk",
    "What we said we would do",
    "What became of what we said we would do?",
    steps=(
        Step("talk", 6, "Read it. Say what became of yours, if you like. Nobody has to.",
             EVERYONE, sees=(ALL_OF_IT,), capture="none", talk=True, title="All",
             cue="Done, another day, other words, let go: all four are worth a word. Ask what would help.",
             watch="looking for who is late."),
    ),
    uses=(NAME,),
)  # fmt: skip

Line = tuple[str, str]
"""A promise and how it stands, in words, and where it is in the records of its series ("2:5.3.1"), or nothing."""


def opened(plan: Plan, said: Sequence[Line], *, awaited: bool = False) -> Plan:
    """The plan with what people said before at its beginning; as it is, when they said nothing and nothing is
    `awaited` from sessions that are still to come."""
    if not said and not awaited:
        return plan
    shown = said[:MOST_CARRIED]
    given = Given(NAME, tuple(words for words, _ in shown), "", tuple(ref for _, ref in shown))
    return replace(plan, items=(SAID, *plan.items), given=(*plan.given, given))


def has_its_own(plan: Plan, before: Iterable[tuple[str, Plan]]) -> bool:
    """Whether a plan shows promises of earlier sessions itself; `before` are these by their slugs."""
    promises = {
        f"{slug}.{item.output}"
        for slug, earlier in before
        for item in earlier.items
        if item.output and makes_promises(item)
    }
    return any(name in promises for item in plan.items for name in item.uses)


class Opening:
    """Finds what was said before a meeting. `now` tells the seconds since 1970."""

    def __init__(self, sessions: Sessions, meetings: Meetings, promises: Promises, now: Callable[[], float]) -> None:
        self._sessions = sessions
        self._meetings = meetings
        self._promises = promises
        self._now = now

    async def opened(self, plan: Plan, series: Series, meeting: Meeting) -> Plan:
        """The plan of a meeting, with the promises of its community up to now at its beginning."""
        earlier = series.meetings[: meeting.position - 1]
        sheets = [await asyncio.to_thread(folders.sheet, series.folder, one.script) for one in earlier]
        plans = [(slug_of(one.script), sheet.plan) for one, sheet in zip(earlier, sheets, strict=True) if sheet.plan]
        if has_its_own(plan, plans):
            return plan
        awaited = False
        for one, sheet in zip(earlier, sheets, strict=True):
            if sheet.plan and any(map(makes_promises, sheet.plan.items)):
                awaited = awaited or not one.session or (await self._sessions.peek(one.session)).phase != "closed"
        return opened(plan, await self._said(series, meeting, earlier), awaited=awaited)

    async def _said(self, series: Series, meeting: Meeting, earlier: Sequence[Meeting]) -> list[Line]:
        """Promises of the community: open ones first, then what was done or let go since the last meeting."""
        held = [one for its in await self._meetings.of(series.community) for one in its.meetings if one.session]
        others = [one for one in held if one.id != meeting.id and not (one.series == series.id and one not in earlier)]
        sessions = [one.session for one in others]
        await self._promises.gather(sessions)
        where = await self._promises.where(sessions)
        last = max((one.at for one in where.values() if one.at < self._now()), default=0.0)
        refs = {
            one.session: {
                id: f"{one.position}:{ref}" for id, ref in refs_of(await self._sessions.peek(one.session)).items()
            }
            for one in earlier
            if one.session
        }
        told = [
            promise
            for promise in await self._promises.briefly(sessions)
            if promise.state == "open" or promise.changed_at >= last
        ]
        told.sort(key=lambda promise: list(STANDS).index(promise.state))
        return [(as_it_stands(one.what, one.state, one.due), _ref(one, refs)) for one in told]


def _ref(promise: Promise, refs: Mapping[str, Mapping[str, str]]) -> str:
    """Where it stands in the records of the series, unless it reads otherwise by now."""
    return refs.get(promise.session, {}).get(promise.contribution, "") if promise.what == promise.said else ""
