"""What records tell that stands in no log, read from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from server import tables
from server.log import Log
from server.promises.promising import State
from server.record.beside import Attended
from server.season import dates
from server.surveys import reading, survey_files
from server.surveys.reading import WAVES, Survey
from server.takeaway.known import Known, Stand

_WORDS: Mapping[State, str] = {"open": "open", "done": "done", "let_go": "let go"}


async def known(log: Log, community: str, held: Mapping[int, str], *, whole: bool) -> Known:
    """`community` is empty where there is none; `held` are the ids of the sessions by their numbers. Without `whole`
    nobody of the register, no survey, and nothing that somebody said about a promise of theirs: for those who may not
    see these."""
    numbers = {id: number for number, id in held.items()}
    m = tables.meetings
    meetings = await log.rows(select(m).where(m.c.session.in_(numbers)))
    came = await _came(log, numbers)
    without = Counter(number for number, person in came if person is None)
    return Known(
        await _register(log, community, came) if whole and community else (),
        {number: without[number] for number in held} if community else {},
        await _stands(log, numbers, whole=whole),
        await _surveys(log, meetings) if whole and meetings else {},
        {numbers[row.session]: said for row in meetings if (said := _when_and_where(row))},
    )


async def _came(log: Log, numbers: Mapping[str, int]) -> list[tuple[int, str | None]]:
    """Each seat that was taken: in which session, and by whom of the community, if they came by their own link."""
    s = tables.seats
    rows = await log.rows(select(s.c.session, s.c.person).where(s.c.session.in_(numbers)))
    return [(numbers[row.session], row.person) for row in rows]


async def _register(log: Log, community: str, came: Iterable[tuple[int, str | None]]) -> tuple[Attended, ...]:
    """Everybody of the community who is here, or came once, by name."""
    t = tables.people
    where: dict[str, set[int]] = {}
    for number, person in came:
        where.setdefault(person or "", set()).add(number)
    rows = await log.rows(select(t).where(t.c.community == community))
    listed = [row for row in rows if row.left_at is None or row.id in where]
    return tuple(
        Attended(
            row.name, row.role, row.organisation, row.place, frozenset(where.get(row.id, ())), row.contact, row.email
        )
        for row in sorted(listed, key=lambda row: (row.name.casefold(), row.id))
    )


async def _stands(log: Log, numbers: Mapping[str, int], *, whole: bool) -> dict[tuple[int, str], Stand]:
    """How the promises stand that may be told with a name."""
    t, c = tables.promises, tables.promise_changes
    query = select(t).where(t.c.session.in_(numbers), t.c.alone.is_(False))
    rows = await log.rows(query)
    lines: dict[str, str] = {}
    if whole:
        about = select(c.c.promise, c.c.line).join(t, t.c.id == c.c.promise).where(t.c.session.in_(numbers))
        lines = {row.promise: row.line for row in await log.rows(about.order_by(c.c.n)) if row.line}
    return {
        (numbers[row.session], row.contribution): Stand(
            _word(row),
            row.what,
            row.due,
            lines.get(row.id, ""),
            row.owner if row.owner != row.seat else 0,
            row.changed_at,
        )
        for row in rows
    }


def _word(row: Any) -> str:
    """How a promise stands in a word or two; what was done with it counts more than who has it."""
    if row.state == "open" and row.owner != row.seat:
        return "handed over"
    if row.state == "open" and row.due != row.said_due:
        return "another day"
    return _WORDS[row.state]


async def _surveys(log: Log, meetings: Iterable[Any]) -> dict[str, bytes]:
    """The files of the surveys about these meetings and their series, as far as there is something to tell."""
    t = tables.surveys
    about = or_(t.c.series.in_({row.series for row in meetings}), t.c.meeting.in_({row.id for row in meetings}))
    files: dict[str, bytes] = {}
    told = [one for one in await reading.surveys(log, about) if any(one.stand(wave).results for wave in WAVES)]
    for n, one in enumerate(reversed(told), 1):
        files[f"survey-{n}.csv"] = survey_files.table(one, await _words(log, one))
        files[f"survey-{n}-codebook.txt"] = survey_files.codebook(one)
    return files


async def _words(log: Log, survey: Survey) -> dict[Any, dict[str, list[str]]]:
    return {wave: await reading.words(log, survey, wave) for wave in WAVES}


def _when_and_where(row: Any) -> str:
    """When a meeting was to begin, on its own clocks, and where."""
    when = ""
    if row.starts_at is not None:
        zone = dates.known(row.zone)
        there = datetime.fromtimestamp(row.starts_at, ZoneInfo(zone))
        when = f"{there:%A} {there.day} {there:%B %Y}, {there:%H:%M} ({dates.place(zone)})"
    return ", ".join(part for part in (when, row.place) if part)
