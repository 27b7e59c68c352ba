"""The days that people said, for the calendars of those who were there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from server.record.beside import State
from server.record.forms.encoding import encodable
from server.record.lists.numbering import number_of
from server.record.questions import of_questions
from server.record.season import Path
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

OPEN, DONE = "open", "done"
NOTHING = "No open action has a day yet. Days stand here once people say by when they will do something."


def _write(source: Source, choice: Choice) -> bytes:
    from server.record.forms import ics

    season = of_questions(source, choice)
    days = []
    for path, state in _dated(source, season.paths):
        if READER.is_on(choice, DONE if state.word == "done" else OPEN):
            record, promise = season.sessions[path.session], path.promise
            # The same in whatever file it comes, so that it takes its own place in a calendar.
            own = hashlib.sha256(f"{record.title}/{record.began}/{promise.ref}".encode()).hexdigest()[:32]
            who = state.who or promise.who
            words = [f"With {promise.with_whom}." if promise.with_whom else "", state.said]
            words.append(f"{record.title} ({number_of(season, path.session, promise.ref)})")
            title, about = encodable(f"{who}: {state.what}"), encodable("\n".join(filter(None, words)))
            days.append(ics.Day(own, title, date.fromisoformat(state.due), about, is_done=state.word == "done"))
    if not days:
        raise NothingToTake(NOTHING)
    return ics.write(days, name=encodable(season.title), now=_newest(source))


def _dated(source: Source, paths: tuple[Path, ...]) -> Iterator[tuple[Path, State]]:
    """Promises with a day, and how they stand."""
    for path in paths:
        promise = path.promise
        state = source.beside.states.get((path.session, promise.ref), State("open", promise.what, promise.when))
        if state.what and _is_day(state.due) and state.word != "let go":
            yield path, state


def _is_day(said: str) -> bool:
    try:
        return bool(date.fromisoformat(said))
    except ValueError:
        return False


def _newest(source: Source) -> float:
    """When the newest of all this was said, in seconds since 1970: a later file says more than an earlier one."""
    records = source.season.sessions.values()
    instants = [record.ended or record.began for record in records]
    instants += [state.changed for state in source.beside.states.values()]
    return max((datetime.fromisoformat(one).timestamp() for one in instants if one), default=0.0)


READER = Reader(
    slug="calendar",
    title="Calendar of actions",
    whom="For those who were there: the days by which people said they would do something, as a calendar file.",
    switches=(Switch(OPEN, "Open actions"), Switch(DONE, "Actions that are done", on=False)),
    forms={"ics": Form("Calendar", "ics", "text/calendar; charset=utf-8", _write)},
)
