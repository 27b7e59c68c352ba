"""Tables of a record, as sheets of a workbook: what stands in them, before they are written in any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from server.record import wording
from server.record.record import Scores

Kind = Literal["text", "short", "words", "aside", "figure", "day", "instant"]
"""What a column holds: text of a few words, text of a word or two, whole sentences, sentences that say the same in many
rows and need no room of their own, a number, a day, a moment (UTC)."""

Cell: TypeAlias = str | int | float | date | datetime
"""Text is never anything else than text, whatever it looks like; the empty text is an empty cell."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`means` explains it to somebody who reckons with it; empty where the title says enough."""

    title: str
    kind: Kind = "text"
    means: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is how a choice switches it on or off, `title` stands on its tab (at most 31 letters, none of `[]:*?/\\`),
    `holds` says in a sentence what a row is; the first `fixed` columns stay in sight, the first
    `printed` go on paper (0: all)."""

    name: str
    title: str
    holds: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: int = 0
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """`made` is the instant of the record (never of the writing), as `YYYY-MM-DDTHH:MM:SSZ`, or empty; `foot` stands
    below the list of the sheets."""

    title: str
    sheets: tuple[Sheet, ...]
    subtitle: str = ""
    made: str = ""
    foot: tuple[str, ...] = ()


def columns(*titles: str | tuple[str, Kind]) -> tuple[Column, ...]:
    """Columns by their titles; those that do not hold text with their kind."""
    return tuple(Column(one) if isinstance(one, str) else Column(*one) for one in titles)


def scored(scores: Scores | None) -> tuple[Cell, Cell, Cell]:
    """The place of a line, its total, and the highest that was possible; empty without scores."""
    return (wording.place(scores), scores.total, scores.outof) if scores else ("", "", "")


def day(said: str) -> Cell:
    """A day as people gave it (YYYY-MM-DD); what is no day of the calendar stays as it is."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def moment(instant: str) -> Cell:
    """An instant of a record (YYYY-MM-DDTHH:MM:SSZ); nothing where there is none."""
    try:
        return datetime.fromisoformat(instant).replace(tzinfo=None)
    except ValueError:
        return instant


def minutes(seconds: float) -> Cell:
    """Minutes, to a tenth."""
    return round(seconds / 60, 1)
