"""The path of ideas from one voice to all."""

from __future__ import annotations

from server.record.charts import Flow
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, number, title_lines

_ROOM = 200.0
_LEFT, _BREADTH = 220.0, WIDE - 220.0
_APART = 104.0
_THICK = 16.0
_THINNEST = 4.0


def draw(chart: Flow) -> bytes:
    """The picture as SVG."""
    top = headed(chart.title) + 8
    paper = Paper(top + _APART * max(0, len(chart.stages) - 1) + 54)
    title_lines(paper, chart.title)
    most = max(chart.lines, default=1) or 1
    wide = [max(_THINNEST, _BREADTH * count / most) if count else 0.0 for count in chart.lines]
    left = [_LEFT + (_BREADTH - one) / 2 for one in wide]
    for n, stage in enumerate(chart.stages):
        y = top + n * _APART
        row = wrapped(stage, _ROOM, SIZE, most=2)
        paper.lines(0, y + 12, row, room=_ROOM)
        paper.words(*(0, y + 12 + len(row) * SIZE * LEADING, _said(chart, n)), size=SMALL, colour=colours.SOFT)
        if wide[n]:
            last = n == len(chart.stages) - 1
            on = wide[n] if last else min(wide[n], _BREADTH * chart.went_on[n] / most)
            paper.bar(left[n], y, wide[n], _THICK, colours.WELL, edge=colours.EDGE, z=2)
            if on:
                paper.bar(left[n] + (wide[n] - on) / 2, y, on, _THICK, colours.INK, z=2)
    _streams(paper, chart, left, wide, top)
    return paper.svg(chart.title, told(chart))


def _streams(paper: Paper, chart: Flow, left: list[float], wide: list[float], top: float) -> None:
    """Each stream leaves the middle of its stage with the breadth of its lines, and comes in with its share of the
    stage it goes to."""
    most = max(chart.lines, default=1) or 1
    stages = range(len(chart.stages))
    leaving = [sum(one.lines for one in chart.streams if one.source == n) for n in stages]
    arriving = [sum(one.lines for one in chart.streams if one.target == n) for n in stages]
    out = [min(wide[n], _BREADTH * chart.went_on[n] / most) for n in stages]
    leaves, comes = [left[n] + (wide[n] - out[n]) / 2 for n in stages], list(left)
    # what skips a stage flows past it on the right
    for one in sorted(chart.streams, key=lambda one: (-one.source, one.target)):
        breadth = out[one.source] * one.lines / max(1, leaving[one.source])
        taken = wide[one.target] * one.lines / max(1, arriving[one.target])
        start, ends = leaves[one.source], comes[one.target]
        paper.band(
            (start, ends),
            (start + breadth, ends + taken),
            top + one.source * _APART + _THICK,
            top + one.target * _APART,
            colours.TIDE_WASH,
            colours.TIDE,
        )
        leaves[one.source] += breadth
        comes[one.target] += taken


def _said(chart: Flow, n: int) -> str:
    lines = number(chart.lines[n], "line")
    return lines if n == len(chart.stages) - 1 else f"{lines}, {chart.went_on[n]:,} went on"


def told(chart: Flow) -> str:
    """What the picture shows, in sentences."""
    if not chart.stages:
        return "Nothing was written."
    said = [f"{stage}: {_said(chart, n)}." for n, stage in enumerate(chart.stages)]
    said += [
        f"{number(one.lines, 'line')} of “{chart.stages[one.source]}” went into “{chart.stages[one.target]}”."
        for one in chart.streams
    ]
    return " ".join(said)


def table(chart: Flow) -> Table:
    """The same as a table: each stage, and into which it went."""
    rows = []
    for n, stage in enumerate(chart.stages):
        into = "; ".join(f"{chart.stages[one.target]}: {one.lines}" for one in chart.streams if one.source == n)
        rows.append((stage, str(chart.lines[n]), str(chart.went_on[n]), into))
    return Table(chart.title, ("Stage", "Lines", "Went on", "Into"), tuple(rows), frozenset({1, 2}), (34, 12, 12, 42))
