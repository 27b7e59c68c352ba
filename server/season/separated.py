"""A table as a spreadsheet saves it, whatever its letters and separators: bytes in, rows of cells out. Pure.

Nothing a person saved stops here: a row that cannot be read is named, and those after it are read all the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t", "|")
LONGEST_RECORD = 100
"""Lines that one row may span: beyond, a quotation mark was never closed."""
UNREADABLE = "\ufffd"
"""Stands where a byte is no letter in any of the ways to write."""

_OTHER_FILES = {
    b"PK\x03\x04": "an Excel or OpenDocument workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"%PDF": "a PDF",
    b"{\\rtf": "a Word document",
}

# A cell of any length is read, and refused later by its own limit. The limit is one for the whole process, and no
# module here relies on it.
csv.field_size_limit(1 << 30)


class NoTable(ValueError):
    """The file is no table. What it says is for people, and names the way out."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the one a spreadsheet shows beside it, from 1. `wrong` says why it could not be read."""

    number: int
    cells: tuple[str, ...]
    wrong: str = ""


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a file, and how it was written: "utf-8", "utf-16", "windows-1252" or "mixed". Raises NoTable."""
    for begins, what in _OTHER_FILES.items():
        if data.startswith(begins):
            raise NoTable(f"This file is {what}. Open it, choose Save as, take “CSV UTF-8”, and choose the new file.")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    elif half := _zeros(data):
        return data.decode(half, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Some programs add lines of their own to a file that another one wrote: each line is read for itself.
        lines = [_line(line) for line in data.split(b"\n")]
        ways = {way for _, way in lines} - {"ascii"}
        return "\n".join(line for line, _ in lines), ways.pop() if len(ways) == 1 else "mixed"


def _zeros(data: bytes) -> str:
    """UTF-16 without a mark, as plain letters show it: every other byte is zero."""
    start = data[:4096]
    if len(start) < 4 or start.count(0) * 3 < len(start):
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _line(line: bytes) -> tuple[str, str]:
    if line.isascii():
        return line.decode("ascii"), "ascii"
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), "windows-1252"


def rows_of(text: str, is_heading: Callable[[str], bool]) -> list[Row]:
    """The rows that hold anything. The separator is the one by which the first row has the most headings, then the
    most cells. A first line `sep=;` as Excel writes it is taken at its word."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0][:4].lower() == "sep=" and len(lines[0].strip('"')) == 5:
        return list(_rows(lines[1:], lines[0][4]))
    first = next((row for row in lines if row.strip()), "")

    def fits(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(map(is_heading, cells)), len(cells)

    return list(_rows(lines, max(SEPARATORS, key=fits)))


def _rows(lines: list[str], separator: str) -> Iterator[Row]:
    """A row begins where the one before ended; after one that cannot be read, with its second line."""
    number, at = 0, 0
    while at < len(lines):
        ahead = _Lines(lines, at)
        reader = csv.reader(ahead, delimiter=separator, strict=True)
        try:
            for cells in reader:
                number, at = number + 1, ahead.at
                ahead.begin()
                if any(cell.strip() for cell in cells):
                    yield Row(number, tuple(cells))
            return
        except csv.Error:
            number, at = number + 1, at + 1
            yield Row(number, (), "A quotation mark opens and is not closed, or stands alone inside the cell.")


class _Lines:
    """Hands out lines until a row spans more than LONGEST_RECORD of them."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self._began = self.at = at

    def begin(self) -> None:
        self._began = self.at

    def __iter__(self) -> Iterator[str]:
        while self.at < len(self._lines) and self.at - self._began < LONGEST_RECORD:
            self.at += 1
            yield self._lines[self.at - 1] + "\n"
