"""A page made from a template: no script, nothing to fetch, good on paper. What people wrote is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def template(name: str) -> Template:
    """A template of this folder."""
    inside = Environment(
        loader=PackageLoader("server.record"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return inside.get_template(name)
