"""Sheets as a workbook for Excel, LibreOffice and their like: frozen heads, filters, true days, and text that is text.

xlsxwriter would make formulas, links and numbers of what looks like them, and takes text that begins with `<r>` and
ends with `</r>` for markup of its own; nothing here goes that way. Cells carry the mark of an apostrophe typed before
them, so that they stay text also when somebody edits them.
"""

from __future__ import annotations

import io
from datetime import date, datetime

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from server.record.forms.letters import holdable
from server.record.sheets import Cell, Column, Kind, Row, Sheet, Workbook
from server.record.wording import day as in_words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CONTENTS = "Contents"
LONGEST = 32_767
"""UTF-16 units that a cell can hold."""
GOES_ON = " [… goes on; the CSV of this table has all of it]"

_WIDE: dict[Kind, tuple[int, int]] = {
    "text": (12, 30),
    "short": (7, 18),
    "words": (24, 52),
    "aside": (24, 36),
    "figure": (8, 13),
    "day": (12, 13),
    "instant": (17, 18),
}
"""The least and the most width of a column, in letters."""
_INK, _WELL, _LINE, _BRASS, _SOFT = "#1A2130", "#ECE4D3", "#D8CDB8", "#7F5509", "#41464F"
_NEVER = datetime(2000, 1, 1)
"""Stands as the day of making where a record has none: the same record gives the same bytes."""
_A4 = 9
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0
"""Points: of a line of text, and what a row can be at most."""


def write(book: Workbook) -> bytes:
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = Book(out, {"in_memory": True, **plain})
    moment = datetime.fromisoformat(book.made).replace(tzinfo=None) if book.made else _NEVER
    made.set_properties(
        {"title": holdable(book.title), "subject": holdable(book.subtitle), "author": "Tingsha", "created": moment}
    )
    made.set_size(2400, 1500)
    looks = _Looks(made)
    _contents(made.add_worksheet(CONTENTS), book, looks)
    for sheet in book.sheets:
        page = made.add_worksheet(sheet.title)
        _print_well(page, book.title, sheet.title)
        _fill(page, sheet, looks)
    made.close()
    return out.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: Book) -> None:
        text = {"valign": "top", "font_color": _INK, "quote_prefix": True}
        under = {**text, "bottom": 1, "bottom_color": _LINE}
        self.title = book.add_format({**text, "bold": True, "font_size": 20, "text_wrap": True})
        self.lead = book.add_format({**text, "font_color": _SOFT, "text_wrap": True})
        self.link = book.add_format({**under, "font_color": _BRASS, "underline": 1, "quote_prefix": False})
        head = {**text, "bold": True, "text_wrap": True, "bg_color": _WELL, "bottom": 2, "bottom_color": _BRASS}
        self.head = book.add_format(head)
        self.head_of_figures = book.add_format({**head, "align": "right", "indent": 1})
        number = {**under, "quote_prefix": False}
        self.figure_among_words = book.add_format({**number, "align": "left"})
        self.of: dict[Kind, Format] = {
            "text": book.add_format({**under, "text_wrap": True}),
            "short": book.add_format({**under, "text_wrap": True}),
            "words": book.add_format({**under, "text_wrap": True}),
            "aside": book.add_format(under),
            "figure": book.add_format({**number, "align": "right", "indent": 1}),
            "day": book.add_format({**number, "num_format": "d mmm yyyy", "align": "left"}),
            "instant": book.add_format({**number, "num_format": "d mmm yyyy hh:mm", "align": "left"}),
        }


def _contents(page: Worksheet, book: Workbook, looks: _Looks) -> None:
    """The first sheet: what this is, and what stands on the others."""
    wide = 26, 9, 78
    page.hide_gridlines(2)
    for at, letters in enumerate(wide):
        page.set_column(at, at, letters)

    def across(row: int, said: str, look: Format, size: float = 1) -> None:
        page.merge_range(row, 0, row, len(wide) - 1, "", look)
        _text(page, row, 0, said, look)
        page.set_row(row, _height([(said, round(sum(wide) / size))]) * size)

    across(0, book.title, looks.title, 1.8)
    across(1, " · ".join(part for part in (book.subtitle, in_words(book.made)) if part), looks.lead)
    for at, (said, look) in enumerate(
        [("Sheet", looks.head), ("Rows", looks.head_of_figures), ("What a row is", looks.head)]
    ):
        page.write_string(3, at, said, look)
    for row, sheet in enumerate(book.sheets, 4):
        page.write_url(row, 0, f"internal:'{sheet.title}'!A1", looks.link, sheet.title)
        page.write_number(row, 1, len(sheet.rows), looks.of["figure"])
        page.write_string(row, 2, sheet.holds, looks.of["words"])
        page.set_row(row, _height([(sheet.holds, wide[2])]))
    for row, said in enumerate(book.foot, len(book.sheets) + 5):
        across(row, said, looks.lead)
    _print_well(page, book.title, CONTENTS)


def _print_well(page: Worksheet, title: str, sheet: str) -> None:
    """On paper: lying A4, as wide as the sheet, its heads on each page, and which page of how many."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    running = holdable(" ".join(title.split()))[:90].replace("&", "&&")
    page.set_header(f"&L{running}&R{sheet}")
    page.set_footer("&RPage &P of &N")


def _fill(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    wide = []
    for at, column in enumerate(sheet.columns):
        cells = [row[at] for row in sheet.rows]
        title = column.title[:1].upper() + column.title[1:]
        _text(page, 0, at, title, looks.head_of_figures if column.kind == "figure" else looks.head)
        wide.append(_width(column, cells))
        # A column that has nothing in it keeps its place, and takes none on the screen.
        empty = bool(cells) and all(cell == "" for cell in cells)
        page.set_column(at, at, wide[at], None, {"hidden": empty})
    page.set_row(0, _height([(column.title, wide[at] - 3) for at, column in enumerate(sheet.columns)]) + 3)
    filling = [at for at, column in enumerate(sheet.columns) if column.kind in ("text", "short", "words")]
    for n, row in enumerate(sheet.rows, 1):
        _row(page, n, row, sheet.columns, looks)
        page.set_row(n, _height([(str(row[at]), wide[at]) for at in filling]))
    last = len(sheet.columns) - 1
    page.freeze_panes(1, sheet.fixed)
    page.autofilter(0, 0, max(1, len(sheet.rows)), last)
    page.repeat_rows(0)
    page.print_area(0, 0, len(sheet.rows), (sheet.printed or len(sheet.columns)) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.rows) + 1}"})


def _row(page: Worksheet, n: int, row: Row, heads: tuple[Column, ...], looks: _Looks) -> None:
    for at, (cell, column) in enumerate(zip(row, heads, strict=True)):
        look = looks.of[column.kind]
        if isinstance(cell, datetime | date) and cell.year >= 1900:
            page.write_datetime(n, at, cell, look)
        elif isinstance(cell, int | float):
            page.write_number(n, at, cell, look if column.kind == "figure" else looks.figure_among_words)
        elif cell == "":
            page.write_blank(n, at, None, look)
        else:
            _text(page, n, at, str(cell), looks.of["text"] if column.kind in ("figure", "day", "instant") else look)


def _text(page: Worksheet, row: int, column: int, said: str, look: Format) -> None:
    text = _cut(holdable(said))
    if text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(row, column, text[0], text[1], text[2:], look)
    else:
        page.write_string(row, column, text, look)


def _cut(text: str) -> str:
    """As much of a text as a cell can hold, and a word about the rest."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    held = text.encode("utf-16-le")[: 2 * (LONGEST - len(GOES_ON))]
    return held.decode("utf-16-le", "ignore") + GOES_ON


def _width(column: Column, cells: list[Cell]) -> int:
    """Wide enough for what is in it, as far as its kind allows; the head may take two lines."""
    least, most = _WIDE[column.kind]
    if column.kind in ("day", "instant"):
        return least
    longest = max((len(line) for cell in cells for line in str(cell).split("\n")), default=0)
    words = max(map(len, column.title.split()), default=0)
    return max(least, min(most, max(longest + 2, words + 4, len(column.title) // 2 + 5)))


def _height(cells: list[tuple[str, int]]) -> float:
    """Points that a row needs for texts in columns of these widths: not every program reckons it for itself. Rather a
    little too high than a line cut off."""
    return min(_HIGHEST, _LINE_HEIGHT * max((_lines(text, wide) for text, wide in cells if text), default=1))


def _lines(text: str, wide: int) -> int:
    """Lines of a text in so many letters; letters of the East and emoji take two places."""
    room = max(4, wide - 1)
    return sum(
        1 + max(0, len(line) + sum(letter > "\u1100" for letter in line) - 1) // room for line in text.split("\n")
    )
