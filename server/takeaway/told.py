"""Records and documents as trees that JSON can hold, for the page on which they are read: words, and nothing of it
markup."""

from __future__ import annotations

from typing import Any

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.taking import Source


def record_told(source: Source) -> dict[str, Any]:
    """The whole record, what became of its promises (`states`), and the words in one line of those lines that consist
    of more than one thing said (`texts`); both by session and number."""
    states: dict[int, dict[str, Any]] = {}
    for (number, ref), state in source.beside.states.items():
        states.setdefault(number, {})[ref] = state
    texts = {
        number: {
            word.ref: word.text for word in record.words() if len(word.said) != 1 or word.text != word.said[0].text
        }
        for number, record in source.season.sessions.items()
    }
    return {"season": source.season, "states": states, "texts": texts}


def document_told(document: Document) -> dict[str, Any]:
    """A document as a tree: each block with its kind under `is`. Sections without blocks are left out."""
    sections = [
        {"name": one.name, "title": one.title, "blocks": [_block(block) for block in one.blocks]}
        for one in document.sections
        if one.blocks
    ]
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "large": document.large,
        "language": document.language,
        "sections": sections,
        "foot": document.foot,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text, kind):
            return {"is": "paragraph", "text": text, "kind": kind}
        case Lines(lines, numbered):
            return {"is": "lines", "numbered": numbered, "lines": [_line(one) for one in lines]}
        case Table():
            return {"is": "table", "title": block.title, "head": block.head, "rows": block.rows,
                    "figures": sorted(block.figures)}  # fmt: skip
        case Facts(rows):
            return {"is": "facts", "rows": rows}
        case Figure(chart, caption):
            from server.record.pictures import draw, told
            from server.record.pictures.narrow import narrow

            svg = draw(chart).decode()
            return {"is": "figure", "svg": svg, "told": told(chart), "caption": caption, "narrow": narrow(chart)}


def _line(line: Line) -> dict[str, Any]:
    more = {"lines": [_line(one) for one in line.lines]} if line.lines else {}
    kept = {name: said for name in ("lead", "aside", "ref") if (said := getattr(line, name))}
    return {"text": line.text, **kept, **more}
