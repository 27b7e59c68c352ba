"""The styles of a Word file: ours, or those of an organisation's template with ours for what it lacks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from string import Template
from typing import Any, cast

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.numbering import NumberingPart
from docx.shared import Mm

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_BIGGEST = 50_000_000
"""Bytes that the parts of a template may have, all in all."""
_DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_PARTS_LEFT_OUT = ("/thumbnail", "/stylesWithEffects")
"""What python-docx's own beginning of a file has and ours has no use for: a picture of it, and older styles."""

# Half points and twentieths of a point. In large print nothing is smaller than 16 pt.
_SIZES = {"title": 44, "first": 28, "second": 24, "third": 22, "lead": 24, "normal": 21, "table": 19, "small": 18}
_LARGE = {"title": 56, "first": 44, "second": 40, "third": 36, "lead": 40, "normal": 36, "table": 33, "small": 32}
# How far the second column of facts stands, and the lines of lists: their height, and what stands between two.
_APART = {"fact": 2400, "list": 245, "between": 30}
_LARGE_APART = {"fact": 3800, "list": 276, "between": 80}


class NotATemplate(ValueError):
    """What was given as a template cannot be one; its text says why."""


def language_of(language: str) -> str:
    """The language as Word writes it."""
    return "en-GB" if language == "en" else language


def opened(template: bytes | None, *, large: bool, language: str) -> Any:
    """An empty Word file with all styles that a document needs. NotATemplate: `template` is no Word file."""
    word = docx.Document(io.BytesIO(_as_document(template))) if template else docx.Document()
    written = (_TEMPLATES / "word_styles.xml").read_text("utf-8")
    sizes = (_LARGE | _LARGE_APART) if large else (_SIZES | _APART)
    ours = parse_xml(Template(written).substitute(sizes, language=language_of(language)))
    if template:
        _complete(word, ours)
    else:
        _replace(word, ours)
    return word


def ids(word: Any) -> dict[str, str]:
    """The id of each style by its name in small letters: ids are in the language of whoever made the file."""
    return _named(word.styles.element)


def _named(styles: Any) -> dict[str, str]:
    return {
        style.find(qn("w:name")).get(qn("w:val")).lower(): style.get(qn("w:styleId"))
        for style in styles.iter(qn("w:style"))
    }


def paged(word: Any, title: str, *, large: bool) -> None:
    """A4, with the title as running head from the second page and "2 of 5" at the foot of each."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    page.header_distance = page.footer_distance = Mm(11)
    page.different_first_page_header_footer = True
    most = 40 if large else 90
    short = title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + "…"
    page.header.paragraphs[0].add_run(short)
    for foot in (page.footer, page.first_page_footer):
        paragraph = foot.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        for part in ("PAGE", " of ", "NUMPAGES"):
            if part.isupper():
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), part)
                run = OxmlElement("w:r")
                run.append(OxmlElement("w:t"))
                run[0].text = "1"
                field.append(run)
                paragraph._p.append(field)
            else:
                paragraph.add_run(part)


def begin_list(word: Any, style: str) -> int:
    """A new list with the numbers of a style, which begins at 1; what paragraphs name it by."""
    numbering = word.part.numbering_part.element
    of = next(one for one in word.styles.element.iter(qn("w:style")) if one.get(qn("w:styleId")) == style)
    num = of.find(f".//{qn('w:numId')}").get(qn("w:val"))
    kind = next(one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == num)
    new = numbering.add_num(int(kind.find(qn("w:abstractNumId")).get(qn("w:val"))))
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _as_document(template: bytes) -> bytes:
    """The bytes of a template as those of a document, which differ in one word."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as given:
            if sum(part.file_size for part in given.infolist()) > _BIGGEST:
                raise NotATemplate("The template is too big. It may have 50 MB.")
            types = given.read("[Content_Types].xml").decode()
            if "macroEnabled" in types:
                raise NotATemplate("The template holds macros. Save it as a Word template without macros (.dotx).")
            if CONTENT_TYPE.WML_DOCUMENT_MAIN not in types and _DOTX not in types:
                raise NotATemplate("The template is no Word file. Choose one that ends in .docx or .dotx.")
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
                for name in given.namelist():
                    part = given.read(name)
                    if name == "[Content_Types].xml":
                        part = types.replace(_DOTX, CONTENT_TYPE.WML_DOCUMENT_MAIN).encode()
                    made.writestr(name, part)
            return out.getvalue()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        raise NotATemplate("The template is no Word file. Choose one that ends in .docx or .dotx.") from None


def _replace(word: Any, ours: Any) -> None:
    """A file of our own: nothing of what python-docx begins with is kept but the theme."""
    for rels in (word.part.rels, word.part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_PARTS_LEFT_OUT)]:
            del rels[name]
    for element, new in ((word.styles.element, ours), (word.part.numbering_part.element, _numbering())):
        for child in list(element):
            element.remove(child)
        element.extend(list(new))
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens it as a file of an older Word


def _complete(word: Any, ours: Any) -> None:
    """A template gets the styles that it has not, and bullets and numbers where its lists have none."""
    have, given = ids(word), word.styles.element
    called = {id: have.get(name, id) for name, id in _named(ours).items()}
    numbers = None
    for style in list(ours.iter(qn("w:style"))):
        name = style.find(qn("w:name")).get(qn("w:val")).lower()
        if name in have:
            style = next(one for one in given.iter(qn("w:style")) if one.get(qn("w:styleId")) == have[name])
            if not name.startswith("list ") or style.find(f".//{qn('w:numId')}") is not None:
                continue
        else:
            for of in (style.find(qn("w:basedOn")), style.find(qn("w:next"))):
                if of is not None:
                    of.set(qn("w:val"), called[of.get(qn("w:val"))])
            given.append(style)
        if name.startswith("list "):
            numbers = numbers or _add_numbering(word)
            _number(style, name, numbers)


def _number(style: Any, name: str, numbers: tuple[int, int]) -> None:
    how = style.get_or_add_pPr()
    for old in how.findall(qn("w:numPr")):
        how.remove(old)
    num = how.get_or_add_numPr()
    if name[-1].isdigit():
        num.get_or_add_ilvl().val = int(name[-1]) - 1
    num.get_or_add_numId().val = numbers[name.startswith("list number")]


def _numbering() -> Any:
    return parse_xml((_TEMPLATES / "word_numbering.xml").read_bytes())


def _empty() -> Any:
    empty = _numbering()
    for child in list(empty):
        empty.remove(child)
    return empty


def _add_numbering(word: Any) -> tuple[int, int]:
    """Our bullets and our numbers, in a file that has others; what styles name them by."""
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in word.part.rels.values()):
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, _empty(), word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    given = word.part.numbering_part.element
    used = [int(one.get(qn("w:abstractNumId"))) for one in given.iter(qn("w:abstractNum"))]
    first = given.find(qn("w:num"))
    made = []
    for n, kind in enumerate(_numbering().findall(qn("w:abstractNum"))):
        number = max(used, default=0) + 1 + n
        kind.set(qn("w:abstractNumId"), str(number))
        for level in kind.iter(qn("w:pStyle")):
            level.getparent().remove(level)
        if first is None:
            given.append(kind)
        else:
            first.addprevious(kind)
        made.append(number)
    bullets, numbers = (cast("int", given.add_num(number).numId) for number in made)
    return bullets, numbers
