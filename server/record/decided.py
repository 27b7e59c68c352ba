"""What people came to: the words they agreed on, what they put first, and what they will do about it.

A record holds all that was written, and no line of it says "this is the decision". It is found by what people did with
their lines: checked them for consent, put them in order, or had one pen write them for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from server.record.record import Brought, Commitment, Output, Record, Said, Voice, Word, in_one_line
from server.record.season import Path, Season, written_in

How = Literal["agreed", "chosen", "ranked"]
"""Checked for consent; written by one pen for everybody; put in order by scores or votes."""

Place = tuple[int, str]
"""Where a line stands: the number of its session, and its number in that record."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An output that people decided on, and which no later one of them took up and narrowed down."""

    session: int
    output: Output
    how: How


@dataclass(frozen=True, slots=True)
class Priority:
    """A line that people put first. `says` are its words without its reasons; `reasons` what else its writers said with
    it, each with what was asked; `voices` counts the single people's lines that it grew from; `promises` go back to
    it."""

    session: int
    word: Word
    says: str
    reasons: tuple[Said, ...]
    voices: int
    promises: tuple[Path, ...] = field(default=())

    @property
    def place(self) -> Place:
        return self.session, self.word.ref


def decisions(season: Season) -> tuple[Decision, ...]:
    """What was decided, in the order of the sessions and of their run."""
    found = [
        Decision(number, output, how)
        for number, record in season.sessions.items()
        for output in record.outputs
        if (how := _how(record, output))
    ]
    after = [found[n:] for n in range(1, len(found) + 1)]
    return tuple(
        one for one, rest in zip(found, after, strict=True) if not any(_narrows(season, later, one) for later in rest)
    )


def agreed(season: Season) -> tuple[Decision, ...]:
    """What was checked for consent."""
    return tuple(one for one in decisions(season) if one.how == "agreed")


def put_first(season: Season) -> Decision | None:
    """What people chose last, or put in order last, beside what they agreed on; None when they did neither."""
    rest = [one for one in decisions(season) if one.how != "agreed"]
    return next((one for one in reversed(rest) if one.how == "chosen"), rest[-1] if rest else None)


def priorities(season: Season) -> tuple[Priority, ...]:
    """The lines that people put first, the first one first, with what goes back to them. Of one session that did not
    choose them itself: those which its promises go back to."""
    decision = put_first(season)
    if decision is None:
        return _brought_and_taken_up(season)
    lines = decision.output.lines
    if decision.how == "ranked":
        lines = tuple(line for line in lines if line.word.scores and line.word.scores.total > 0)
    return tuple(_priority(season, decision.session, line.word, _voices(line)) for line in lines)


def says(word: Word) -> tuple[str, tuple[Said, ...]]:
    """A line's own words, and what else was asked and said with it: reasons, a first step."""
    texts = [one for one in word.said if one.kind in ("text", "long")]
    if len(texts) < 2 or in_one_line(word.said) != " / ".join(one.text for one in texts):
        return word.text, ()
    return texts[0].text, tuple(texts[1:])


# --- how ---------------------------------------------------------------------------------------------------------


def _how(record: Record, output: Output) -> How | None:
    """What people did to decide on an output; None when it only holds what was written."""
    lines = [voice.word for voice in output.lines]
    promised = {one.ref for one in record.commitments}
    if not lines or any(word.to or word.ref in promised for word in lines):
        return None  # what one group asks of another is no decision of all, and promises stand for themselves
    if output.spread is not None:
        return "agreed"
    if all(voice.place == "everybody" for voice in output.lines):
        return "chosen"
    return "ranked" if any(word.scores and word.scores.total > 0 for word in lines) else None


def _narrows(season: Season, later: Decision, earlier: Decision) -> bool:
    """Whether a decision took up what an earlier one left: holds its lines, picked from them, or had it before it."""
    mine = {(earlier.session, voice.word.ref) for voice in earlier.output.lines}
    words = [voice.word for voice in later.output.lines]
    if later.session != earlier.session:
        return any(_home(season, later.session, word) in mine for word in words)
    sources = {(later.session, ref) for word in words for ref in (word.ref, *word.about)}
    return bool(sources & mine) or earlier.output.name in later.output.uses


def _home(season: Season, session: int, word: Word) -> Place:
    """Where a line was written first, as far as this season knows."""
    return written_in(season.sessions, session, word) or (session, word.ref)


# --- priorities --------------------------------------------------------------------------------------------------


def _priority(season: Season, session: int, word: Word, voices: int) -> Priority:
    text, reasons = says(word)
    here = _home(season, session, word)
    back = tuple(path for path in season.paths if any((hop.session, hop.ref) == here for hop in path.hops))
    return Priority(session, word, text, reasons, voices, back)


def _voices(line: Voice) -> int:
    """How many single people's lines a line goes back to; each is counted once."""
    return len(set(_single(line)))


def _single(line: Voice) -> Iterator[str]:
    if line.place.startswith("one voice"):
        yield line.word.ref
    for source in line.sources:
        yield from _single(source)


def _brought_and_taken_up(season: Season) -> tuple[Priority, ...]:
    """Of a single session that was given its priorities: those which promises of the session go back to. Of several
    outputs that lay before it, the one nearest to the promises."""
    for number, record in season.sessions.items():
        hops = [(hop.session, hop.ref) for path in season.paths if path.session == number for hop in path.hops]
        for place in hops:
            along = _holding(record, number, place)
            if along:
                return tuple(_priority(season, number, word, 0) for word in along.words)
    return ()


def _holding(record: Record, number: int, place: Place) -> Brought | None:
    return next((one for one in record.brought if any((number, word.ref) == place for word in one.words)), None)


# --- promises ----------------------------------------------------------------------------------------------------


def promises(season: Season) -> tuple[Path, ...]:
    """What people said they would do, with its way back; the earliest day first, those without one last."""
    return tuple(sorted(season.paths, key=lambda path: (not path.promise.when, path.promise.when, path.session)))


def by_whom(promise: Commitment) -> str:
    """Who stands beside a promise in front of people who were not there: their name where they agreed to it, else what
    they are here as, else one of us."""
    return promise.who_beyond or promise.role or "one of us"
