"""What somebody may ask of a session: a closed union, in the imperative. Each yields events or is refused.

Who asks comes from the link, never from the payload: `by` is a seat's number, a facilitator's label, or "clock".
Which role may give which command is one table in `server.wire.roles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from server.core.events import Actor, Naming, Value
from server.core.plan import Given, Item, Plan, StepKey
from server.core.wishes import Tie, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    by: Actor


# --- a participant ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Command):
    """Take the seat `by`, with answers to the plan's asks. Of those who sit here already, `met` says how often this
    person was in one group with them in earlier sessions, `ties` from whom they are to be kept apart, or with whom
    together, `colleagues` who is of their organisation. `naming` is what they last said elsewhere about their name."""

    traits: Mapping[str, str] = field(default_factory=dict)
    met: Mapping[int, int] = field(default_factory=dict)
    ties: Mapping[int, Tie] = field(default_factory=dict)
    colleagues: tuple[int, ...] = ()
    naming: Naming = "here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoin(Command):
    """Come back to the seat one left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Command):
    """Go for good (a lost connection is not leaving)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Command):
    """Write a new contribution to a step. `draft` keeps it with its writer until let go or the step closes.
    `late` offers words to a step that has closed; they wait for the facilitator."""

    id: str
    step: StepKey
    values: Mapping[str, Value]
    about: tuple[str, ...] = ()
    draft: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revise(Command):
    id: str
    step: StepKey
    values: Mapping[str, Value]
    about: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command):
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePen(Command):
    step: StepKey


@dataclass(frozen=True, slots=True, kw_only=True)
class GoToGroup(Command):
    """Move oneself to another group, in a step where people move freely."""

    step: StepKey
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass(Command):
    """I would rather just talk."""

    step: StepKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(Command):
    """I am done writing; `again` takes it back."""

    step: StepKey
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseNaming(Command):
    """Say where one's name may stand beside what one said; at any time, also after the session."""

    where: Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHelp(Command):
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHelp(Command):
    """A facilitator goes to the person (or the person no longer needs it)."""

    seat: int


# --- the facilitator: the run ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Command):
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Next(Command):
    """Go on to the next step. `step` is the step one wants to leave: a second tap changes nothing. `anyway`: also into
    a structure that is meant for more people than there are."""

    step: StepKey = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Back(Command):
    """Reopen the step before, with its words."""

    step: StepKey = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo(Command):
    """Go straight to the first step of an item, forwards or back; nothing in between is lost. `anyway` as for Next."""

    item: str
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Command):
    """Leave an item out (or, with `skip` false, take it in again). `anyway` as for Next, where leaving one out goes on
    to another."""

    item: str
    skip: bool = True
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Command):
    """Play an item again, right after it, with the same groups, new groups, or another prompt; both rounds are kept."""

    item: str
    groups: Literal["same", "new"] = "new"
    invitation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(Command):
    """Put a structure (resolved, with any key) into the run after the item `after`, or after the present one."""

    item: Item
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMinutes(Command):
    """Set the minutes of a step to come."""

    step: StepKey
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Let the clock run on. After an outage `left` says what was saved and `away` how long the server was gone."""

    left: float | None = None
    away: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(Command):
    """Add seconds to what is left."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorten(Command):
    """Take seconds from what is left."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapse(Command):
    """The clock says the time of `step` is up; only a step that moves on by itself does so. `by` is "clock"."""

    step: StepKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Bring(Command):
    """Bring along what earlier sessions left (or what was typed in), in place of what the plan was given under the same
    names; before the first step."""

    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordGiven(Command):
    """Reword one line of an output that was there before the session, or (without `line`) add one to it."""

    name: str
    line: str = ""
    words: str


# --- the facilitator: people -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePerson(Command):
    """Put a person into another group of a step (the present one, or one planned)."""

    seat: int
    group: int
    step: StepKey = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regroup(Command):
    """Form the groups of a step anew (the present one, or one planned)."""

    step: StepKey = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMixing(Command):
    """Let a wish for groups count that much: one of `wishes.RESERVED`, or the name of an ask."""

    wish: str
    weight: Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class TiePair(Command):
    """Keep two people apart, or together, or (free) let them sit as it comes."""

    one: int
    other: int
    how: Tie | Literal["free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePerson(Command):
    """Take a person who has gone home out of the groups; their words stay."""

    seat: int


# --- the facilitator: words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderate(Command):
    """Hide or restore, show on or take off the stage, mark or unmark for the record.

    Restoring words that came late takes them in."""

    id: str
    act: Literal["hide", "restore", "show", "take_off", "mark", "unmark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Command):
    """Put right what stands in one field of words of a contribution, before or after the session is closed. `was` is
    what stood there as the host saw it."""

    id: str
    field: str
    was: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInOne(Command):
    """Put contributions together under the first of them."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeApart(Command):
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Command):
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote(Command):
    step: StepKey
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Let the facilitator `to` lead; a facilitator may also take over by naming themselves."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer, not an error: a code for programs and a sentence for people."""

    code: Literal[
        "closed",
        "not_now",
        "step_closed",
        "not_yours",
        "unknown",
        "invalid",
        "too_long",
        "too_many",
        "empty",
        "too_few",
    ]
    says: str
