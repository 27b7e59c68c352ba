"""Words that the pictures share, their figures in digits; and the title above each."""

from __future__ import annotations

from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, WIDE, Paper

_TITLE = 17.0


def number(count: int, what: str, plural: str = "") -> str:
    """`1 line`, `1,200 lines`."""
    return f"{count:,} {what if count == 1 else plural or what + 's'}"


def people(count: int) -> str:
    return number(count, "person", "people")


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent; never 0 % or 100 % where it is not quite that."""
    whole = round(100 * share)
    if share and not whole:
        return "under 1 %"
    return "over 99 %" if whole == 100 and share < 1 else f"{whole} %"


def quoted(text: str, most: int = 160) -> str:
    """Somebody's words within a sentence; what is very long is cut at a word."""
    said = " ".join(text.split())
    if len(said) > most:
        said = said[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
    return f"“{said}”"


def _title(title: str) -> tuple[str, ...]:
    return wrapped(title, WIDE, _TITLE, bold=True) if title.strip() else ()


def headed(title: str) -> float:
    """How high the title stands, with the space below it."""
    lines = len(_title(title))
    return lines * _TITLE * LEADING + (12 if lines else 4)


def title_lines(paper: Paper, title: str) -> None:
    """Sets the title at the top."""
    paper.lines(0, _TITLE, _title(title), room=WIDE, size=_TITLE, bold=True)
