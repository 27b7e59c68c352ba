"""The record as one readable page: no script, nothing to fetch, good on paper. What people wrote is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from server.record import wording
from server.record.record import Record


def write(record: Record) -> bytes:
    return rendered("record.html", record=record)


def rendered(name: str, **values: object) -> bytes:
    """A page made from the template of that name."""
    return (_template(name).render(**values, attribution=wording.ATTRIBUTION).rstrip() + "\n").encode()


@cache
def _template(name: str) -> Template:
    inside = Environment(
        loader=PackageLoader("server.record"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    inside.globals.update(
        {
            name: getattr(wording, name)
            for name in (
                "counts",
                "day",
                "entered",
                "from_whom",
                "lasted",
                "minutes",
                "place",
                "score_line",
                "spread_line",
                "summary",
                "tallies",
                "told_line",
            )
        }
    )
    return inside.get_template(name)
