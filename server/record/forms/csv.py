"""Tables as CSV, UTF-8 with a byte order mark so that spreadsheets read it: every cell in quotation marks, and none
that calculates. Whatever leaves the house as CSV is written here.

A spreadsheet reads a cell as a formula by how it begins; an apostrophe before it makes it text. One that expects other
separators than ours cuts cells in two, and what stands behind a semicolon or a line's end then begins a cell: where
that could calculate, an apostrophe goes before it, too. `shown` takes them away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime

from server.record.forms.encoding import encodable
from server.record.sheets import Cell, Sheet

MEDIA_TYPE = "text/csv; charset=utf-8"

_SURE = "=⁼₌⩵⩶﹦＝@﹫＠"
_SIGN = r"+⁺₊﬩﹢＋\-﹣－"
"""What formulas begin with; some programs read wide, small and raised signs as plain ones."""
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_CALCULATES = re.compile(f"'*[\\s\"{_UNSEEN}]*[{_SURE}{_SIGN}\t\r\n\0]")
_WITHIN = re.compile(
    f"(?<=[;\t\r\n])([^\\S\t\r\n]*[\"{_UNSEEN} ]*)('*)"
    f"(?=[{_SURE}]|[{_SIGN}](?:[^\\s;]|[^;\t\r\n]*(?:[|(]|'!)))"
)  # fmt: skip
"""A list in somebody's words ("- milk") stays as it is: a minus and a blank begin no formula without a call."""


def write(sheet: Sheet) -> bytes:
    """One sheet, with its heads. Days and moments as ISO 8601 has them."""
    return table([tuple(column.title for column in sheet.columns), *sheet.rows])


def table(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as they are; figures stay figures."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def calculates(text: str) -> bool:
    """Whether a program might read a cell of this text as a formula."""
    return _CALCULATES.match(text) is not None


def guarded(text: str) -> str:
    """The text as a cell that stays text in any spreadsheet."""
    within = _WITHIN.sub(r"\1'\2", text)
    return f"'{within}" if calculates(within) else within


def shown(cell: str) -> str:
    """The text that `guarded` was given."""
    text = cell[1:] if cell.startswith("'") and calculates(cell) else cell
    return _WITHIN.sub(lambda found: found[1] + found[2][1:], text)


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return guarded(encodable(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%dT%H:%M:%SZ")
    return cell.isoformat() if isinstance(cell, date) else cell
