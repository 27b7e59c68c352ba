"""The lines of a record one by one, as hosts put them right or take them out of sight.

Only what the record may tell is here, and what was hidden from it: what stays private has no line to speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.core import cards
from server.core.amending import fields_of
from server.core.cards import GIVEN
from server.core.faces import Around, word_of
from server.core.outcomes import given_key
from server.core.plan import step_key
from server.core.session import Contribution, Session
from server.record.desk import is_told, refs_of
from server.record.record import Said, in_one_line


@dataclass(frozen=True, slots=True)
class Line:
    """`ref` as in the record, `id` of its contribution; `place` is where it was written, `text` the words in one line
    and `fields` those that can be put right, by name."""

    ref: str
    id: str
    place: str
    text: str
    fields: Mapping[str, str]
    is_hidden: bool


def lines(session: Session, names: Mapping[int, str]) -> Iterator[Line]:
    """In the order of the run, what was brought along first."""
    refs = refs_of(session)
    around = Around(names, frozenset(), {}, (), "", "", 0.0)
    for place, one in _told(session):
        if not one.late and not session.is_draft(one):
            read = cards.by_field(session, around, session.step(one.step), one.values)
            text = in_one_line(tuple(Said(line.label, line.kind, line.text) for line in read.values()))
            fields = {name: read[name].text for name in fields_of(session, one) if name in read}
            yield Line(refs[one.id], one.id, place, text, fields, one.id in session.hidden)


def _told(session: Session) -> Iterator[tuple[str, Contribution]]:
    for given in session.plan.given:
        yield from (("brought along", one) for one in session.written(given_key(given.name)) if one.values.get(GIVEN))
    for item in session.items:
        for step in item.steps:
            key = step_key(item, step)
            if is_told(session, key, step):
                place = f"{item.title}: {word_of(item, step)}"
                yield from ((place, one) for one in session.written(key))
