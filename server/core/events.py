"""What has happened in a session: a closed union of facts, in the past tense.

`evolve` folds them and never refuses one. Dice are recorded here: groups formed and cards dealt, so that a replay
never rolls again. No event holds a name, a contact detail or a secret: people are seats. A new kind of event is an
ADR, because every old log must fold for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from server.core.plan import Given, Item, Plan, StepKey
from server.core.wishes import Tie, Weight

Groups = tuple[tuple[int, ...], ...]
"""Seats by group; the position is the group's number."""

Value = str | int | tuple[str, ...]
"""What one field of a contribution holds: words, a score, a day (YYYY-MM-DD), a seat or a group's number, picked
contributions or seats (as words), a place as "x,y" (whole numbers 0 to 100), the id of a picture."""

Naming = Literal["nowhere", "here", "reports"]
"""Where a person's name may stand beside what they said, in steps that promise names: nowhere, with those who were
here, or also in reports for people who were not."""

Actor = int | str
"""Who did it: a seat's number, or the label of a facilitator ("f1"), or "clock"."""


@dataclass(frozen=True, slots=True)
class SessionOpened:
    plan: Plan


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A person sat down; `traits` are the answers to the plan's asks, `met` how often they were in one group with other
    seats in earlier sessions, `colleagues` who of those seated before is of the same organisation."""

    seat: int
    traits: Mapping[str, str]
    met: Mapping[int, int] = field(default_factory=dict)
    colleagues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatLeft:
    seat: int


@dataclass(frozen=True, slots=True)
class SeatReturned:
    seat: int


@dataclass(frozen=True, slots=True)
class NamingChosen:
    """Somebody said where their name may stand, for all that they said in this session."""

    seat: int
    where: Naming


@dataclass(frozen=True, slots=True)
class StepStarted:
    """The session moved to a step with `seconds` on its clock; `reopened` when it went back to it."""

    step: StepKey
    seconds: float
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class StepClosed:
    step: StepKey


@dataclass(frozen=True, slots=True)
class ClockSet:
    """What is left on the clock, and whether it runs. `why` "outage": the server was away, and gave the time back."""

    left: float
    running: bool
    total: float
    why: Literal["pause", "resume", "extend", "shorten", "outage"]
    away: float = 0.0


@dataclass(frozen=True, slots=True)
class GroupsFormed:
    """Who is with whom in a step, now or (planned) in a step to come.

    `topics`: the contribution each group is about (stations, joined groups, lanes from words). `names`: what each
    group is called where people of one kind are together. Both are empty or as long as `groups` was when formed.
    """

    step: StepKey
    groups: Groups
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPlaced:
    """One person was put into a group without reshuffling the others."""

    step: StepKey
    seat: int
    group: int


@dataclass(frozen=True, slots=True)
class MixingSet:
    """A wish for groups counts that much from now on. `wish` is one of `wishes.RESERVED` or the name of an ask."""

    wish: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class PairTied:
    """Two people are to be kept apart, or together, or (free) sit as it comes."""

    one: int
    other: int
    how: Tie | Literal["free"]


@dataclass(frozen=True, slots=True)
class CardsDealt:
    """Who holds which contribution in a step: seat to contribution id."""

    step: StepKey
    cards: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Contributed:
    """Something was written. `group` is the writer's group number or -1. `about` are the contributions it picks,
    scores or builds on; `inferred` when nobody picked and the step's own lineage was taken. `draft`: not yet let go
    of by its writer. `late`: after the step closed, waiting for the facilitator."""

    id: str
    step: StepKey
    seat: int
    group: int
    values: Mapping[str, Value]
    about: tuple[str, ...] = ()
    inferred: bool = False
    draft: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Revised:
    id: str
    values: Mapping[str, Value]
    about: tuple[str, ...] = ()
    inferred: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    id: str


@dataclass(frozen=True, slots=True)
class PenTaken:
    step: StepKey
    group: int
    seat: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A person is done with a step: finished writing, or passed and would rather not write."""

    step: StepKey
    seat: int
    how: Literal["finished", "passed", "again"]


@dataclass(frozen=True, slots=True)
class HelpCalled:
    seat: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    seat: int


@dataclass(frozen=True, slots=True)
class Moderated:
    """The facilitator hid, restored, showed, took off, marked or unmarked a contribution."""

    id: str
    act: Literal["hide", "restore", "show", "take_off", "mark", "unmark"]


@dataclass(frozen=True, slots=True)
class Amended:
    """A host put a contribution right. `values` are all that it holds from then on; the wording before stays."""

    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PutTogether:
    """Contributions that say the same were put together under one of them; all stay in the record."""

    ids: tuple[str, ...]
    under: str


@dataclass(frozen=True, slots=True)
class TakenApart:
    under: str


@dataclass(frozen=True, slots=True)
class BellRung:
    pass


@dataclass(frozen=True, slots=True)
class ItemInserted:
    """A line joined the run right after the item `after` (also when something is played again)."""

    item: Item
    after: str


@dataclass(frozen=True, slots=True)
class ItemSkipped:
    key: str
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class GivenBrought:
    """Outputs of earlier sessions took the place of what the plan was given under the same names."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class MinutesPlanned:
    """A step to come will take that many minutes."""

    step: StepKey
    minutes: float


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message to all; empty words take it away."""

    words: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The facilitators' private note on a step; it goes to the record."""

    step: StepKey
    words: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Another facilitator leads from now on."""

    to: str


@dataclass(frozen=True, slots=True)
class SessionClosed:
    pass


@dataclass(frozen=True, slots=True)
class SessionReopened:
    pass


Event = (
    SessionOpened
    | SeatTaken
    | SeatLeft
    | SeatReturned
    | NamingChosen
    | StepStarted
    | StepClosed
    | ClockSet
    | GroupsFormed
    | PersonPlaced
    | MixingSet
    | PairTied
    | CardsDealt
    | Contributed
    | Revised
    | Withdrawn
    | PenTaken
    | Settled
    | HelpCalled
    | HelpAnswered
    | Moderated
    | Amended
    | PutTogether
    | TakenApart
    | BellRung
    | ItemInserted
    | ItemSkipped
    | GivenBrought
    | MinutesPlanned
    | MessageSent
    | NoteWritten
    | HandedOver
    | SessionClosed
    | SessionReopened
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it stands in the log. `seq` counts from 1 without gaps; `at` is seconds since 1970."""

    seq: int
    at: float
    by: Actor
    event: Event
