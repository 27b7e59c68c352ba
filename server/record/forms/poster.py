"""A poster as a sheet to be printed, A1 or A3."""

from __future__ import annotations

from dataclasses import asdict

from server.record.forms.typesetting import typeset
from server.record.poster import COLUMNS, Poster


def write(poster: Poster, paper: str) -> bytes:
    """The poster as PDF on a paper as `typeset` takes it ("a1", "a3"), lying down."""
    columns = [[asdict(panel) for panel in poster.panels if panel.name in names] for names in COLUMNS]
    data = {
        "title": poster.title,
        "subtitle": poster.subtitle,
        "columns": [column for column in columns if column],
        "way": [asdict(stage) for stage in poster.way],
        "foot": list(poster.foot),
    }
    return typeset("poster", data, made=poster.made, paper=paper)
