"""Numbers lead to lines, contents to headings: in pages, Markdown, PDF and Word alike."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from server.record.document import Document, Heading, Line, Lines, Section, Table
from server.record.forms import docx as word
from server.record.forms import html, laying, markdown, pdf
from server.record.forms.places import Places

FILL = "What somebody wrote in the third step, about medicines that nobody had looked at. "
TITLES = [title for n in range(5) for title in (f"Part {n}: what? So what", "Priorities")]


def long() -> Document:
    """A promise, what it comes from, then pages of other lines, then where both were written."""
    promises = Table("Promises", ("What", "Number"), (("two", "1.1.2"), ("9.9.9", "1.1.1")), numbers=frozenset({1}))
    front = Lines((Line("two", aside="from 1.1.1", ref="1.1.2", lines=(Line("one", ref="1.1.1"),)),))
    others = [
        Section(f"s{n}", title, (Heading("Priorities"), Lines((Line(FILL),) * 60)))
        for n, title in enumerate(TITLES[::2])
    ]
    home = Lines((Line("one", aside="1.1.1; became 1.1.2", ref="1.1.1"), Line("the two", aside="1.1.2", ref="1.1.2")))
    return Document(
        "T",
        (Section("a", "Left", (promises, front)), *others, Section("b", "All of it", (home,))),
        made="2026-11-05T10:00:00Z",
    )


HEADINGS = ["Left", *TITLES, "All of it"]


def _annotations(reader: pypdf.PdfReader) -> Iterator[tuple[int, int, str]]:
    """Of each link the page where it stands, the page where it leads, both from 1, and its words for screen readers."""
    for n, page in enumerate(reader.pages, 1):
        for one in page.get("/Annots", []):
            link: Any = one.get_object()
            to = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
            where: Any = reader.get_object(to) if isinstance(to, pypdf.generic.IndirectObject) else to
            yield n, next(k for k, p in enumerate(reader.pages, 1) if p == where[0].get_object()), link["/Contents"]


def test_in_pdf_numbers_and_contents_lead_to_the_right_pages() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.write(long())))
    text = [page.extract_text() for page in reader.pages]
    links = list(_annotations(reader))
    assert all(told for _, _, told in links)
    last = next(n for n, page in enumerate(text, 1) if "the two" in page)
    assert [(at, to) for at, to, _ in links if at != 1] == [*[(2, last)] * 3, (last, last)]
    found = re.findall(r"^(.+?)(?: \.)+ (\d+)$", text[0], re.M)
    assert [title for title, _ in found] == HEADINGS
    assert [int(page) for _, page in found] == [to for at, to, _ in links if at == 1]
    for title, page in found:
        assert title in text[int(page) - 1]
    (_, bookmarks) = reader.outline

    def flat(of: Any) -> Iterator[str]:
        for one in of:
            yield from flat(one) if isinstance(one, list) else [one.title]

    assert list(flat(bookmarks)) == HEADINGS


def test_in_word_numbers_and_contents_lead_to_bookmarks() -> None:
    made = docx.Document(io.BytesIO(word.write(long())))
    body = made.element.body
    bookmarks = {
        one.get(qn("w:name")): "".join(t.text for t in one.getparent().iter(qn("w:t")))
        for one in body.iter(qn("w:bookmarkStart"))
    }
    links = [
        ("".join(t.text for t in one.iter(qn("w:t"))), bookmarks[one.get(qn("w:anchor"))])
        for one in body.iter(qn("w:hyperlink"))
    ]
    assert [text for text, _ in links[: len(HEADINGS)]] == HEADINGS
    assert all(text == leads for text, leads in links[: len(HEADINGS)])
    one, two = "one 1.1.1; became 1.1.2", "the two 1.1.2"
    assert links[len(HEADINGS) :] == [("1.1.2", two), ("1.1.1", one), ("1.1.1", one), ("1.1.2", two)]
    assert (
        len({mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))}) == len(bookmarks) == len(HEADINGS) + 2
    )
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert not list(made.settings.element.iter(qn("w:updateFields"))), "nobody is asked whether to bring it up to date"
    assert not [one for one in body.iter() if one.get(qn("w:dirty"))]


def test_in_markdown_contents_lead_to_headings_by_the_names_that_they_get() -> None:
    told = markdown.write(long()).decode()
    links = re.findall(r"\[(.*?)\]\(#(.*?)\)", told)
    assert [title for title, _ in links] == HEADINGS
    names = [name for _, name in links]
    assert names[:5] == ["left", "part-0-what-so-what", "priorities", "part-1-what-so-what", "priorities-1"]


def test_in_a_page_numbers_of_promises_lead_to_lines() -> None:
    page = html.write(long()).decode()
    assert re.findall(r'<td[^>]*><a href="#n([\d.]+)">\1</a>', page) == ["1.1.2", "1.1.1"]


@pytest.mark.parametrize("writer", [pdf, word, markdown])
def test_large_print_and_what_is_short_have_neither(writer: Any) -> None:
    short = replace(long(), sections=long().sections[:2])
    assert not laying.contents(short)
    assert laying.contents(long())
    written = writer.write(replace(long(), large=True))
    if writer is pdf:
        assert not list(_annotations(pypdf.PdfReader(io.BytesIO(written))))
    elif writer is word:
        marks = ("w:hyperlink", "w:bookmarkStart", "w:fldChar")
        assert not [one for mark in marks for one in docx.Document(io.BytesIO(written)).element.body.iter(qn(mark))]
    else:
        assert b"](#" not in written


def test_of_a_very_large_record_only_promises_lead_on() -> None:
    lines = tuple(Line(f"{n}", aside=f"1.1.{n}, from 1.1.{n + 1}", ref=f"1.1.{n}") for n in range(5_000))
    table = Table("Promises", ("What", "Number"), (("x", "1.1.7"),), numbers=frozenset({1}))
    steps, promised = Section("steps", "All", (Lines(lines),)), Section("promises", "Who", (table,))
    whole = Places(Document("T", (promised, replace(steps, blocks=(Lines(lines[:4_000]),)))))
    assert len(whole.sought()[1]) == 3_999
    assert Places(Document("T", (promised, steps))).sought() == ({id(table)}, {"1.1.7"})
