"""What a record is made from, as the database has it, and reading it: where there is time, and no database at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.folding import fold
from server.live import codec
from server.record import season
from server.record.building import build
from server.record.desk import refs_of, signatures
from server.record.record import Record
from server.record.taking import Source
from server.stored import StoredEvent
from server.takeaway.known import Known, beside


@dataclass(frozen=True, slots=True)
class Of:
    """Whose record it is: a session's or a whole series'."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Held:
    """A session as the database has it: its log, and the names of its seats."""

    id: str
    title: str
    rows: tuple[StoredEvent, ...]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a source is made from, by the numbers of the sessions."""

    title: str
    sessions: Mapping[int, Held]
    returned: Mapping[int, int]
    known: Known
    is_series: bool = False


def source_of(material: Material) -> Source:
    """The source of documents. Meetings of a series that have not begun are not in it. Raises codec.UnknownKind."""
    records: dict[int, Record] = {}
    refs: dict[int, Mapping[str, str]] = {}
    names: dict[int, Mapping[int, str]] = {}
    for number, held in material.sessions.items():
        entries = codec.entries(held.rows)
        record = build(entries, held.names)
        if record.began or not material.is_series:
            records[number] = record
            session = fold(entries)
            refs[number], names[number] = refs_of(session), signatures(session, held.names)
    made = season.build(material.title, records, material.returned)
    return Source(made, beside(material.known, refs, names))
