"""A document as PDF that a screen reader can read: tagged, with an outline, titles and words for every picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.forms import laying
from server.record.forms.letters import holdable
from server.record.forms.typesetting import end_of, typeset

TOP, BOTTOM = 24.0, 297.0 - 22.0
"""Where the text of a page begins and ends, in millimetres from its upper edge."""
_TALL = 14
"""Lines of a cell from which on a row may be parted between two pages."""


def write(document: Document) -> bytes:
    """PDF/UA-1 on A4. The same document gives the same bytes."""
    pictures: dict[str, bytes] = {}
    return typeset("document", _data(document, pictures), pictures=pictures, made=document.made)


def ends(document: Document) -> tuple[int, float]:
    """Its last page, from 1, and how far down that it ends, in millimetres; `BOTTOM` is where a page is full."""
    pictures: dict[str, bytes] = {}
    return end_of("document", _data(document, pictures), pictures=pictures)


def _data(document: Document, pictures: dict[str, bytes]) -> dict[str, Any]:
    return {
        "title": laying.flat(document.title) or laying.UNTITLED,
        "subtitle": document.subtitle,
        "large": document.large,
        "language": document.language,
        "foot": document.foot,
        "sections": [
            {"title": section.title, "blocks": [_block(block, document.large, pictures) for block in section.blocks]}
            for section in laying.sections(document)
        ],
    }


def _block(block: Block, large: bool, pictures: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"is": "paragraph", "kind": block.kind, "lines": list(_lines_of(block.text))}
        case Lines():
            return {"is": "lines", "lines": [_line(line) for line in block.lines], "numbered": block.numbered}
        case Table():
            return _table(block, large)
        case Facts():
            return {"is": "facts", "rows": [list(row) for row in block.rows]}
        case Figure():
            return _figure(block, pictures)


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "lead": line.lead,
        "aside": line.aside,
        "lines": [_line(below) for below in line.lines],
    }


def _table(table: Table, large: bool) -> dict[str, Any]:
    shares = laying.shares(table, large=large)
    fits = [laying.letters(share, large=large) for share in shares]
    return {
        "is": "table",
        "title": laying.flat(table.title),
        "head": list(table.head),
        "rows": [{"cells": list(row), "parts": _parts(row, fits)} for row in table.rows],
        "figures": sorted(table.figures),
        "shares": list(shares),
        "fits": fits,
        "whole": laying.stays_whole(table, fits),
    }


def _parts(row: Sequence[str], fits: Sequence[int]) -> bool:
    """Whether a row is so high that it may be parted between two pages."""
    return max(map(laying.height, row, fits), default=1) > _TALL


def _figure(figure: Figure, pictures: dict[str, bytes]) -> dict[str, Any]:
    from server.record.pictures import draw, told

    name = f"{len(pictures) + 1}.svg"
    pictures[name] = draw(figure.chart, ours=True)
    return {"is": "figure", "name": name, "told": told(figure.chart), "caption": figure.caption}


def _lines_of(text: str) -> Iterator[str]:
    return (line for line in holdable(text).split("\n") if line.strip())
