"""How often each figure of a scale was given."""

from __future__ import annotations

from server.record.charts import Spreading
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, people, title_lines

_HIGH = 120.0
_END = 180.0


def draw(chart: Spreading) -> bytes:
    """The picture as SVG."""
    top = headed(chart.title) + 18
    ends = [wrapped(end, _END, SMALL) for end in chart.ends]
    paper = Paper(top + _HIGH + 28 + max(map(len, ends)) * SMALL * LEADING)
    title_lines(paper, chart.title)
    foot = top + _HIGH
    step = WIDE / max(1, len(chart.counts))
    tallest = max(chart.counts, default=0) or 1
    for n, count in enumerate(chart.counts):
        middle = (n + 0.5) * step
        high = _HIGH * count / tallest
        wide = min(64.0, step * 0.7)
        if count:
            paper.bar(middle - wide / 2, foot - high, wide, high)
        paper.words(middle, foot - high - 6, str(count), anchor="middle", bold=True)
        paper.words(middle, foot + 18, str(chart.low + n), anchor="middle", colour=colours.SOFT)
    paper.line([(0, foot), (WIDE, foot)], colours.EDGE, thick=1.5)
    below = foot + 20 + SMALL * LEADING
    paper.lines(0, below, ends[0], room=_END, size=SMALL, colour=colours.SOFT)
    for n, line in enumerate(ends[1]):
        paper.words(WIDE, below + n * SMALL * LEADING, line, size=SMALL, colour=colours.SOFT, anchor="end")
    return paper.svg(chart.title, told(chart))


def told(chart: Spreading) -> str:
    """What the picture shows, in sentences."""
    given = [(chart.low + n, count) for n, count in enumerate(chart.counts) if count]
    if not given:
        return "Nobody gave a figure."
    low, high = chart.ends
    last = chart.low + len(chart.counts) - 1
    ends = f" {chart.low} means “{low}”, {last} means “{high}”." if low and high else ""
    said = ", ".join(f"{count} gave {figure}" for figure, count in reversed(given))
    return f"{people(sum(chart.counts))} gave a figure from {chart.low} to {last}.{ends} {said}."


def table(chart: Spreading) -> Table:
    """The same as a table."""
    last = len(chart.counts) - 1
    meaning = {0: chart.ends[0], last: chart.ends[1]}
    rows = tuple((str(chart.low + n), meaning.get(n, ""), str(count)) for n, count in enumerate(chart.counts))
    return Table(chart.title, ("Figure", "Meaning", "How many gave it"), rows, frozenset({0, 2}), (20, 55, 25))
