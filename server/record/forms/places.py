"""Where the lines and headings of a document stand, for links: from a number to the line that has it, and contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.record.document import Document, Line, Lines, Table

_NUMBER = re.compile(r"(?<![\w.:])(?:\d+:)?\d+\.\d+\.\d+(?!\.?\w)")

_ROOM = 14_000
"""Lines and rows of a file in which numbers lead to lines; a link takes as much memory as two of them, in PDF 40 KiB
each while it is made."""

Parts = list[tuple[str, str]]
"""A text in pieces, each with the number of the line that it leads to; empty where it leads nowhere."""


class Places:
    """The lines of a document by their numbers. Of several places where a line is told, its home is the last one where
    it stands by itself; where it stands only below others, the first of these."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._homes: dict[str, Line] = {}
        alone = set()
        tops = (top for block in _blocks(document) if isinstance(block, Lines) for top in block.lines)
        for depth, line in (one for top in tops for one in _all(top)):
            if line.ref and depth == 0:
                alone.add(line.ref)
                self._homes[line.ref] = line
            elif line.ref and line.ref not in alone:
                self._homes.setdefault(line.ref, line)

    def home(self, line: Line) -> str:
        """The number of a line, where this is its home; empty for all others."""
        return line.ref if line.ref and self._homes.get(line.ref) is line else ""

    def behind(self, line: Line) -> Parts:
        """What stands behind a line; each number of another line leads to its home."""
        parts, at, here = [], 0, self.home(line)
        for found in _NUMBER.finditer(line.aside):
            if found[0] in self._homes and found[0] != here:
                if found.start() > at:
                    parts.append((line.aside[at : found.start()], ""))
                parts.append((found[0], found[0]))
                at = found.end()
        return [*parts, (line.aside[at:], "")] if at < len(line.aside) else parts

    def cell(self, table: Table, column: int, text: str) -> str:
        """The number that a cell of a table leads to; empty for all others."""
        return text if column in table.numbers and text in self._homes else ""

    def sought(self) -> tuple[frozenset[int], frozenset[str]]:
        """What leads on in Word and PDF, and where to: the ids of blocks (`id(block)`), and the numbers of the lines
        that their links lead to. If there is no room for all links, only promises lead on, which stand in tables and
        numbered lists; or else nothing. Nothing does in large print."""
        if self._document.large:
            return frozenset(), frozenset()
        blocks = list(_blocks(self._document))
        found = {id(block): list(self._led(block)) for block in blocks}
        promises = {id(one) for one in blocks if isinstance(one, Table) or one.numbered}
        most = (_ROOM - sum(map(_size, blocks))) / 2
        for chosen in (found.keys(), promises):
            if sum(len(found[one]) for one in chosen) <= most:
                return frozenset(chosen), frozenset(ref for one in chosen for ref in found[one])
        return frozenset(), frozenset()

    def _led(self, block: Lines | Table) -> Iterator[str]:
        """Where the links of a block lead to."""
        if isinstance(block, Table):
            told = (self.cell(block, n, row[n]) for row in block.rows for n in block.numbers)
        else:
            told = (ref for top in block.lines for _, line in _all(top) for _, ref in self.behind(line))
        return filter(None, told)


def _blocks(document: Document) -> Iterator[Lines | Table]:
    """What holds numbers of lines."""
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Lines | Table))


def _size(block: Lines | Table) -> int:
    return len(block.rows) if isinstance(block, Table) else sum(1 for top in block.lines for _ in _all(top))


def _all(line: Line, depth: int = 0) -> Iterator[tuple[int, Line]]:
    """A line and those below it, each with how many stand above it."""
    yield depth, line
    for inner in line.lines:
        yield from _all(inner, depth + 1)
