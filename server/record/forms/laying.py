"""What paper asks of a document, in Word and in PDF alike: levels of headings without a gap, how wide columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms.letters import is_wide

_LINE, _LARGE_LINE = 92, 48
"""Letters in a line over the whole width of a page, near enough, and in large print."""
_WORD, _TEXT = 14, 60
"""What a column asks for at most: a word of so many letters unbroken, a text of so many in one line."""
_GAP = 3
"""What stands empty beside the letters of a column, in letters."""
_BOLD = 1.15
"""How much wider the letters of a head are."""
UNTITLED = "Untitled"
"""What stands where a title or a heading is empty, which PDF/UA refuses."""
_SMALL = 10
"""Lines of a table that stays on one page."""
_BRIEF = 3
"""Lines of a paragraph, or of a list, that no page should part from what follows."""
_PAGE, _FIGURE = 44, 20
"""Lines on a page, and lines that a picture takes, near enough."""
_SHORT, _FEW = 5, 8
"""Pages and headings up to which a document is seen at a glance, without contents before it."""
DEPTH = 3
"""The level of the smallest headings that stand in the contents."""
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


def contents(document: Document) -> list[tuple[int, str]]:
    """The headings that stand in the contents, sections at level 1, those within them at 2; nothing for a document that
    is seen at a glance, and in large print, which has no links either."""
    found = []
    for section in () if document.large else sections(document):
        headings = [one for one in section.blocks if isinstance(one, Heading) and one.level <= DEPTH]
        found += [(1, section.title)] if section.title else []
        found += [(one.level - 1, one.text) for one in headings]
    blocks = (block for section in document.sections for block in section.blocks)
    return found if len(found) > _FEW and sum(map(_lines, blocks)) > _SHORT * _PAGE else []


def _lines(block: Block) -> int:
    """Lines that a block takes, near enough."""
    match block:
        case Paragraph():
            return height(block.text, _LINE)
        case Lines():
            return sum(map(_lines_of, block.lines))
        case Table():
            wide = max(1, _LINE // max(1, len(block.head)))
            return 2 + sum(max((height(cell, wide) for cell in row), default=1) for row in block.rows)
        case Facts():
            return sum(height(text, _LINE) for _, text in block.rows)
        case Figure():
            return _FIGURE
        case Heading():
            return 2


def _lines_of(line: Line) -> int:
    return height(f"{line.lead} {line.text} {line.aside}", _LINE) + sum(map(_lines_of, line.lines))


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
    least = [_least(*cells) for cells in columns]
    whole = max(_LARGE_LINE if large else _LINE, sum(least))
    most = [max(short, max(map(_widest, cells)) + _GAP) for short, cells in zip(least, columns, strict=True)]
    wanted = list(map(float, table.widths)) or [_wanted(cells) for cells in columns]
    return _at_most(_at_least(wanted, [one / whole for one in least]), [one / whole for one in most])


def _least(head: str, *cells: str) -> float:
    return max(_BOLD * min(_longest(head), _WORD), *(min(_longest(cell), _WORD) for cell in cells), 1) + _GAP


def _longest(text: str) -> int:
    return max(map(_room, _BREAKS.split(text)), default=1)


def _widest(text: str) -> int:
    return max(map(_room, text.split("\n")))


def _room(text: str) -> int:
    """How many letters' room a text takes: those of Chinese take that of two."""
    return len(text) if text.isascii() else len(text) + sum(map(is_wide, text))


def _wanted(cells: list[str]) -> float:
    lengths = sorted(map(_room, cells))
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


def _at_most(shares: tuple[float, ...], most: list[float]) -> tuple[float, ...]:
    """Who has more than the most can use gives it to those whose texts would else take more lines."""
    spare = sum(max(0.0, one - top) for one, top in zip(shares, most, strict=True))
    short = [max(0.0, top - one) for one, top in zip(shares, most, strict=True)]
    given = min(spare, sum(short))
    if not given:
        return shares
    taken = given / spare
    return tuple(
        one - max(0.0, one - top) * taken + need / sum(short) * given
        for one, top, need in zip(shares, most, short, strict=True)
    )


def letters(share: float, *, large: bool = False) -> int:
    """How many letters stand in one line of a column, at least three."""
    return max(3, int(share * (_LARGE_LINE if large else _LINE)) - _GAP + 1)


def height(text: str, wide: int) -> int:
    """Lines that a text takes in a column of so many letters, near enough."""
    return sum(-(-max(1, _room(one)) // wide) for one in text.split("\n"))


def introduces(block: Paragraph, following: Block | None) -> bool:
    """Whether a paragraph stays on one page with what follows it: it is short, and says what that is."""
    boxed = isinstance(following, Paragraph) and following.kind == "callout"
    shown = boxed or isinstance(following, Table | Figure | Lines)
    return shown and block.kind in ("plain", "lead") and height(block.text, _LARGE_LINE) <= _BRIEF


def stays_with_foot(block: Block) -> int:
    """How many of the last lines of what ends a document stay on one page with its foot: no page has small print
    alone."""
    match block:
        case Lines():
            last = block.lines if len(block.lines) <= _BRIEF else block.lines[-2:]
            return len(last) if not block.numbered and sum(map(_lines_of, last)) <= _SMALL else 0
        case Paragraph():
            return int(height(block.text, _LINE) <= _SMALL)
        case _:
            return 0


def stays_whole(table: Table, fits: Sequence[int]) -> bool:
    """Whether a table is so small that no page should part it."""
    return sum(max(map(height, row, fits), default=1) for row in (table.head, *table.rows)) <= _SMALL
