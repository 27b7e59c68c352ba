"""Which line of a season a poster is about."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.decided import Place, priorities
from server.record.record import Output, Voice, Word
from server.record.season import Season
from server.record.taking import Choice, NothingToTake


def chosen(season: Season, choice: Choice) -> tuple[Place, Output]:
    """The line that was chosen, else the first of what is called an aim, else the first priority, else the first line
    of what was left last; and what it was left in. NothingToTake: there is none, or not that one."""
    if choice.line:
        session, _, ref = choice.line.rpartition(":")
        place = (int(session or min(season.sessions)), ref)
        output = _holding(season, place)
        if output is None:
            raise NothingToTake("There is no such line among what was decided. Choose another for the poster.")
        return place, output
    aims = [(number, output) for number, output in outputs_of(season) if output.tells == "aim"]
    first = [(number, voice.word.ref) for number, output in aims[-1:] for voice in output.lines]
    first += [one.place for one in priorities(season)]
    left = [(number, voice.word.ref) for number, output in outputs_of(season) for voice in output.lines[:1]]
    for place in (*first, *reversed(left)):
        output = _holding(season, place)
        if output and (not choice.questions or f"{place[0]}:{place[1].partition('.')[0]}" in choice.questions):
            return place, output
    raise NothingToTake("Nothing is decided yet. A poster is about a line that a structure leaves under a name.")


def outputs_of(season: Season) -> Iterator[tuple[int, Output]]:
    """All that was left under a name and has lines, with its session's number; promises are not among it."""
    for number, record in season.sessions.items():
        promised = {promise.ref for promise in record.commitments}
        for output in record.outputs:
            if output.lines and not all(voice.word.ref in promised for voice in output.lines):
                yield number, output


def _holding(season: Season, place: Place) -> Output | None:
    """What a line was left in, in its own session or in one that it was brought to."""
    record = season.sessions.get(place[0])
    if record is None:
        return None
    along = (Output(one.name, one.title, tuple(map(_along, one.words)), tells=one.tells) for one in record.brought)
    every = (*record.outputs, *along)
    return next((one for one in every if any(voice.word.ref == place[1] for voice in one.lines)), None)


def _along(word: Word) -> Voice:
    return Voice(word, "brought along")
