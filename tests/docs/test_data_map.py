"""The data map tells of every column there is, and of none that is not."""

from __future__ import annotations

import re
from pathlib import Path

from server.tables import metadata

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-map.md"
ABOUT = {"a person", "a colleague", "nobody"}


def rows() -> list[tuple[str, list[str], list[str]]]:
    """Table, columns, and the other cells of each row of the page."""
    table, found = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            table = line[3:].strip()
        elif line.startswith("|") and not re.match(r"\|(\s*column\s*\||-)", line):
            first, *others = (cell.strip() for cell in line.strip("|").split("|"))
            found.append((table, first.split(", "), others))
    return found


def test_every_column_has_its_row_and_no_row_is_of_a_column_that_is_gone() -> None:
    told = [f"{table}.{column}" for table, columns, _ in rows() for column in columns]
    there = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}
    assert sorted(there - set(told)) == [], "tell in docs/data-map.md why these are kept, and what makes them go"
    assert sorted(set(told) - there) == [], "these are no longer kept; take them out of docs/data-map.md"
    assert len(told) == len(set(told)), "a column has one row"


def test_every_row_says_why_about_whom_and_what_makes_it_go() -> None:
    for table, columns, cells in rows():
        assert len(cells) == 3, (table, columns)
        assert all(cells), (table, columns)
        assert cells[1] in ABOUT, (table, columns, cells[1])


def test_what_points_to_a_person_goes_or_lets_go_with_them() -> None:
    """A row that would keep a person from being deleted, or outlive them, is a promise broken."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in ("people", "sessions", "communities", "series"):
                assert key.ondelete in ("CASCADE", "SET NULL"), f"{table.name}.{key.parent.name}"
