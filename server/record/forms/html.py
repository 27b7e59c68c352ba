"""A document as one page: no script, nothing to fetch, good on paper and on a phone. What people wrote is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from server.record.document import Document, Heading, Line, Section, Table
from server.record.forms.encoding import encodable
from server.record.forms.places import Places
from server.record.page import template
from server.record.pictures import draw, table, told
from server.record.pictures.narrow import narrow

LONG = 8
"""With more headings than that, a page begins with a table of contents."""
_TAG = re.compile(rb"<[^>]*>")
_NAMED = re.compile(rb'(?<![\w-])(id="|url\(#|href="#)|(?<![\w-])(aria-[a-z]+by=)"([^"]*)"')


def write(document: Document) -> bytes:
    """UTF-8, ending with a line break. Numbers of lines behind other lines lead to where these stand by themselves."""
    inside = _Page(document)
    written = template("document.html").render(
        document=document,
        language="en-GB" if document.language == "en" else document.language,
        contents=inside.contents if sum(1 + len(one.headings) for one in inside.contents) > LONG else [],
        held=encodable,
        anchor=inside.anchor,
        place=inside.place,
        linked=inside.linked,
        cell=inside.cell,
        below=_below,
        kind_of=lambda block: type(block).__name__,
        drawn=lambda figure: inside.drawn(draw(figure.chart)),
        drawn_narrow=lambda drawn: inside.drawn(drawn.encode()),
        narrow=narrow,
        told=told,
        figures=table,
    )
    return (written.strip() + "\n").encode()


@dataclass
class _Content:
    id: str
    title: str
    headings: list[_Content] = field(default_factory=list)


class _Page:
    """The names that links use in a page: of its sections, headings, lines and pictures."""

    def __init__(self, document: Document) -> None:
        self.contents: list[_Content] = []
        self._places = Places(document)
        self._names: dict[int, str] = {}
        self._drawn = 0
        for n, section in enumerate(document.sections, 1):
            if section.blocks:
                self._names[id(section)] = f"s{n}"
                self.contents.append(_Content(f"s{n}", section.title))
                self._headings(section, n)

    def _headings(self, section: Section, n: int) -> None:
        for k, block in enumerate(section.blocks, 1):
            if isinstance(block, Heading):
                self._names[id(block)] = f"s{n}-{k}"
                if block.level == 3:
                    self.contents[-1].headings.append(_Content(f"s{n}-{k}", block.text))

    def place(self, what: object) -> str:
        """The name of a section or a heading."""
        return self._names[id(what)]

    def anchor(self, line: Line) -> str:
        """The name of a line where others lead to it; empty for all others."""
        home = self._places.home(line)
        return f"n{home}" if home else ""

    def linked(self, line: Line) -> Markup:
        """What stands behind a line, each number in it a link to where the line of that number stands."""
        return Markup().join(_led(text, ref) for text, ref in self._places.behind(line))

    def cell(self, table: Table, column: int, text: str) -> Markup:
        """What stands in a table; the number of a line is a link to it."""
        return _led(text, self._places.cell(table, column, text))

    def drawn(self, svg: bytes) -> Markup:
        """A picture as it stands in the page; names inside it are its own, however many there are."""
        self._drawn += 1
        own = b"f%d-" % self._drawn

        def renamed(found: re.Match[bytes]) -> bytes:
            if found[1]:
                return found[1] + own
            return found[2] + b'"' + b" ".join(own + name for name in found[3].split()) + b'"'

        inner = svg[svg.index(b"<svg") :]
        return Markup(_TAG.sub(lambda tag: _NAMED.sub(renamed, tag[0]), inner).decode())


def _led(text: str, ref: str) -> Markup:
    said = escape(encodable(text))
    return Markup('<a href="#n{0}">{1}</a>').format(ref, said) if ref else said


def _below(line: Line) -> int:
    """How many lines stand below a line, at any depth."""
    return sum(1 + _below(inner) for inner in line.lines)
