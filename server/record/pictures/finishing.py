"""What becomes of a picture that matplotlib drew: words in their places, names of its own, colours for the dark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from server.record.forms.letters import holdable, reads_from_right
from server.record.pictures import colours

Anchor = Literal["start", "middle", "end"]

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_FONTS = "'Atkinson Hyperlegible Next', 'Noto Sans', system-ui, sans-serif"
_EMOJI_FONTS = "'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Noto Emoji', sans-serif"
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55][\U0001f000-\U0001faff\u200d\ufe0f\u20e3\u2640\u2642\u2695]*"
)
_MARK = re.compile(r"@(\d+)@")
_AT = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_FINE = re.compile(r"-?\d+\.\d{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words, and how it stands where its mark is."""

    text: str
    size: float
    colour: str
    anchor: Anchor
    bold: bool


def finished(drawn: bytes, words: Sequence[Words], title: str, told: str) -> bytes:
    """The SVG with its words, in place of the marks that stand for them ("@3@" for the fourth)."""
    root = ElementTree.fromstring(drawn)
    mark = hashlib.sha256(f"{title}\n{told}".encode("utf-8", "replace")).hexdigest()[:8]
    for child in [one for one in root if one.tag == f"{_SVG}metadata"]:
        root.remove(child)
    _names_own(root, mark)
    used: set[str] = set()
    for element in list(root.iter()):
        if element.tag == f"{_SVG}text":
            _set(element, words)
        _spread(element, used)
    root.attrib.update({"role": "img", "aria-labelledby": f"t{mark} d{mark}"})
    root.attrib.pop("version", None)
    head = ElementTree.Element(f"{_SVG}title", id=f"t{mark}")
    head.text = holdable(title)
    told_in = ElementTree.Element(f"{_SVG}desc", id=f"d{mark}")
    told_in.text = holdable(told)
    root[:0] = [head, told_in, _dark(used)]
    ElementTree.register_namespace("", _SVG[1:-1])
    ElementTree.register_namespace("xlink", _HREF[1:-5])
    return ElementTree.tostring(root, encoding="unicode").encode()


def _set(element: ElementTree.Element, all_words: Sequence[Words]) -> None:
    """Puts words where their mark is."""
    found = _MARK.fullmatch(element.text or "")
    assert found, "matplotlib wrote words of its own"
    words = all_words[int(found[1])]
    at = _AT.search(element.attrib.pop("transform", ""))
    place = {"x": at[1], "y": at[2]} if at else {key: element.attrib[key] for key in ("x", "y")}
    element.attrib.clear()
    element.attrib.update(place | {"font-family": _FONTS, "font-size": f"{words.size:g}", "fill": words.colour})
    if words.bold:
        element.attrib["font-weight"] = "700"
    if words.anchor != "start":
        element.attrib["text-anchor"] = words.anchor
    said = holdable(words.text)
    if reads_from_right(said):
        # isolated, so that a full stop stands at the right end whatever stands around it
        said = f"\u2067{said}\u2069"
    _write(element, said)


def _write(element: ElementTree.Element, said: str) -> None:
    """Emoji name their typeface: not everything that draws SVG looks for it by itself."""
    at, last = 0, None
    for found in _EMOJI.finditer(said):
        before = said[at : found.start()]
        if last is None:
            element.text = before
        else:
            last.tail = before
        last = ElementTree.SubElement(element, f"{_SVG}tspan", {"font-family": _EMOJI_FONTS})
        last.text = found[0]
        at = found.end()
    if last is None:
        element.text = said
    else:
        last.tail = said[at:]


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
    for key in ("d", "x", "y", "transform"):
        if key in element.attrib:
            element.attrib[key] = _FINE.sub(lambda found: f"{float(found[0]):.2f}", element.attrib[key])
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
