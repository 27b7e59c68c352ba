"""Things placed on a line, between axes, in fields, on the loop or on rings."""

from __future__ import annotations

import math
from collections import Counter

from server.core import canvas as c
from server.core.pieces import Zone
from server.record.charts import Placed, Plot
from server.record.document import Table
from server.record.pictures import colours
from server.record.pictures.measuring import wrapped
from server.record.pictures.paper import LEADING, SIZE, SMALL, WIDE, Paper
from server.record.pictures.saying import headed, number, quoted, title_lines
from structures.fields import Canvas

MOST = 12
"""Lines numbered and named below the picture; others are dots, and the table has all."""
TOLD = 8
_MARGIN = 110.0
_SIDE = 380.0
_LINE_HIGH, _LOOP_HIGH = 130.0, 330.0
_CLEAR = 30.0
"""From the loop to the names of its phases: what is placed in a phase lies round its point."""


def draw(chart: Plot) -> bytes:
    """The picture as SVG."""
    return Drawing(chart).svg()


class Drawing:
    """A canvas in the making, and what is placed on it."""

    small, badge, bins = SMALL, 10.0, 25
    """How high small letters are, how wide the badges of lines, and how many places a line has for dots: those of one
    stand upon one another."""

    def __init__(self, chart: Plot) -> None:
        self.chart = chart
        named = [one for one in chart.placed if one.text]
        self.named, self.more = named[:MOST], named[MOST:]
        self._lay()

    def _lay(self) -> None:
        """Finds where everything goes."""
        chart = self.chart
        self.rows = [wrapped(one.text, WIDE - 40, SIZE, most=2) for one in self.named]
        self.top = headed(chart.title) + 10
        self.high = {"line": _LINE_HIGH, "loop": _LOOP_HIGH}.get(chart.kind, _SIDE)
        self.wide = WIDE - 60 if chart.kind == "line" else _SIDE
        self.left = 30.0 if chart.kind == "line" else _MARGIN
        self.ends = [wrapped(end, self.wide / 2 - 10, SMALL) for end in chart.across]
        self.below = self.top + self.high + 14 + max(map(len, self.ends)) * SMALL * LEADING
        legend = sum(len(row) * SIZE * LEADING + 8 for row in self.rows)
        self.paper = Paper(self.below + legend + (24 if self.rows else 6) + (18 if self.more else 0))

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return self.left + x / 100 * self.wide, self.top + self.high - y / 100 * self.high

    def svg(self) -> bytes:
        title_lines(self.paper, self.chart.title)
        self._ground()
        self._ends()
        self._points()
        self._legend()
        return self.paper.svg(self.chart.title, told(self.chart))

    def _ground(self) -> None:
        paper, kind = self.paper, self.chart.kind
        zones = c.face(_canvas(self.chart)).zones
        if kind == "line":
            paper.line([self.at((0, 0)), self.at((100, 0))], colours.EDGE, thick=2)
            for end in (0, 50, 100):
                x, y = self.at((end, 0))
                paper.line([(x, y - 4), (x, y + 4)], colours.EDGE, thick=2)
            return
        if kind == "rings":
            x, y = self.at((50, 50))
            for k in range(len(zones), 0, -1):
                paper.disc(x, y, c.RINGS_WIDE * k / len(zones) * self.wide / 100, "none", edge=colours.EDGE)
                self._beside_rings(zones[k - 1].name, k, len(zones))
            return
        if kind == "loop":
            paper.line([self.at(c.loop_point(a)) for a in range(0, 361, 3)], colours.EDGE, thick=2)
            for zone in zones:
                self._beside_loop(zone)
            return
        paper.bar(self.left, self.top, self.wide, self.high, "none", edge=colours.LINE)
        paper.line([self.at((50, 0)), self.at((50, 100))], colours.EDGE, dashed=kind == "axes")
        paper.line([self.at((0, 50)), self.at((100, 50))], colours.EDGE, dashed=kind == "axes")
        for zone in zones:
            x, y = self.at((zone.x, 100 if zone.y > 50 else 7 * _SIDE / self.high))
            short = wrapped(zone.name, self.wide / 2 - 12, self.small, most=1)[0]
            paper.words(x, y + 16, short, size=self.small, colour=colours.SOFT, anchor="middle")

    def _beside_rings(self, name: str, k: int, of: int) -> None:
        """A ring's name to the right, the outermost on top, and a line to its ring: within, things are placed."""
        x, y = self.at((50, 50))
        turn = math.radians(66 - 54 * (of - k) / max(1, of - 1))
        far = c.RINGS_WIDE * (k - 0.5) / of * self.wide / 100
        there = x + far * math.cos(turn), y - far * math.sin(turn)
        left, row = self.left + self.wide + 12, wrapped(name, WIDE - self.left - self.wide - 12, SMALL, most=2)
        at = self.top + 20 + (of - k) * 36
        self.paper.line([there, (left - 14, at - 4), (left - 4, at - 4)], colours.SOFT)
        self.paper.lines(left, at, row, size=SMALL, colour=colours.SOFT)

    def _beside_loop(self, zone: Zone) -> None:
        """A phase's name outside the loop: above it, below it, or beyond its ends."""
        x, y = self.at((zone.x, zone.y))
        if 45 < zone.y < 55:
            left = zone.x < 50
            for n, line in enumerate(wrapped(zone.name, _MARGIN, SMALL, most=2)):
                at = x - _CLEAR if left else x + _CLEAR
                self.paper.words(
                    *(at, y + 4 + n * SMALL * LEADING, line),
                    size=SMALL,
                    colour=colours.SOFT,
                    anchor="end" if left else "start",
                )
            return
        name = wrapped(zone.name, self.wide / 2, SMALL, most=1)[0]
        at = y - _CLEAR if zone.y > 50 else y + _CLEAR + 8
        self.paper.words(x, at, name, size=SMALL, colour=colours.SOFT, anchor="middle")

    def _ends(self) -> None:
        paper, y = self.paper, self.top + self.high + 18
        paper.lines(self.left, y, self.ends[0], size=SMALL, colour=colours.SOFT)
        for n, line in enumerate(self.ends[1]):
            at = y + n * SMALL * LEADING
            paper.words(self.left + self.wide, at, line, size=SMALL, colour=colours.SOFT, anchor="end")
        if self.chart.kind == "line":
            return
        for end, first in ((self.chart.up[1], self.top + 10), (self.chart.up[0], self.top + self.high - 30)):
            for n, line in enumerate(wrapped(end, _MARGIN - 12, SMALL, most=4)):
                at = first + n * SMALL * LEADING
                paper.words(self.left - 10, at, line, size=SMALL, colour=colours.SOFT, anchor="end")

    def _points(self) -> None:
        paper, kind = self.paper, self.chart.kind
        several = [one for one in self.named if len(one.points) > 1]
        several += [one for one in self.chart.placed if not one.text]
        where = Counter(point for one in (*several, *self.more) for point in one.points)
        if kind == "line":
            self._stacks(where)
        else:
            for count in sorted(set(where.values())):
                alike = [self.at(point) for point, n in where.items() if n == count]
                paper.dots(alike, min(12.0, 3 * math.sqrt(count)), colours.EDGE)
        flat = [(x, 12.0 if kind == "line" else y) for x, y in (middle(kind, one) for one in self.named)]
        badges = _apart([self.at(point) for point in flat], self.badge)
        for n, (point, (x, y)) in enumerate(zip(flat, badges, strict=True), 1):
            there = self.at(point)
            if math.dist(there, (x, y)) > 2:
                paper.line([there, (x, y)], colours.INK, z=2.5)
            paper.disc(x, y, self.badge, colours.INK, edge=colours.PAPER, z=3)
            paper.words(
                x, y + 0.4 * self.badge, str(n), size=1.1 * self.badge, colour=colours.PAPER, anchor="middle", bold=True
            )

    def _stacks(self, where: Counter[tuple[float, float]]) -> None:
        """How many stand where along the line: dots upon one another, or bars where there are many."""
        bins: Counter[int] = Counter()
        for (x, _), count in where.items():
            bins[min(self.bins - 1, int(x * self.bins / 100))] += count
        tallest = max(bins.values(), default=0)
        step = self.wide / self.bins
        foot = self.top + self.high
        if tallest * 13 <= self.high - 10:
            dots = [
                (self.left + (n + 0.5) * step, foot - 9 - 13 * k) for n, count in bins.items() for k in range(count)
            ]
            self.paper.dots(dots, 5.5, colours.EDGE)
            return
        for n, count in bins.items():
            high = (self.high - 20) * count / tallest
            self.paper.bar(self.left + (n + 0.1) * step, foot - high, step * 0.8, high, colours.EDGE)
            size = self.small - (3 if tallest > 99 else 2)
            self.paper.words(
                *(self.left + (n + 0.5) * step, foot - high - 4, str(count)),
                size=size,
                colour=colours.SOFT,
                anchor="middle",
            )

    def _legend(self) -> None:
        y = self.below + SIZE + 8
        for n, row in enumerate(self.rows, 1):
            self.paper.words(24, y, str(n), anchor="end", bold=True)
            self.paper.lines(36, y, row, room=WIDE - 40)
            y += len(row) * SIZE * LEADING + 8
        if self.more:
            said = f"and {number(len(self.more), 'more line')}, as dots"
            self.paper.words(36, y, said, size=SMALL, colour=colours.SOFT)


def _canvas(chart: Plot) -> Canvas:
    return Canvas(chart.kind, chart.across, chart.up, chart.zones)  # type: ignore[arg-type]


def middle(kind: str, one: Placed) -> tuple[float, float]:
    """The middle of all places of a line. On a loop and on rings, where half way between two places is elsewhere, the
    place that is nearest to all others."""
    n = max(1, len(one.points))
    if kind in ("loop", "rings") and one.points:
        return min(one.points, key=lambda here: sum(math.dist(here, there) for there in one.points))
    return sum(x for x, _ in one.points) / n, sum(y for _, y in one.points) / n


def _apart(points: list[tuple[float, float]], badge: float) -> list[tuple[float, float]]:
    """Points moved as little as is needed so that their badges do not lie upon one another."""
    moved = [list(point) for point in points]
    for _ in range(120):
        still = True
        for a in range(len(moved)):
            for b in range(a):
                dx, dy = moved[a][0] - moved[b][0], moved[a][1] - moved[b][1]
                far = math.hypot(dx, dy)
                if far < 2 * badge + 1:
                    if not far:
                        dx, dy, far = math.cos(a), math.sin(a), 1.0
                    push = (2 * badge + 1.5 - math.hypot(dx, dy) * (far > 1)) / 2
                    for one, sign in ((a, 1), (b, -1)):
                        moved[one][0] += sign * dx / far * push
                        moved[one][1] += sign * dy / far * push
                    still = False
        if still:
            break
    return [(x, y) for x, y in moved]


def told(chart: Plot) -> str:
    """What the picture shows, in sentences."""
    said = []
    for one in chart.placed:
        if not one.text:
            where = Counter(words for point in one.points if (words := in_words(chart, point)))
            said += [f"{number(count, 'person', 'people')}: {words}." for words, count in where.most_common(TOLD)]
    named = [one for one in chart.placed if one.text]
    if named:
        said.insert(0, f"{number(len(named), 'line')} placed.")
    for one in named[:TOLD]:
        said.append(f"{quoted(one.text)}: {in_words(chart, middle(chart.kind, one))}.")
    if len(named) > TOLD:
        said.append(f"And {number(len(named) - TOLD, 'more line')}.")
    return " ".join(said) or "Nothing was placed."


def in_words(chart: Plot, point: tuple[float, float]) -> str:
    """A point of the canvas in words."""
    return c.words_for(_canvas(chart), f"{round(point[0])},{round(point[1])}")


def table(chart: Plot) -> Table:
    """The same as a table, whole: each line, how often it was placed, and the middle of its places in words."""
    rows = []
    for one in chart.placed:
        if one.text:
            rows.append((one.text, str(len(one.points)), in_words(chart, middle(chart.kind, one))))
        else:
            where = Counter(in_words(chart, point) for point in one.points)
            rows += [("Where people stand", str(count), words) for words, count in where.most_common()]
    return Table(chart.title, ("What", "Placed by", "Where"), tuple(rows), frozenset({1}), (50, 14, 36))
