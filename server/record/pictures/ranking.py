"""Lines by their scores, with how the scores are spread."""

from __future__ import annotations

from server.record.charts import Ranked, Ranking
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, number, quoted, title_lines

MOST = 10
"""Lines drawn, and as many more as share the last place; the table has all."""
TOLD = 5
_TEXT, _ROOM = 40.0, 292.0
_LEFT, _BREADTH = 348.0, 160.0
_HIGHEST = 24.0


def draw(chart: Ranking) -> bytes:
    """The picture as SVG."""
    shown = first_lines(chart)
    rows = [wrapped(line.text, _ROOM, SIZE) for line in shown]
    highs = [max(len(row) * SIZE * LEADING + 14, 52) for row in rows]
    spreads = any(line.spread for line in shown)
    top = headed(chart.title) + (22 if spreads else 0)
    left_out = len(chart.lines) - len(shown)
    paper = Paper(top + sum(highs) + (30 if left_out else 6))
    title_lines(paper, chart.title)
    tallest = max((count for line in shown for count in line.spread), default=1) or 1
    if spreads:
        _figures(paper, next(line for line in shown if line.spread), top - 8)
    y = top
    for line, row, high in zip(shown, rows, highs, strict=True):
        paper.line([(0, y), (WIDE, y)])
        middle = y + high / 2
        first = middle - (len(row) - 1) * SIZE * LEADING / 2 + SIZE * 0.35
        paper.words(30, first, line.place, bold=True, anchor="end")
        paper.lines(_TEXT, first, row, room=_ROOM)
        if line.spread:
            _spread(paper, line, y + high - 12, tallest)
        elif line.outof:
            _share(paper, line, middle)
        paper.words(WIDE, middle + SIZE * 0.35, total(line), anchor="end", bold=True)
        y += high
    if left_out:
        paper.line([(0, y), (WIDE, y)])
        paper.words(_TEXT, y + 20, f"and {number(left_out, 'more line')}", size=SMALL, colour=colours.SOFT)
    return paper.svg(chart.title, told(chart))


def first_lines(chart: Ranking) -> tuple[Ranked, ...]:
    """The first lines, with those that share the last place shown."""
    shown = list(chart.lines[:MOST])
    for line in chart.lines[MOST : MOST + 4]:
        if line.place != shown[-1].place or "=" not in line.place:
            break
        shown.append(line)
    return tuple(shown)


def _figures(paper: Paper, line: Ranked, y: float) -> None:
    step = _BREADTH / len(line.spread)
    paper.words(_LEFT - 6, y, "score", size=SMALL, colour=colours.SOFT, anchor="end")
    for n in range(len(line.spread)):
        paper.words(_LEFT + (n + 0.5) * step, y, str(line.low + n), size=SMALL, colour=colours.SOFT, anchor="middle")


def _spread(paper: Paper, line: Ranked, y: float, tallest: int) -> None:
    step = _BREADTH / len(line.spread)
    paper.line([(_LEFT, y), (_LEFT + _BREADTH, y)], colours.EDGE)
    for n, count in enumerate(line.spread):
        if count:
            high = max(3.0, _HIGHEST * count / tallest)
            paper.bar(_LEFT + n * step + step * 0.2, y - high, step * 0.6, high)
            paper.words(
                *(_LEFT + (n + 0.5) * step, y - high - 3, str(count)), size=10, colour=colours.SOFT, anchor="middle"
            )


def _share(paper: Paper, line: Ranked, middle: float) -> None:
    paper.bar(_LEFT, middle - 7, _BREADTH, 14, "none", edge=colours.EDGE)
    if line.total:
        paper.bar(_LEFT, middle - 7, _BREADTH * min(1.0, line.total / line.outof), 14)


def total(line: Ranked) -> str:
    return f"{line.total:g} of {line.outof}" if line.outof else f"{line.total:g}"


def told(chart: Ranking) -> str:
    """What the picture shows, in sentences."""
    if not chart.lines:
        return "Nothing was scored."
    said = [f"{number(len(chart.lines), 'line')} by {'their scores' if _scored(chart) else 'how many chose them'}."]
    for line in [one for one in chart.lines if one.place][:TOLD]:
        given = ", ".join(f"{count} gave {n}" for n, count in enumerate(line.spread, line.low) if count)
        place = f"Place {line.place.rstrip('=')}{', shared' if line.place.endswith('=') else ''}"
        said.append(f"{place}: {quoted(line.text)}, {total(line)}" + (f" ({given})." if given else "."))
    placed = sum(1 for one in chart.lines if one.place)
    if placed > TOLD:
        said.append(f"{number(placed - TOLD, 'more line')} down to {total(chart.lines[placed - 1])}.")
    if unplaced := len(chart.lines) - placed:
        said.append(f"{number(unplaced, 'line')} {'was' if unplaced == 1 else 'were'} chosen by nobody.")
    return " ".join(said)


def table(chart: Ranking) -> Table:
    """The same as a table, whole."""
    first = next((line for line in chart.lines if line.spread), None)
    figures = range(first.low, first.low + len(first.spread)) if first else range(0)
    rows = tuple(
        (
            *(line.place, line.text, f"{line.total:g}", str(line.outof) if line.outof else ""),
            *(str(count) for count in (line.spread or ("",) * len(figures))),
        )
        for line in chart.lines
    )
    head = ("Place", "Line", "Total", "Out of", *(f"Gave {n}" for n in figures))
    widths = (8, 44, 9, 9, *(6 for _ in figures))
    return Table(chart.title, head, rows, frozenset(range(2, len(head))), widths)


def _scored(chart: Ranking) -> bool:
    return any(line.spread for line in chart.lines)
