"""Tables hold what people wrote as text and nothing else; figures are figures, and days are days."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from server.record import season
from server.record.beside import Beside
from server.record.forms.csv import guarded, shown
from server.record.forms.letters import holdable
from server.record.forms.xlsx import GOES_ON, write
from server.record.readers import READERS, take
from server.record.record import Word
from server.record.sheets import Sheet, columns
from server.record.sheets import Workbook as Many
from server.record.taking import Choice, NothingToTake, Source
from tests.record.played import source_of
from tests.record.poison import FORMULAS, poisoned

SLUGS = ("tables", "actions", "attendance", "contributions")
FORMS = [(slug, form) for slug in SLUGS for form in READERS[slug].forms]
CALCULATE = ("=", "@", "＝", "＠", "+c", "-c", "- cmd")
office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")


@cache
def poisoned_source(start: int = 0) -> Source:
    return poisoned(source_of(3), start)


def opened(written: bytes) -> Workbook:
    return load_workbook(io.BytesIO(written))


def cells(book: Workbook) -> Iterator[Any]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def rows_of(written: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=separator))


def words_of(source: Source) -> Iterator[Word]:
    for record in source.season.sessions.values():
        yield from (word for part in record.parts for step in part.steps for word in step.words if word.text)


def as_kept(text: str) -> str:
    """As a cell of a workbook keeps it."""
    return holdable(text)


def test_there_are_two_hundred_formulas() -> None:
    assert len(set(FORMULAS)) >= 200


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_that_people_write_is_a_formula_a_link_or_a_number_in_a_workbook(slug: str) -> None:
    tried: set[str] = set()
    for start in (0, 97) if slug == "contributions" else (0,):
        source = poisoned_source(start)
        found = list(cells(opened(take(source, slug, "xlsx").written)))
        assert {cell.data_type for cell in found} <= {"s", "n", "d"}
        texts = {cell.value for cell in found if cell.data_type == "s"}
        assert not [cell for cell in found if cell.hyperlink and not cell.hyperlink.location]
        assert all(cell.quotePrefix for cell in found if cell.value in FORMULAS)
        if slug in ("tables", "contributions"):
            assert {as_kept(word.text) for word in words_of(source)} <= texts, "not a letter is lost"
        tried |= texts & set(FORMULAS)
    assert len(tried) > 200 or slug != "contributions"


@pytest.mark.parametrize("slug", ["actions", "attendance", "contributions"])
def test_nothing_that_people_write_calculates_in_csv_whatever_separates_its_cells(slug: str) -> None:
    tried: set[str] = set()
    for start in (0, 97) if slug == "contributions" else (0,):
        source = poisoned_source(start)
        written = take(source, slug, "csv").written
        for separator in ",;\t":
            for row in rows_of(written, separator):
                for cell in row:
                    assert not cell.lstrip(' "\u00a0\u200b\ufeff').startswith(CALCULATE), cell
        found = {shown(cell) for row in rows_of(written) for cell in row}
        if slug == "contributions":
            assert {word.text for word in words_of(source)} <= found, "not a letter is lost"
        tried |= found & set(FORMULAS)
    assert len(tried) > 200 or slug != "contributions"


def test_a_cell_holds_as_much_as_it_can_and_says_that_there_is_more() -> None:
    long = "👩" * 40_000
    sheet = Sheet("x", "X", "", columns(("words", "words")), ((long,), ("👩" * 16_383 + "a",)))
    cut, whole = (row[0].value for row in opened(write(Many("Ours", (sheet,))))["X"].iter_rows(min_row=2))
    assert cut.endswith(GOES_ON)
    assert len(cut.encode("utf-16-le")) // 2 == 32_767
    assert long.startswith(cut.removesuffix(GOES_ON))
    assert whole == "👩" * 16_383 + "a"


@given(st.text("=+-@'\" ;\t\n\r|(!aé＝\u200b\u00a0", max_size=14))
def test_what_guards_a_cell_can_be_taken_away_again(text: str) -> None:
    assert shown(guarded(text)) == text


def test_a_list_in_somebodys_words_stays_as_it_is() -> None:
    for words in ("Bring:\n- milk\n- tea (green)", "one; two", "a - b", "Ann's"):
        assert guarded(words).count("'") <= words.count("'") + words.count("(")
    assert guarded("Bring:\n- milk\n- tea") == "Bring:\n- milk\n- tea"


@office
def test_saved_again_by_a_spreadsheet_program_it_has_no_formula_either(tmp_path: Path) -> None:
    """As a workbook, and as CSV that is read with a separator that cuts cells in two."""
    source = poisoned_source()
    (tmp_path / "tables.xlsx").write_bytes(take(source, "tables", "xlsx").written)
    (tmp_path / "lines.csv").write_bytes(take(source, "contributions", "csv").written)
    saved_again(tmp_path, "tables.xlsx")
    saved_again(tmp_path, "lines.csv", ord(";"))
    paths = tmp_path / "tables.xlsx", tmp_path / "again" / "tables.xlsx", tmp_path / "again" / "lines.xlsx"
    before, after, cut = (list(cells(load_workbook(path))) for path in paths)
    assert "f" not in {cell.data_type for cell in (*after, *cut)}
    texts = [{one.value for one in found if one.data_type == "s"} for found in (before, after)]
    assert texts[0] == texts[1], "not a letter is lost"
    assert len(cut) > len(list(words_of(source)))


def saved_again(folder: Path, name: str, separator: int = 0) -> None:
    """By LibreOffice, which reads CSV as UTF-8 and reckons formulas where it finds any."""
    filter = [f"--infilter=Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false,false,false,-1,true"]
    command = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "xlsx"]
    rest = [*(filter if separator else []), "--outdir", str(folder / "again"), str(folder / name)]
    subprocess.run([*command, *rest], check=True, capture_output=True, timeout=120)


def test_days_are_days_and_figures_are_figures() -> None:
    book = opened(take(source_of(3), "tables", "xlsx").written)
    for sheet, column, kind in (
        ("Actions", "By when", datetime), ("Sessions", "Began (UTC)", datetime), ("Run", "Minutes taken", int | float),
        ("Contributions", "Session", int), ("Attendance", "Came to", int),
    ):  # fmt: skip
        heads = [cell.value for cell in book[sheet][1]]
        found = [row[heads.index(column)].value for row in book[sheet].iter_rows(min_row=2)]
        assert [value for value in found if value is not None]
        assert all(isinstance(value, kind) for value in found if value is not None), (sheet, column)


def test_every_sheet_has_heads_that_stay_a_filter_and_its_place_in_the_contents() -> None:
    book = opened(take(source_of(3), "tables", "xlsx").written)
    contents, *sheets = book.worksheets
    listed = [row[0].value for row in contents.iter_rows(min_row=5) if row[0].hyperlink]
    assert listed == [sheet.title for sheet in sheets]
    assert book.properties.title == "Ours"
    for sheet in sheets:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.max_row > 1, "a table without rows is not there"


def test_an_action_tells_how_it_stands_and_what_it_goes_back_to() -> None:
    source = source_of(3)
    head, *rows = rows_of(take(source, "actions", "csv").written)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [one["what"] for one in told] == [guarded(path.promise.what) for path in source.season.paths]
    states = [source.beside.states[path.session, path.promise.ref].word for path in source.season.paths]
    assert [one["how it stands"] for one in told] == states
    assert all(one["comes from"].startswith("Draft actions: ") for one in told if one["session"] == "4")


def test_every_line_of_the_record_is_a_row_and_only_those_asked_for() -> None:
    source = source_of(3)
    head, *rows = rows_of(take(source, "contributions", "csv").written)
    numbers = [row[head.index("number")] for row in rows]
    words = [
        f"{number}:{word.ref}"
        for number, record in source.season.sessions.items()
        for part in record.parts
        for step in part.steps
        for word in step.words
    ]
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if ":0." not in number] == words
    some = take(source, "contributions", "csv", Choice(questions=frozenset({"2:3"}))).written
    assert (
        [row[0] for row in rows_of(some)[1:] if ":0." not in row[0]]
        == [number for number in words if number.startswith("2:3.")]
        != []
    )


def test_where_there_is_nothing_it_says_what_is_missing() -> None:
    nothing = Source(season.build("Ours", {}, {}), Beside())
    for slug, form in FORMS:
        with pytest.raises(NothingToTake, match=r"yet.+\."):
            take(nothing, slug, form)


@pytest.mark.parametrize(("slug", "form"), FORMS)
def test_the_same_record_gives_the_same_bytes(slug: str, form: str) -> None:
    assert take(source_of(3), slug, form) == take(source_of(3), slug, form)
