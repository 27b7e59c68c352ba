"""A document as Markdown. What people wrote is never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms.encoding import encodable
from server.record.pictures import table, told

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_AT_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=>])")
_IN_A_BOX = {"quote", "callout"}


def write(document: Document) -> bytes:
    """UTF-8, one line for each paragraph, ending with a line break."""
    return ("\n".join(_document(document)).rstrip() + "\n").encode()


def safe(words: str) -> str:
    """People's words as plain text in one line: nothing in them is markup."""
    return _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", _inside(words))


def _inside(words: str) -> str:
    """The same within a line, where a number or a dash begins no list."""
    return _MARKUP.sub(r"\\\1", " ".join(encodable(words).split()))


def _document(document: Document) -> Iterator[str]:
    yield f"# {_inside(document.title)}"
    yield ""
    if document.subtitle:
        yield safe(document.subtitle)
        yield ""
    for section in document.sections:
        yield from _section(section)
    if document.foot:
        yield "---"
        yield ""
    for said in document.foot:
        yield safe(said)
        yield ""


def _section(section: Section) -> Iterator[str]:
    if not section.blocks:
        return
    if section.title:
        yield f"## {_inside(section.title)}"
        yield ""
    for block in section.blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * min(block.level, 6)} {_inside(block.text)}"
        case Paragraph():
            yield _paragraph(block)
        case Lines():
            yield from _lines(block.lines, block.numbered, "")
        case Table():
            yield from _table(block)
        case Facts():
            yield from (f"- **{_inside(word)}:** {_inside(text)}" for word, text in block.rows)
        case Figure():
            yield from _figure(block)


def _paragraph(block: Paragraph) -> str:
    lines = [safe(line) for line in encodable(block.text).splitlines() if line.strip()]
    if block.kind in _IN_A_BOX:
        return "\n".join(f"> {line}\\" for line in lines).removesuffix("\\")
    return "\\\n".join(lines)


def _lines(lines: tuple[Line, ...], numbered: bool, indent: str) -> Iterator[str]:
    for n, line in enumerate(lines, 1):
        mark = f"{n}. " if numbered else "- "
        lead, aside = _inside(line.lead), _inside(line.aside)
        text = _inside(line.text) if lead else safe(line.text)
        said = [f"**{lead}**" if lead else "", text, f"_({aside})_" if aside else ""]
        yield f"{indent}{mark}{' '.join(one for one in said if one)}"
        yield from _lines(line.lines, False, indent + " " * len(mark))


def _table(block: Table) -> Iterator[str]:
    if block.title:
        yield f"**{_inside(block.title)}**"
        yield ""
    yield _row(block.head)
    yield _row(tuple("---:" if n in block.figures else "---" for n in range(len(block.head))), raw=True)
    yield from (_row(row) for row in block.rows)


def _row(cells: tuple[str, ...], raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else _inside(cell) for cell in cells)} |"


def _figure(figure: Figure) -> Iterator[str]:
    said = told(figure.chart)
    yield safe(f"{figure.caption}. {said}" if figure.caption else said)
    yield ""
    yield from _table(table(figure.chart))
