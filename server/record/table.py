"""The record as one table (CSV, UTF-8 with a byte order mark so that spreadsheets read it): one row a contribution.

Nothing a person wrote can become a formula: cells that a spreadsheet would read as one begin with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from server.record import wording
from server.record.record import Brought, Part, Record, StepRecord, Word

COLUMNS = (
    "number", "part", "invitation", "step", "together", "words", "who", "here as", "group", "by when", "with whom",
    "place", "total", "out of", "from", "grew out of the talk", "marked", "put together with",
    "for", "about", "where", "people", "picture", "answers", "earlier wordings",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def write(record: Record) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for along in record.brought:
        rows.writerows([cell(value) for value in _brought(along, word)] for word in along.words)
    for part in record.parts:
        for step in part.steps:
            rows.writerows([cell(value) for value in _row(part, step, word)] for word in step.words)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(part: Part, step: StepRecord, word: Word) -> Iterator[str]:
    yield word.ref
    yield part.title
    yield part.invitation
    yield step.word
    yield step.together
    yield from _word(word)


def _brought(along: Brought, word: Word) -> Iterator[str]:
    yield word.ref
    yield along.title
    yield ""
    yield "brought along"
    yield ""
    yield from _word(word)


def _word(word: Word) -> Iterator[str]:
    by_kind = {said.kind: said.text for said in word.said}
    yield word.text
    yield word.who
    yield word.role
    yield word.group
    yield by_kind.get("date", "")
    yield by_kind.get("person", "")
    yield wording.place(word.scores) if word.scores else ""
    yield wording.figure(word.scores.total) if word.scores else ""
    yield str(word.scores.outof) if word.scores else ""
    yield " ".join(word.about)
    yield "yes" if word.grown else ""
    yield "yes" if word.marked else ""
    yield word.put_under
    yield word.to
    yield word.topic
    yield by_kind.get("place", "")
    yield by_kind.get("people", "")
    yield by_kind.get("picture", "")
    yield "; ".join(wording.told_line(told) for told in word.told)
    yield " / ".join(word.former)


def cell(value: str) -> str:
    """A cell that stays text in any spreadsheet."""
    return f"'{value}" if value.lstrip().startswith(FORMULA) or value.startswith(FORMULA) else value
