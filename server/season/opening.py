"""A meeting begins with what people said at the ones before: what is still to do, what is done, what was let go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from server.core.plan import Given, Item, Plan
from server.live.sessions import Sessions
from server.record.desk import refs_of
from server.record.promised import makes_promises
from server.scripts import slug_of
from server.season import series as folders
from server.season.carrying import MOST_CARRIED
from server.season.meetings import Meeting, Meetings, Series
from server.season.promises import Promises
from server.season.promising import Promise, State
from structures.vocabulary import EVERYONE, Step

FROM = "said-before"
"""What stands where an earlier session's name does; no script can be called so."""
NAMES: Mapping[State, str] = {"open": f"{FROM}.still_to_do", "done": f"{FROM}.done", "let_go": f"{FROM}.let_go"}

SAID = Item(
    "said",
    "talk",
    "What we said we would do",
    "What became of what we said we would do?",
    steps=(
        Step("talk", 6, "Read what we said we would do. Say what became of yours, if you like. Nobody has to.",
             EVERYONE, capture="none", talk=True, title="All",
             cue="Done, another day, other words, let go: all four are worth a word. Ask what would help.",
             watch="looking for who is late."),
    ),
    uses=tuple(NAMES.values()),
)  # fmt: skip

Line = tuple[str, str]
"""The words of a promise, and where it stands in the records of its series ("2:5.3.1"), or nothing."""


def opened(plan: Plan, said: Mapping[State, Sequence[Line]], *, awaited: bool = False) -> Plan:
    """The plan with what people said before at its beginning; as it is, when they said nothing and nothing is
    `awaited` from sessions that are still to come."""
    if not awaited and not any(said.values()):
        return plan
    given = tuple(
        Given(name, tuple(words for words, _ in lines), "", tuple(ref for _, ref in lines))
        for state, name in NAMES.items()
        for lines in [said.get(state, ())[:MOST_CARRIED]]
    )
    return replace(plan, items=(SAID, *plan.items), given=(*plan.given, *given))


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

    async def _said(self, series: Series, meeting: Meeting, earlier: Sequence[Meeting]) -> dict[State, list[Line]]:
        """Promises of the community by how they stand; what was settled before the last meeting is told no more."""
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
        said: dict[State, list[Line]] = {}
        for promise in await self._promises.briefly(sessions):
            if promise.state == "open" or promise.changed_at >= last:
                said.setdefault(promise.state, []).append((promise.what, _ref(promise, refs)))
        return said


def _ref(promise: Promise, refs: Mapping[str, Mapping[str, str]]) -> str:
    """Where it stands in the records of the series, unless it reads otherwise by now."""
    return refs.get(promise.session, {}).get(promise.contribution, "") if promise.what == promise.said else ""
