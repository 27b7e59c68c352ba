"""What every picture is drawn on: a figure measured from its upper left, mostly 600 wide, that becomes an SVG.

matplotlib draws the shapes. It never sees people's words: it sets marks where they go, and the words are put in their
places afterwards, as text, for fonts to be found by whoever opens the picture.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from server.record.forms.letters import reads_from_right
from server.record.pictures import colours
from server.record.pictures.finishing import Anchor, Words, finished

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE = 600.0
_EDGE = 2.0
"""Around everything, so that no line is cut in half."""
SIZE, SMALL = 14.0, 12.0
LEADING = 1.32
"""Of the size of the letters, from line to line."""

Hatch = Literal["", "///", "...", "xxx"]


class Paper:
    """One picture in the making, `high` units high and `wide` units wide. Colours are those of `colours`."""

    def __init__(self, high: float, wide: float = WIDE) -> None:
        # heavy to load, and only drawing needs it: what is told of a picture does not
        import matplotlib
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        matplotlib.rcParams.update(
            {"svg.fonttype": "none", "svg.hashsalt": "tingsha", "hatch.linewidth": 1.2, "path.simplify": False}
        )
        self.high = high
        self._words: list[Words] = []
        self._figure = Figure(figsize=((wide + 2 * _EDGE) / 72, (high + 2 * _EDGE) / 72), dpi=72)
        FigureCanvasSVG(self._figure)
        self.axes: Axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(-_EDGE, wide + _EDGE)
        self.axes.set_ylim(high + _EDGE, -_EDGE)

    # --- words -------------------------------------------------------------------------------------------------

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SIZE,
        colour: str = colours.INK,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        """One line of words that stands on `y`."""
        if text.strip():
            self._words.append(Words(text, size, colour, anchor, bold))
            self.axes.text(x, y, f"@{len(self._words) - 1}@", fontsize=8, parse_math=False)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        room: float = 0.0,
        size: float = SIZE,
        colour: str = colours.INK,
        bold: bool = False,
    ) -> None:
        """Lines below one another, the first on `y`. Script that runs from right to left begins at the right end of
        the `room`."""
        right = room > 0 and reads_from_right(" ".join(lines))
        for n, line in enumerate(lines):
            at = y + n * size * LEADING
            if right:
                self.words(x + room, at, line, size=size, colour=colour, anchor="end", bold=bold)
            else:
                self.words(x, at, line, size=size, colour=colour, bold=bold)

    # --- shapes ------------------------------------------------------------------------------------------------

    def bar(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        colour: str = colours.INK,
        *,
        edge: str = "none",
        hatch: Hatch = "",
        z: float = 1.0,
    ) -> None:
        """A box with its upper left at `x`, `y`. With a `hatch`, its lines have the colour of the edge."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(
            Rectangle(
                (x, y), wide, high, facecolor=colour, edgecolor=edge, hatch=hatch or None, linewidth=1.2, zorder=z
            )
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = colours.LINE,
        *,
        thick: float = 1.0,
        dashed: bool = False,
        z: float = 1.0,
    ) -> None:
        from matplotlib.lines import Line2D

        xs, ys = [x for x, _ in points], [y for _, y in points]
        dash: Any = (0, (3, 3)) if dashed else "-"
        self.axes.add_line(Line2D(xs, ys, color=colour, linewidth=thick, linestyle=dash, zorder=z))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str = colours.INK,
        *,
        edge: str = "none",
        thick: float = 1.2,
        z: float = 1.0,
    ) -> None:
        from matplotlib.patches import Circle

        self.axes.add_patch(Circle((x, y), radius, facecolor=colour, edgecolor=edge, linewidth=thick, zorder=z))

    def dots(self, points: Sequence[tuple[float, float]], radius: float, colour: str, *, z: float = 2.0) -> None:
        """Many discs of one size."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.axes.scatter(xs, ys, s=(2 * radius) ** 2, c=colour, linewidths=0, zorder=z, clip_on=False)

    def band(
        self,
        left: tuple[float, float],
        right: tuple[float, float],
        top: float,
        foot: float,
        colour: str,
        edge: str = "none",
    ) -> None:
        """A stream that flows down: from `left[0]`..`right[0]` at `top` to `left[1]`..`right[1]` at `foot`."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        middle = (top + foot) / 2
        points = [
            *((left[0], top), (left[0], middle), (left[1], middle), (left[1], foot)),
            *((right[1], foot), (right[1], middle), (right[0], middle), (right[0], top)),
            (left[0], top),
        ]
        codes = [
            *(Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4),
            *(Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4),
            Path.CLOSEPOLY,
        ]
        self.axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor=edge, linewidth=0.8, zorder=0.5))

    # --- the end -----------------------------------------------------------------------------------------------

    def svg(self, title: str, told: str) -> bytes:
        """The picture, with its title and what it shows in words. The same picture gives the same bytes."""
        written = io.BytesIO()
        self._figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return finished(written.getvalue(), self._words, title, told)
