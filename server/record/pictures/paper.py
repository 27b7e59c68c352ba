"""What every picture is drawn on: a figure measured from its upper left, 600 wide, that becomes an SVG.

matplotlib draws the shapes. It never sees people's words: it sets marks where they go, and the words are put in their
places afterwards, as text, for fonts to be found by whoever opens the picture.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree

from server.record.pictures import colours
from server.record.pictures.measuring import runs_right_to_left

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE = 600.0
SIZE, SMALL = 14.0, 12.0
LEADING = 1.32
"""Of the size of the letters, from line to line."""

Anchor = Literal["start", "middle", "end"]
Hatch = Literal["", "///", "...", "xxx"]

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_FONTS = "'Atkinson Hyperlegible Next', 'Noto Sans', system-ui, sans-serif"
_MARK = re.compile(r"@(\d+)@")
_AT = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    size: float
    colour: str
    anchor: Anchor
    bold: bool


class Paper:
    """One picture in the making, `high` units high. Colours are those of `colours`."""

    def __init__(self, high: float) -> None:
        # heavy to load, and only drawing needs it: what is told of a picture does not
        import matplotlib
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        matplotlib.rcParams.update(
            {"svg.fonttype": "none", "svg.hashsalt": "tingsha", "hatch.linewidth": 1.2, "path.simplify": False}
        )
        self.high = high
        self._words: list[_Words] = []
        self._figure = Figure(figsize=(WIDE / 72, high / 72), dpi=72)
        FigureCanvasSVG(self._figure)
        self.axes: Axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDE)
        self.axes.set_ylim(high, 0)

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
            self._words.append(_Words(text, size, colour, anchor, bold))
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
        right = room > 0 and runs_right_to_left(" ".join(lines))
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

    def band(self, left: tuple[float, float], right: tuple[float, float], top: float, foot: float, colour: str) -> None:
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
        self.axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", zorder=0.5))

    # --- the end -----------------------------------------------------------------------------------------------

    def svg(self, title: str, told: str) -> bytes:
        """The picture, with its title and what it shows in words. The same picture gives the same bytes."""
        written = io.BytesIO()
        self._figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        root = ElementTree.fromstring(written.getvalue())
        mark = hashlib.sha256(f"{title}\n{told}".encode("utf-8", "replace")).hexdigest()[:8]
        for child in [one for one in root if one.tag == f"{_SVG}metadata"]:
            root.remove(child)
        _names_own(root, mark)
        used: set[str] = set()
        for element in root.iter():
            if element.tag == f"{_SVG}text":
                self._set(element)
            _spread(element, used)
        root.attrib.update({"role": "img", "aria-labelledby": f"t{mark} d{mark}"})
        root.attrib.pop("version", None)
        head = ElementTree.Element(f"{_SVG}title", id=f"t{mark}")
        head.text = holdable(title)
        told_in = ElementTree.Element(f"{_SVG}desc", id=f"d{mark}")
        told_in.text = holdable(told)
        root[:0] = [head, told_in, _dark(used)]
        ElementTree.register_namespace("", _SVG[1:-1])
        ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
        return ElementTree.tostring(root, encoding="unicode").encode()

    def _set(self, element: ElementTree.Element) -> None:
        """Puts words where their mark is."""
        found = _MARK.fullmatch(element.text or "")
        assert found, "matplotlib wrote words of its own"
        words = self._words[int(found[1])]
        at = _AT.search(element.attrib.pop("transform", ""))
        place = {"x": at[1], "y": at[2]} if at else {key: element.attrib[key] for key in ("x", "y")}
        element.attrib.clear()
        element.attrib.update(place | {"font-family": _FONTS, "font-size": f"{words.size:g}", "fill": words.colour})
        if words.bold:
            element.attrib["font-weight"] = "700"
        if words.anchor != "start":
            element.attrib["text-anchor"] = words.anchor
        said = holdable(words.text)
        # isolated, so that a full stop stands at the right end whatever stands around it
        element.text = f"\u2067{said}\u2069" if runs_right_to_left(said) else said


def _names_own(root: ElementTree.Element, mark: str) -> None:
    """Several pictures may stand in one page: what is named in one is named so in no other."""
    whole = ElementTree.tostring(root, encoding="unicode")
    pointed = set(re.findall(r"(?:url\(#|href=\"#)([^)\"]+)", whole))
    for element in root.iter():
        name = element.attrib.pop("id", "")
        if name in pointed:
            element.attrib["id"] = f"{name}-{mark}"
        for key, value in element.attrib.items():
            if key == _HREF:
                element.attrib[key] = f"{value}-{mark}"
            elif "url(#" in value:
                element.attrib[key] = re.sub(r"url\(#([^)]+)\)", rf"url(#\1-{mark})", value)


def _spread(element: ElementTree.Element, used: set[str]) -> None:
    """Styles become attributes, which a page's own style may overrule, and colours get classes for the dark."""
    for part in element.attrib.pop("style", "").split(";"):
        key, _, value = part.partition(":")
        if value.strip():
            element.attrib[key.strip()] = value.strip()
    classes = []
    for key, short in (("fill", "f"), ("stroke", "s")):
        if name := colours.NAMES.get(element.attrib.get(key, "")):
            classes.append(f"pic-{short}-{name}")
    if classes:
        element.attrib["class"] = " ".join(classes)
        used.update(classes)


def _dark(used: set[str]) -> ElementTree.Element:
    """The colours on a dark page; paper stays light."""
    rules = []
    for name in sorted(used):
        _, short, colour = name.split("-", 2)
        rules.append(f".{name}{{{'fill' if short == 'f' else 'stroke'}:{colours.DARK[colour]}}}")
    style = ElementTree.Element(f"{_SVG}style")
    style.text = f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}"
    return style


def holdable(text: str) -> str:
    """What XML cannot hold is told by its number."""
    return "".join(letter if _is_held(ord(letter)) else f"[U+{ord(letter):04X}]" for letter in text)


def _is_held(code: int) -> bool:
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return not (0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE)
