"""The record of a session or a series: built from logs (`build`, `season.build`), taken away by a reader in one of
their forms (`take`)."""

from __future__ import annotations

from collections.abc import Mapping

from server.record import season
from server.record.building import build
from server.record.forms import csv
from server.record.lists.contributions import contributions
from server.record.readers import READERS, Taken, take
from server.record.record import Record
from server.record.taking import Choice, NothingToTake, Source

SERIES_FORMATS: Mapping[str, str] = {
    name: READERS["facilitator"].forms[name].media_type for name in ("md", "json", "html")
}
"""The forms that the whole record of a series comes in as text, with their media types."""

FORMATS: Mapping[str, str] = {**SERIES_FORMATS, "csv": "text/csv; charset=utf-8"}
"""Those of a session."""


def alone(record: Record) -> Source:
    """One session as what readers take from."""
    return Source(season.build(record.title, {1: record}, {}))


def write(made: Record | season.Season, form: str) -> bytes:
    """The whole record in one of `FORMATS`, or of a series in one of `SERIES_FORMATS`; KeyError for another. The same
    record gives the same bytes."""
    source = alone(made) if isinstance(made, Record) else Source(made)
    if form == "csv" and isinstance(made, Record):
        return csv.write(contributions(source))
    return take(source, "facilitator", form).written


__all__ = [
    "FORMATS",
    "READERS",
    "SERIES_FORMATS",
    "Choice",
    "NothingToTake",
    "Record",
    "Source",
    "Taken",
    "alone",
    "build",
    "take",
    "write",
]
