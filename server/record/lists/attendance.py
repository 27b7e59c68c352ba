"""Which sessions there were, who came to each of them, and how many of each role."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.beside import Attended
from server.record.lists.numbering import sessions
from server.record.record import Record
from server.record.sheets import Cell, Row, Sheet, columns, minutes, moment
from server.record.taking import Source

_SESSIONS = columns(
    ("session", "figure"), "title", "when and where", ("began (UTC)", "instant"), ("ended (UTC)", "instant"),
    ("minutes planned", "figure"), ("minutes taken", "figure"), ("people", "figure"), ("wrote something", "figure"),
    ("had been before", "figure"), ("came with the code alone", "figure"), ("others met, on average", "figure"),
    ("actions", "figure"),
)  # fmt: skip
_ROLES = columns(
    ("session", "figure"), "title", "here as", ("came", "figure"), ("wrote something", "figure"),
)  # fmt: skip


def held(source: Source) -> Sheet:
    rows = tuple(_session(source, number, record) for number, record in sessions(source))
    return Sheet("sessions", "Sessions", "A session: when it was, how long it took, how many came.", _SESSIONS, rows)


def _session(source: Source, number: int, record: Record) -> Row:
    beside, returned = source.beside, source.season.returned.get(number, "")
    return (
        number, record.title, beside.held.get(number, ""), moment(record.began), moment(record.ended),
        minutes(record.planned), minutes(record.took), record.people, record.contributed, returned,
        beside.without_link.get(number, ""), record.pairs_met, len(record.commitments),
    )  # fmt: skip


def people(source: Source) -> Sheet:
    """Everybody of the register, whether they came or not. Somebody's address stands here when they agreed to be
    written to."""
    numbers = list(source.season.sessions)
    titles = {number: f"{number}. {' '.join(record.title.split())}" for number, record in sessions(source)}
    heads = columns(
        "name", "role", "organisation", "place", ("may be written to", "short"), "email",
        *((titles[number], "short") for number in numbers), ("came to", "figure"), ("of", "figure"),
    )  # fmt: skip
    rows = tuple(_person(one, numbers) for one in source.beside.people)
    holds = "Somebody on the list of people, and which sessions they came to."
    return Sheet("attendance", "Attendance", holds, heads, rows, fixed=1)


def _person(one: Attended, numbers: list[int]) -> Row:
    came: list[Cell] = ["yes" if number in one.came else "" for number in numbers]
    may = "yes" if one.contact else "no"
    email = one.email if one.contact else ""
    many = len(one.came & set(numbers))
    return one.name, one.role, one.organisation, one.place, may, email, *came, many, len(numbers)


def roles(source: Source) -> Sheet:
    holds = "A role in a session: how many came. Roles of fewer than five people are put together."
    return Sheet("roles", "By role", holds, _ROLES, tuple(_roles(source)))


def _roles(source: Source) -> Iterator[Row]:
    for number, record in sessions(source):
        for one in record.roles:
            yield number, record.title, one.role, one.came, one.contributed
