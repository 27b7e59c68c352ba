"""A record or a whole series as JSON: the neutral objects as they stand, for programs and for keeping.

The schema is published as docs/record.schema.json. `VERSION` goes up when a program that reads an older file would
misread a newer one; new fields alone do not raise it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from server.record.forms.encoding import as_json
from server.record.record import Record
from server.record.season import Path, Season, Together

VERSION = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A session by its number in its series (1 when it stands alone). `returned`: how many of its people had been in an
    earlier session of the series; null where that is not known."""

    number: int
    returned: int | None
    record: Record


@dataclass(frozen=True, slots=True)
class File:
    """What one file holds. `title` is that of the series, or of the one session. `paths` lead from each promise back to
    where it began. `together` is how far people took part in all the sessions of a series, each person counted once;
    null where there is only one."""

    version: int
    title: str
    sessions: tuple[Kept, ...]
    paths: tuple[Path, ...]
    together: Together | None


def write(season: Season) -> bytes:
    """UTF-8, keys in a fixed order, ending with a line break."""
    kept = (Kept(number, season.returned.get(number), record) for number, record in season.sessions.items())
    file = File(VERSION, season.title, tuple(kept), season.paths, season.together)
    return as_json(file, orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def schema() -> dict[str, Any]:
    """The schema of these files, in the words of JSON Schema; made from the types themselves."""
    from pydantic import TypeAdapter

    made = TypeAdapter(File).json_schema(mode="serialization")
    _tidied(made)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A record of Tingsha"}
    return {**head, **made, **head}


def _tidied(node: Any) -> None:
    """All fields are always written, and one line breaks its description where the page is wide enough."""
    if isinstance(node, dict):
        if "properties" in node:
            node["required"] = list(node["properties"])
            for one in node["properties"].values():
                one.pop("title", None)
                one.pop("default", None)
        if isinstance(node.get("description"), str):
            node["description"] = " ".join(node["description"].split())
        for one in node.values():
            _tidied(one)
    elif isinstance(node, list):
        for one in node:
            _tidied(one)
