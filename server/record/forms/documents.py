"""The forms that every document comes in. Their writers are loaded when they are first needed: what writes Word or PDF
is heavy, and a server that only serves a session shall not carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from server.record.document import Document
from server.record.taking import Choice, Form, Source, Write

Build = Callable[[Source, Choice], Document]

_KNOWN = {
    "html": ("a page", "text/html; charset=utf-8"),
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("Markdown", "text/markdown; charset=utf-8"),
}
_MODULES = {"html": "html", "pdf": "pdf", "docx": "docx", "md": "markdown"}


def document_forms(build: Build, *names: str) -> Mapping[str, Form]:
    """Forms of what `build` makes, by name and in this order: "html", "pdf", "docx", "md". KeyError for another."""
    return {name: Form(_KNOWN[name][0], name, _KNOWN[name][1], _writing(build, name)) for name in names}


def _writing(build: Build, name: str) -> Write:
    def write(source: Source, choice: Choice) -> bytes:
        writer = import_module(f"server.record.forms.{_MODULES[name]}")
        return cast("Callable[[Document], bytes]", writer.write)(build(source, choice))

    return write
