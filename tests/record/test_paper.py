"""Documents on paper: PDF that a screen reader can read, whatever people typed."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from PIL import Image

from server.record.charts import Heard, Share, Spreading
from server.record.document import Block, Document, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms import fonts, pdf
from server.record.forms.letters import settable
from server.record.forms.typesetting import rasterise
from tests.record.reading import opened
from tests.record.test_forms import NASTY, of

CHART = Heard(
    "Heard by role",
    Share("Everybody", 21, 19, 11),
    (Share("pharmacist", 12, 11, 6), Share("general practitioner", 9, 8, 5)),
)
LONG = "What somebody wrote in the third step, about medicines that nobody had looked at in eleven years. " * 2


def whole(*, large: bool = False) -> Document:
    """A document with every kind of block in it, that takes several pages."""
    kinds = replace(of("word").sections[0], blocks=(*of("word").sections[0].blocks, Figure(CHART, "Who was heard")))
    rows = tuple((LONG, "Anna Kowalska-Rodríguez", "5 November 2026") for _ in range(40))
    table = Table("Who does what", ("What", "Who", "By when"), rows, widths=(60, 25, 15))
    listed = Lines(tuple(Line(LONG, lines=(Line("deeper", lines=(Line("deepest"),)),)) for _ in range(9)))
    sections = (kinds, Section("long", "A long table", (table, listed, Paragraph(LONG))))
    return Document("What we decided", sections, "25 people", "2026-11-05T10:00:00Z", large=large, foot=("Foot",))


def tags(file: pypdf.PdfReader | pypdf.PdfWriter) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree, in the order of reading."""

    def below(element: Any) -> Iterator[dict[str, Any]]:
        one = element.get_object()
        if not isinstance(one, dict):
            return
        if "/S" in one:
            yield one
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from below(kid)

    yield from below(file.root_object["/StructTreeRoot"])


def text_of(written: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages)


@pytest.mark.parametrize("large", [False, True])
def test_a_pdf_is_tagged_titled_and_brings_its_letters(large: bool) -> None:
    written = pdf.write(whole(large=large))
    assert written == pdf.write(whole(large=large))
    reader = pypdf.PdfReader(io.BytesIO(written))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "What we decided"
    assert str(reader.metadata.get("/CreationDate")).startswith("D:20261105100000")
    assert [one["/Title"] for one in reader.outline if not isinstance(one, list)] == ["What we decided"]
    found = list(tags(reader))
    roles = Counter(one["/S"] for one in found)
    assert [roles[one] for one in ("/H1", "/H2", "/H3", "/H4")] == [1, 2, 1, 1]
    assert [roles[one] for one in ("/Table", "/TH", "/TR")] == [2, 2 + 3, 2 + 1 + 40]
    assert {"/L", "/LI", "/Lbl", "/LBody", "/BlockQuote", "/Caption"} <= roles.keys()
    (figure,) = (one for one in found if one["/S"] == "/Figure")
    assert re.search("(?i)pharmacist.*12", figure["/Alt"])
    for page in reader.pages:
        fonts: Any = page["/Resources"]["/Font"]
        for font in (one.get_object() for one in fonts.values()):
            assert "/ToUnicode" in font
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"] if "/DescendantFonts" in font else font
            assert {"/FontFile2", "/FontFile3"} & inner.get_object().keys()
    told = text_of(written)
    assert told.count("By when") > 1, "a head is repeated on each page"
    assert f"1 of {len(reader.pages)}" in told.replace("\n", " ")


def pages_of(written: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages]


def test_what_leads_to_something_stays_with_it_on_its_page() -> None:
    shown = (Lines((Line("Shown"),)), Paragraph("Shown", "callout"), Table("T", ("Shown",), (("cell",),)))
    blocks: list[Block] = []
    for n in range(45):
        blocks += [Heading(f"Above {n}."), Paragraph("Said before:"), shown[n % 3], *[Paragraph("Filled")] * (n % 5)]
    pages = pages_of(pdf.write(Document("D", (Section("s", "S", tuple(blocks)),), large=True)))
    assert len(pages) > 9
    for page in pages:
        assert page.count("Above") == page.count("Said before:") == page.count("Shown"), page


@pytest.mark.parametrize(("lines", "large"), [(18, True), (44, False)])
def test_no_page_has_small_print_alone(lines: int, large: bool) -> None:
    """Of so many lines all stand on the first page, if nothing holds the last of them back."""
    listed = Section("s", "S", (Lines(tuple(Line(f"Listed {n}.") for n in range(lines))),))
    foot = ("Small print. " * 24, "And more. " * 24)
    for made in (of_lines := Document("D", (listed,), large=large)), replace(of_lines, foot=foot):
        *_, last = pages_of(pdf.write(made))
        assert (f"Listed {lines - 3}." in last) == (made is of_lines)
        assert f"Listed {lines - 2}." in last
    assert "Small print" in last
    assert "And more" in last


@pytest.mark.parametrize("nasty", [*NASTY, "", " \n", "\u200b", "\u0301", "中文", "a\x00b\ud800c\ufffe\U0010ffff"])
def test_whatever_people_typed_is_set(nasty: str) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(pdf.write(of(nasty)))).pages) <= 9


@pytest.mark.parametrize("words", ["मेरी दवाइयाँ", "আমার ওষুধ", "میری دوائیں", "👩🏽‍⚕️ ok", "我嘅藥 ยาของฉัน 약이"])
def test_a_picture_whose_letters_join_is_in_the_pdf_with_its_words(words: str) -> None:
    figure = Figure(Spreading(words, 1, (1, 2), ("a", "b")))
    written = pdf.write(Document("T", (Section("s", "S", (figure,)),), made="2026-11-05T10:00:00Z"))
    (told,) = opened(written, "pdf").alternatives
    assert len(told) > 20
    (page,) = pypdf.PdfReader(io.BytesIO(written)).pages
    assert not page.images, "letters, sharp at any size, and no dots"
    assert set(words) <= set(page.extract_text())
    drawn = page.get_contents()
    assert drawn is not None
    assert b"/Artifact" in drawn.get_data(), "what the picture says is told once"


def ink(words: list[str]) -> list[int]:
    """How much is drawn for each of the words, in dots."""
    texts = "".join(
        f'<text x="10" y="{20 * n + 15}" font-size="12" fill="#000000">{word}</text>' for n, word in enumerate(words)
    )
    high = 20 * len(words)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 {high}" width="200" height="{high}">{texts}</svg>'
    drawn = Image.open(io.BytesIO(rasterise(svg.encode(), wide=200, ppi=50.8))).convert("L")
    tall = drawn.height / len(words)
    rows = (drawn.crop((0, round(n * tall), drawn.width, round((n + 1) * tall))) for n in range(len(words)))
    return [sum(count for shade, count in enumerate(row.histogram()) if shade < 128) for row in rows]


def test_no_letter_is_lost_below_its_marks() -> None:
    dice = random.Random(7)
    ours, *others = fonts.coverage()
    bases = sorted(one for one in frozenset().union(*others) - ours if chr(one).isalpha() and one < 0x2000)
    some = ["ẹ", "ọ", "и", "ɔ", "q\u0323", *map(chr, dice.sample(bases, 75))]
    piled = [one + mark for one in some for mark in "\u0301\u0300" if settable(one + mark) == one + mark]
    assert len(piled) > 60
    with_marks, without = ink(piled), ink([one[:-1] for one in piled])
    assert [one for one, more, less in zip(piled, with_marks, without, strict=True) if more < 0.9 * less] == []
