"""What is placed on a canvas, drawn for a screen as narrow as a phone's: no wider than 268 units, its letters 14 high.
The ends of its axes and its lines stand around it in the page's own words."""

from __future__ import annotations

from functools import lru_cache

from server.core.pieces import Zone
from server.record.charts import Plot
from server.record.pictures import colours
from server.record.pictures.measuring import width, wrapped
from server.record.pictures.paper import LEADING, Paper
from server.record.pictures.plot import Drawing, told

_WIDE = 268.0
_ABOVE = 18.0
"""From the loop to the name of a phase."""
_HIGH = {"line": 110.0, "loop": 200.0}


@lru_cache(maxsize=64)
def draw(chart: Plot) -> bytes:
    """The picture as SVG, without its title, its axes' ends and its lines."""
    return _Narrow(chart).svg()


class _Narrow(Drawing):
    small, badge, bins = 14.0, 13.0, 10

    def _lay(self) -> None:
        self.left = 14.0
        self.wide = _WIDE - 2 * self.left
        self.top = 36.0 if self.chart.kind == "loop" else 14.0
        self.high = _HIGH.get(self.chart.kind, self.wide)
        self.paper = Paper(2 * self.top + self.high, _WIDE)

    def svg(self) -> bytes:
        self._ground()
        self._points()
        return self.paper.svg(self.chart.title, told(self.chart))

    def _beside_rings(self, name: str, k: int, of: int) -> None:
        """Beside the picture the rings are named."""

    def _beside_loop(self, zone: Zone) -> None:
        """A phase's name above its point, or below it, as far inside as it needs."""
        x, y = self.at((zone.x, zone.y))
        row = wrapped(zone.name, _WIDE / 2, self.small, most=1)[0]
        half = width(row, self.small) / 2
        at = y - _ABOVE if zone.y >= 45 else y + _ABOVE + self.small / LEADING
        self.paper.words(
            *(min(max(x, half), _WIDE - half), at, row), size=self.small, colour=colours.SOFT, anchor="middle"
        )
