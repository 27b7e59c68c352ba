"""A document as a page and as Markdown: all that is in it, in order, and nothing that people wrote is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from server.record.document import Document, Facts, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms import html, markdown

NASTY = [
    "<script>alert(1)</script>", "| a | b |", "# not a heading", "1. not a list", "- nor this", "> nor a quote",
    "[x](javascript:alert(1))", "**bold** _it_ `code` ![i](j)", "مرحبا بالعالم", "👩🏽‍⚕️ 🇬🇧 e\u0301", "two\nlines",
    "a\u2028b\u202ec", "&lt; & \" ' \\", "{{ 7 * 7 }} {% x %}", "---", "w" * 300,
]  # fmt: skip


def of(text: str) -> Document:
    """A document with that text in every place that holds any."""
    blocks = (
        Heading(text), Heading(text, 4), Paragraph(text), Paragraph(text, "lead"), Paragraph(text, "small"),
        Paragraph(text, "quote"), Paragraph(text, "callout"), Facts(((text, text),)),
        Lines((Line(text, text, text, "1.1.1", (Line(text, text, text),)),)), Lines((Line(text),), numbered=True),
        Table(text, (text, text), ((text, text),), frozenset({1}), (1, 2)),
    )  # fmt: skip
    return Document(
        text, (Section("s", text, blocks), Section("none", "A section with nothing", ())), text, foot=(text,)
    )


SPOKEN = 1 + 1 + 1 + 7 + 2 + 3 + 3 + 1 + 1 + 4 + 1
"""How often `of` holds its text; a page says it twice more, in its head and to name its table."""


class Words(HTMLParser):
    """What a page says, and the names and links in it; fails on markup that is none of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img", "iframe", "em", "strong", "code")
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.styled = tag == "style"
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.styled = False

    def handle_data(self, data: str) -> None:
        if not self.styled:
            self.said.append(data)


def read(page: bytes) -> Words:
    words = Words()
    words.feed(page.decode())
    return words


@pytest.mark.parametrize("nasty", NASTY)
def test_what_people_wrote_is_read_and_is_no_markup(nasty: str) -> None:
    page = read(html.write(of(nasty)))
    assert "".join(page.said).count(nasty) == SPOKEN + 1
    told = markdown.write(of(nasty)).decode()
    lines = [line for line in told.splitlines() if line.strip()]
    plain = re.sub(r"\\(.)", r"\1", told)
    assert plain.count(" ".join(nasty.split())) >= (SPOKEN if "\n" not in nasty and "\u2028" not in nasty else 10)
    ours = re.compile(r"# |## |###+ |> |- |\d\. |\| |\*\*|---$|\s+- ")
    tame = "\n".join("word" for _ in nasty.splitlines())
    at_start = [line for line in lines if ours.match(line)]
    assert len(at_start) == len([line for line in markdown.write(of(tame)).decode().splitlines() if ours.match(line)])
    assert not re.search(r"(?<!\\)(<|\]\(|`)", told)


def test_what_no_file_can_hold_is_told_by_its_number() -> None:
    for written in (html.write(of("a\x00b\ud800c\x1bd")), markdown.write(of("a\x00b\ud800c\x1bd"))):
        text = written.decode().replace("\\", "")
        assert "a[U+0000]b[U+D800]c[U+001B]d" in text
        assert not re.search("[\x00\x1b]", text)


def test_numbers_lead_to_where_a_line_stands_by_itself() -> None:
    front = Section(
        "a", "Left", (Lines((Line("two", aside="1.1.2", ref="1.1.2", lines=(Line("one", ref="1.1.1"),)),)),)
    )
    home = (
        Line("one", aside="1.1.1; became 1.1.2", ref="1.1.1"),
        Line("two", aside="1.1.2, from 1.1.1 and 9.9.9", ref="1.1.2"),
    )
    page = html.write(Document("T", (front, Section("b", "All", (Lines(home),)))))
    found = read(page)
    assert sorted(name for name in found.ids if name.startswith("n")) == ["n1.1.1", "n1.1.2"]
    assert found.links == ["#n1.1.2", "#n1.1.2", "#n1.1.1"]
    assert page.index(b'id="n1.1.1"') > page.index(b">All<")


def test_a_long_page_begins_with_its_contents_and_a_short_one_does_not() -> None:
    long = Document("T", tuple(Section(f"s{n}", f"Part {n}", (Heading(f"In {n}"), Paragraph("x"))) for n in range(6)))
    found = read(html.write(long))
    assert len(found.links) == 12
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert not read(html.write(of("word"))).links[1:]
