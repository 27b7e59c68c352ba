"""Taking a person's words out of a log: the one way in which a log is ever rewritten.

What they began is emptied, in all its wordings. Where they changed what somebody else began, the wording before theirs
stands again. Every event keeps its place, its writer's seat and its lineage, so that the log folds, counts stay, and
everybody else's words are the same. Marks (votes, scores, places, who was named) stay: without a name, they are
nobody's any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from server.core import events as e
from server.core.cards import GIVEN
from server.core.events import Actor, Entry, Event, Value
from server.core.folding import evolve
from server.core.outcomes import given_key
from server.core.plan import Given, StepKey
from server.core.session import EMPTY, Session

ERASED = "(erased)"
"""What stands in place of words that were taken out."""
OTHERS = "Others"
"""What a group is called that was called by an erased person's own answer."""

NOBODY = 0
"""The seat of what was there before the session."""

_MARKS = ("score", "choice", "pick", "place", "person", "people", "addressee")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a contribution held at one time: its words as they stood in entry `seq`, and who put them so."""

    seq: int
    id: str
    step: StepKey
    seat: int
    by: Actor
    values: Mapping[str, Value]


def wordings(entries: Iterable[Entry]) -> list[Wording]:
    """Every wording of every contribution, in the order of the log; `seat` is who began it. What was there before the
    session is in no seat's words."""
    began: dict[str, tuple[StepKey, int]] = {}
    found = []
    for entry in entries:
        match entry.event:
            case e.Contributed(id, step, seat, _, values):
                began[id] = step, seat
                found.append(Wording(entry.seq, id, step, seat, entry.by, values))
            case (e.Revised(id, values) | e.Amended(id, values)) if id in began:
                step, seat = began[id]
                found.append(Wording(entry.seq, id, step, seat, entry.by, values))
    return found


def words_in(event: Event) -> tuple[str, ...]:
    """What somebody wrote freely in one event."""
    match event:
        case e.Contributed() | e.Revised() | e.Amended():
            return tuple(value for value in event.values.values() if isinstance(value, str))
        case e.NoteWritten() | e.MessageSent() | e.HelpCalled():
            return (event.words,)
    return ()


def forget(
    entries: Iterable[Entry],
    seats: Collection[int],
    lines: Collection[str] = (),
    blank: Collection[int] = (),
) -> list[Entry]:
    """The log without the words of these seats. `lines` are lines handed on from earlier sessions that go too, and
    `blank` the places in the log (`seq`) of single entries whose words go, whoever wrote them."""
    told, session = list(entries), EMPTY
    for entry in told:
        session = evolve(session, entry)
    rewriting = _Rewriting(session, frozenset(seats), frozenset(lines), frozenset(blank), told)
    return [replace(entry, event=rewriting.event(entry)) for entry in told]


class _Rewriting:
    def __init__(
        self, end: Session, seats: frozenset[int], lines: frozenset[str], blank: frozenset[int], told: list[Entry]
    ) -> None:
        self._end = end
        self._seats = seats
        self._lines = lines
        self._blank = blank
        self._writers: dict[str, tuple[StepKey, int]] = {}
        self._kept: dict[str, Mapping[str, Value]] = {}
        self._last: dict[str, Actor] = {}
        self._gone = set[str]()
        self._own_answers = self._answers(told)

    def event(self, entry: Entry) -> Event:
        match entry.event:
            case e.SessionOpened(plan) as opened:
                return replace(opened, plan=replace(plan, given=self._given(plan.given)))
            case e.GivenBrought(given) as brought:
                return replace(brought, given=self._given(given))
            case e.SeatTaken(seat, _, met, colleagues) as taken:
                if seat in self._seats:
                    return replace(taken, traits={}, met={}, colleagues=())
                others = tuple(other for other in colleagues if other not in self._seats)
                met = {other: n for other, n in met.items() if other not in self._seats}
                return replace(taken, met=met, colleagues=others)
            case e.PairTied(one, other) as tied if {one, other} & self._seats:
                return replace(tied, how="free")
            case e.GroupsFormed(names=names) as formed if names:
                return replace(formed, names=tuple(OTHERS if _same(n) in self._own_answers else n for n in names))
            case e.Contributed() as made:
                return self._contributed(entry, made)
            case e.Revised() | e.Amended() as changed:
                return self._changed(entry, changed)
            case e.NamingChosen(seat) as chosen if seat in self._seats:
                return replace(chosen, where="nowhere")
            case e.HelpCalled(seat) as called if seat in self._seats or entry.seq in self._blank:
                return replace(called, words="")
            case e.NoteWritten() | e.MessageSent() as said if entry.seq in self._blank:
                return replace(said, words="")
        return entry.event

    def _contributed(self, entry: Entry, made: e.Contributed) -> Event:
        self._writers[made.id] = made.step, made.seat
        if made.seat in self._seats or entry.seq in self._blank or self._is_line(made.seat, made.values):
            made = replace(made, values=self._emptied(made.step, made.values))
        self._kept[made.id] = made.values
        return made

    def _changed(self, entry: Entry, changed: e.Revised | e.Amended) -> Event:
        step, seat = self._writers[changed.id]
        is_theirs = seat in self._seats or changed.id in self._gone or self._is_line(seat, changed.values)
        if isinstance(changed, e.Revised):
            self._last[changed.id] = entry.by  # what a host puts right stays the words of who put them last
        if is_theirs or entry.seq in self._blank:
            changed = replace(changed, values=self._emptied(step, changed.values))
        elif self._last.get(changed.id) in self._seats:
            changed = replace(changed, values=self._as_before(step, changed.values, self._kept[changed.id]))
        self._kept[changed.id] = changed.values
        return changed

    def _emptied(self, key: StepKey, values: Mapping[str, Value]) -> dict[str, Value]:
        """Marks stay, words are erased, days and pictures go. What no form asks for is taken for words."""
        kept: dict[str, Value] = {}
        for name, value in values.items():
            kind = self._kinds(key).get(name, "text")
            if kind in _MARKS:
                kept[name] = value
            elif kind in ("text", "long") and value not in ("", ()):
                kept[name] = ERASED
        return kept

    def _as_before(self, key: StepKey, values: Mapping[str, Value], before: Mapping[str, Value]) -> Mapping[str, Value]:
        """The words that stood before, with the marks that are set now."""
        kinds = self._kinds(key)
        words = {name: value for name, value in before.items() if kinds.get(name) not in _MARKS}
        return {**words, **{name: value for name, value in values.items() if kinds.get(name) in _MARKS}}

    def _kinds(self, key: StepKey) -> Mapping[str, str]:
        step = self._end.step(key)
        return {field.name: field.kind for field in step.form} if step else {}

    def _given(self, given: tuple[Given, ...]) -> tuple[Given, ...]:
        """Only what comes from an earlier session is theirs; what the script says stays."""
        return tuple(replace(one, lines=tuple(self._line(one, n) for n in range(len(one.lines)))) for one in given)

    def _line(self, given: Given, n: int) -> str:
        """One line that was brought along, as it may stay; a host may put it right later on."""
        id, line = f"given-{given.name}-{n + 1}", given.lines[n]
        is_theirs = "." in given.name and line in self._lines
        self._gone.discard(id)
        if is_theirs:
            self._gone.add(id)
            line = ERASED
        self._writers[id], self._kept[id] = (given_key(given.name), NOBODY), {GIVEN: line}
        return line

    def _is_line(self, seat: int, values: Mapping[str, Value]) -> bool:
        """Whether a host wrote one of these lines down again."""
        return seat == NOBODY and values.get(GIVEN) in self._lines

    def _answers(self, told: list[Entry]) -> frozenset[str]:
        """What only these people answered on joining, in their own words: groups may be called so."""
        offered = {_same(option) for ask in self._end.plan.asks for option in ask.options}
        theirs, others = set[str](), set[str]()
        for entry in told:
            if isinstance(entry.event, e.SeatTaken):
                said = theirs if entry.event.seat in self._seats else others
                said.update(map(_same, entry.event.traits.values()))
        return frozenset(theirs - others - offered)


def _same(answer: str) -> str:
    return " ".join(answer.split()).casefold()
