"""What a screen is told: the wire contract, as values.

A screen is the sum of a few parts. Each part is complete, small, and replaces the former one whole; a screen that
joins again gets all of them and needs nothing else. What parts are made of is in `server.core.pieces`;
`static/src/lib/wire.ts` is generated from both.
Times are seconds; instants are seconds since 1970 on the server's clock (every part travels with the server's now).
Empty strings, empty tuples and None mean "nothing to show".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.core.events import Naming, Value
from server.core.mixture import Mixture, Tied, Weighed
from server.core.pieces import Block, Card, Clock, FormFace, GroupFace, Option, Stall, StepFace, Tally


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody's part: every phone, the stage and the control screen get the same bytes. `names` are the people to
    choose from while a form has a person field. `market` are the groups one may go to while people move freely."""

    phase: Literal["lobby", "running", "closed"]
    title: str
    subtitle: str
    people: int
    step: StepFace | None
    clock: Clock | None
    coming: str
    blocks: tuple[Block, ...]
    pinned: tuple[Block, ...]
    message: str
    bells: int
    decided: tuple[Block, ...]
    asks: tuple[str, ...]
    names: tuple[Option, ...] = ()
    market: tuple[Stall, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group's part: the same bytes on each of its phones. `pen` is the seat of its scribe (0: nobody);
    `words` are what the group has written in this step, live. `help`: it has called."""

    step: str
    group: GroupFace | None
    pen: int
    pen_name: str
    words: tuple[Card, ...]
    blocks: tuple[Block, ...]
    help: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """A contribution of one's own as it was entered, to edit or withdraw. `former` are its earlier wordings, oldest
    first; going back to one is entering it anew."""

    id: str
    values: Mapping[str, Value]
    about: tuple[str, ...]
    draft: bool
    late: bool = False
    former: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    what: str
    when: str
    who: str
    with_whom: str


@dataclass(frozen=True, slots=True)
class Own:
    """One person's part. `may`: write (a form is here), pen (one may take the pen), wait (somebody else writes),
    look (there is nothing to write). `role` is what one is called in this turn and `says` what is asked of that role.
    `settled`: finished, passed, or nothing yet. After the session `notes` holds one's own words by step title.
    `naming` is where one's name may stand, while one writes under it, and at the end; else empty."""

    step: str
    seat: int
    name: str
    role: str
    says: str
    may: Literal["write", "pen", "wait", "look"]
    form: FormFace | None
    mine: tuple[Mine, ...]
    dealt: Card | None
    blocks: tuple[Block, ...]
    settled: Literal["", "finished", "passed"]
    help: bool
    away: bool
    notes: tuple[Block, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    naming: Naming | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the stage shows beside the room's part. `names` is who has arrived, newest last (lobby)."""

    code: str
    url: str
    names: tuple[str, ...]
    groups: tuple[GroupFace, ...]
    tally: Tally
    leader: str


@dataclass(frozen=True, slots=True)
class RunStep:
    key: str
    sign: str
    word: str
    seconds: float
    state: Literal["done", "now", "next", "left_out"]


@dataclass(frozen=True, slots=True)
class RunItem:
    """One line of the run. `planned_at` (0: added on the way) and `planned` are the plan; `began_at` (0: not yet) and
    `took` are what was. `least`: it has not begun, and is meant for that many people, more than there are (else 0)."""

    key: str
    kind: Literal["structure", "talk", "break", "note"]
    title: str
    invitation: str
    note: str
    state: Literal["done", "now", "next", "skipped"]
    planned_at: float
    planned: float
    began_at: float
    took: float
    least: int
    steps: tuple[RunStep, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """`here`: a screen of theirs is connected. `unsent`: their phone holds words the server does not have yet."""

    seat: int
    name: str
    traits: tuple[str, ...]
    group: int
    here: bool
    left: bool
    unsent: int
    written: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as the facilitator sees it: never its words, only signs of life. `count` contributions of the present
    step; `free` when there is nothing for it to do; `last` the instant of its last sign of life (0: none; the screen
    says "quiet" when that is long ago); `pulse` counts its signs of life in the last ten spells of 20 s, oldest
    first."""

    group: GroupFace
    pen: str
    state: Literal["help", "free", "no_pen", "talking", "wrote"]
    count: int
    last: float
    pulse: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HelpCall:
    seat: int
    name: str
    group: str
    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contribution in the facilitator's hands. `state`: waiting, shown, hidden, late. `names_person`: it may name
    somebody who has a seat; look first."""

    card: Card
    state: Literal["waiting", "shown", "hidden", "late"]
    names_person: bool
    hidden_at: float
    together: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The words a step shares, as the facilitator handles them. `held`: nothing reaches the stage until shown."""

    key: str
    title: str
    held: bool
    spot: str
    rows: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people of a role have had words on the stage today."""

    role: str
    heard: int
    of: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The groups made ready for a step to come, and how well they came out."""

    step: str
    title: str
    groups: tuple[GroupFace, ...]
    mixture: Mixture | None


@dataclass(frozen=True, slots=True)
class BegunWithLine:
    """A line that was there before the session; `former` are its earlier wordings, oldest first."""

    id: str
    text: str
    former: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class BegunWith:
    """An output that was there before the session; `source` is the title of the session it comes from, if any."""

    name: str
    title: str
    source: str
    lines: tuple[BegunWithLine, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """The facilitator's part. Counts while people write in private, words only when the step shares them. `mixes`:
    groups could as well be others, and may be mixed anew. `wishes` are for groups, `ties` the pairs chosen for them,
    `mixture` how well those of now came out."""

    code: str
    url: str
    opened_at: float
    planned_end: float
    now_key: str
    next_says: str
    back_says: str
    last: bool
    run: tuple[RunItem, ...]
    people: tuple[Person, ...]
    groups: tuple[GroupRow, ...]
    planned: Planned | None
    calls: tuple[HelpCall, ...]
    queues: tuple[Queue, ...]
    tally: Tally
    settled: int
    heard: tuple[Heard, ...]
    still: tuple[str, ...]
    cue: str
    watch: str
    move: str
    note: str
    lead: str
    facilitators: tuple[str, ...]
    met: float
    contributed: int
    mixes: bool
    wishes: tuple[Weighed, ...]
    ties: tuple[Tied, ...]
    mixture: Mixture | None
    begun_with: tuple[BegunWith, ...] = ()


Part = Room | Group | Own | Stage | Control
