"""Everything that every reader can take away of a season of 25 people: each format's own library opens it, LibreOffice
does without a word of repair, and the same season gives the same bytes."""

from __future__ import annotations

import pytest

from server.record.readers import READERS, take
from tests.record.played import source_of
from tests.record.reading import opened

ALL = [(reader.slug, form) for reader in READERS.values() for form in reader.forms]
DOCUMENTS = ("docx", "pdf", "html", "md")
pytestmark = pytest.mark.xdist_group("season of 25")


@pytest.mark.parametrize(("reader", "form"), ALL, ids=lambda one: str(one))
def test_its_own_library_opens_it(reader: str, form: str) -> None:
    taken = take(source_of(25), reader, form)
    found = opened(taken.written, taken.suffix)
    assert len(found.words) > 100
    assert all(len(told) > 20 for told in found.alternatives), "each picture is told in words"
    if READERS[reader].document and form in DOCUMENTS:
        assert len(found.headings) >= 3
    assert take(source_of(25), reader, form).written == taken.written
