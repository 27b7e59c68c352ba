"""Everything that every reader can take away: of a season of 25 people each format's own library opens it and
LibreOffice does, and whatever letters people type, nothing fails and nothing is lost that the format can hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from server.record.readers import READERS, take
from server.record.taking import Source
from tests.record.office import needs_office, words
from tests.record.office import opened as by_office
from tests.record.played import source_of
from tests.record.poison import poisoned
from tests.record.reading import opened

ALL = [(reader.slug, form) for reader in READERS.values() for form in reader.forms]
DOCUMENTS = ("docx", "pdf", "html", "md")
OFFICE = ("docx", "xlsx", "pptx")
FULLEST = {
    "html": "facilitator", "md": "facilitator", "json": "facilitator", "jsonl": "facilitator", "docx": "plain",
    "pdf": "board", "pptx": "poster", "a3.pdf": "poster", "xlsx": "tables", "csv": "contributions",
    "zip": "evaluator", "ics": "calendar",
}  # fmt: skip
"""For each form the reader in whose files most of the words of people stand."""
HOLD_ALL = ("docx", "html", "csv", "xlsx", "json", "jsonl", "md", "pptx")
"""Formats whose readers bring fonts of their own: every letter that is one comes through."""

LETTERS = "".join(
    map(chr, (*range(0x3100), *(n for block in range(0x3100, 0x110000, 256) for n in (block, block + 255))))
)
"""Every code point of the alphabets that Europe, Arabia, India and the Caucasus use, and the first and the last of
every 256 up to the last there is: controls, halves of letters, what is no letter, and planes nobody has named."""
SPOKEN = (
    "مرحبا بالعالم",
    "שלום עולם",
    "আমার ওষুধ",
    "👩🏽‍⚕️ 🇬🇧 👨‍👩‍👧‍👦 1️⃣",
    "e\u0301 a\u0308\u0323",
    "中文 日本語 한국어",
    "ไม่ ខ្មែរ",
)


@pytest.fixture(autouse=True, scope="module")
def undrawn() -> None:
    """Here pages have their drawings."""


@cache
def taken(reader: str, form: str) -> tuple[bytes, str]:
    found = take(source_of(25), reader, form)
    return found.written, found.suffix


@pytest.mark.parametrize(("reader", "form"), ALL)
def test_its_own_library_opens_it(reader: str, form: str) -> None:
    found = opened(*taken(reader, form))
    assert len(found.words) > 100
    assert all(len(told) > 20 for told in found.alternatives), "each picture is told in words"
    if READERS[reader].document and form in DOCUMENTS:
        assert len(found.headings) >= 3


@needs_office
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    files = {
        f"{reader}-{form.replace('.', '-')}.{taken(reader, form)[1].rpartition('.')[2]}": taken(reader, form)[0]
        for reader, form in ALL
        if form in OFFICE and reader in ("board", "plain", "tables", "poster")
    }
    assert len(files) >= 4
    for name, pdf in by_office(tmp_path, files).items():
        said = words(pdf)
        assert len(said) > 100, name
        assert "Err:5" not in said, name
        assert "#REF" not in said, name


def lettered() -> Source:
    """A small season in whose every field such letters stand, two hundred in each."""
    chunks = tuple(f"Q{LETTERS[n : n + 200]}" for n in range(0, len(LETTERS), 200))
    return poisoned(source_of(3), words=(*chunks, *SPOKEN))


def test_each_form_is_looked_at() -> None:
    assert {form for _, form in ALL} - {"a1.pdf", "a3.pptx"} == FULLEST.keys()


@pytest.mark.parametrize(("form", "reader"), FULLEST.items())
def test_every_letter_goes_through(form: str, reader: str) -> None:
    made = take(lettered(), reader, form)
    found = opened(made.written, made.suffix).words
    assert "Q" in found
    assert not any("\ud800" <= one <= "\udfff" for one in found)
    if form.rpartition(".")[2] in HOLD_ALL and reader in ("facilitator", "tables", "contributions"):
        for one in SPOKEN:
            assert one in found, one
