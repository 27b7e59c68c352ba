"""What a record is made from, as the database has it, and reading it: where there is time, and no database at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.core.events import Entry
from server.core.folding import fold
from server.live import codec
from server.record import season
from server.record.building import recorded
from server.record.desk import refs_of, signatures
from server.record.own import OwnWords, Sat, sat
from server.record.record import Record
from server.record.taking import Source
from server.record.together import Attended, over_all
from server.stored import StoredEvent
from server.takeaway.known import Known, beside


@dataclass(frozen=True, slots=True)
class Of:
    """Whose record it is: a session's or a whole series'."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Held:
    """A session as the database has it: its log, the names of its seats, and who of the community sits in them, where
    somebody came by a link of their own."""

    id: str
    title: str
    rows: tuple[StoredEvent, ...]
    names: Mapping[int, str]
    people: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose own page is to be made: their name, the community's or session's, what its list knows of them (a label and
    a text each), and their seat by the number of each session."""

    name: str
    community: str
    known: tuple[tuple[str, str], ...]
    seats: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a source is made from, by the numbers of the sessions. `community` is whose it is, if it is any's.
    `owner`: it is for one person, and the sessions are theirs, which need not be of one series."""

    title: str
    sessions: Mapping[int, Held]
    returned: Mapping[int, int]
    known: Known
    community: str = ""
    is_series: bool = False
    owner: Owner | None = None


def source_of(material: Material) -> Source:
    """The source of documents. Meetings of a series that have not begun are not in it. Raises codec.UnknownKind."""
    records: dict[int, Record] = {}
    refs: dict[int, Mapping[str, str]] = {}
    logs: dict[int, Sequence[Entry]] = {}
    names: dict[int, Mapping[int, str]] = {}
    own: list[Sat] = []
    attended: dict[int, Attended] = {}
    for number, held in material.sessions.items():
        entries = codec.entries(held.rows)
        session = fold(entries)  # once: of a large session it takes longer than all the rest
        record = recorded(session, held.names)
        if record.began or not material.is_series:
            records[number] = record
            logs[number] = entries
            if material.is_series:
                attended[number] = Attended(session, held.people)
            refs[number], names[number] = refs_of(session), signatures(session, held.names)
            if material.owner:
                own.append(replace(sat(entries, dict(held.names), material.owner.seats[number]), number=number))
    known = beside(material.known, refs, names)
    if of := material.owner:
        alone = season.Season(material.title, records, (), {})  # these need not be of one series: no way leads between
        return Source(alone, known, own=OwnWords(of.name, of.community, of.known, tuple(own)))
    whole = season.build(material.title, records, material.returned, over_all(attended))
    return Source(whole, known, logs)
