"""The set of somebody who studies the work: tables without names, what surveys say, and a book that explains it all."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace

from server.record import wording
from server.record.beyond import nameless
from server.record.lists import anonymous
from server.record.questions import of_questions
from server.record.sheets import Kind, Sheet, columns
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

_TABLES: tuple[tuple[str, str, Callable[[Source], Sheet]], ...] = (
    ("contributions", "Contributions, by nobody's name", anonymous.contributions),
    ("outputs", "What the sessions left, with scores", anonymous.outputs),
    ("reservations", "Reservations, word for word", anonymous.reservations),
    ("counts", "Answers counted", anonymous.counts),
    ("requests", "Which group asked which for what", anonymous.requests),
    ("actions", "Actions and how they stand, by nobody's name", anonymous.actions),
    ("participation", "How many came, wrote and met", anonymous.participation),
    ("roles", "The same by role", anonymous.roles),
    ("together", "The same over the whole series, each person counted once", anonymous.together),
    ("attendance", "How many came to how many sessions", anonymous.attendance),
    ("steps", "Each step, planned and actual", anonymous.steps),
)
SURVEYS = "surveys"
NOTHING = "Nobody has taken part yet. The tables fill as the session runs."

_HOLDS: dict[Kind, str] = {
    "text": "text", "short": "text", "words": "text", "aside": "text", "figure": "number", "day": "day (YYYY-MM-DD)",
    "instant": "moment (UTC)",
}  # fmt: skip
_BOOK = columns("file", "column", "holds", "what it means")

README = """{title}: data for evaluation
{line}

{sessions}

The tables are CSV: UTF-8, separated by commas, every cell in quotation marks. codebook.csv explains each column.
A cell that a spreadsheet would take for a formula has an apostrophe before it, as has a line in it that begins so.

{files}

What was done so that nobody is told
- No names stand in the tables: not of those who wrote, nor of those who were chosen or promised something.
- A role stands beside a line only where five or more people who wrote in the session share it, and only where nothing
  tells in which small group its writer sat. In counts by role, roles of fewer are put together with others.
- How many came to how many sessions is told of five people or more.
- Figures of the whole series count those who came by links of their own. Where an exact one, held against those of the
  sessions, or those told after an earlier session, could tell about fewer than five people, it is a lower bound, and
  "at least" says so.
- Lines are not in the order in which they were written, and nothing tells when one was written.
- Nothing tells that two lines are of the same person, unless one was said to go on from the other.
- What people kept private is counted, and is not here. So are lines that the host set aside.
- Surveys are told as their codebooks say: figures of five people or more, pairs among them, no row for each person.

What to keep in mind
- A set that was made before somebody's words were erased still has them, and tells which they were. Keep only the last.
- Words stand as people wrote them. If somebody wrote a name, it is in there.
- The numbers of lines are those of the other reports of this record, which may name people. Who has both can put them
  together: keep them apart.

{attribution}
"""


def _write(source: Source, choice: Choice) -> bytes:
    from server.record.forms import csv, zipping

    sheets = list(_sheets(source, choice))
    surveys = source.beside.surveys if READER.is_on(choice, SURVEYS) else {}
    if not sheets and not surveys:
        raise NothingToTake(NOTHING)
    files = {f"{sheet.name}.csv": csv.write(sheet) for sheet in sheets}
    files |= {f"surveys/{name}": written for name, written in surveys.items()}
    book = tuple(
        (f"{sheet.name}.csv", one.title, _HOLDS[one.kind], one.means) for sheet in sheets for one in sheet.columns
    )
    codebook = Sheet("codebook", "Codebook", "A column of a table: what it holds and means.", _BOOK, book)
    readme = _readme(source, [*sheets, codebook], list(surveys)).encode()
    return zipping.bundle({"README.txt": readme, "codebook.csv": csv.write(codebook), **files})


def _sheets(source: Source, choice: Choice) -> Iterator[Sheet]:
    some = replace(source, season=nameless(of_questions(source, choice)))
    for name, _, make in _TABLES:
        if READER.is_on(choice, name) and (sheet := make(some)).rows:
            yield sheet


def _readme(source: Source, sheets: list[Sheet], surveys: list[str]) -> str:
    from server.record.forms.encoding import encodable

    season = source.season
    held = [
        f"{number}. {record.title}, {wording.day(record.began) or 'not begun'}: {record.people} people"
        for number, record in season.sessions.items()
    ]
    holds = {f"{sheet.name}.csv": sheet.holds for sheet in sheets}
    holds |= {f"surveys/{name}": "What a survey says; its codebook stands beside it." for name in surveys}
    width = max(map(len, holds))
    files = [f"{name:<{width}}  {what}" for name, what in holds.items()]
    title = encodable(" ".join(season.title.split()))
    return README.format(
        title=title,
        line="=" * min(100, len(title) + len(": data for evaluation")),
        sessions="\n".join(encodable(" ".join(one.split())) for one in held),
        files="\n".join(files),
        attribution=textwrap.fill(wording.attribution(season.sessions.values()), 118),
    )


READER = Reader(
    slug="evaluator",
    title="Evaluator's set",
    whom="For somebody who studies the work: tables by nobody's name, surveys before and after, and a codebook.",
    switches=(
        *(Switch(name, title) for name, title, _ in _TABLES),
        Switch(SURVEYS, "Surveys before and after"),
    ),
    forms={"zip": Form("CSV and a codebook", "zip", "application/zip", _write)},
    beyond=True,
)
