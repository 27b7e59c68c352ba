"""Name badges, eight or ten on a sheet, in the sizes of labels that can be bought everywhere for A4."""

from __future__ import annotations

from typing import Any

from server.record.forms.typesetting import typeset
from server.record.handouts.occasion import Occasion

SHEETS = {8: {"rows": 4, "high": 67.7, "top": 13.1}, 10: {"rows": 5, "high": 57.0, "top": 6.0}}
"""How many rows a sheet has, how high they are, and where the first one begins, in millimetres."""


def write(occasion: Occasion) -> bytes:
    """PDF, A4: a badge for each guest; without guests a sheet of empty ones, for names by hand."""
    return typeset("badges", told(occasion), pictures=occasion.squares())


def told(occasion: Occasion) -> dict[str, Any]:
    """What stands on the badges. KeyError: there is no sheet of so many."""
    badges = [
        {"name": one.name, "line": one.line, "square": occasion.square(n), "own": bool(one.link)}
        for n, one in enumerate(occasion.guests)
    ]
    empty = {"name": "", "line": "", "square": occasion.square(), "own": False}
    return {
        "title": occasion.plan.title,
        "sheet": SHEETS[occasion.a_sheet],
        "badges": badges or [empty] * occasion.a_sheet,
    }
