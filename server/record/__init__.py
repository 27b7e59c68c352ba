"""The record of a session: built from its log (`build`), written in a format (`write`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from server.record import data, markdown, page, table
from server.record.building import build
from server.record.record import Record

FORMATS: Mapping[str, tuple[Callable[[Record], bytes], str]] = {
    "md": (markdown.write, "text/markdown; charset=utf-8"),
    "csv": (table.write, "text/csv; charset=utf-8"),
    "json": (data.write, "application/json"),
    "html": (page.write, "text/html; charset=utf-8"),
}
"""Each format's writer and media type."""


def write(record: Record, format: str) -> bytes:
    """The record's bytes in one of `FORMATS`; KeyError for another. The same record gives the same bytes."""
    writer, _ = FORMATS[format]
    return writer(record)


__all__ = ["FORMATS", "Record", "build", "write"]
