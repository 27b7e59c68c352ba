"""What a slide is made of: a plain file of our own with one layout, and its bytes, which are the same every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.util import Mm

from server.record.forms.zipping import undated

INK, SOFT, BRASS, WASH, SHEET, LINE = "1A2130", "41464F", "7F5509", "F5E6C4", "FFFCF5", "D8CDB8"
FONT = "Arial"
"""On every computer: what a slide is set in cannot come along with it."""

_COLOURS = {"dk1": INK, "lt1": "FFFFFF", "dk2": SOFT, "lt2": SHEET, "accent1": BRASS, "accent2": "12595F"}
_LAYOUT = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{id}" name=""/>
<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{type}" idx="{idx}"/></p:nvPr></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{look}</p:spPr>
<p:txBody><a:bodyPr lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}" anchor="{anchor}">
<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l">
<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" b="{bold}">
<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>
<a:p><a:r><a:rPr lang="en-GB"/><a:t/></a:r></a:p></p:txBody></p:sp>"""
_FILLED = (
    '<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
    '<a:ln w="12700"><a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln>'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the layout for words: `idx` tells it from others, lengths are millimetres, `size` is in points. `fill`
    and `line` are colours; without a fill it is bare."""

    idx: int
    name: str
    x: float
    y: float
    wide: float
    high: float
    size: float
    bold: bool = False
    colour: str = INK
    fill: str = ""
    inset: float = 0.0
    middle: bool = False


def blank(name: str, wide: float, high: float, boxes: Sequence[Box], title: str, made: str) -> Slides:
    """An empty file of that size in millimetres, with one layout of these places; the first is the title's."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Mm(wide), Mm(high)
    for layout in list(slides.slide_layouts)[1:]:
        slides.slide_layouts.remove(layout)
    _colour(slides)
    layout = slides.slide_layouts[0]
    layout.name = name
    _clear(slides.slide_master)
    _clear(layout)
    for box in boxes:
        layout.shapes._spTree.append(_placed(box))
    about = slides.core_properties
    at = datetime.fromisoformat(made) if made else datetime(2000, 1, 1)
    about.title, about.author, about.last_modified_by, about.language = title[:255], "Tingsha", "Tingsha", "en-GB"
    about.created = about.modified = at.replace(tzinfo=None)
    about.revision = 1
    return slides


def same_bytes(slides: Slides) -> bytes:
    """The file, with the day of making that it tells and no other."""
    written = io.BytesIO()
    slides.save(written)
    return undated(written.getvalue())


def _placed(box: Box) -> Any:
    look = _FILLED.format(fill=box.fill, line=LINE) if box.fill else ""
    made = parse_xml(
        _LAYOUT.format(
            id=100 + box.idx,
            type="title" if box.idx == 0 else "body",
            idx=box.idx,
            x=Mm(box.x),
            y=Mm(box.y),
            wide=Mm(box.wide),
            high=Mm(box.high),
            look=look,
            inset=Mm(box.inset),
            anchor="ctr" if box.middle else "t",
            size=round(box.size * 100),
            bold=int(box.bold),
            colour=box.colour,
        )
    )
    made.find(".//" + qn("p:cNvPr")).set("name", box.name)
    made.find(".//" + qn("a:t")).text = box.name
    return made


def _clear(holder: Any) -> None:
    """Takes away every shape of a master or layout."""
    tree = holder.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)


def _colour(slides: Slides) -> None:
    """Our colours and letters as the file's theme, so that they stand in the menus of whoever edits it."""
    part = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", "Tingsha")
    for name, colour in _COLOURS.items():
        slot = theme.find(".//" + qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        slot.append(slot.makeelement(qn("a:srgbClr"), {"val": colour}))
    for fonts in ("a:majorFont", "a:minorFont"):
        theme.find(f".//{qn(fonts)}/{qn('a:latin')}").set("typeface", FONT)
    part._blob = serialize_part_xml(theme)
