"""Planned against actual time, part by part."""

from __future__ import annotations

from server.record.charts import Timed, Timing
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, title_lines
from server.record.wording import minutes

_ROOM = 190.0
_LEFT, _BREADTH = 205.0, 250.0


def draw(chart: Timing) -> bytes:
    """The picture as SVG."""
    rows = [wrapped(part.title, _ROOM, SIZE, most=2) for part in chart.parts]
    highs = [max(len(row) * SIZE * LEADING + 12, 40) for row in rows]
    top = headed(chart.title) + 24
    paper = Paper(top + sum(highs) + 6)
    title_lines(paper, chart.title)
    _key(paper, top - 12)
    longest = max((max(part.planned, part.took) for part in chart.parts), default=0) or 1
    y = top
    for part, row, high in zip(chart.parts, rows, highs, strict=True):
        paper.line([(0, y), (WIDE, y)])
        middle = y + high / 2
        paper.lines(0, middle - (len(row) - 1) * SIZE * LEADING / 2 + SIZE * 0.35, row)
        planned, took = _BREADTH * part.planned / longest, _BREADTH * part.took / longest
        if planned:
            paper.bar(_LEFT, middle - 12, planned, 9, "none", edge=colours.BRASS)
        if took:
            paper.bar(_LEFT, middle + 2, took, 10, colours.GOLD)
        paper.words(WIDE, middle - 2, _figures(part), size=SMALL, anchor="end")
        paper.words(WIDE, middle + 13, more(part), size=SMALL, anchor="end", colour=colours.SOFT)
        y += high
    return paper.svg(chart.title, told(chart))


def _key(paper: Paper, y: float) -> None:
    paper.bar(_LEFT, y - 9, 22, 9, "none", edge=colours.BRASS)
    paper.words(_LEFT + 28, y, "planned", size=SMALL, colour=colours.SOFT)
    paper.bar(_LEFT + 92, y - 9, 22, 9, colours.GOLD)
    paper.words(_LEFT + 120, y, "taken", size=SMALL, colour=colours.SOFT)


def _figures(part: Timed) -> str:
    return (
        f"{minutes(part.planned)}, took {minutes(part.took)}" if part.took else f"{minutes(part.planned)}, not played"
    )


def more(part: Timed) -> str:
    """How much longer or shorter a part was than planned; empty where it was as planned."""
    over = round((part.took - part.planned) / 60)
    if not part.took or not over or not part.planned:
        return ""
    return f"{over} min longer" if over > 0 else f"{-over} min shorter"


def told(chart: Timing) -> str:
    """What the picture shows, in sentences."""
    if not chart.parts:
        return "Nothing was planned."
    planned, took = sum(part.planned for part in chart.parts), sum(part.took for part in chart.parts)
    each = " ".join(
        f"{part.title}: planned {minutes(part.planned)}, "
        + (f"took {minutes(part.took)}." if part.took else "was not played.")
        for part in chart.parts
    )
    return f"{minutes(planned)} were planned and {minutes(took)} were taken. {each}"


def table(chart: Timing) -> Table:
    """The same as a table."""
    rows = tuple(
        (part.title, minutes(part.planned), minutes(part.took) if part.took else "not played") for part in chart.parts
    )
    return Table(chart.title, ("Part", "Planned", "Taken"), rows, frozenset({1, 2}), (60, 20, 20))
