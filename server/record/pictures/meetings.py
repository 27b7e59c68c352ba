"""Who has met whom, by role, and how many others people met."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.charts import Meetings
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import width, wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, people, percent, quoted, title_lines
from server.record.saying import capital

_ROOM = 210.0
_CELL_WIDE, _CELL_HIGH = 90.0, 46.0
_HIGH = 90.0
_STEP = 70.0
_BARS = 16
"""So many bars at most: beyond that, numbers of others are put together."""


def draw(chart: Meetings) -> bytes:
    """The picture as SVG."""
    top = headed(chart.title)
    grid = len(chart.roles) > 1
    heads = 26.0 if grid else 0.0
    below = top + heads + (len(chart.roles) * _CELL_HIGH + 34 if grid else 0)
    paper = Paper(below + (20 + _HIGH + 26 if len(list(bins_of(chart))) > 1 else 30))
    title_lines(paper, chart.title)
    if grid:
        _grid(paper, chart, top + heads)
    _histogram(paper, chart, below)
    return paper.svg(chart.title, told(chart))


def _grid(paper: Paper, chart: Meetings, top: float) -> None:
    """Roles against roles; a number stands for each across, as it stands before each down."""
    left = min(_ROOM, max(width(role, SIZE) for role in chart.roles) + 36)
    side = min(_CELL_WIDE, (WIDE - left) / len(chart.roles))
    for a, role in enumerate(chart.roles):
        y = top + a * _CELL_HIGH
        row = wrapped(capital(role), left - 34, SIZE, most=2)
        first = y + _CELL_HIGH / 2 - (len(row) - 1) * SIZE * LEADING / 2 + SIZE * 0.35
        paper.words(14, first, str(a + 1), colour=colours.SOFT, anchor="end")
        paper.lines(24, first, row)
        paper.words(left + (a + 0.5) * side, top - 8, str(a + 1), colour=colours.SOFT, anchor="middle")
        for b in range(len(chart.roles)):
            _cell(paper, left + b * side, y, side, chart.shares[a][b])


def _cell(paper: Paper, x: float, y: float, side: float, share: float | None) -> None:
    """The share stands as a number, and as a bar below it."""
    if share:
        paper.bar(x + 4, y + _CELL_HIGH - 10, (side - 8) * share, 6, colours.TIDE)
    paper.bar(x, y, side, _CELL_HIGH, "none", edge=colours.LINE)
    said = "too few" if share is None else percent(share).replace("under ", "<").replace("over ", ">")
    small = share is None
    paper.words(
        *(x + side / 2, y + _CELL_HIGH / 2 + 1, said),
        size=10 if small else SMALL,
        colour=colours.SOFT if small else colours.INK,
        anchor="middle",
        bold=not small,
    )


def _histogram(paper: Paper, chart: Meetings, top: float) -> None:
    bins = list(bins_of(chart))
    if len(bins) == 1:  # a single bar tells nothing
        label, count = bins[0]
        paper.words(0, top + SIZE, f"{people(count)} met {each(label)}.")
        return
    paper.words(0, top + SMALL, "People, by how many others they met", size=SMALL, colour=colours.SOFT)
    foot = top + 24 + _HIGH
    step = min(_STEP, WIDE / len(bins))
    tallest = max((count for _, count in bins), default=1) or 1
    size = SMALL if all(width(label, SMALL) < step - 4 for label, _ in bins) else 9.5
    for n, (label, count) in enumerate(bins):
        middle = (n + 0.5) * step
        high = (_HIGH - 16) * count / tallest
        if count:
            wide = min(40.0, step * 0.7)
            paper.bar(middle - wide / 2, foot - high, wide, high, colours.TIDE)
            paper.words(middle, foot - high - 4, str(count), size=SMALL, anchor="middle")
        paper.words(middle, foot + 16, label, size=size, colour=colours.SOFT, anchor="middle")
    paper.line([(0, foot), (len(bins) * step, foot)], colours.EDGE)


def each(others: int | str) -> str:
    """How many others each of some people met, in words."""
    return f"{others} {'other' if str(others) == '1' else 'others'} each"


def bins_of(chart: Meetings, most: int = _BARS) -> Iterator[tuple[str, int]]:
    """Numbers of others, put together where there are many, and how many people met so many: at most `most`."""
    at = [n for n, count in enumerate(chart.met) if count]
    first, last = (at[0], at[-1]) if at else (0, 0)
    wide = -(-(last - first + 1) // most)
    for low in range(first, last + 1, wide):
        high = min(low + wide - 1, last)
        yield (str(low) if low == high else f"{low}–{high}"), sum(chart.met[low : high + 1])


def told(chart: Meetings) -> str:
    """What the picture shows, in sentences."""
    n = sum(chart.met)
    if not n:
        return "Nobody sat in a small group."
    mean = sum(others * count for others, count in enumerate(chart.met)) / n
    at = [others for others, count in enumerate(chart.met) if count]
    met = f"{mean:.1f} others each on average: the fewest {at[0]}, the most {at[-1]}"
    said = [f"{people(n)} met {met if at[0] < at[-1] else each(at[0])}."]
    for a, role in enumerate(chart.roles):
        for b in range(a, len(chart.roles)):
            if (share := chart.shares[a][b]) is not None:
                other = "one another" if a == b else quoted(chart.roles[b])
                said.append(f"{quoted(role)} with {other}: {percent(share)} of pairs sat in one group.")
    return " ".join(said)


def table(chart: Meetings) -> Table:
    """The shares as a table; without roles, how many people met how many others."""
    if not chart.roles:
        met = tuple((str(n), str(count)) for n, count in enumerate(chart.met) if count)
        return Table(chart.title, ("Others met", "People"), met, frozenset({0, 1}))
    rows: tuple[tuple[str, ...], ...] = tuple(
        (capital(role), *("too few" if share is None else percent(share) for share in row))
        for role, row in zip(chart.roles, chart.shares, strict=True)
    )
    return Table(chart.title, ("Role", *map(capital, chart.roles)), rows, frozenset(range(1, len(chart.roles) + 1)))
