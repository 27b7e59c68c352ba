"""PDF by typst: tagged and accessible (PDF/UA-1), in our own fonts, from a template in `server/record/templates`.

Whatever people typed reaches a template as data and is never read as markup. A template begins with
`#import "house.typ": *`, which brings `data`, the colours, and how a page of ours looks. Typst itself refuses what a
reader could not use: a picture without words for it, a document without a title, a heading level left out.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import typst

from server.record.forms import fonts
from server.record.forms.letters import is_plain, settable

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def typeset(
    template: str, data: object, *, pictures: Mapping[str, bytes] | None = None, made: str = "", paper: str = "a4"
) -> bytes:
    """The PDF that a template makes of `data`, which is whatever JSON can say.

    template: its name without ".typ". pictures: SVG (or PNG) by the name that the template asks for, such as "1.svg".
    made: the instant that the file says it was made at, as ISO 8601 with its zone; empty: it says none, and the bytes
    are the same at any time. paper: a size as typst names it: "a4", "a3", "a1".

    Letters that no font has are told in brackets. typst.TypstError: the template is wrong.
    """
    files = _files() | {"main.typ": _files()[f"{template}.typ"], "data.json": _as_json(data)}
    drawn = {name: _drawable(name, picture) for name, picture in (pictures or {}).items()}
    try:
        return _compiled(files | _placed(drawn), made, paper)
    except typst.TypstError:
        # Letters that join or change places (Hindi, Bengali, Urdu, emoji of several parts) cannot stay text in a
        # picture under PDF/UA. Such pictures go in as dots; their text alternative says what they say.
        as_dots = {name: _dotted(one) if name.endswith(".svg") else one for name, one in drawn.items()}
        if as_dots == drawn:
            raise
        return _compiled(files | _placed(as_dots), made, paper)


def end_of(template: str, data: object, *, pictures: Mapping[str, bytes] | None = None) -> tuple[int, float]:
    """The last page of what `typeset` would make on A4, from 1, and how far down that it ends, in millimetres."""
    files = _files() | {"main.typ": _files()[f"{template}.typ"] + _END, "data.json": _as_json(data)}
    drawn = {name: _drawable(name, picture) for name, picture in (pictures or {}).items()}
    told = typst.query(
        _input(files | _placed(drawn)),
        "<end>",
        field="value",
        one=True,
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs=_inputs("", "a4"),
    )
    page, down = json.loads(told)
    return page, down


_END = b"\n#context [#metadata((here().page(), here().position().y / 1mm)) <end>]"


def _inputs(made: str, paper: str) -> dict[str, str]:
    return {"families": json.dumps(fonts.families()), "paper": paper, "dated": "yes" if made else ""}


def _compiled(files: dict[str, bytes], made: str, paper: str) -> bytes:
    instant = int(datetime.fromisoformat(made).timestamp()) if made else 0
    return typst.compile(
        _input(files),
        format="pdf",
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs=_inputs(made, paper),
        pdf_standards=["ua-1"],
        timestamp=instant,
    )


def rasterise(svg: bytes, *, wide: float = 160.0, ppi: float = 200.0) -> bytes:
    """A picture as PNG on white, `wide` millimetres wide and as high as it must be: its letters in our fonts, for
    programs that draw SVG badly or not at all."""
    page = f'#set page(width: {wide}mm, height: auto, margin: 0pt)\n#image("pictures/1.svg", width: 100%)'
    files = {"main.typ": page.encode(), "pictures/1.svg": _drawable("1.svg", svg)}
    return typst.compile(_input(files), format="png", font_paths=fonts.loaded(), ignore_system_fonts=True, ppi=ppi)


def _input(files: dict[str, bytes]) -> bytes:
    return cast("bytes", files)  # it takes files by their names as well, which its types do not say


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}


def _as_json(data: object) -> bytes:
    return json.dumps(_settled(data), ensure_ascii=False).encode()


def _settled(data: object) -> object:
    if isinstance(data, str):
        return settable(data)
    if isinstance(data, Mapping):
        return {name: _settled(value) for name, value in data.items()}
    return [_settled(one) for one in data] if isinstance(data, list | tuple) else data


def _placed(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"pictures/{name}": picture for name, picture in pictures.items()}


def _drawable(name: str, picture: bytes) -> bytes:
    return settable(picture.decode()).encode() if name.endswith(".svg") else picture


def _dotted(svg: bytes) -> bytes:
    """The same picture with an image for its letters and lines, if not all letters in it are plain."""
    if is_plain(svg.decode()):
        return svg
    root = ElementTree.fromstring(svg)
    size = " ".join(f'{name}="{root.attrib[name]}"' for name in ("width", "height", "viewBox"))
    x, y, wide, high = root.attrib["viewBox"].split()
    dots = base64.b64encode(rasterise(svg, ppi=300)).decode()
    image = f'<image x="{x}" y="{y}" width="{wide}" height="{high}" href="data:image/png;base64,{dots}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()
