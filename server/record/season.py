"""The record of a series: its sessions' records, and the path of each promise back to where it began.

A path goes from line to line wherever people said what theirs comes from, by picking or by sitting at its table. Where
nobody did, it goes on from what lay before everybody: that is told as what people had before them, not as a choice.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from server.record.charts import Meetings
from server.record.record import Commitment, Inclusion, Output, Record, Word

How = Literal["part of", "grew out of", "comes from", "with before us"]
LONGEST = 40
"""Hops of one path; none known is half as long."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step back. `session` counts from 1; `ref` is the line's number in that session's record, and `left` the title
    of the output it is in, if any. A hop to a whole output of `lines` lines has its title for text, and no ref. `among`
    counts the lines that were named together with this one."""

    how: How
    session: int
    title: str
    text: str
    ref: str = ""
    left: str = ""
    lines: int = 1
    among: int = 1


@dataclass(frozen=True, slots=True)
class Path:
    """A promise of session `session`, and the hops back from it."""

    session: int
    promise: Commitment
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """How far everybody took part in `sessions` meetings taken together, each person counted once: those who came by
    links of their own. `alone` counts the places that were taken with the code alone: nobody knows who of these came
    again, so they are in the figures of the single sessions only."""

    sessions: int
    inclusion: Inclusion
    meetings: Meetings | None
    alone: int


@dataclass(frozen=True, slots=True)
class Season:
    """The records of the sessions that have been, by number. `returned`: how many of a session's people had been in an
    earlier one; empty where that is not known. `together`: of several sessions, where it is known who came."""

    title: str
    sessions: Mapping[int, Record]
    paths: tuple[Path, ...]
    returned: Mapping[int, int]
    together: Together | None = None


def build(
    title: str, sessions: Mapping[int, Record], returned: Mapping[int, int], together: Together | None = None
) -> Season:
    """The record of a series from the records of its sessions, by their numbers; some may not have been."""
    tracing = _Tracing(sessions)
    paths = (
        Path(number, promise, tuple(tracing.back_from(number, promise.ref)))
        for number, record in sorted(sessions.items())
        for promise in record.commitments
    )
    return Season(title, dict(sorted(sessions.items())), tuple(sorted(paths, key=_kin)), returned, together)


def _kin(path: Path) -> tuple[object, ...]:
    """Promises that go back to the same stand together."""
    back = [(hop.session, hop.ref or hop.text) for hop in reversed(path.hops)]
    return path.session, back, path.promise.who, path.promise.ref


class _Tracing:
    """Finds what a line goes back to, in all the sessions."""

    def __init__(self, sessions: Mapping[int, Record]) -> None:
        self._titles = {number: record.title for number, record in sessions.items()}
        self._words = {(number, word.ref): word for number, record in sessions.items() for word in record.words()}
        self._uses = {
            (number, str(part.number)): part.uses for number, record in sessions.items() for part in record.parts
        }
        self._left: dict[tuple[int, str], str] = {}
        for number, record in sessions.items():
            for output in record.outputs:
                for voice in output.lines:
                    self._left.setdefault((number, voice.word.ref), output.title)  # a vote hands on what another left
        self._outputs: dict[tuple[int, str], Output] = {
            (number, output.name): output for number, record in sessions.items() for output in record.outputs
        }
        self._brought = {
            (number, brought.name): brought for number, record in sessions.items() for brought in record.brought
        }

    def back_from(self, number: int, ref: str) -> Iterator[Hop]:
        """The hops back from a line, nearest first."""
        seen: set[tuple[int, str]] = set()
        here: tuple[int, str] | None = (number, ref)
        for _ in range(LONGEST):
            if here is None or here in seen:
                return
            seen.add(here)
            hop, here = self._before(*here)
            if hop:
                yield hop

    def _before(self, number: int, ref: str) -> tuple[Hop | None, tuple[int, str] | None]:
        """What a line, or (a name in place of its number) a whole output, goes back to; nothing where it began."""
        word = self._words.get((number, ref))
        if word is None:
            return self._used(number, self._output_uses(number, ref))
        if written := self._written(number, word):
            return None, written  # the same line, in the session that wrote it
        if named := [one for one in word.about if (number, one) in self._words]:
            how: How = "grew out of" if word.grown else "comes from"
            return self._hop(how, number, named[0], len(named)), (number, named[0])
        if word.topic_ref:
            return self._hop("part of", number, word.topic_ref), (number, word.topic_ref)
        return self._used(number, self._uses.get((number, ref.partition(".")[0]), ()))

    def _hop(self, how: How, number: int, ref: str, among: int = 1) -> Hop:
        word = self._words[number, ref]
        at, there = self._written(number, word) or (number, ref)
        return Hop(how, at, self._titles[at], word.text, there, self._left.get((at, there), ""), among=among)

    def _output_uses(self, number: int, name: str) -> tuple[str, ...]:
        output = self._outputs.get((number, name))
        return output.uses if output else ()

    def _used(self, number: int, uses: Sequence[str]) -> tuple[Hop | None, tuple[int, str] | None]:
        """The first output that lay before people: its line where it has only one, else as a whole."""
        for name in uses:
            lines, title = self._lines(number, name)
            if len(lines) == 1:
                return self._hop("with before us", number, lines[0].ref), (number, lines[0].ref)
            if lines:
                at, there = self._home(number, name, lines[0])
                return Hop("with before us", at, self._titles[at], title, lines=len(lines)), (at, there)
        return None, None

    def _lines(self, number: int, name: str) -> tuple[Sequence[Word], str]:
        if brought := self._brought.get((number, name)):
            return brought.words, brought.title
        output = self._outputs.get((number, name))
        return ([voice.word for voice in output.lines], output.title) if output else ((), "")

    def _home(self, number: int, name: str, line: Word) -> tuple[int, str]:
        """The session that left an output, and its name there."""
        written = self._written(number, line)
        return (written[0], name.rpartition(".")[2]) if written else (number, name)

    def _written(self, number: int, word: Word) -> tuple[int, str] | None:
        return written_in(self._titles, number, word)


def written_in(sessions: Container[int], number: int, word: Word) -> tuple[int, str] | None:
    """Where a line that session `number` was given by an earlier one was written; None for a line of its own, and when
    that session is not among these (a session that is looked at alone may go by another number)."""
    session, _, ref = word.origin.partition(":")
    return (int(session), ref) if session and int(session) < number and int(session) in sessions else None
