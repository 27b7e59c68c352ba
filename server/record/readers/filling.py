"""How much of a document goes onto its pages: as much as there is room for, found by setting it.

Counting lines says where to begin, and each setting by how much that was wrong, so that few are needed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from server.record.document import Document
from server.record.readers import paper

TRIES = 6
"""Settings for one document; after that, the last that was found to fit is taken."""
SPARE = 14.0
"""Millimetres that stay free at the end of the last page: Word sets the same a little wider."""

R = TypeVar("R")


def fullest(rooms: Sequence[R], make: Callable[[R], Document], pages: int) -> tuple[R, Document]:
    """The last of `rooms`, which go from little to much, whose document fits on so many pages; the first, if none."""
    made = [make(room) for room in rooms]
    lines = list(map(paper.lines, made))
    fits, too_much, wanted = 0, len(rooms), pages * paper.PAGE
    for _ in range(TRIES):
        at = min(max(bisect_right(lines, wanted) - 1, fits + 1), too_much - 1)
        if at <= fits:
            break
        used = _pages_of(made[at])
        fits, too_much = (at, too_much) if used <= pages else (fits, at)
        wanted = lines[at] * pages / used
    return rooms[fits], made[fits]


@lru_cache(maxsize=64)
def _pages_of(document: Document) -> float:
    """The pages that it takes when it is set, with what shall stay free; by counting lines where there are no fonts to
    set it in."""
    from server.record.forms import fonts, pdf  # heavy, and no page that is only read needs them

    try:
        last, end = pdf.ends(document)
    except fonts.FontsMissing:
        return paper.lines(document) / paper.PAGE
    return last - 1 + (end + SPARE - pdf.TOP) / (pdf.BOTTOM - pdf.TOP)
