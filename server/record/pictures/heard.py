"""How many people were heard, by role."""

from __future__ import annotations

from server.record.charts import Heard, Share
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, people, title_lines
from server.record.saying import capital, taken_up, wrote

_ROOM = 190.0
_LEFT, _BREADTH = 200.0, 136.0


def draw(chart: Heard) -> bytes:
    """The picture as SVG."""
    shares = (chart.whole, *chart.roles)
    rows = [wrapped(capital(share.role), _ROOM, SIZE, most=2) for share in shares]
    top = headed(chart.title)
    highs = [62.0 if len(row) == 1 else 74.0 for row in rows]
    paper = Paper(top + sum(highs) + 2)
    title_lines(paper, chart.title)
    y = top
    for share, row, high in zip(shares, rows, highs, strict=True):
        paper.line([(0, y), (WIDE, y)])
        first = y + 14 + SIZE * 0.35 + (0 if len(row) > 1 else 6)
        paper.lines(0, first, row)
        paper.words(0, first + len(row) * SIZE * LEADING, f"{people(share.came)} came", size=SMALL, colour=colours.SOFT)
        first_bar = y + (high - (38 if chart.whole.taken_up else 15)) / 2
        _bar(paper, first_bar, share.contributed, share.came, f"{wrote(share)} wrote something", "")
        if chart.whole.taken_up:
            taken = taken_up(share)
            said = f"{taken} had an idea taken up" if taken else "too few to tell of ideas taken up"
            _bar(paper, first_bar + 23, share.taken_up, share.came, said, "///")
        y += high
    return paper.svg(chart.title, told(chart))


def _bar(paper: Paper, y: float, count: int, of: int, said: str, hatch: str) -> None:
    paper.bar(_LEFT, y, _BREADTH, 15, "none", edge=colours.EDGE)
    if count and of:
        fill = colours.TIDE_WASH if hatch else colours.TIDE
        paper.bar(_LEFT, y, _BREADTH * count / of, 15, fill, edge=colours.TIDE, hatch="///" if hatch else "")
    paper.words(_LEFT + _BREADTH + 12, y + 12, said, size=SMALL)


def told(chart: Heard) -> str:
    """What the picture shows, in sentences."""
    if not chart.whole.came:
        return "Nobody came."
    return " ".join(_sentence(share, taken=chart.whole.taken_up > 0) for share in (chart.whole, *chart.roles))


def _sentence(share: Share, *, taken: bool) -> str:
    said = f"{capital(share.role)}: {wrote(share)} {'person' if share.came == 1 else 'people'} wrote something"
    told = taken_up(share) if taken else ""
    return f"{said}, {told} had an idea that others chose or took up." if told else f"{said}."


def table(chart: Heard) -> Table:
    """The same as a table."""
    shares = (chart.whole, *chart.roles)
    head: tuple[str, ...] = ("Here as", "Came", "Wrote something")
    rows: list[tuple[str, ...]] = [
        (capital(one.role), str(one.came), _cell(one, one.contributed, "contributed")) for one in shares
    ]
    if chart.whole.taken_up:
        head = (*head, "Had an idea that others chose or took up")
        told = [_cell(one, one.taken_up, "taken_up") if taken_up(one) else "too few to tell" for one in shares]
        rows = [(*row, cell) for row, cell in zip(rows, told, strict=True)]
    return Table(chart.title, head, tuple(rows), frozenset(range(1, len(head))), (40, 14, 20, 26)[: len(head)])


def _cell(share: Share, count: int, what: str) -> str:
    return f"at least {count}" if what in share.least else str(count)
