"""How many lines a document takes on paper, near enough to say whether it fits on two pages.

Its makers leave out what would not fit, and say so; the page itself is set elsewhere, and a test looks at it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table

PAGE = 54.0
"""Lines of running text on a page."""
WIDTH = 92
"""Letters in a line of running text."""

_AROUND = {"plain": 0.5, "lead": 1.0, "small": 0.4, "quote": 0.8, "callout": 1.8}
_LARGER = {"plain": 1.0, "lead": 1.15, "small": 0.85, "quote": 1.0, "callout": 1.15}
_SECTION, _HEADING, _ROW, _FIGURE = 2.2, 1.8, 0.14, 15.0


def lines(document: Document) -> float:
    """Lines of running text that a document takes on A4, all in all."""
    head = 1.5 + bool(document.subtitle) + 2.2 * _text(document.title, WIDTH // 2)
    foot = sum(_text(one, WIDTH * 1.2) * 0.85 for one in document.foot)
    return head + foot + sum(_SECTION + of(section.blocks) for section in document.sections if section.blocks)


def of(blocks: Iterable[Block]) -> float:
    return sum(map(_block, blocks))


def _block(block: Block) -> float:
    match block:
        case Heading():
            return _HEADING
        case Paragraph():
            larger = _LARGER[block.kind]
            return _text(block.text, WIDTH / larger) * larger + _AROUND[block.kind]
        case Lines():
            return sum(_line(line, 0) for line in block.lines) + 0.5
        case Table():
            return 2.0 + sum(_row(block, row) for row in (block.head, *block.rows))
        case Facts():
            return len(block.rows) * 1.15 + 0.5
        case Figure():
            return _FIGURE


def _line(line: Line, depth: int) -> float:
    told = " ".join(text for text in (line.lead, line.text, line.aside) if text)
    return _text(told, WIDTH - 4 - 4 * depth) * 1.04 + sum(_line(below, depth + 1) for below in line.lines)


def _row(table: Table, row: tuple[str, ...]) -> float:
    widths = table.widths or (1,) * len(row)
    room = [1.1 * WIDTH * width / sum(widths) - 3 for width in widths]
    return max((_text(cell, width) for cell, width in zip(row, room, strict=True)), default=1) + _ROW


def _text(text: str, width: float) -> float:
    return float(sum(max(1, ceil(len(one) / max(width, 1))) for one in text.split("\n")))
