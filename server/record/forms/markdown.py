"""A document as Markdown. What people wrote is never read as markup."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms import laying
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
    if laying.contents(document):
        yield from _contents(document)
        yield ""
    for section in document.sections:
        yield from _section(section)
    if document.foot:
        yield "---"
        yield ""
    for said in document.foot:
        yield safe(said)
        yield ""


def _contents(document: Document) -> Iterator[str]:
    """Links to the headings of a long document, by the names that readers of Markdown give these."""
    seen: Counter[str] = Counter()
    for level, title in _headings(document):
        name = "".join(filter(_is_named, title.lower()))
        again = f"-{seen[name]}" if seen[name] else ""
        seen[name] += 1
        if 1 < level <= laying.DEPTH:
            yield f"{'  ' * (level - 2)}- [{_inside(title)}](#{name.replace(' ', '-')}{again})"


def _is_named(one: str) -> bool:
    return one in " -_" or unicodedata.category(one)[0] in "LMN"


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    """All headings as they are written, by level."""
    yield 1, laying.flat(encodable(document.title))
    for section in document.sections:
        if section.blocks and section.title:
            yield 2, laying.flat(encodable(section.title))
        for block in section.blocks:
            if isinstance(block, Heading):
                yield block.level, laying.flat(encodable(block.text))


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
