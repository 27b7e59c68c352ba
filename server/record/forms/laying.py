"""What paper asks of a document, in Word and in PDF alike: levels of headings without a gap, how wide columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from server.record.document import Block, Document, Heading, Section, Table

_LINE, _LARGE_LINE = 92, 48
"""Letters in a line over the whole width of a page, near enough, and in large print."""
_WORD, _TEXT = 14, 60
"""What a column asks for at most: a word of so many letters unbroken, a text of so many in one line."""
_GAP = 2
UNTITLED = "Untitled"
"""What stands where a title or a heading is empty, which PDF/UA refuses."""
_BREAKS = re.compile(r"[\s\-–—/]+")


def sections(document: Document) -> Iterator[Section]:
    """The sections that have blocks. A heading is at most one level below the one before it: whoever jumps from heading
    to heading would miss what is between, and PDF/UA refuses it."""
    for section in document.sections:
        if section.blocks:
            title = flat(section.title)
            yield replace(section, title=title, blocks=tuple(_levelled(section, 2 if title else 1)))


def flat(title: str) -> str:
    """A title on one line: it stands in outlines and running heads too."""
    return " ".join(title.split())


def _levelled(section: Section, last: int) -> Iterator[Block]:
    for block in section.blocks:
        if isinstance(block, Heading):
            last = max(2, min(block.level, last + 1))
            block = Heading(flat(block.text) or UNTITLED, last)
        yield block


def shares(table: Table, *, large: bool = False) -> tuple[float, ...]:
    """How much of the width each column takes, together 1, in large print or not. The table's own widths, or by what
    stands in them; no column is so narrow that it breaks words of usual length, as far as there is room for all."""
    columns = [[row[n] for row in (table.head, *table.rows)] for n in range(len(table.head))]
    least = [max((min(_longest(cell), _WORD) for cell in cells), default=1) + _GAP for cells in columns]
    wanted = list(map(float, table.widths)) or [_wanted(cells) for cells in columns]
    least_shares = [one / max(_LARGE_LINE if large else _LINE, sum(least)) for one in least]
    return _at_least(wanted, least_shares)


def _longest(text: str) -> int:
    return max(map(len, _BREAKS.split(text)), default=1)


def _wanted(cells: list[str]) -> float:
    lengths = sorted(len(cell) for cell in cells)
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    return min(_TEXT, usual) + _GAP


def _at_least(wanted: list[float], least: list[float]) -> tuple[float, ...]:
    """Shares as wanted, except that who would get less than the least gets that, and the others share the rest."""
    short: set[int] = set()
    while True:
        rest = 1 - sum(least[n] for n in short)
        free = sum(one for n, one in enumerate(wanted) if n not in short) or 1.0
        found = [least[n] if n in short else one / free * rest for n, one in enumerate(wanted)]
        more = {n for n, one in enumerate(found) if n not in short and one < least[n]}
        if not more or len(short) + len(more) == len(wanted):
            return tuple(found)
        short |= more


def letters(share: float, *, large: bool = False) -> int:
    """How many letters stand in one line of a column, at least three."""
    return max(3, int(share * (_LARGE_LINE if large else _LINE)) - _GAP)


def height(text: str, wide: int) -> int:
    """Lines that a text takes in a column of so many letters, near enough."""
    return sum(-(-max(1, len(one)) // wide) for one in text.split("\n"))
