"""The quality-improvement poster: one priority on one large sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from server.record.document import Block, Document, Line, Lines, Paragraph, Section
from server.record.improvement import poster
from server.record.poster import PANELS, Panel, Poster
from server.record.taking import Choice, Form, Reader, Source, Switch

_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def build(source: Source, choice: Choice) -> Poster:
    """NothingToTake: nothing is decided yet, or there is no line as chosen."""
    return poster(source.season, source.beside, choice, partial(READER.is_on, choice))


def document(source: Source, choice: Choice) -> Document:
    """What stands on the poster, one part below the other."""
    made = build(source, choice)
    way = Lines(tuple(Line(one.text, f"{one.where}:") for one in made.way), numbered=True)
    sections = (
        *(Section(panel.name, panel.title, tuple(_blocks(panel))) for panel in made.panels),
        Section("way", WAY, (way,) if made.way else ()),
    )
    return Document(made.title, sections, made.subtitle, made.made, foot=made.foot)


def _blocks(panel: Panel) -> list[Block]:
    lines: list[Block] = [Lines(panel.lines)] if panel.lines else []
    return [*lines, Paragraph(f"Add here: {panel.ask}", "small")] if panel.ask else lines


def _form(title: str, suffix: str, module: str, **how: object) -> Form:
    # What writes slides or PDF is heavy, and is loaded when it is first needed.
    def write(source: Source, choice: Choice) -> bytes:
        writer: Callable[..., bytes] = import_module(f"server.record.forms.{module}").write
        return writer(build(source, choice), **how)

    return Form(title, suffix, _SLIDES if module == "pptx" else "application/pdf", write)


WAY = "Where it comes from"
READER = Reader(
    slug="poster",
    title="Improvement poster",
    whom="For a quality-improvement team: one priority on one sheet, with room to write what testing will show.",
    switches=(*(Switch(name, title) for name, (title, _) in PANELS.items()), Switch("way", WAY)),
    forms={
        "pptx": _form("PowerPoint, A1", "a1.pptx", "pptx"),
        "a3.pptx": _form("PowerPoint, A3", "a3.pptx", "pptx", wide=420.0),
        "a1.pdf": _form("PDF, A1", "a1.pdf", "poster", paper="a1"),
        "a3.pdf": _form("PDF, A3", "a3.pdf", "poster", paper="a3"),
    },
    document=document,
    beyond=True,
)
