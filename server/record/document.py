"""A document: what somebody reads of a record, as blocks in sections, before it is written in any format.

A reader (`server/record/readers`) makes one from the record; a form (`server/record/forms`) writes it as Word, PDF, a
page or Markdown. All text is plain: nothing in it is markup, whatever people typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from server.record.charts import Chart

Kind = Literal["plain", "lead", "small", "quote", "callout"]
"""How a paragraph stands: as running text, larger at the beginning, smaller, as somebody's words, in a box."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 2: a document's title is 1, its sections are 2, so headings within them begin at 3."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: what stands bold before it (`lead`), what stands soft behind it (`aside`: a number, who said
    it), and the lines below it. `ref` is the number in the record of the contribution it tells ("5.3.2"; of a series
    "2:5.3.2"), for links; empty for other lines."""

    text: str
    lead: str = ""
    aside: str = ""
    ref: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row. `title` says what it holds (for screen readers, and as its caption); `figures` are the
    columns, from 0, whose cells are figures; `numbers` those whose cells are numbers of lines, for links; `widths` are
    shares of the width, one for each column, or empty."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a word and what belongs to it: when, where, how many."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, drawn when it is written, and the line below it. Its text alternative comes from the chart."""

    chart: Chart
    caption: str = ""


Block: TypeAlias = Heading | Paragraph | Lines | Table | Facts | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is how a choice switches it on or off. A section without blocks is not written."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`made` is the instant of the record (never of the writing), so that the same record gives the same bytes; `large`
    asks for large print; `foot` is small and last: attribution, and what a name or a number may not tell."""

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    made: str = ""
    large: bool = False
    language: str = "en"
    foot: tuple[str, ...] = field(default=())
