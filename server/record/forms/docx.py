"""A document as Word: real styles, headings and lists, tables with a head row, pictures with words for them.

Nothing stands in the text that a style does not say, so that an organisation's own template can be laid over it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.forms import laying, word_styles
from server.record.forms.letters import holdable, reads_from_right
from server.record.forms.word_body import Body
from server.record.forms.word_styles import NotATemplate
from server.record.forms.zipping import undated

__all__ = ["NotATemplate", "write"]

_KINDS = {"plain": "Normal", "lead": "Lead", "small": "Small", "quote": "Quote", "callout": "Intense Quote"}
_DEEPEST_LIST, _DEEPEST_HEADING = 3, 4
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def write(document: Document, template: bytes | None = None) -> bytes:
    """DOCX on A4, or on the pages of `template`: a Word file (.docx or .dotx) whose styles, heads and feet are kept and
    whose own text is left out. The same document gives the same bytes. NotATemplate: those are no Word file."""
    word = word_styles.opened(template, large=document.large, language=document.language)
    _describe(word, document)
    if template is None:
        word_styles.paged(word, holdable(laying.flat(document.title)), large=document.large)
    body = Body(word)
    body.paragraph("Title", holdable(laying.flat(document.title) or laying.UNTITLED))
    if document.subtitle:
        body.paragraph("Subtitle", holdable(document.subtitle))
    for section in laying.sections(document):
        if section.title:
            body.paragraph("heading 1", holdable(section.title))
        for block, following in pairwise([*section.blocks, None]):
            _block(body, block, following, document.large)
    for said in document.foot:
        body.paragraph("Foot", holdable(said))
    body.close()
    out = io.BytesIO()
    word.save(out)
    return undated(out.getvalue())


def _describe(word: Any, document: Document) -> None:
    about = word.core_properties
    made = datetime.fromisoformat(document.made).astimezone(UTC) if document.made else _UNDATED
    about.title = holdable(laying.flat(document.title))[:255]
    about.subject = holdable(laying.flat(document.subtitle))[:255]
    about.language = word_styles.language_of(document.language)
    about.author = about.last_modified_by = "Tingsha"
    about.comments = about.keywords = about.category = ""
    about.revision = 1
    about.created = about.modified = made.replace(tzinfo=None)


def _block(body: Body, block: Block | None, following: Block | None, large: bool) -> None:
    match block:
        case Heading():
            body.paragraph(f"heading {min(block.level - 1, _DEEPEST_HEADING)}", holdable(block.text))
        case Paragraph():
            lines = [line for line in holdable(block.text).split("\n") if line.strip()]
            body.paragraph(_KINDS[block.kind], "\n".join(lines))
        case Lines():
            number = body.numbering() if block.numbered else None
            for line in block.lines:
                _line(body, line, 1, number)
        case Facts():
            for word, text in block.rows:
                body.told("Fact", [("Strong", holdable(word)), ("", "\t"), ("", holdable(text))])
        case Table():
            _table(body, block, following, large)
        case Figure():
            _figure(body, block)


def _line(body: Body, line: Line, depth: int, number: int | None) -> None:
    style = "List Number" if number is not None else "List Bullet" + (f" {depth}" if depth > 1 else "")
    lead, text, aside = holdable(line.lead), holdable(line.text), holdable(line.aside)
    runs = [("Strong", lead), ("", text), ("Aside", aside)]
    told = [(of, said) for of, said in runs if said]
    from_right = reads_from_right(lead or text)
    # a mark of direction keeps a number from wandering to the other side of words that run the other way
    space = " " if from_right or text.isascii() else " \u200e"
    spaced = [one for pair in told for one in (("", space), pair)][1:]
    body.told(style, spaced, number=number, from_right=from_right)
    for below in line.lines:
        _line(body, below, min(depth + 1, _DEEPEST_LIST), None)


def _table(body: Body, table: Table, following: Block | None, large: bool) -> None:
    title = holdable(laying.flat(table.title))
    if title:
        body.paragraph("Table Title", title)
    rows: Iterable[list[str]] = ([holdable(cell) for cell in row] for row in table.rows)
    shares = laying.shares(table, large=large)
    whole = laying.stays_whole(table, [laying.letters(share, large=large) for share in shares])
    body.table(title, [holdable(cell) for cell in table.head], rows, table.figures, shares, whole)
    if not isinstance(following, Heading):
        body.paragraph("After Table", "")


def _figure(body: Body, figure: Figure) -> None:
    from server.record.pictures import png, told

    body.picture(png(figure.chart), holdable(told(figure.chart)), captioned=bool(figure.caption))
    if figure.caption:
        body.paragraph("caption", holdable(figure.caption))
