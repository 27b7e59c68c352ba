"""A season as people may read it who were not there: without the names of those who did not agree to that.

Readers for others are made from this and from nothing else, so that no name can be left in by one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from server.record.beside import Attended
from server.record.record import Commitment, Part, Record, Said, Voice, Word
from server.record.season import Season, build
from server.record.taking import Choice, Reader, Source

ONE_OF_US = "one of us"
_BY_ITSELF = ("a ", "an ", "the ", "one ", "some", "from ", "of ", "in ", "at ", "for ", "with ", "without ")

Retell = Callable[[Word], Word]
M = TypeVar("M")


def for_others(reader: Reader) -> Reader:
    """The reader as it is; one that is read by people who were not there makes everything from what they may know."""
    if not reader.beyond:
        return reader
    forms = {name: replace(form, write=_outward(form.write)) for name, form in reader.forms.items()}
    return replace(reader, forms=forms, document=_outward(reader.document) if reader.document else None)


def _outward(make: Callable[[Source, Choice], M]) -> Callable[[Source, Choice], M]:
    def made(source: Source, choice: Choice) -> M:
        states = {promise: replace(state, who="") for promise, state in source.beside.states.items()}
        people = tuple(Attended("", one.role, "", "", one.came, False) for one in source.beside.people)
        beside = replace(source.beside, people=people, states=states)
        return make(replace(source, season=beyond(source.season), beside=beside), choice)

    return made


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
    """A name, or a role with its article: "a pharmacist", "an occupational therapist". Where people chose among words
    that stand by themselves ("a nurse", "from a surgery"), these."""
    if name or not role:
        return name or ONE_OF_US
    if role.casefold().startswith(_BY_ITSELF):
        return role
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
    """That there were earlier wordings may be known out there; what they were is nobody's business."""
    said = tuple(told for one in word.said if (told := _said(one)).text)
    return replace(word, who=word.who_beyond, said=said, former=("",) * len(word.former), put_right=())


def _nobodys(word: Word) -> Word:
    said = tuple(one for one in word.said if one.kind not in ("person", "people"))
    return replace(word, who="", said=said, former=("",) * len(word.former), put_right=())


def _said(said: Said) -> Said:
    return replace(said, text=said.beyond) if said.kind in ("person", "people") else said


def _commitment(promise: Commitment) -> Commitment:
    return replace(promise, who=called(promise.who_beyond, promise.role), with_whom=promise.with_beyond)
