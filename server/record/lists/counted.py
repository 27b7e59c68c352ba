"""What the sessions left and how it was scored, what troubles people about it, and what was counted in steps."""

from __future__ import annotations

from collections.abc import Iterator

from server.record import wording
from server.record.lists.numbering import number_of, sessions
from server.record.record import Part, Record, Spread, StepRecord
from server.record.sheets import Cell, Row, Sheet, columns, scored
from server.record.taking import Source

_COUNTS = columns(
    ("session", "figure"), "part", "step", ("question", "words"), "answer", "meaning", ("people", "figure"),
)  # fmt: skip
_RESERVATIONS = columns(("session", "figure"), "about", ("words", "words"))
_REQUESTS = columns(
    ("number", "short"), ("session", "figure"), "part", "from", "for", ("words", "words"), ("answer", "words"),
)  # fmt: skip


def outputs(source: Source) -> Sheet:
    """Each line with how often each figure was given to it; there are as many columns for figures as were given."""
    given = sorted({figure for voice in _scored(source) for figure in voice})
    heads = columns(
        ("number", "short"), ("session", "figure"), "output", ("place", "short"), ("words", "words"),
        ("total", "figure"), ("out of", "figure"), *((f"gave {figure}", "figure") for figure in given),
    )  # fmt: skip
    rows = (row for number, record in sessions(source) for row in _left(source, number, record, given))
    holds = "A line that a session left: its words, its place, and how often each figure was given to it."
    return Sheet("outputs", "Outputs and scores", holds, heads, tuple(rows))


def _scored(source: Source) -> Iterator[range]:
    for _, record in sessions(source):
        for output in record.outputs:
            for voice in output.lines:
                if (scores := voice.word.scores) and scores.spread:
                    yield range(scores.low, scores.low + len(scores.spread))


def _left(source: Source, session: int, record: Record, given: list[int]) -> Iterator[Row]:
    for output in record.outputs:
        for voice in output.lines:
            word, scores = voice.word, voice.word.scores
            many: dict[int, int] = dict(enumerate(scores.spread, scores.low)) if scores else {}
            place, *score = scored(scores)
            number = number_of(source.season, session, word.ref)
            counts: list[Cell] = [many.get(figure, "") for figure in given]
            yield number, session, output.title, place, word.text, *score, *counts


def reservations(source: Source) -> Sheet:
    rows = tuple(
        (session, output.title, words)
        for session, record in sessions(source)
        for output in record.outputs
        for words in output.reservations
    )
    holds = "What troubles somebody about what was agreed, in their own words. It stands apart from what they scored."
    return Sheet("reservations", "Reservations", holds, _RESERVATIONS, rows)


def counts(source: Source) -> Sheet:
    rows = tuple(row for number, part, step in _steps(source) for row in _counted(number, part, step))
    holds = "An answer to a question that was counted: how many people gave it."
    return Sheet("counts", "Counts", holds, _COUNTS, rows)


def _steps(source: Source) -> Iterator[tuple[int, Part, StepRecord]]:
    for number, record in sessions(source):
        for part in record.parts:
            yield from ((number, part, step) for step in part.steps)


def _counted(session: int, part: Part, step: StepRecord) -> Iterator[Row]:
    where = (session, part.title, step.word)
    for scale in filter(None, (step.spread, *step.further)):
        for figure, many in enumerate(scale.counts, scale.low):
            yield *where, scale.label or step.ask, figure, _meaning(scale, figure), many
    for told in step.told:
        for tally in told.counts:
            yield *where, told.question, tally.text, "", tally.count


def _meaning(scale: Spread, figure: int) -> str:
    """What a figure means, where it is an end of its scale."""
    ends = {scale.low: scale.ends[0], scale.low + len(scale.counts) - 1: scale.ends[1]}
    return ends.get(figure, "")


def requests(source: Source) -> Sheet:
    rows = tuple(
        (
            number_of(source.season, number, one.ref), number, part.title, one.group, one.to, one.text,
            wording.tallies(one.answers) if one.answers else "",
        )
        for number, part, step in _steps(source)
        for one in step.asked
    )  # fmt: skip
    holds = "A line that one group wrote for another, and what was answered."
    return Sheet("requests", "Requests", holds, _REQUESTS, rows)
