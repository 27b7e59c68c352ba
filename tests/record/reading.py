"""Opens what was taken away with each format's own library, as somebody would who has no Tingsha: what it says, its
headings, its pictures with their text alternatives."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import docx
import openpyxl
import pptx
from icalendar import Calendar
from pptx.shapes.picture import Picture
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


@dataclass
class Opened:
    """`words` is all text; `alternatives` has one entry for each picture, empty where it has none."""

    words: str
    headings: list[str] = field(default_factory=list)
    tables: int = 0
    alternatives: list[str] = field(default_factory=list)


def opened(written: bytes, suffix: str) -> Opened:
    """KeyError: a format that nobody here can open."""
    return _OPEN[suffix.rpartition(".")[2]](written)


def _word(written: bytes) -> Opened:
    document = docx.Document(io.BytesIO(written))
    lines = [one.text for one in document.element.body.iter() if one.tag.endswith("}t")]
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    pictures = [one.get("descr", "") for one in document.element.body.iter() if one.tag.endswith("}docPr")]
    return Opened("".join(line or "" for line in lines), headings, len(document.tables), pictures)


def _slides(written: bytes) -> Opened:
    show = pptx.Presentation(io.BytesIO(written))
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    titles = [slide.shapes.title.text for slide in show.slides if slide.shapes.title is not None]
    pictures = [shape._element.nvPicPr.cNvPr.get("descr", "") for shape in shapes if isinstance(shape, Picture)]
    said = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    return Opened(said, titles, sum(shape.has_table for shape in shapes), pictures)


def _workbook(written: bytes) -> Opened:
    book = openpyxl.load_workbook(io.BytesIO(written))
    said = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula: {cell.value}"
                said.append(str(cell.value or ""))
    return Opened("\n".join(said), [sheet.title for sheet in book.worksheets], len(book.worksheets))


def _pdf(written: bytes) -> Opened:
    reader = PdfReader(io.BytesIO(written))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"], "it is tagged"
    assert root.get("/Lang"), "it says its language"
    kinds: list[tuple[str, str]] = []
    _walk(root["/StructTreeRoot"].get_object(), kinds)
    headings = [kind for kind, _ in kinds if kind[:1] == "H" and kind[1:].isdigit()]
    pictures = [alternative for kind, alternative in kinds if kind == "Figure"]
    some = reader.pages[:: max(1, len(reader.pages) // 8)]  # pypdf takes a tenth of a second for the words of a page
    words = "\n".join(page.extract_text() for page in some)
    return Opened(words, headings, sum(kind == "Table" for kind, _ in kinds), pictures)


def _walk(node: object, kinds: list[tuple[str, str]]) -> None:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for one in node:
            _walk(one, kinds)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            kinds.append((str(node["/S"])[1:], str(node.get("/Alt", ""))))
        _walk(node.get("/K"), kinds)


class _Reading(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened = Opened("")
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        self._in.append(tag)
        given = dict(attrs)
        self.opened.tables += tag == "table"
        if tag == "svg" and given.get("role") == "img":
            self.opened.alternatives.append(given.get("aria-label") or given.get("aria-labelledby") or "")
        if tag == "img":
            self.opened.alternatives.append(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._in:
            self.opened.words += data
        if self._in and self._in[-1] in ("h1", "h2", "h3", "h4"):
            self.opened.headings.append(data)


def _page(written: bytes) -> Opened:
    reading = _Reading()
    reading.feed(written.decode())
    return reading.opened


def _table(written: bytes) -> Opened:
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1, "all rows are as wide"
    return Opened("\n".join(cell for row in rows for cell in row), rows[0], 1)


def _text(written: bytes) -> Opened:
    said = written.decode()
    return Opened(said, [line.lstrip("# ") for line in said.splitlines() if line.startswith("#")])


def _data(written: bytes) -> Opened:
    return Opened(json.dumps(json.loads(written), ensure_ascii=False))


def _lines(written: bytes) -> Opened:
    return Opened("\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in written.splitlines()))


def _days(written: bytes) -> Opened:
    days = [one for one in Calendar.from_ical(written).walk() if one.name in ("VEVENT", "VTODO")]
    return Opened("\n".join(str(one["summary"]) for one in days))


def _picture(written: bytes) -> Opened:
    reading = _page(written)
    assert reading.alternatives
    return reading


def _bundle(written: bytes) -> Opened:
    whole = Opened("")
    with zipfile.ZipFile(io.BytesIO(written)) as files:
        assert files.testzip() is None
        for name in files.namelist():
            whole.words += opened(files.read(name), name).words
            whole.headings.append(name)
    return whole


_OPEN: Mapping[str, Callable[[bytes], Opened]] = {
    "docx": _word, "pptx": _slides, "xlsx": _workbook, "pdf": _pdf, "html": _page, "csv": _table, "md": _text,
    "txt": _text, "json": _data, "jsonl": _lines, "ics": _days, "svg": _picture, "zip": _bundle,
}  # fmt: skip
