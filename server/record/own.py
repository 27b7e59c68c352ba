"""What somebody wrote in sessions, what was kept private with it, and what it grew into: theirs alone to read.

It is made from the log, like a record, but for one seat: a record never holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.core import cards
from server.core.events import Entry, HelpCalled
from server.core.faces import Around, word_of
from server.core.folding import fold
from server.core.plan import step_key
from server.core.session import Contribution, Session
from server.record.building import build
from server.record.desk import among, instant, refs_of
from server.record.promised import asks_for_pledges, asks_for_promises
from server.record.record import Record
from server.record.telling import COUNTED
from structures.vocabulary import Step


@dataclass(frozen=True, slots=True)
class Line:
    """One thing they wrote: what was asked, their words (a label and a text each), earlier wordings, and the lines that
    grew out of it. A picture is the text of its line: its id. `ref` is its number in the record, `promise`: it is
    something they said they would do, `private`: nobody but them may read it, `mark`: it only scores, answers or places
    a card of somebody's."""

    asked: str
    said: tuple[tuple[str, str], ...]
    former: tuple[str, ...]
    grew_into: tuple[str, ...]
    ref: str = ""
    promise: bool = False
    private: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Sat:
    """A session in which they sat: under which name, what they answered on joining, and what they wrote. `number` is
    that of the session in the source that this stands in."""

    title: str
    began: str
    name: str
    answers: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    help: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`known` is what the community's list says of them: a label and a text each."""

    name: str
    community: str
    known: tuple[tuple[str, str], ...]
    sessions: tuple[Sat, ...]

    @property
    def lines(self) -> int:
        return sum(len(one.lines) for one in self.sessions)


def sat(entries: Sequence[Entry], names: dict[int, str], seat: int) -> Sat:
    """What one seat left in the session of this log. Pure."""
    session, record = fold(entries), build(entries, names)
    refs, around = refs_of(session), among(names)
    called = [one.event.words for one in entries if isinstance(one.event, HelpCalled) and one.event.seat == seat]
    asks = {ask.name: ask.label for ask in session.plan.asks}
    traits = session.seats[seat].traits if seat in session.seats else {}
    lines = [
        _line(session, around, record, refs.get(one.id, ""), f"{item.title}: {word_of(item, step)}", step, one)
        for item in session.items
        for step in item.steps
        for one in session.written_by(step_key(item, step), seat)
    ]
    return Sat(
        title=session.plan.title,
        began=instant(session.started_at or session.opened_at),
        name=names.get(seat, ""),
        answers=tuple((asks.get(name, name), answer) for name, answer in traits.items() if answer),
        lines=tuple(lines),
        help=tuple(words for words in called if words),
    )


def _line(
    session: Session, around: Around, record: Record, ref: str, asked: str, step: Step, one: Contribution
) -> Line:
    said = tuple((line.label or line.kind, line.text) for line in cards.lines(session, around, step, one.values))
    former = (cards.lines(session, around, step, values) for values in one.former)
    return Line(
        asked,
        said,
        tuple(" / ".join(line.text for line in lines) for lines in former),
        tuple(_grown(record, ref)) if ref else (),
        ref,
        asks_for_promises(step) or asks_for_pledges(step),
        step.capture == "private",
        _only_marks(step, one),
    )


def _only_marks(step: Step, one: Contribution) -> bool:
    entered = {f.kind for f in step.form if one.values.get(f.name) not in (None, "", ())}
    return bool(step.marks or step.deals) and entered <= set(COUNTED)


def _grown(record: Record, ref: str) -> Iterable[str]:
    """The lines of the record that say that they come from this one."""
    words = (word for part in record.parts for step in part.steps for word in step.words)
    return (word.text for word in words if ref in word.about and word.text)
