"""PDF by typst: tagged and accessible (PDF/UA-1), in our own fonts, from a template in `server/record/templates`.

Whatever people typed reaches a template as data and is never read as markup. A template begins with
`#import "house.typ": *`, which brings `data`, the colours, and how a page of ours looks. Typst itself refuses what a
reader could not use: a picture without words for it, a document without a title, a heading level left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import typst

from server.record.forms import fonts
from server.record.forms.letters import is_plain, settable, strange, torn_words

_SVG = "{http://www.w3.org/2000/svg}"
_REPEATED = re.compile(r"(\S{1,3}?)\1{11,}")
"""The same again and again, as a held key writes it: where it is no word of its language, no line would be broken."""
_SINGLE = r"[\p{Han}\p{Hiragana}\p{Katakana}]+"
"""Letters of which we have no bold ones."""
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
    files, inputs = _given(template, data, pictures or {}, made, paper)
    return typst.compile(
        _input(files),
        format="pdf",
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=int(datetime.fromisoformat(made).timestamp()) if made else 0,
    )


def end_of(template: str, data: object, *, pictures: Mapping[str, bytes] | None = None) -> tuple[int, float]:
    """The last page of what `typeset` would make on A4, from 1, and how far down that it ends, in millimetres."""
    files, inputs = _given(template, data, pictures or {}, "", "a4")
    told = typst.query(
        _input(files | {"main.typ": files["main.typ"] + _END}),
        "<end>",
        field="value",
        one=True,
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    page, down = json.loads(told)
    return page, down


_END = b"\n#context [#metadata((here().page(), here().position().y / 1mm)) <end>]"


def rasterise(svg: bytes, *, wide: float = 160.0, ppi: float = 200.0) -> bytes:
    """A picture as PNG on white, `wide` millimetres wide and as high as it must be: its letters in our fonts, for
    programs that draw SVG badly or not at all."""
    page = f'#import "house.typ": *\n#set page(width: {wide}mm, height: auto, margin: 0pt)\n#set text(font: families)\n'
    drawn, over = _drawn({"1.svg": svg})
    files = _files() | drawn | {"data.json": b"{}", "overlays.json": over}
    files["main.typ"] = (page + '#picture("1.svg", "", width: 100%)').encode()
    return typst.compile(
        _input(files),
        format="png",
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs=_told("a4", "", over),
        ppi=ppi,
    )


def _input(files: dict[str, bytes]) -> bytes:
    return cast("bytes", files)  # it takes files by their names as well, which its types do not say


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}


def _as_json(data: object) -> bytes:
    return json.dumps(_settled(data), ensure_ascii=False).encode()


def _settled(data: object) -> object:
    if isinstance(data, str):
        return settable(data if data.isascii() else _REPEATED.sub(_breakable, data))
    if isinstance(data, Mapping):
        return {name: _settled(value) for name, value in data.items()}
    return [_settled(one) for one in data] if isinstance(data, list | tuple) else data


def _breakable(found: re.Match[str]) -> str:
    return found[1].join(("", *["\u200b"] * (len(found[0]) // len(found[1]) - 1), ""))


def _given(
    template: str, data: object, pictures: Mapping[str, bytes], made: str, paper: str
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files that typesetting reads, and what it is told beside them."""
    said = _as_json(data)
    drawn, over = _drawn(pictures)
    files = _files() | drawn | {"main.typ": _files()[f"{template}.typ"], "data.json": said, "overlays.json": over}
    return files, _told(paper, made, said + over)


def _told(paper: str, made: str, said: bytes) -> dict[str, str]:
    """What every template is told beside its data. `said`: all the words that it will set."""
    words = said.decode()
    special = {
        "strange": strange() if strange() and re.search(strange(), words) else "",
        "single": _SINGLE if re.search("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]", words) else "",
        "torn": list(torn_words(words).items()),
    }
    return {
        "families": json.dumps(fonts.families()),
        "faces": json.dumps(special),
        "paper": paper,
        "dated": "yes" if made else "",
    }


def _drawn(pictures: Mapping[str, bytes]) -> tuple[dict[str, bytes], bytes]:
    """The pictures as files, and as JSON the words that are set over them: letters that join or change places (Hindi,
    Bengali, Urdu, emoji of several parts) cannot stay text in an image under PDF/UA, and are badly spaced there."""
    files: dict[str, bytes] = {}
    over: dict[str, object] = {}
    for name, picture in pictures.items():
        if name.endswith(".svg"):
            svg = settable(picture.decode())
            picture = svg.encode()
            if not is_plain(svg):
                picture, over[name] = _parted(picture)
        files[f"pictures/{name}"] = picture
    return files, json.dumps(over, ensure_ascii=False).encode()


def _parted(svg: bytes) -> tuple[bytes, dict[str, object]]:
    """A picture without its words, and these with their places, in units of its width from its upper left."""
    root = ElementTree.fromstring(svg)
    left, top, wide, _ = map(float, root.attrib["viewBox"].split())
    words: list[dict[str, object]] = []
    for parent in list(root.iter()):
        for one in [child for child in parent if child.tag == f"{_SVG}text"]:
            parent.remove(one)
            words.append(
                {
                    "text": "".join(one.itertext()),
                    "x": float(one.attrib["x"]) - left,
                    "y": float(one.attrib["y"]) - top,
                    "size": float(one.attrib["font-size"]),
                    "colour": one.attrib["fill"],
                    "anchor": one.attrib.get("text-anchor", "start"),
                    "bold": one.attrib.get("font-weight") == "700",
                }
            )
    return ElementTree.tostring(root), {"wide": wide, "words": words}
