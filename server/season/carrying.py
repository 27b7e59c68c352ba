"""What one session of a series hands on to the next: the outputs that its script asks for, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from server.core.plan import Given, Plan
from server.live.sessions import Sessions
from server.record import build
from server.record.record import Record
from server.scripts import RESERVATIONS

MOST_CARRIED = 60
"""Lines of one output that go into another session, the best first; all of them stay in the record."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A session of the series that has been: its number from 1, and its record."""

    number: int
    record: Record


def carried(plan: Plan, earlier: Mapping[str, Earlier]) -> Plan:
    """The plan with what earlier sessions left in place of the script's examples. `earlier` holds them by their slug;
    a session that is not in it has not been, and the script's own lines stay."""
    return replace(plan, given=tuple(_carried(given, earlier) for given in plan.given))


def emptied(plan: Plan) -> Plan:
    """The plan without the examples that stand where an earlier session's words belong: nobody shall take them for
    what people said."""
    return replace(plan, given=tuple(Given(one.name, ()) if "." in one.name else one for one in plan.given))


async def handed_on(plan: Plan, before: Iterable[tuple[int, str, str]], sessions: Sessions) -> Plan:
    """The plan of a session with what the sessions before it left so far. `before`: their numbers, slugs and ids."""
    wanted = {given.name.partition(".")[0] for given in plan.given if "." in given.name}
    held = [(number, slug, id) for number, slug, id in before if slug in wanted and id]
    earlier = {slug: Earlier(number, await record_of(id, sessions)) for number, slug, id in held}
    return carried(emptied(plan), earlier)


async def record_of(session: str, sessions: Sessions) -> Record:
    """The record of a session as it stands now."""
    entries, names = await sessions.entries(session), await sessions.names(session)
    # A long session takes a while to read; the rooms that are in session must not wait for it.
    return await asyncio.to_thread(build, entries, names)


def _carried(given: Given, earlier: Mapping[str, Earlier]) -> Given:
    slug, dot, name = given.name.partition(".")
    before = earlier.get(slug)
    if not dot or before is None:
        return given
    output = next((one for one in before.record.outputs if one.name == name.removesuffix(RESERVATIONS)), None)
    title = before.record.title
    if output is None:
        return Given(given.name, (), title)
    if output.name != name:
        return Given(given.name, output.reservations[:MOST_CARRIED], title)
    left = [voice.word for voice in output.lines[:MOST_CARRIED]]
    refs = tuple(f"{before.number}:{word.ref}" for word in left)
    return Given(given.name, tuple(word.text for word in left), title, refs, output.tells)
