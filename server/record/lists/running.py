"""How the sessions ran, planned and actual: part by part, and step by step."""

from __future__ import annotations

from collections.abc import Iterator

from server.core.blocks import output_title
from server.record.lists.numbering import sessions
from server.record.record import Part, StepRecord
from server.record.sheets import Row, Sheet, columns, minutes, moment
from server.record.taking import Source

_PARTS = columns(
    ("session", "figure"), ("part", "figure"), "title", ("kind", "short"), ("state", "short"), ("invitation", "words"),
    ("began (UTC)", "instant"), ("minutes planned", "figure"), ("minutes taken", "figure"),
    ("lines written", "figure"), ("repeated", "short"), ("had before them", "text"), ("note", "words"),
)  # fmt: skip
_STEPS = columns(
    ("session", "figure"), ("part", "figure"), "title", ("step", "figure"), ("name", "short"), ("together", "text"),
    ("what was asked", "words"), ("minutes planned", "figure"), ("minutes taken", "figure"),
    ("lines told", "figure"), ("kept private", "figure"), ("set aside by the host", "figure"),
    ("came late", "figure"), ("to be done by (UTC)", "instant"), ("note", "words"),
)  # fmt: skip


def run(source: Source) -> Sheet:
    rows = tuple(_part(number, part) for number, part in _parts(source))
    return Sheet("run", "Run", "A part of a session, with the minutes planned and taken.", _PARTS, rows)


def steps(source: Source) -> Sheet:
    rows = tuple(
        _step(number, part, at, step) for number, part in _parts(source) for at, step in enumerate(part.steps, 1)
    )
    holds = "A step of a part: what was asked, the minutes planned and taken, and how much was written."
    return Sheet("steps", "Steps", holds, _STEPS, rows)


def _parts(source: Source) -> Iterator[tuple[int, Part]]:
    for number, record in sessions(source):
        yield from ((number, part) for part in record.parts)


def _part(session: int, part: Part) -> Row:
    lines = sum(_written(step) for step in part.steps)
    again, uses = "yes" if part.again else "", ", ".join(map(output_title, part.uses))
    return (
        session, part.number, part.title, part.kind, part.state, part.invitation, moment(part.began),
        minutes(part.planned), minutes(part.took), lines, again, uses, part.note,
    )  # fmt: skip


def _written(step: StepRecord) -> int:
    return len(step.words) + step.kept_private + step.set_aside + step.late


def _step(session: int, part: Part, at: int, step: StepRecord) -> Row:
    return (
        session, part.number, part.title, at, step.word, step.together, step.ask, minutes(step.planned),
        minutes(step.took), len(step.words), step.kept_private, step.set_aside, step.late, moment(step.due), step.note,
    )  # fmt: skip
