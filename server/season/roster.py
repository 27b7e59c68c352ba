"""A list of people as a file: read with every bad row named and every good one kept, and written so that it comes back
the same. Pure: bytes in, bytes out; who is known already is in `server.season.merging`.

A cell that a spreadsheet would read as a formula is written with an apostrophe before it, and read without
(`server.record.forms.csv`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from server.record.forms.csv import shown, table
from server.season import separated
from server.season.headings import Column, column_of
from server.season.person import LONGEST, Details, Person, is_address
from server.season.separated import NoTable, Row
from server.words import line

MOST_ROWS = 20_000
COLUMNS = ("name", "email", "role", "organisation", "place", "contact", "Tingsha id")
_YES = frozenset(["yes", "y", "ja", "oui", "si", "sì", "sí", "true", "1", "x", "wahr", "vrai", "✓", "✔"])
_NO = frozenset(["no", "n", "nein", "non", "nee", "false", "0", "falsch", "faux", "-"])


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that is not taken: its number in the spreadsheet, why, and what mends it. `what` is how it begins."""

    row: int
    what: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A good row. `says` names the columns that it fills; `id` is the person's own, when the file came from here."""

    row: int
    details: Details
    says: frozenset[str]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file holds. `columns` are what was found, `ignored` the headings that are not kept, `written` how its
    letters were written."""

    entries: tuple[Entry, ...]
    bad: tuple[Bad, ...]
    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    written: str


def read(data: bytes) -> Roster:
    """The people in a file. Raises NoTable when it is no list of people at all."""
    text, written = separated.text_of(data)
    rows = separated.rows_of(text, lambda heading: column_of(heading) is not None)
    if not rows:
        raise NoTable("There is nothing in this file. Choose one that has a name in each row.")
    if len(rows) > MOST_ROWS + 1:
        raise NoTable(f"This list has more than {MOST_ROWS:,} rows. Bring them in as several files.")
    columns = {at: column for at, cell in enumerate(rows[0].cells) if (column := column_of(cell))}
    ignored = tuple(line(cell)[:60] for at, cell in enumerate(rows[0].cells) if at not in columns and cell.strip())
    if "first" in columns.values() and "last" not in columns.values():
        columns = {at: "last" if column == "name" else column for at, column in columns.items()}  # Name; Vorname
    if not columns:
        rows, columns, ignored = [Row(0, ()), *rows], _without_headings(rows), ()
    elif not {"name", "first", "last"} & set(columns.values()):
        raise NoTable("No column is called “name”. Write “name” above the names, in the first row.")
    entries, bad = [], []
    for row in rows[1:]:
        read_row = _read(row, columns)
        entries.append(read_row) if isinstance(read_row, Entry) else bad.append(read_row)
    return Roster(tuple(entries), tuple(bad), tuple(dict.fromkeys(columns.values())), ignored, written)


def _without_headings(rows: list[Row]) -> dict[int, Column]:
    """A plain list of names needs no heading. With more columns, nobody can tell what is what."""
    if all(len(row.cells) == 1 or not any(cell.strip() for cell in row.cells[1:]) for row in rows):
        return {0: "name"}
    raise NoTable(
        "The first row has to name the columns: name, and if you like email, role, organisation, place. "
        "Write that row above the first person."
    )


def _read(row: Row, columns: dict[int, Column]) -> Entry | Bad:
    if row.wrong:
        return Bad(row.number, "", row.wrong, "Close it, or take it out.")
    cells: dict[str, str] = {}
    for at, column in columns.items():
        raw = row.cells[at] if at < len(row.cells) else ""
        # Looked at before it is cleaned: a cell of millions of letters needs no more work than that.
        if len(raw) > 4000:
            return Bad(row.number, _begins(cells), f"The cell “{column}” has {len(raw):,} letters.", "Shorten it.")
        cells[column] = cells.get(column) or line(shown(raw))
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    what = name[:60] or _begins(cells)
    if any(separated.UNREADABLE in cell for cell in cells.values()):
        return Bad(row.number, what, "Some letters cannot be read.", "Save the file as “CSV UTF-8”, or retype them.")
    if not name:
        return Bad(row.number, what, "The name is missing.", "Write a name.")
    email = cells.get("email", "")
    if "name" in cells and not email and is_address(name):
        return Bad(
            row.number, what, "There is an address in place of a name.", "Write the name, and the address beside."
        )
    if email and not is_address(email):
        return Bad(
            row.number, what, f"“{email[:60]}” is no mail address.", "Write one such as ann@example.org, or none."
        )
    contact = cells.get("contact", "").casefold()
    if contact and contact not in _YES | _NO:
        return Bad(row.number, what, f"“{contact[:20]}” under contact is neither yes nor no.", "Write yes or no.")
    kept = {"name": name, "email": email} | {key: cells.get(key, "") for key in ("role", "organisation", "place")}
    for key, most in LONGEST.items():
        if len(kept[key]) > most:
            why = f"The {key} has {len(kept[key])} letters, and there is room for {most}."
            return Bad(row.number, what, why, "Shorten it.")
    details = Details(name, email, kept["role"], kept["organisation"], kept["place"], contact in _YES)
    says = {key for key, value in kept.items() if value} | ({"contact"} if contact else set())
    return Entry(row.number, details, frozenset(says), cells.get("id", ""))


def _begins(cells: dict[str, str]) -> str:
    return next((cell[:60] for cell in cells.values() if cell), "")


# --- writing -----------------------------------------------------------------------------------------------------


def write(people: Iterable[Person]) -> bytes:
    """A table of these people that `read` takes back."""
    rows = [COLUMNS]
    for person in people:
        of = person.details
        contact = "yes" if of.contact else "no"
        rows.append((of.name, of.email, of.role, of.organisation, of.place, contact, person.id))
    return table(rows)


def write_links(links: Iterable[tuple[Person, str]]) -> bytes:
    """A table of people and their own links, as a mail program takes it to write to each."""
    return table([("name", "email", "link"), *((of.details.name, of.details.email, link) for of, link in links)])
