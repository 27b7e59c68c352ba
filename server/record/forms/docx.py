"""A document as Word: real styles, headings and lists, tables with a head row, pictures with words for them.

Nothing stands in the text that a style does not say, so that an organisation's own template can be laid over it.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.forms import laying, word_styles
from server.record.forms.letters import holdable, reads_from_right
from server.record.forms.places import Places
from server.record.forms.word_body import Body, Run, marked
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
    if listed := laying.contents(document):
        body.contents("Contents", [(level, holdable(title)) for level, title in listed])
    writing = _Writing(body, document)
    sections = list(laying.sections(document))
    for section in sections:
        if section.title:
            body.heading(1, holdable(section.title))
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            is_last = following is None and section is sections[-1] and document.foot
            writing.block(block, following, laying.stays_with_foot(block) if is_last else 0)
    for n, said in enumerate(document.foot, 1):
        body.told("Foot", [Run(holdable(said))], stays=n < len(document.foot))
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


class _Writing:
    """The blocks of a document, with links from numbers to lines; large print has none."""

    def __init__(self, body: Body, document: Document) -> None:
        self._body = body
        self._large = document.large
        self._places = Places(document)
        self._leading, self._sought = self._places.sought()

    def block(self, block: Block, following: Block | None, kept: int) -> None:
        """following: what stands after it in its section. kept: how many of its last lines stay with the foot."""
        body = self._body
        match block:
            case Heading():
                body.heading(min(block.level - 1, _DEEPEST_HEADING), holdable(block.text))
            case Paragraph():
                lines = [line for line in holdable(block.text).split("\n") if line.strip()]
                stays = bool(kept) or laying.introduces(block, following)
                body.told(_KINDS[block.kind], [Run("\n".join(lines))] if lines else [], stays=stays)
            case Lines():
                number = body.numbering() if block.numbered else None
                begins = len(block.lines) - kept
                for n, line in enumerate(block.lines):
                    self._line(line, 1, number, id(block) in self._leading, n >= begins)
            case Facts():
                for word, text in block.rows:
                    body.told("Fact", [Run(holdable(word), "Strong"), Run("\t"), Run(holdable(text))])
            case Table():
                self._table(block, following)
            case Figure():
                self._figure(block)

    def _line(self, line: Line, depth: int, number: int | None, leads: bool, stays: bool) -> None:
        style = "List Number" if number is not None else "List Bullet" + (f" {depth}" if depth > 1 else "")
        lead, text = holdable(line.lead), holdable(line.text)
        from_right = reads_from_right(lead or text)
        # a mark of direction keeps a number from wandering to the other side of words that run the other way
        space = Run(" " if from_right or text.isascii() else " \u200e")
        told = [[Run(lead, "Strong")], [Run(text)], self._behind(line, leads)]
        runs = [run for part in told if any(run.text for run in part) for run in (space, *part)][1:]
        home = self._places.home(line)
        mark = marked(home) if home in self._sought else ""
        self._body.told(style, runs, number=number, from_right=from_right, mark=mark, stays=stays)
        for below in line.lines:
            self._line(below, min(depth + 1, _DEEPEST_LIST), None, leads, stays)

    def _behind(self, line: Line, leads: bool) -> list[Run]:
        if not leads:
            return [Run(holdable(line.aside), "Aside")]
        return [self._led(text, ref, "Aside") for text, ref in self._places.behind(line)]

    def _led(self, text: str, ref: str, style: str) -> Run:
        return Run(text, "Aside Link" if style else "Hyperlink", marked(ref)) if ref else Run(holdable(text), style)

    def _table(self, table: Table, following: Block | None) -> None:
        title = holdable(laying.flat(table.title))
        if title:
            self._body.paragraph("Table Title", title)
        rows = ([self._cell(table, n, cell) for n, cell in enumerate(row)] for row in table.rows)
        shares = laying.shares(table, large=self._large)
        whole = laying.stays_whole(table, [laying.letters(share, large=self._large) for share in shares])
        self._body.table(title, [holdable(cell) for cell in table.head], rows, table.figures, shares, whole)
        if not isinstance(following, Heading):
            self._body.paragraph("After Table", "")

    def _cell(self, table: Table, column: int, text: str) -> Run:
        return self._led(text, self._places.cell(table, column, text) if id(table) in self._leading else "", "")

    def _figure(self, figure: Figure) -> None:
        from server.record.pictures import png, told

        self._body.picture(png(figure.chart), holdable(told(figure.chart)), captioned=bool(figure.caption))
        if figure.caption:
            self._body.paragraph("caption", holdable(figure.caption))
