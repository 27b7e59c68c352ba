"""Every contribution with all that the record knows of it, one a row."""

from __future__ import annotations

from collections.abc import Iterator

from server.record import wording
from server.record.lists.numbering import number_of, numbers_of, sessions
from server.record.record import Word
from server.record.season import Season
from server.record.sheets import Row, Sheet, columns, day, scored
from server.record.taking import Source

COLUMNS = columns(
    ("number", "short"), ("session", "figure"), "part", ("step", "short"), ("words", "words"), "who",
    ("here as", "short"), ("group", "short"), ("place", "short"), ("total", "figure"), ("out of", "figure"),
    ("from", "short"), ("put together with", "short"), ("marked", "short"), ("by when", "day"), "with whom", "for",
    "about", "where", "people", ("picture", "short"), ("answers", "words"), ("earlier wordings", "words"),
    ("invitation", "aside"), ("together", "aside"), ("grew out of the talk", "short"), ("brought from", "short"),
)  # fmt: skip
PRINTED = 14
"""Columns that can still be read on paper."""


def contributions(source: Source) -> Sheet:
    holds = "A contribution: its words, who they are from where names were promised, and what was said about them."
    return Sheet("contributions", "Contributions", holds, COLUMNS, tuple(_rows(source)), printed=PRINTED)


def _rows(source: Source) -> Iterator[Row]:
    season = source.season
    for number, record in sessions(source):
        for along in record.brought:
            for word in along.words:
                yield _row(season, number, word, along.title, "brought along", "", "")
        for part in record.parts:
            for step in part.steps:
                for word in step.words:
                    yield _row(season, number, word, part.title, step.word, part.invitation, step.together)


def _row(season: Season, session: int, word: Word, part: str, step: str, invitation: str, together: str) -> Row:
    by_kind = {said.kind: said.text for said in word.said}
    return (
        number_of(season, session, word.ref),
        session,
        part,
        step,
        word.text,
        word.who,
        word.role,
        word.group,
        *scored(word.scores),
        numbers_of(season, session, word.about),
        number_of(season, session, word.put_under),
        "yes" if word.marked else "",
        day(by_kind.get("date", "")),
        by_kind.get("person", ""),
        word.to,
        word.topic,
        by_kind.get("place", ""),
        by_kind.get("people", ""),
        by_kind.get("picture", ""),
        "; ".join(wording.told_line(told) for told in word.told),
        " / ".join(f"{text} (put right by the host)" if text in word.put_right else text for text in word.former),
        invitation,
        together,
        "yes" if word.grown else "",
        word.origin,
    )
