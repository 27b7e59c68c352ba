"""Which lines of later sessions are somebody's words: those that read as their contributions did, in any wording."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from server.core import cards
from server.core.events import Entry
from server.core.faces import Around
from server.core.folding import fold
from server.core.forgetting import ERASED, NOBODY, Wording, wordings, words_in
from server.core.pieces import Line
from server.core.session import Session
from server.record.record import Said, in_one_line

SHORTEST_PART = 3
"""Letters of a part of a name that is looked for by itself."""


def lines_of(entries: Sequence[Entry], names: Mapping[int, str], seats: Collection[int]) -> set[str]:
    """What lines made of these seats' words may read."""
    session, around = fold(entries), _around(names)
    theirs = (one for one in wordings(entries) if one.seat in seats and one.seat != NOBODY)
    return {line for one in theirs for line in _read(session, around, one)} - {ERASED}


def lines_of_others(entries: Sequence[Entry], names: Mapping[int, str], seats: Collection[int]) -> set[str]:
    """What everybody else's lines read."""
    return lines_of(entries, names, {one.seat for one in wordings(entries)} - set(seats))


def lines_at(entries: Sequence[Entry], names: Mapping[int, str], places: Collection[int]) -> set[str]:
    """What lines made of the words at these places of the log may read."""
    session, around = fold(entries), _around(names)
    there = (one for one in wordings(entries) if one.seq in places)
    return {line for one in there for line in _read(session, around, one)} - {ERASED}


def mentioning(entries: Iterable[Entry], names: Collection[str], but: Collection[int]) -> list[int]:
    """The places of the log where one of these names stands in what others wrote: whole, or a part of it. `but`: whose
    words are no matter."""
    parts = {part for name in names for part in (name, *name.split()) if len(part) >= SHORTEST_PART}
    if not parts:
        return []
    looked_for = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(part) for part in sorted(parts))})(?!\w)")
    entries = list(entries)
    said = {one.seq: one.seat for one in wordings(entries)}
    return [
        one.seq
        for one in entries
        if said.get(one.seq) not in but and any(looked_for.search(words) for words in words_in(one.event))
    ]


def _read(session: Session, around: Around, one: Wording) -> Iterator[str]:
    """A wording as a line may read: as a whole, and each of its fields."""
    said = tuple(Said(line.label, line.kind, line.text) for line in _lines(session, around, one))
    spoken = [line.text for line in said if line.kind in ("text", "long")]
    if spoken:
        yield in_one_line(said)
        yield from spoken


def _lines(session: Session, around: Around, one: Wording) -> Iterable[Line]:
    return cards.lines(session, around, session.step(one.step), one.values)


def _around(names: Mapping[int, str]) -> Around:
    return Around(names, frozenset(), {}, (), "", "", 0.0)
