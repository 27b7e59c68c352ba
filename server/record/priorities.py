"""Which line of a season a poster is about."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.descent import Place
from server.record.record import Output, Voice
from server.record.season import Season
from server.record.taking import Choice, NothingToTake

_PRIORITIES = ("priorit", "improvement")


def outputs_of(season: Season) -> Iterator[tuple[int, Output]]:
    """All that was left under a name and has lines, with its session's number; promises are not among it."""
    for number, record in season.sessions.items():
        promised = {promise.ref for promise in record.commitments}
        for output in record.outputs:
            if output.lines and not all(voice.word.ref in promised for voice in output.lines):
                yield number, output


def chosen(season: Season, choice: Choice) -> tuple[Place, Output]:
    """The line that a poster is about, and what it was left in. NothingToTake: there is none, or not that one."""
    found = [
        (number, output, voice)
        for number, output in outputs_of(season)
        for voice in _best_first(output)
        if not choice.questions or f"{number}:{voice.word.ref.partition('.')[0]}" in choice.questions
    ]
    if choice.line:
        session, _, ref = choice.line.rpartition(":")
        for number, output, voice in found:
            if (number, voice.word.ref) == (int(session or min(season.sessions)), ref):
                return (number, ref), output
        raise NothingToTake("There is no such line among what was decided. Choose another for the poster.")
    if not found:
        raise NothingToTake("Nothing is decided yet. A poster is about a line that a structure leaves under a name.")
    later = found[::-1]
    named = (one for one in later if any(word in one[1].name.casefold() for word in _PRIORITIES))
    scored = (one for one in later if one[2].word.scores)
    number, output, _ = next(named, None) or next(scored, None) or later[0]
    first = next(voice for n, left, voice in found if n == number and left is output)
    return (number, first.word.ref), output


def _best_first(output: Output) -> list[Voice]:
    return sorted(output.lines, key=lambda voice: voice.word.scores.place if voice.word.scores else 0)
