"""Everybody who takes a record away, by name, and the taking itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.record.beyond import for_others
from server.record.readers import (
    actions,
    attendance,
    board,
    calendar,
    contributions,
    evaluator,
    facilitator,
    participant,
    pictures,
    plain,
    poster,
    tables,
)
from server.record.taking import Choice, Reader, Source

_ALL: tuple[Reader, ...] = (
    facilitator.READER,
    board.READER,
    pictures.READER,
    plain.READER,
    participant.READER,
    poster.READER,
    tables.READER,
    actions.READER,
    attendance.READER,
    contributions.READER,
    evaluator.READER,
    calendar.READER,
)

READERS: Mapping[str, Reader] = {reader.slug: for_others(reader) for reader in _ALL}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file: its bytes, its media type, and how its name ends (without the dot)."""

    written: bytes
    media_type: str
    suffix: str


def take(source: Source, reader: str, form: str, choice: Choice | None = None) -> Taken:
    """What a reader takes away in one of their forms. KeyError: there is no such reader, or they have no such form.
    NothingToTake: there is nothing to make it from yet. The same source and choice give the same bytes."""
    of = READERS[reader].forms[form]
    return Taken(of.write(source, choice or Choice()), of.media_type, of.suffix)
