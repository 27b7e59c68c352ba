"""Every letter there is goes through every form: no error, and nothing lost that the form can hold."""

from __future__ import annotations

import csv as comma
import io
import random
import re
import subprocess
import unicodedata
from pathlib import Path

import docx as word
import openpyxl
import pptx as slides
from docx.oxml.ns import qn

from server.record.document import Document, Paragraph, Section
from server.record.forms import csv, docx, fonts, html, markdown, pdf, pptx, xlsx
from server.record.forms.encoding import encodable
from server.record.forms.letters import holdable, reads_from_right, settable
from server.record.poster import Panel, Poster
from server.record.sheets import Sheet, Workbook, columns
from tests.record.office import needs_office
from tests.record.test_forms import read

# Planes 0 and 1 and the tags whole, of the others some: what they hold is far from all our fonts, or nothing at all.
# Some of what stands in long rows of its kind: Han, Yi, Hangul.
ROWS = frozenset(range(0x3400, 0xD7A4))
EVERY = [
    chr(one)
    for one in range(0x110000)
    if (one % 31 == 0 if one in ROWS else one < 0x20000 or one >> 12 == 0xE0 or one % 251 == 0)
]
LINES = ["x" + "".join(EVERY[at : at + 400]) + "x" for at in range(0, len(EVERY), 400)]
SAID = Document("Letters", (Section("all", "All", tuple(map(Paragraph, LINES))),))
POSTER = Poster("P", "", "", tuple(Panel("aim", "A", (), notes=(), ask="".join(LINES[:40])) for _ in "x"), (), ())


def joined(text: str) -> str:
    """Without white space, which a form may set as it likes."""
    return "".join(text.split())


def test_pages_and_markdown_hold_every_letter() -> None:
    page = joined("".join(read(html.write(SAID)).said))
    plain = joined(markdown.write(SAID).decode().replace("\\", ""))
    for line in LINES:
        assert joined(encodable(line)) in page
        assert joined(encodable(line).replace("\\", "")) in plain


def test_word_slides_and_tables_hold_every_letter() -> None:
    body = word.Document(io.BytesIO(docx.write(SAID))).element.body
    told = joined("".join(one.text or "" for one in body.iter(qn("w:t"))))
    assert joined("".join(map(holdable, LINES))) in told
    sheet = Sheet("all", "All", "Letters.", columns("Said"), tuple((line,) for line in LINES))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(Workbook("Letters", (sheet,)))))
    held = {joined(str(cell.value)) for row in book["All"].iter_rows() for cell in row}
    assert {joined(holdable(line)) for line in LINES} <= held
    rows = list(comma.reader(io.StringIO(csv.write(sheet).decode("utf-8-sig"), newline="")))
    assert {joined(csv.shown(cell)) for row in rows for cell in row} >= {joined(encodable(line)) for line in LINES}
    made = slides.Presentation(io.BytesIO(pptx.write(POSTER)))
    told = "".join(shape.text_frame.text for one in made.slides for shape in one.shapes if shape.has_text_frame)
    assert joined("".join(map(holdable, LINES[:40]))) in joined(told)


def test_pdf_tells_what_no_font_has_and_takes_the_rest() -> None:
    have = {chr(one) for one in frozenset().union(*fonts.coverage())}
    taken = []
    for line in LINES:
        told = settable(line)
        lost = [one for one in line if one not in told and f"U+{ord(one):04X}" not in told and not one.isspace()]
        assert lost == []
        if len(have & set(line)) > 1:
            taken.append(Paragraph(line))
    assert settable("a\x00b 𒀀𒀁 \ud800c\U0010ffff") == "a[U+0000]b [U+12000 U+12001] [U+D800]c[U+10FFFF]"
    assert settable("\u0301a") == "\u25cc\u0301a"
    pdf.write(Document("L", (Section("l", "L", tuple(taken)),)))


def test_marks_stand_on_any_letter() -> None:
    dice = random.Random(5)
    have = sorted(frozenset().union(*fonts.coverage()))
    marks = [one for one in have if unicodedata.category(chr(one))[0] == "M"]
    piled = ["".join(map(chr, (dice.choice(have), *dice.choices(marks, k=2)))) for _ in range(2000)]
    pdf.write(Document("M", (Section("m", "M", tuple(Paragraph(" ".join(piled[n::40])) for n in range(40))),)))


@needs_office
def test_every_letter_of_our_fonts_can_be_read_out_of_a_pdf(tmp_path: Path) -> None:
    have = sorted(one for one in frozenset().union(*fonts.coverage()) if one not in ROWS or one % 31 == 0)
    drawn = [chr(one) for one in have if settable(chr(one)) == chr(one) and unicodedata.category(chr(one))[0] in "LNPS"]
    lines = tuple(Paragraph(" ".join(drawn[at : at + 40])) for at in range(0, len(drawn), 40))
    file = tmp_path / "letters.pdf"
    file.write_bytes(pdf.write(Document("L", (Section("l", "L", lines),))))
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True).stdout.decode()
    assert len(drawn) > 9000
    assert set(drawn) <= set(told)
    sentence = "我嘅藥成日遲到 薬がいつも遅れて 약이 항상 늦게 ยาของฉันมาช้าเสมอ 👩🏽‍⚕️ 🇬🇧 1️⃣ हिन्दी தமிழ் বাংলা ગુજરાતી ਪੰਜਾਬੀ"
    file.write_bytes(pdf.write(Document("L", (Section("l", "L", (Paragraph(sentence),)),))))
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, check=True).stdout.decode()
    assert [one for one in sentence if one not in told] == []


def test_what_reads_from_the_right() -> None:
    assert [reads_from_right(text) for text in ("سلام", "123 שלום", "a سلام", "", "123")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@needs_office
def test_what_no_language_has_a_word_for_can_be_broken_too() -> None:
    held_keys = tuple(Paragraph(one * 200) for one in ("ก", "（", "เก", "。"))
    held = pdf.write(Document("L", (Section("l", "L", held_keys),)))
    box = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=held, capture_output=True, check=True).stdout.decode()
    ends = [float(one) for one in re.findall(r'xMax="([\d.]+)"', box)]
    assert max(ends) < 210 / 25.4 * 72
