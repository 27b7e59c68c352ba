"""Events as text and back. The kind is the name of the event's class and stands beside its payload in the log.

A payload holds the fields of the event as JSON. Fields that an old log lacks take their defaults; an old kind stays
readable for ever, because every old log must fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import TypeAdapter

from server.core.events import Actor, Entry, Event
from server.stored import StoredEvent

KINDS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Event)}


class UnknownKind(Exception):
    """The log holds an event that this version does not know: it was written by a newer one."""


def stored(entry: Entry) -> StoredEvent:
    kind = type(entry.event).__name__
    payload = KINDS[kind].dump_json(entry.event).decode()
    return StoredEvent(entry.seq, entry.at, actor_text(entry.by), kind, payload)


def entry(row: StoredEvent) -> Entry:
    if row.kind not in KINDS:
        raise UnknownKind(f"Event {row.seq} is of the kind {row.kind!r}. A newer Tingsha wrote this log; use that one.")
    event = KINDS[row.kind].validate_json(row.payload)
    return Entry(row.seq, row.at, actor(row.by), event)


def entries(rows: Iterable[StoredEvent]) -> list[Entry]:
    return [entry(row) for row in rows]


def actor_text(by: Actor) -> str:
    """A seat as its number, everybody else by their label; labels never are numbers."""
    return str(by)


def actor(text: str) -> Actor:
    return int(text) if text.isascii() and text.isdigit() else text
