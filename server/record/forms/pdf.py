"""A document as PDF that a screen reader can read: tagged, with an outline, titles and words for every picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.forms import laying
from server.record.forms.letters import holdable
from server.record.forms.places import Places
from server.record.forms.typesetting import end_of, typeset

TOP, BOTTOM = 24.0, 297.0 - 22.0
"""Where the text of a page begins and ends, in millimetres from its upper edge."""
_TALL = 14
"""Lines of a cell from which on a row may be parted between two pages."""


def write(document: Document) -> bytes:
    """PDF/UA-1 on A4. The same document gives the same bytes."""
    writing = _Writing(document)
    return typeset("document", writing.data(), pictures=writing.pictures, made=document.made)


def ends(document: Document) -> tuple[int, float]:
    """Its last page, from 1, and how far down that it ends, in millimetres; `BOTTOM` is where a page is full."""
    writing = _Writing(document)
    return end_of("document", writing.data(), pictures=writing.pictures)


class _Writing:
    """A document as its template takes it; `pictures` are those that it asks for, once its data is made."""

    def __init__(self, document: Document) -> None:
        self.pictures: dict[str, bytes] = {}
        self._document = document
        self._large = document.large
        self._places = Places(document)
        self._leading, self._sought = self._places.sought()

    def data(self) -> dict[str, Any]:
        document = self._document
        sections = list(laying.sections(document))
        return {
            "title": laying.flat(document.title) or laying.UNTITLED,
            "subtitle": document.subtitle,
            "large": document.large,
            "language": document.language,
            "contents": bool(laying.contents(document)),
            "foot": document.foot,
            "sections": [
                {"title": section.title, "blocks": self._blocks(section.blocks, n == len(sections))}
                for n, section in enumerate(sections, 1)
            ],
        }

    def _blocks(self, blocks: Sequence[Block], are_last: bool) -> list[dict[str, Any]]:
        """The blocks of a section; of those before the foot, the end stays with it."""
        told = [self._block(*pair) for pair in zip_longest(blocks, blocks[1:])]
        kept = laying.stays_with_foot(blocks[-1]) if are_last and self._document.foot else 0
        if kept:
            last = told.pop()
            parted = isinstance(blocks[-1], Lines) and kept < len(blocks[-1].lines)
            if parted:
                told.append(last | {"lines": last["lines"][:-kept]})
                last |= {"lines": last["lines"][-kept:]}
            told.append(last | {"stays": True, "goes_on": parted})
        return told

    def _block(self, block: Block, following: Block | None) -> dict[str, Any]:
        match block:
            case Heading():
                return {"is": "heading", "text": block.text, "level": block.level}
            case Paragraph():
                stays = laying.introduces(block, following)
                return {"is": "paragraph", "kind": block.kind, "lines": list(_lines_of(block.text)), "stays": stays}
            case Lines():
                leads = id(block) in self._leading
                lines = [self._line(line, leads) for line in block.lines]
                return {"is": "lines", "lines": lines, "numbered": block.numbered, "stays": False}
            case Table():
                return self._table(block)
            case Facts():
                return {"is": "facts", "rows": [list(row) for row in block.rows]}
            case Figure():
                return self._figure(block)

    def _line(self, line: Line, leads: bool) -> dict[str, Any]:
        home = self._places.home(line)
        behind = self._places.behind(line) if leads else [(line.aside, "")]
        return {
            "text": line.text,
            "lead": line.lead,
            "behind": [list(part) for part in behind if part[0]],
            "home": home if home in self._sought else "",
            "lines": [self._line(below, leads) for below in line.lines],
        }

    def _table(self, table: Table) -> dict[str, Any]:
        shares = laying.shares(table, large=self._large)
        fits = [laying.letters(share, large=self._large) for share in shares]
        return {
            "is": "table",
            "title": laying.flat(table.title),
            "head": list(table.head),
            "rows": [{"cells": self._cells(table, row), "parts": _parts(row, fits)} for row in table.rows],
            "figures": sorted(table.figures),
            "shares": list(shares),
            "fits": fits,
            "whole": laying.stays_whole(table, fits),
        }

    def _cells(self, table: Table, row: Sequence[str]) -> list[list[str]]:
        """Each cell with the number of the line that it leads to."""
        leads = id(table) in self._leading
        return [[text, self._places.cell(table, n, text) if leads else ""] for n, text in enumerate(row)]

    def _figure(self, figure: Figure) -> dict[str, Any]:
        from server.record.pictures import draw, told

        name = f"{len(self.pictures) + 1}.svg"
        self.pictures[name] = draw(figure.chart, ours=True)
        return {"is": "figure", "name": name, "told": told(figure.chart), "caption": figure.caption}


def _parts(row: Sequence[str], fits: Sequence[int]) -> bool:
    """Whether a row is so high that it may be parted between two pages."""
    return max(map(laying.height, row, fits), default=1) > _TALL


def _lines_of(text: str) -> Iterator[str]:
    return (line for line in holdable(text).split("\n") if line.strip())
