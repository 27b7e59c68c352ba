"""A poster as one slide to be edited: places for words that are real placeholders, and shapes; nothing is a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Mm, Pt

from server.record.document import Line
from server.record.forms.letters import holdable, reads_from_right
from server.record.forms.slides import BRASS, INK, LINE, SHEET, SOFT, WASH, Box, blank, same_bytes
from server.record.poster import COLUMNS, Panel, Poster, Stage

# All lengths for a slide as wide as A1, in millimetres, and letters in points; A3 is half of it.
WIDE, HIGH = 841.0, 594.0
EDGE, GAP = 24.0, 14.0
TITLE, HEADING, BODY, SMALL = 64.0, 34.0, 26.0, 18.0
WAY, FOOT = 84.0, 28.0
HEAD, INSET = 19.0, 7.0
LEAST = 0.45
"""Letters are never set smaller than this share of their size."""
MM = 0.3528
"""A point in millimetres."""


def write(poster: Poster, wide: float = WIDE) -> bytes:
    """The poster as a slide `wide` millimetres wide, in the shape of an A paper lying down."""
    plan = _Plan(poster, wide / WIDE)
    slides = blank("Poster", WIDE * plan.scale, HIGH * plan.scale, plan.boxes, holdable(poster.title), poster.made)
    slide = slides.slides.add_slide(slides.slide_layouts[0])
    places = {place.placeholder_format.idx: place for place in slide.placeholders}
    for box in plan.boxes:
        places[box.idx].name = box.name
    _fill(places[0].text_frame, [Line(poster.title)], plan.title, "")
    _fill(places[1].text_frame, [Line(poster.subtitle)], plan.size(HEADING) * 0.8, "")
    for n, panel in enumerate(plan.panels):
        _fill(places[10 + 2 * n].text_frame, [Line(panel.title)], plan.size(HEADING), "")
        _fill(places[11 + 2 * n].text_frame, panel.lines, plan.body, panel.ask)
    for shape in _way(slide, plan):
        shape.name = f"Way, {shape.name}"
    _fill(places[41].text_frame, [Line(one) for one in poster.foot], plan.size(SMALL) * 0.75, "", "")
    slide.shapes._spTree.append(places[41]._element)  # the last to be read
    if poster.way:
        _fill(places[40].text_frame, [Line("Where it comes from")], plan.size(HEADING) * 0.75, "")
    notes = [f"{panel.title}\n{note}" for panel in poster.panels for note in panel.notes]
    told = "Where each line comes from, whole:\n\n" + "\n\n".join(notes) if notes else "Nothing to trace yet."
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = holdable(told)
    return same_bytes(slides)


class _Plan:
    """Where everything goes, and how large the letters can be."""

    def __init__(self, poster: Poster, scale: float) -> None:
        self.scale, self.poster = scale, poster
        self.panels = [panel for column in COLUMNS for panel in _of(poster, column)]
        self._way = WAY if poster.way else 0.0
        share, self._title = _fit_title(poster.title)
        self.title, self._top = self.size(TITLE * share), EDGE + self._title + 22
        columns = [found for column in COLUMNS if (found := _of(poster, column))]
        self._column = (WIDE - 2 * EDGE - GAP * (max(1, len(columns)) - 1)) / max(1, len(columns))
        shares = (share / 100 for share in range(140, int(LEAST * 100), -3))
        share = next((one for one in shares if all(self._need(c, one) <= self._room() for c in columns)), LEAST)
        self.body = self.size(BODY * share)
        # in the order in which they are read aloud
        self.boxes = [*self._head(), *self._of_panels(columns, share), *self._foot()]

    def size(self, points: float) -> float:
        return points * self.scale

    def _room(self) -> float:
        return HIGH - self._top - FOOT - EDGE - self._way

    def _need(self, column: Sequence[Panel], share: float) -> float:
        return sum(HEAD + self._height(panel, share) for panel in column) + GAP * (len(column) - 1)

    def _height(self, panel: Panel, share: float) -> float:
        """Millimetres that a panel's words need."""
        size, wide = BODY * share, self._column - 2 * INSET
        told = [" ".join((line.lead, line.text, line.aside)) for line in panel.lines]
        rows = sum(rows_of(one, size, wide - size * MM) + 0.35 for one in told)
        hand = rows_of(panel.ask, size, wide) + 1.5 if panel.ask else 0.0
        return (rows + hand) * size * MM * 1.18 + 2 * INSET

    def _head(self) -> Iterator[Box]:
        inside = WIDE - 2 * EDGE
        yield self._box(Box(0, "Title", EDGE, EDGE - 6, inside, self._title, TITLE, bold=True, middle=True))
        yield self._box(Box(1, "Series and days", EDGE, self._top - 22, inside, 14, HEADING * 0.8, colour=SOFT))

    def _foot(self) -> Iterator[Box]:
        inside = WIDE - 2 * EDGE
        if self._way:
            at = HIGH - FOOT - WAY
            yield self._box(Box(40, "Where it comes from: heading", EDGE, at, inside, 14, HEADING * 0.75, bold=True))
        yield self._box(
            Box(41, "How it came about", EDGE, HIGH - FOOT - 4, inside, FOOT - 4, SMALL * 0.75, colour=SOFT)
        )

    def _of_panels(self, columns: Sequence[Sequence[Panel]], share: float) -> Iterator[Box]:
        n = 0
        for c, column in enumerate(columns):
            x, y = EDGE + c * (self._column + GAP), self._top
            spare = max(0.0, self._room() - self._need(column, share)) / len(column)
            for panel in column:
                high = self._height(panel, share) + spare
                name = f"{panel.title}: heading"
                yield self._box(Box(10 + 2 * n, name, x, y, self._column, HEAD, HEADING, True, INK, WASH, 4, True))
                name, size = f"{panel.title}: words", BODY * share
                yield self._box(Box(11 + 2 * n, name, x, y + HEAD, self._column, high, size, fill=SHEET, inset=INSET))
                y += HEAD + high + GAP
                n += 1

    def _box(self, box: Box) -> Box:
        k = self.scale
        wide, high = box.wide * k, box.high * k
        return replace(box, x=box.x * k, y=box.y * k, wide=wide, high=high, size=box.size * k, inset=box.inset * k)

    def way(self) -> Iterator[tuple[Stage, tuple[float, float, float, float]]]:
        """Each station with its left, top, width and height in millimetres of this slide."""
        k, stages = self.scale, self.poster.way
        wide = (WIDE - 2 * EDGE) / max(1, len(stages))
        for n, stage in enumerate(stages):
            yield stage, ((EDGE + n * wide) * k, (HIGH - FOOT - WAY + 15) * k, (wide - 3) * k, (WAY - 23) * k)


def _of(poster: Poster, names: Sequence[str]) -> list[Panel]:
    return [panel for panel in poster.panels if panel.name in names]


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool = False
    colour: str = INK
    italic: bool = False


def _fill(frame: TextFrame, lines: Sequence[Line], size: float, ask: str, mark: str = "•") -> None:
    """Puts lines into a place for words; `ask` stands after them, for a hand to answer."""
    told = [[_Run(line.lead, True), _Run(line.text), _Run(line.aside, False, SOFT)] for line in lines]
    told += [[_Run("Add here:", True, BRASS), _Run(ask, False, SOFT, True)]] if ask else []
    many = len(lines) > 1
    for n, runs in enumerate(told):
        paragraph = frame.paragraphs[0] if n == 0 else _another(frame)
        shown = [run for run in runs if run.text]
        if reads_from_right("".join(run.text for run in shown)):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.space_after = Pt(size * 0.35)
        if mark and many and n < len(lines):
            _bullet(paragraph, size, mark)
        for k, run in enumerate(shown):
            made = paragraph.add_run()
            made.text = holdable(run.text).replace("\n", " ") + (" " if k < len(shown) - 1 else "")
            made.font.size = Pt(round(size, 1))
            made.font.bold, made.font.italic = run.bold or None, run.italic or None
            if run.colour != INK:
                made.font.color.rgb = _rgb(run.colour)
            made._r.get_or_add_rPr().set("lang", "en-GB")


def _another(frame: Any) -> Any:
    return frame.add_paragraph()


def _rgb(colour: str) -> RGBColor:
    return cast(RGBColor, cast(Any, RGBColor)(*bytes.fromhex(colour)))


def _bullet(paragraph: Any, size: float, mark: str) -> None:
    """A real bullet, hanging."""
    properties = paragraph._p.get_or_add_pPr()
    hang = Pt(size)
    properties.set("marL", str(hang))
    properties.set("indent", str(-hang))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": mark}))


def _way(slide: Slide, plan: _Plan) -> Iterator[Shape]:
    """The stations from left to right, as shapes that point on; the last one ends it."""
    stations = list(plan.way())
    for n, (stage, (x, y, wide, high)) in enumerate(stations):
        kind = MSO_SHAPE.PENTAGON if n < len(stations) - 1 else MSO_SHAPE.ROUNDED_RECTANGLE
        shape = slide.shapes.add_shape(kind, Mm(x), Mm(y), Mm(wide), Mm(high))
        shape.adjustments[0] = 0.12
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(WASH if n == len(stations) - 1 else SHEET)
        shape.line.color.rgb = _rgb(LINE)
        shape._element.remove(shape._element.find(qn("p:style")))  # it would bring a shadow and white letters
        shape.name = f"station {n + 1}"
        tells = holdable(f"Station {n + 1} of {len(stations)}. {stage.where}. {stage.text}")
        shape._element.nvSpPr.cNvPr.set("descr", tells)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_top = frame.margin_bottom = Mm(4 * plan.scale)
        frame.margin_right = Mm(10 * plan.scale)
        inside = wide / plan.scale - 14
        rows = rows_of(stage.where, SMALL, inside) + rows_of(stage.text, SMALL * 1.1, inside)
        share = min(1.25, (WAY - 29) / (rows * SMALL * 1.1 * MM * 1.25))
        _fill(frame, [Line("", stage.where)], plan.size(SMALL * share), "")
        paragraph = _another(frame)
        run = paragraph.add_run()
        run.text = holdable(stage.text).replace("\n", " ")
        run.font.size = Pt(round(plan.size(SMALL * 1.1 * share), 1))
        for one in frame.paragraphs:
            one.alignment = PP_ALIGN.RIGHT if reads_from_right(one.text) else PP_ALIGN.LEFT
            for run in one.runs:
                run.font.color.rgb = _rgb(INK)
                run._r.get_or_add_rPr().set("lang", "en-GB")
        yield shape


def rows_of(text: str, size: float, wide: float) -> int:
    """How many rows a text takes at `size` points within `wide` millimetres; a little too many rather than too few."""
    em = size * MM
    rows, used = 1, 0.0
    for word in text.split():
        length = sum(map(_wide, word)) * em
        if used and used + length > wide:
            rows, used = rows + 1, 0.0
        rows += int(length // wide)
        used += length % wide + 0.3 * em
    return rows


def _wide(letter: str) -> float:
    """The width of a letter in ems, about."""
    if ord(letter) > 0x2E7F:
        return 1.0
    return 0.82 if letter in "mwMW@%" else 0.66 if letter.isupper() else 0.51


def _fit_title(title: str) -> tuple[float, float]:
    """The share of its size at which a title stands in two or three rows, and the millimetres they need."""
    for share in (1.0, 0.85, 0.7, 0.55, 0.45, 0.36):
        high = rows_of(title, TITLE * share, WIDE - 2 * EDGE) * TITLE * share * MM * 1.2 + 4
        if high <= 64:
            return share, high
    return 0.28, 64.0
