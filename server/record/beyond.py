"""A season as people may read it who were not there: without the names of those who did not agree to that.

Readers for others are made from this and from nothing else, so that no name can be left in by one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from server.record.record import Commitment, Part, Record, Said, Voice, Word
from server.record.season import Season, build

ONE_OF_US = "one of us"

Retell = Callable[[Word], Word]


def beyond(season: Season) -> Season:
    """Who did not agree is told by their role where enough share it, else as one of us."""
    return _told(season, _word, _commitment)


def nameless(season: Season) -> Season:
    """Nobody is named, whatever they agreed to."""
    return _told(season, _nobodys, lambda promise: replace(promise, who=called("", promise.role), with_whom=""))


def _told(season: Season, word: Retell, commitment: Callable[[Commitment], Commitment]) -> Season:
    sessions = {number: _record(record, word, commitment) for number, record in season.sessions.items()}
    # what the paths say on the way is told anew
    return replace(season, sessions=sessions, paths=build(season.title, sessions, season.returned).paths)


def called(name: str, role: str) -> str:
    """A name, or a role with its article: "a pharmacist", "an occupational therapist"."""
    if name or not role:
        return name or ONE_OF_US
    first = role[0].lower() if role[1:2].islower() else role[0]  # "QI lead" stays as it is
    return f"{'an' if first.casefold() in 'aeiou' else 'a'} {first}{role[1:]}"


def _record(record: Record, word: Retell, commitment: Callable[[Commitment], Commitment]) -> Record:
    return replace(
        record,
        parts=tuple(_part(part, word) for part in record.parts),
        outputs=tuple(replace(one, lines=tuple(_voice(voice, word) for voice in one.lines)) for one in record.outputs),
        commitments=tuple(map(commitment, record.commitments)),
        marked=tuple(map(word, record.marked)),
        brought=tuple(replace(one, words=tuple(map(word, one.words))) for one in record.brought),
    )


def _part(part: Part, word: Retell) -> Part:
    return replace(part, steps=tuple(replace(step, words=tuple(map(word, step.words))) for step in part.steps))


def _voice(voice: Voice, word: Retell) -> Voice:
    return replace(voice, word=word(voice.word), sources=tuple(_voice(source, word) for source in voice.sources))


def _word(word: Word) -> Word:
    """What people called each other before they put it otherwise is nobody's business out there."""
    said = tuple(told for one in word.said if (told := _said(one)).text)
    return replace(word, who=word.who_beyond, said=said, former=(), put_right=())


def _nobodys(word: Word) -> Word:
    said = tuple(one for one in word.said if one.kind not in ("person", "people"))
    return replace(word, who="", said=said, former=("",) * len(word.former), put_right=())


def _said(said: Said) -> Said:
    return replace(said, text=said.beyond) if said.kind in ("person", "people") else said


def _commitment(promise: Commitment) -> Commitment:
    return replace(promise, who=called(promise.who_beyond, promise.role), with_whom=promise.with_beyond)
