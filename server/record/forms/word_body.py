"""The body of a Word file, element by element: quick with thousands of lines, where a search for each style is slow."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Mm

from server.record.forms import word_styles
from server.record.forms.letters import reads_from_right


class Run(NamedTuple):
    """A text with the name of its character style, and the bookmark that it leads to; empty for none."""

    text: str
    style: str = ""
    to: str = ""


_LISTED = 2
"""The level of the smallest headings that stand in the contents."""
_ALT = 2000
"""Letters of a text alternative that Word keeps."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Body:
    """What comes is put at the end of the document. Texts are `holdable`; a newline in them is a line break, a tab a
    tab. Styles go by the names that Word itself has for them, whatever language its file was made in."""

    def __init__(self, word: Any) -> None:
        self._word = word
        self._styles = word_styles.ids(word)
        body = word.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        self._body = body
        self._end = body.find(qn("w:sectPr"))
        self._listed = False
        self._headings = self._marks = 0
        page = word.sections[-1]
        self.wide = int(page.page_width - page.left_margin - page.right_margin)
        self._high = int(page.page_height - page.top_margin - page.bottom_margin)

    def paragraph(self, style: str, text: str) -> None:
        self.told(style, [Run(text)] if text else [])

    def told(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        number: int | None = None,
        from_right: bool | None = None,
        mark: str = "",
        stays: bool = False,
    ) -> None:
        """A paragraph. number: a list of its own that it belongs to, from `numbering`. from_right: whether it is read
        from right to left, where its first run does not say so. mark: the bookmark that leads here, from `marked`.
        stays: on one page with what follows."""
        if from_right is None:
            from_right = bool(runs) and reads_from_right("".join(run.text for run in runs))
        self._add(told := self._paragraph(style, runs, number, from_right, mark))
        if stays:
            _keep(told)

    def heading(self, level: int, text: str) -> None:
        """A heading, which the contents lead to where it stands in them."""
        mark = ""
        if self._listed and level <= _LISTED:
            self._headings += 1
            mark = _heading(self._headings)
        self.told(f"heading {level}", [Run(text)], mark=mark)

    def contents(self, title: str, headings: Sequence[tuple[int, str]]) -> None:
        """The headings that follow, by level, each a link: a field that Word can bring up to date, filled in already.
        It has no page numbers, which only the program that lays out the pages knows."""
        self._listed = True
        sdt = OxmlElement("w:sdt")
        kind = _below(_below(sdt, "w:sdtPr"), "w:docPartObj")
        _below(kind, "w:docPartGallery", val="Table of Contents")
        _below(kind, "w:docPartUnique")
        held = _below(sdt, "w:sdtContent")
        held.append(self._paragraph("TOC Heading", [Run(title)], None, False))
        for n, (level, text) in enumerate(headings, 1):
            told = self._paragraph(f"toc {level}", [Run(text, to=_heading(n))], None, reads_from_right(text))
            held.append(told)
            if n == 1:
                field = f' TOC \\o "1-{_LISTED}" \\n \\h \\z \\u '
                link = told[-1]
                for one in ("begin", field, "separate"):
                    link.addprevious(_field(one))
        told.append(_field("end"))
        self._add(sdt)

    def numbering(self) -> int:
        """A new numbered list, which begins at 1."""
        return word_styles.begin_list(self._word, self._styles["list number"])

    def table(
        self,
        title: str,
        head: Sequence[str],
        rows: Iterable[Sequence[Run]],
        figures: frozenset[int],
        shares: Sequence[float],
        whole: bool,
    ) -> None:
        """A table over the whole width, its head row flagged as one and repeated on each page; `whole`: on one page."""
        table = OxmlElement("w:tbl")
        told = _below(table, "w:tblPr")
        _below(told, "w:tblStyle", val=self._styles["record table"])
        _below(told, "w:tblW", w="5000", type="pct")
        _below(told, "w:tblLayout", type="fixed")
        _below(told, "w:tblLook", val="0620", firstRow="1", lastRow="0", firstColumn="0", noHBand="1", noVBand="1")
        if title:
            _below(told, "w:tblCaption", val=title[:_ALT])
        grid = _below(table, "w:tblGrid")
        wide = [round(share * self.wide / Emu(635)) for share in shares]
        for one in wide:
            _below(grid, "w:gridCol", w=str(one))
        table.append(self._row(list(map(Run, head)), figures, wide, head=True))
        for row in rows:
            table.append(self._row(row, figures, wide))
        for row in table.findall(qn("w:tr"))[: -1 if whole else 1]:
            _keep(row)
        self._add(table)

    def picture(self, png: bytes, told: str, *, captioned: bool) -> None:
        """A picture over the whole width, or as wide as leaves it room on a page; `told` is what it shows."""
        inline = self._word.part.new_pic_inline(io.BytesIO(png), width=min(self.wide - Mm(1), Mm(170)))
        most = int(self._high * 0.8)
        if inline.extent.cy > most:
            inline.extent.cx, inline.extent.cy = int(inline.extent.cx * most / inline.extent.cy), most
            size = inline.graphic.graphicData.pic.spPr
            size.cx, size.cy = inline.extent.cx, inline.extent.cy
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # unset, LibreOffice moves it to the right
        inline.docPr.set("descr", told[:_ALT])
        paragraph = self._paragraph("picture", [], None, False)
        drawing = _below(_below(paragraph, "w:r"), "w:drawing")
        drawing.append(inline)
        if captioned:
            _keep(paragraph)
        self._add(paragraph)

    def close(self) -> None:
        """Ends the body: a paragraph has to stand behind a table that is last."""
        last = self._end.getprevious() if self._end is not None else self._body[-1]
        if last is not None and last.tag == qn("w:tbl"):
            self.paragraph("After Table", "")

    def _add(self, element: Any) -> None:
        if self._end is None:
            self._body.append(element)
        else:
            self._end.addprevious(element)

    def _row(self, cells: Sequence[Run], figures: frozenset[int], wide: list[int], *, head: bool = False) -> Any:
        row = OxmlElement("w:tr")
        told = _below(row, "w:trPr")
        if head or max((len(one.text) for one in cells), default=0) < 600:
            _below(told, "w:cantSplit")
        if head:
            _below(told, "w:tblHeader")
        for n, one in enumerate(cells):
            cell = _below(row, "w:tc")
            _below(_below(cell, "w:tcPr"), "w:tcW", w=str(wide[n]), type="dxa")
            style = "table figure" if n in figures else "table text"
            cell.append(self._paragraph(style, [one] if one.text else [], None, reads_from_right(one.text)))
        return row

    def _paragraph(self, style: str, runs: Sequence[Run], number: int | None, from_right: bool, mark: str = "") -> Any:
        paragraph = OxmlElement("w:p")
        how = _below(paragraph, "w:pPr")
        _below(how, "w:pStyle", val=self._styles[style.lower()])
        if number is not None:
            numbered = _below(how, "w:numPr")
            _below(numbered, "w:ilvl", val="0")
            _below(numbered, "w:numId", val=str(number))
        if from_right:
            _below(how, "w:bidi")
        if mark:
            self._marks += 1
            _below(paragraph, "w:bookmarkStart", id=str(self._marks), name=mark)
            _below(paragraph, "w:bookmarkEnd", id=str(self._marks))
        for run in runs:
            link = _below(paragraph, "w:hyperlink", anchor=run.to) if run.to else paragraph
            self._run(link, run.style, run.text)
        return paragraph

    def _run(self, held: Any, style: str, text: str) -> None:
        run = _below(held, "w:r")
        from_right = reads_from_right(text)
        if style or from_right:
            how = _below(run, "w:rPr")
            if style:
                _below(how, "w:rStyle", val=self._styles[style.lower()])
            if from_right:
                _below(how, "w:rtl")
        for n, line in enumerate(text.split("\n")):
            if n:
                _below(run, "w:br")
            for k, part in enumerate(line.split("\t")):
                if k:
                    _below(run, "w:tab")
                if part:
                    said = _below(run, "w:t")
                    said.text = part
                    said.set(_SPACE, "preserve")


def marked(ref: str) -> str:
    """The bookmark of the line with a number."""
    return f"line_{re.sub('[.:]', '_', ref)}"


def _heading(n: int) -> str:
    return f"_Toc{n:09d}"


def _field(said: str) -> Any:
    """A run with the beginning, the end or the instruction of a field."""
    run = OxmlElement("w:r")
    if said.isalpha():
        _below(run, "w:fldChar", fldCharType=said)
    else:
        instruction = _below(run, "w:instrText")
        instruction.text = said
        instruction.set(_SPACE, "preserve")
    return run


def _keep(element: Any) -> None:
    """Keeps the paragraphs in it on one page with what follows."""
    for paragraph in list(element.iter(qn("w:p"))):
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _below(element: Any, tag: str, **said: str) -> Any:
    new = element.makeelement(_named(tag), {_named(f"w:{name}"): value for name, value in said.items()})
    element.append(new)
    return new


@cache
def _named(tag: str) -> str:
    """The whole name of a tag or an attribute. A Word file of many people has hundreds of thousands of them."""
    return qn(tag)
