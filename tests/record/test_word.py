"""Documents as Word: real styles, all that people typed, and an organisation's own template laid over it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from server.record.document import Document, Heading, Line, Lines, Paragraph, Section
from server.record.forms import docx as word
from server.record.forms.letters import holdable
from tests.record.office import needs_office, opened, words
from tests.record.test_forms import NASTY, SPOKEN, of
from tests.record.test_paper import whole


def read(written: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(written))


def told(written: bytes) -> str:
    """All its text as it was typed."""
    body = read(written).element.body
    for tag, letter in (("w:br", "\n"), ("w:tab", "\t")):
        for one in list(body.iter(qn(tag))):
            one.tag = qn("w:t")
            one.text = letter
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def test_a_word_file_has_styles_heads_words_for_pictures_and_the_same_bytes() -> None:
    written = word.write(whole())
    assert written == word.write(whole())
    made = read(written)
    styles = Counter(p.style.name for p in made.paragraphs if p.style)
    assert styles["Title"] == styles["Subtitle"] == 1
    assert [styles[f"Heading {n}"] for n in (1, 2, 3)] == [2, 1, 1]
    assert {"List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "Quote", "Intense Quote"} <= styles.keys()
    own = {qn("w:pStyle"), qn("w:numPr"), qn("w:keepNext")}
    for paragraph in made.element.body.iter(qn("w:pPr")):
        assert {child.tag for child in paragraph} <= own, "what a style can say, it says"
    assert {one.tag for run in made.element.body.iter(qn("w:rPr")) for one in run} == {qn("w:rStyle")}
    for table in made.tables:
        assert table.style is not None
        assert table.style.name == "Record Table"
        first, *others = table.rows
        assert first._tr.findall(f".//{qn('w:tblHeader')}")
        assert not any(row._tr.findall(f".//{qn('w:tblHeader')}") for row in others[:3])
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    (picture,) = made.inline_shapes
    assert re.search("(?i)pharmacist.*12", picture._inline.docPr.get("descr", ""))
    about = made.core_properties
    assert (about.title, about.language, about.author) == ("What we decided", "en-GB", "Tingsha")
    assert str(about.created).startswith("2026-11-05 10:00:00")
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_what_leads_to_something_and_what_is_last_stay_with_what_follows() -> None:
    blocks = (Heading("Above"), Paragraph("Said:"), Lines(tuple(map(Line, ("a", "b", "c", "d")))))
    made = read(word.write(Document("T", (Section("s", "S", blocks),), foot=("Small", "print"))))
    kept = [p.text for p in made.paragraphs if p.paragraph_format.keep_with_next]
    assert kept == ["Said:", "c", "d", "Small"]  # headings do so by their style


def test_each_numbered_list_begins_at_one() -> None:
    lists = (Lines((Line("a"), Line("b")), numbered=True), Lines((Line("c"),), numbered=True))
    made = read(word.write(Document("T", (Section("s", "S", lists),))))
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style and p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = made.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1


@pytest.mark.parametrize("nasty", [*NASTY, "", " \n", "\u0301", "中文", "a\x00b\ud800c\ufffe\U0010ffff\x0bd\te"])
def test_what_people_typed_stands_in_it(nasty: str) -> None:
    text = told(word.write(of(nasty)))
    flat = " ".join(holdable(nasty).split())
    if flat:
        assert text.replace("\u200e", "").count(flat) + text.count(holdable(nasty)) >= SPOKEN
    assert read(word.write(of(nasty))).core_properties.title == flat[:255]


def organisation(*, numbered: bool) -> bytes:
    """A template as an organisation has one: from a German Word, with a head of its own and text to write over."""
    theirs = docx.Document()
    styles = theirs.styles.element
    for style in list(styles.iter(qn("w:style"))):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name == "heading 1":
            style.set(qn("w:styleId"), "berschrift1")
        elif name in ("Quote", "Caption", "List Bullet 2") or (not numbered and name.startswith("List ")):
            styles.remove(style)
    theirs.sections[0].header.paragraphs[0].text = "Our House"
    theirs.add_paragraph("Write here.")
    if not numbered:
        for name in [n for n, rel in theirs.part.rels.items() if rel.reltype.endswith("/numbering")]:
            del theirs.part.rels[name]
    out = io.BytesIO()
    theirs.save(out)
    template = io.BytesIO()
    with zipfile.ZipFile(out) as given, zipfile.ZipFile(template, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            made.writestr(name, part.replace(b"document.main+xml", b"template.main+xml") if "Types" in name else part)
    return template.getvalue()


@pytest.mark.parametrize("numbered", [True, False])
def test_an_organisations_template_is_laid_over_it(numbered: bool) -> None:
    made = read(word.write(whole(), organisation(numbered=numbered)))
    assert "Write here." not in [p.text for p in made.paragraphs]
    assert made.sections[0].header.paragraphs[0].text == "Our House"
    ids = {style.style_id for style in made.styles}
    used = {
        one.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for one in made.element.body.iter(qn(tag))
    }
    assert "berschrift1" in used <= ids
    assert made.styles["Title"].font.size is not None
    for style in made.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) not in used:
            continue
        named = [style.find(qn(tag)) for tag in ("w:basedOn", "w:next")]
        assert {one.get(qn("w:val")) for one in named if one is not None} <= ids
        if style.find(qn("w:name")).get(qn("w:val")).startswith("List "):
            number = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
            assert made.part.numbering_part.element.num_having_numId(int(number)) is not None


@pytest.mark.parametrize("template", [b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_template_is_refused_in_words(template: bytes) -> None:
    with pytest.raises(word.NotATemplate, match="is no Word file"):
        word.write(of("word"), template)


@needs_office
def test_libreoffice_opens_it_and_reads_all_of_it(tmp_path: Path) -> None:
    files = {
        "whole.docx": word.write(whole()),
        "large.docx": word.write(replace(whole(), large=True)),
        "theirs.docx": word.write(whole(), organisation(numbered=False)),
        "nasty.docx": word.write(of("مرحبا <b>&amp; 𝔘 a\x00b")),
    }
    text = {name: " ".join(words(pdf).split()) for name, pdf in opened(tmp_path, files).items()}
    for name in ("whole.docx", "large.docx", "theirs.docx"):
        assert text[name].count("Anna Kowalska") == 40
        assert text[name].count("Who was heard") == 1
        assert text[name].count("By when") > 1, "a head is repeated on each page"
    assert text["nasty.docx"].count("a[U+0000]b") >= SPOKEN
