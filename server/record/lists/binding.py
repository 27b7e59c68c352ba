"""Readers of tables: which sheets each of them gets, bound as one workbook, or one of them alone as CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from server.record import wording
from server.record.lists import actions, attendance, contributions, counted, running
from server.record.questions import of_questions
from server.record.sheets import Sheet, Workbook
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

Make = Callable[[Source], Sheet]


@dataclass(frozen=True, slots=True)
class Listed:
    """A table that there is: the words on its switch, and what makes it."""

    name: str
    title: str
    make: Make


SESSIONS = Listed("sessions", "The sessions", attendance.held)
ACTIONS = Listed("actions", "Actions, and how they stand", actions.actions)
PATHS = Listed("paths", "What actions go back to", actions.paths)
PEOPLE = Listed("attendance", "Who came, by name", attendance.people)
ROLES = Listed("roles", "Who came, by role", attendance.roles)
WORDS = Listed("contributions", "All contributions", contributions.contributions)
OUTPUTS = Listed("outputs", "What the sessions left, with scores", counted.outputs)
RESERVATIONS = Listed("reservations", "Reservations, word for word", counted.reservations)
COUNTS = Listed("counts", "Answers counted", counted.counts)
REQUESTS = Listed("requests", "Who asked whom for what", counted.requests)
RUN = Listed("run", "The run, planned and actual", running.run)
STEPS = Listed("steps", "Each step, planned and actual", running.steps)

FOOT = (
    "Numbers of lines are those of the record: 5.3.2 is the second line of the third step of the fifth part; 2:5.3.2 "
    "is that of session 2. Columns that have nothing in them are hidden.",
    "Instants are UTC. Names stand where a step promised that they would. Roles of fewer than five are not told.",
)


def reader(slug: str, title: str, whom: str, nothing: str, listed: tuple[Listed, ...], *forms: str) -> Reader:
    """Somebody who takes these tables, in "xlsx" (all that are switched on) and "csv" (the first of them that has any
    rows). `nothing` says, where all of them are empty, what is missing and how it would come."""

    def sheets(source: Source, choice: Choice) -> list[Sheet]:
        some = replace(source, season=of_questions(source, choice))
        on = [one for one in listed if made.is_on(choice, one.name)]
        found = [sheet for one in on if (sheet := one.make(some)).rows]
        if not found:
            raise NothingToTake(nothing)
        return found

    def xlsx(source: Source, choice: Choice) -> bytes:
        from server.record.forms import xlsx as form

        records = list(source.season.sessions.values())
        began = next((record.began for record in records if record.began), "")
        ended = max((record.ended or record.began for record in records), default="")
        subtitle = records[0].subtitle if len(records) == 1 else f"{len(records)} sessions, from {_day(began)}"
        foot = (*FOOT, wording.attribution(records))
        return form.write(Workbook(source.season.title, tuple(sheets(source, choice)), subtitle, ended, foot))

    def csv(source: Source, choice: Choice) -> bytes:
        from server.record.forms import csv as form

        return form.write(sheets(source, choice)[0])

    known = {
        "xlsx": Form("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
        "csv": Form("CSV", "csv", "text/csv; charset=utf-8", csv),
    }
    switches = tuple(Switch(one.name, one.title) for one in listed)
    made = Reader(slug, title, whom, switches, {name: known[name] for name in forms})
    return made


def _day(instant: str) -> str:
    return wording.day(instant).partition(",")[0]
