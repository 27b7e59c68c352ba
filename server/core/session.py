"""Everything a session is, as folded from its events.

A `Session` is frozen and indexed by step, so that one contribution copies one small mapping and `decide` may look
ahead safely. Who may do what is decided in `decide`; who may see what, in `sights`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from server.core.events import Groups, Naming, Value
from server.core.plan import Item, Plan, StepKey, step_key
from server.core.remembering import once
from server.core.wishes import Tie, Weight
from structures.vocabulary import Step

__all__ = ["EMPTY", "Contribution", "Seat", "Session", "SessionClock", "Stay", "changed"]

_NONE: Mapping[Any, Any] = MappingProxyType({})
_SIGNS_KEPT = 60


@dataclass(frozen=True, slots=True)
class Seat:
    """`met`: how often this person was in one group, in earlier sessions, with seats that were taken before;
    `colleagues`: those of them that are of the same organisation. `naming`: where their name may stand beside what
    they said."""

    number: int
    traits: Mapping[str, str]
    joined_at: float
    left: bool = False
    met: Mapping[int, int] = field(default_factory=dict)
    colleagues: tuple[int, ...] = ()
    naming: Naming = "here"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody wrote. `seat` is who began it (0: it was given before the session), `at` when its writers last
    changed it, `former` its earlier wordings, oldest first, as they stood when let go of; those that a host put right
    are also in `amended`."""

    id: str
    step: StepKey
    seat: int
    group: int
    values: Mapping[str, Value]
    about: tuple[str, ...]
    inferred: bool
    draft: bool
    late: bool
    at: float
    former: tuple[Mapping[str, Value], ...] = ()
    amended: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in a step: when it began and ended (0: it still runs), what was planned, what was left at its end."""

    step: StepKey
    began: float
    planned: float
    ended: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class SessionClock:
    """`left` seconds were left at instant `at`; it runs down from there when `running`."""

    at: float
    left: float
    total: float
    running: bool
    given_back: float = 0.0

    def left_at(self, now: float) -> float:
        return self.left - (now - self.at) if self.running else self.left


@dataclass(frozen=True)
class Session:
    plan: Plan = Plan("")
    phase: Literal["new", "lobby", "running", "closed"] = "new"
    opened_at: float = 0.0
    started_at: float = 0.0
    closed_at: float = 0.0
    lead: str = ""
    items: tuple[Item, ...] = ()
    seats: Mapping[int, Seat] = field(default_factory=dict)
    at: StepKey = ""
    clock: SessionClock | None = None
    stays: tuple[Stay, ...] = ()
    ended: Mapping[StepKey, float] = field(default_factory=dict)
    groups: Mapping[StepKey, Groups] = field(default_factory=dict)
    numbers: Mapping[StepKey, Mapping[int, int]] = field(default_factory=dict)
    standing: Mapping[StepKey, StepKey] = field(default_factory=dict)
    topics: Mapping[StepKey, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[StepKey, tuple[str, ...]] = field(default_factory=dict)
    dealt: Mapping[StepKey, Mapping[int, str]] = field(default_factory=dict)
    made: Mapping[StepKey, Mapping[str, Contribution]] = field(default_factory=dict)
    by_seat: Mapping[StepKey, Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    pens: Mapping[StepKey, Mapping[int, int]] = field(default_factory=dict)
    settled: Mapping[StepKey, Mapping[int, Literal["finished", "passed"]]] = field(default_factory=dict)
    signs: Mapping[StepKey, Mapping[int, tuple[float, ...]]] = field(default_factory=dict)
    calls: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    minutes: Mapping[StepKey, float] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    hidden: Mapping[str, float] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    spot: str = ""
    marked: frozenset[str] = frozenset()
    together: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[StepKey, str] = field(default_factory=dict)
    message: str = ""
    bells: int = 0
    mixing: Mapping[str, Weight] = field(default_factory=dict)
    ties: Mapping[frozenset[int], Tie] = field(default_factory=dict)

    # --- the run -----------------------------------------------------------------------------------------------

    def item(self, key: StepKey | str) -> Item | None:
        """The item of that key, or of the step that key names."""
        return _items_by_key(self.items).get(key.partition("/")[0])

    def step(self, key: StepKey) -> Step | None:
        return _steps_by_key(self.items).get(key)

    @property
    def now_step(self) -> Step | None:
        return self.step(self.at) if self.at else None

    @property
    def now_item(self) -> Item | None:
        return self.item(self.at) if self.at else None

    def slots(self) -> Iterator[tuple[Item, Step]]:
        """Every step of the run in order, without the items left out."""
        for item in self.items:
            if item.key not in self.skipped:
                for step in item.steps:
                    yield item, step

    def is_open(self, key: StepKey) -> bool:
        return self.phase == "running" and key == self.at

    # --- people ------------------------------------------------------------------------------------------------

    def present(self) -> tuple[int, ...]:
        """Seats of the people who have not left, in the order they came."""
        return _present(self.seats)

    def groups_in(self, key: StepKey) -> Groups:
        """Who is with whom in a step that has begun; nobody when people are alone or all together."""
        return self.groups.get(self.standing.get(key, ""), ())

    @property
    def last_formation(self) -> StepKey:
        """The step whose groups people were in last."""
        return next((self.standing[stay.step] for stay in reversed(self.stays) if self.standing.get(stay.step)), "")

    def group_number(self, key: StepKey, seat: int) -> int:
        """The number of a person's group in a step, or -1."""
        numbers = self.numbers.get(self.standing.get(key, ""))
        return numbers.get(seat, -1) if numbers else -1

    # --- words -------------------------------------------------------------------------------------------------

    def contribution(self, id: str) -> Contribution | None:
        # there are few steps and many contributions: no table of where each is would be worth its copies
        return next((made[id] for made in self.made.values() if id in made), None)

    @property
    def contributions(self) -> int:
        """How many there are, drafts and what was given before the session among them."""
        return sum(map(len, self.made.values()))

    def written(self, key: StepKey) -> Iterable[Contribution]:
        return self.made.get(key, _NONE).values()

    def written_by(self, key: StepKey, seat: int) -> tuple[Contribution, ...]:
        """What one person wrote in a step, in the order they wrote it."""
        made = self.made.get(key, _NONE)
        return tuple(made[id] for id in self.by_seat.get(key, _NONE).get(seat, ()))

    def is_draft(self, contribution: Contribution) -> bool:
        """A draft becomes words when its writer lets it go, or when its step closes."""
        return contribution.draft and self.is_open(contribution.step)


@once(16)
def _present(seats: Mapping[int, Seat]) -> tuple[int, ...]:
    return tuple(n for n, seat in seats.items() if not seat.left)


@once(16)
def _items_by_key(items: tuple[Item, ...]) -> Mapping[str, Item]:
    return {item.key: item for item in items}


@once(16)
def _steps_by_key(items: tuple[Item, ...]) -> Mapping[StepKey, Step]:
    return {step_key(item, step): step for item in items for step in item.steps}


EMPTY = Session()

if TYPE_CHECKING:
    from dataclasses import replace as changed  # checked as that is: the names of fields, the kinds of values
else:

    def changed(session: Session, **fields: Any) -> Session:
        """The session with some fields replaced, as `dataclasses.replace` does it, in a tenth of the time: every event
        makes one."""
        new = object.__new__(Session)
        new.__dict__.update(session.__dict__, **fields)
        return new
