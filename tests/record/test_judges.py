"""Judges from outside: Microsoft's validator of Word files, workbooks and slides, and veraPDF. They read a season of 25
people, one in which people typed what is no words, what wears a house's own template, and what is printed before."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache

import pypdf
import pytest
from matplotlib.figure import Figure as Drawing

from server import scripts
from server.core.plan import Plan
from server.record.charts import Spreading
from server.record.document import Figure, Section
from server.record.forms import docx as word
from server.record.forms import pdf
from server.record.handouts import HANDOUTS, make
from server.record.handouts.occasion import Occasion
from server.record.readers import take
from server.record.taking import Source
from tests.record import openxml, verapdf
from tests.record.openxml import needs_openxml
from tests.record.played import source_of
from tests.record.poison import poisoned
from tests.record.test_all_forms import ALL, taken
from tests.record.test_handouts import CODE, GUESTS, JOIN
from tests.record.test_paper import tags, whole
from tests.record.test_word import organisation

OFFICE = (("board", "docx"), ("tables", "xlsx"), ("poster", "pptx"))
PAPER = [(reader, form) for reader, form in ALL if form.endswith("pdf") and reader != "facilitator"]
"""Of 25 people. The full record, which takes a judge longer than all else together, is that of a few."""
SPOKEN = ("मेरी दवाइयाँ", "أدويتي كثيرة", "👩🏽‍⚕️ ok", "中文", "a\x07b\ud800")


@cache
def odd() -> Source:
    return poisoned(source_of(3))


def broken(written: bytes, part: str, was: bytes, now: bytes) -> bytes:
    """The file with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            held = given.read(name)
            assert name != part or was in held
            made.writestr(name, held.replace(was, now, 1) if name == part else held)
    return out.getvalue()


@needs_openxml
@pytest.mark.parametrize(("reader", "form"), OFFICE)
def test_office_files_are_valid(reader: str, form: str) -> None:
    assert openxml.faults(*taken(reader, form)) == []


@needs_openxml
@pytest.mark.parametrize(("reader", "form"), [("facilitator", "docx"), ("tables", "xlsx"), ("poster", "pptx")])
def test_they_are_whatever_people_typed(reader: str, form: str) -> None:
    made = take(odd(), reader, form)
    assert openxml.faults(made.written, form) == []


@needs_openxml
def test_a_file_under_an_organisations_template_is_valid_and_a_broken_one_is_not() -> None:
    written = word.write(whole(), organisation(numbered=False))
    assert openxml.faults(written, "docx") == []
    (fault,) = openxml.faults(broken(written, "word/document.xml", b"<w:tblPr>", b"<w:tblPr><w:b/>"), "docx")
    assert "invalid child element" in fault


@pytest.mark.parametrize(("reader", "form"), PAPER)
def test_pdf_keeps_every_rule_of_accessible_pdf(reader: str, form: str) -> None:
    assert verapdf.faults(taken(reader, form)[0]) == []


@pytest.mark.parametrize(("reader", "form"), [("facilitator", "pdf"), ("poster", "a3.pdf")])
def test_it_does_whatever_people_typed(reader: str, form: str) -> None:
    assert verapdf.faults(take(odd(), reader, form).written) == []


def test_it_does_with_every_block_and_with_letters_that_join_in_pictures() -> None:
    drawn = tuple(Figure(Spreading(words, 1, (1, 2), (words, "b")), words) for words in SPOKEN)
    said = whole(large=True)
    assert verapdf.faults(pdf.write(replace(said, sections=(*said.sections, Section("p", "P", drawn))))) == []


@pytest.mark.parametrize("handout", HANDOUTS)
def test_what_is_printed_before_does(handout: str) -> None:
    slugs = ("ecocycle", "agreement_certainty", "drawing_together", "what_i_need_from_you")
    plan = Plan("Some", items=tuple(map(scripts.insertable, slugs)))
    assert verapdf.faults(make(handout, Occasion(plan, 13, code=CODE, join=JOIN, guests=GUESTS))) == []


def test_a_pdf_without_tags_or_without_words_for_a_picture_does_not() -> None:
    out = io.BytesIO()
    Drawing().savefig(out, format="pdf")
    assert {"6.2-1", "7.1-8", "7.1-11"} <= {fault.partition(",")[0] for fault in verapdf.faults(out.getvalue())}
    ours = pypdf.PdfWriter(clone_from=io.BytesIO(pdf.write(whole())))
    (figure,) = (one for one in tags(ours) if one["/S"] == "/Figure")
    del figure["/Alt"]
    out = io.BytesIO()
    ours.write(out)
    assert [fault.partition(",")[0] for fault in verapdf.faults(out.getvalue())] == ["7.3-1"]
    assert verapdf.faults(b"no PDF")[0].startswith("it cannot be read")
