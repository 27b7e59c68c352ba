"""How many people were heard, by role."""

from __future__ import annotations

from server.record.charts import Heard, Share
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, people, title_lines
from server.record.saying import capital

_ROOM = 190.0
_LEFT, _BREADTH = 205.0, 190.0


def draw(chart: Heard) -> bytes:
    """The picture as SVG."""
    rows = [wrapped(capital(share.role), _ROOM, SIZE, most=2) for share in chart.roles]
    top = headed(chart.title)
    highs = [62.0 if len(row) == 1 else 74.0 for row in rows]
    paper = Paper(top + sum(highs) + 2)
    title_lines(paper, chart.title)
    y = top
    for share, row, high in zip(chart.roles, rows, highs, strict=True):
        paper.line([(0, y), (WIDE, y)])
        first = y + 14 + SIZE * 0.35 + (0 if len(row) > 1 else 6)
        paper.lines(0, first, row)
        paper.words(0, first + len(row) * SIZE * LEADING, f"{people(share.came)} came", size=SMALL, colour=colours.SOFT)
        first_bar = y + (high - 38) / 2
        _bar(paper, first_bar, share.contributed, share.came, "wrote something", "")
        _bar(paper, first_bar + 23, share.reached, share.came, "reached everybody", "///")
        y += high
    return paper.svg(chart.title, told(chart))


def _bar(paper: Paper, y: float, count: int, of: int, what: str, hatch: str) -> None:
    paper.bar(_LEFT, y, _BREADTH, 15, "none", edge=colours.EDGE)
    if count and of:
        fill = colours.TIDE_WASH if hatch else colours.TIDE
        paper.bar(_LEFT, y, _BREADTH * count / of, 15, fill, edge=colours.TIDE, hatch="///" if hatch else "")
    paper.words(_LEFT + _BREADTH + 12, y + 12, f"{count} of {of} {what}", size=SMALL)


def told(chart: Heard) -> str:
    """What the picture shows, in sentences."""
    if not chart.roles:
        return "Nobody came."
    came, wrote, reached = (
        sum(getattr(one, name) for one in chart.roles) for name in ("came", "contributed", "reached")
    )
    said = [_sentence(Share("Of all", came, wrote, reached))]
    if len(chart.roles) > 1:
        said += [_sentence(share) for share in chart.roles]
    return " ".join(said)


def _sentence(share: Share) -> str:
    return (
        f"{capital(share.role)}: of {people(share.came)}, {share.contributed} wrote something and {share.reached} had "
        "an idea that reached the whole group."
    )


def table(chart: Heard) -> Table:
    """The same as a table."""
    rows = tuple((capital(one.role), str(one.came), str(one.contributed), str(one.reached)) for one in chart.roles)
    head = ("Role", "Came", "Wrote something", "Had an idea that reached the whole group")
    return Table(chart.title, head, rows, frozenset({1, 2, 3}), (40, 14, 20, 26))
