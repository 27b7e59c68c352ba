"""What a screen is told: the wire contract, as values.

A screen is the sum of a few parts. Each part is complete, small, and replaces the former one whole; a screen that
joins again gets all of them and needs nothing else. `static/src/lib/wire.ts` is generated from this file.
Times are seconds; instants are seconds since 1970 on the server's clock (every part travels with the server's now).
Empty strings, empty tuples and None mean "nothing to show".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.core.events import Value

# --- pieces ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clock:
    """`left` seconds were left at instant `at` (negative: over time). An `open` clock counts up from `total`'s plan.
    `due` is the instant by which a step between meetings should be done (0: this is no such step)."""

    at: float
    left: float
    total: float
    running: bool
    open: bool = False
    given_back: float = 0.0
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Zone:
    """A named field of a canvas and the point that choosing it from a list means."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CanvasFace:
    """A space to place things on, 100 by 100 from the bottom left; see `structures.fields.Canvas`."""

    kind: Literal["line", "axes", "quadrants", "loop", "rings"]
    x: tuple[str, str]
    y: tuple[str, str]
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a canvas and how many placements it stands for."""

    x: float
    y: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave an answer."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a card, ready to read. `kind` is the field's kind; of a picture, `text` is its id, which the door
    for pictures takes; of a place, `text` says in words where it is."""

    label: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Where a card stands: the scores given (a count for each step of the scale), their sum scaled to all rounds,
    the place it shares, and whether others share it."""

    total: float
    outof: int
    spread: tuple[int, ...]
    low: int
    place: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """What was said about a card: `marks` counts the answers, most frequent first; `spots` are the places given to it
    and `at` is their middle."""

    marks: tuple[Count, ...] = ()
    spots: tuple[Spot, ...] = ()
    at: Spot | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A contribution as one audience may see it. `by`, `group` (whose it is) and `to` (the group it is for) are words,
    empty unless granted. `about` is the card it marks. `marking` is what others answered about it, where that is shown.
    `former` are its earlier wordings, oldest first, for those who may go back to one."""

    id: str
    lines: tuple[Line, ...]
    by: str = ""
    group: str = ""
    marked: bool = False
    draft: bool = False
    score: Score | None = None
    joined: int = 0
    to: str = ""
    about: str = ""
    marking: Marking | None = None
    former: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of a web from one person to another; `kind` says what it means ("I know", "I should like to meet")."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """Cards shown together. `show`: cards (plain list), wall, ranking, spread (how scores are spread, with the words
    given along), commitments (who, what, when; blanks visible), columns (cards sorted by the answer most gave, named
    in `columns`), plot (cards on a `canvas`), matrix (who asks whom: each card's `group`, `to` and `marking`), gallery
    (cards with pictures), web (`ties` between people), phone (words that never left this phone: the phone fills it in
    from what it kept of step `of`). `spread` counts each score from `low` up; `ends` names its two ends. `spot` is the
    card the stage shows large. `more` cards did not fit."""

    key: str
    title: str
    show: Literal[
        "cards", "wall", "ranking", "spread", "commitments", "columns", "plot", "matrix", "gallery", "web", "phone"
    ]
    cards: tuple[Card, ...]
    spot: str = ""
    more: int = 0
    spread: tuple[int, ...] = ()
    low: int = 1
    ends: tuple[str, str] = ("", "")
    waiting: int = 0
    columns: tuple[str, ...] = ()
    canvas: CanvasFace | None = None
    ties: tuple[Tie, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `left` is how many places it still has (-1: any number)."""

    value: str
    text: str
    small: str = ""
    left: int = -1


@dataclass(frozen=True, slots=True)
class FieldFace:
    """A field to fill. `options` are ready for choice, pick (contributions) and addressee (numbers of groups). Of a
    person or people they are empty: everybody's names are in the room's part, once (`Room.names`), oneself left out."""

    name: str
    kind: Literal[
        "text", "long", "choice", "score", "pick", "date", "person", "people", "place", "picture", "addressee"
    ]
    label: str
    hint: str
    required: bool
    most: int
    options: tuple[Option, ...]
    low: int
    high: int
    ends: tuple[str, str]
    canvas: CanvasFace | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who can read what is written here: while the step runs, in a later step, and in the record.

    `circle`: those in the inner circle; `addressed`: the group it is for. `held`: the host looks first and shows it.
    `record` "never": it does not leave this phone."""

    now: Literal["you", "group", "rest", "lead", "circle", "addressed", "room"]
    later: Literal["", "group", "rest", "lead", "circle", "addressed", "room", "dealt"]
    record: Literal["no", "unnamed", "named", "never"]
    named: bool
    host: bool
    held: bool = False


@dataclass(frozen=True, slots=True)
class FormFace:
    """What may be written now. `entries` 0: as many as one likes. With `items` the fields are filled once for each of
    these cards: a contribution about it. `start` is what the form begins with, and `about` what it goes on from."""

    fields: tuple[FieldFace, ...]
    entries: int
    readers: Readers
    items: tuple[Card, ...] = ()
    marks: bool = False
    start: Mapping[str, Value] | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """One dot of the trail through a structure. `sign`: 1, 2, 3, 4, n (some group) or A (all); `count` people."""

    sign: Literal["1", "2", "3", "4", "n", "A"]
    word: str
    state: Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True)
class StepFace:
    """The step as everybody sees it. `n` of `of` counts steps of the item; `round` (n, of) when several are alike."""

    key: str
    kind: Literal["structure", "talk", "break"]
    structure: str
    word: str
    n: int
    of: int
    round: tuple[int, int]
    trail: tuple[Sign, ...]
    invitation: str
    ask: str
    talk: bool
    turns: bool
    writes: Literal["", "each", "scribe", "lead", "rest"]
    roams: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    seat: int
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class GroupFace:
    """A group: its label ("Table 3"), where it meets, who is in it in speaking order. `topic` is what it is about (a
    lane, a station, what people joined), `ask` its own prompt, `sits` "in" or "out" when there is an inner circle."""

    number: int
    label: str
    where: str
    link: str
    members: tuple[Member, ...]
    topic: str = ""
    ask: str = ""
    sits: Literal["", "in", "out"] = ""


@dataclass(frozen=True, slots=True)
class Stall:
    """A group one may go to in a step of free movement: what it is about, where, and how many are there."""

    number: int
    label: str
    topic: str
    where: str
    link: str
    people: int


@dataclass(frozen=True, slots=True)
class Tally:
    """`done` of `of` people (or groups) have `what`."""

    done: int
    of: int
    what: Literal["written", "scored", "committed", "groups_written", "marked", "placed", "chosen", "drawn", ""]


# --- parts -----------------------------------------------------------------------------------------------------


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
    `settled`: finished, passed, or nothing yet. After the session `notes` holds one's own words by step title."""

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
    `took` are what was."""

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
    step; `last` the instant of its last sign of life (0: none; the screen says "quiet" when that is long ago);
    `pulse` counts its signs of life in the last ten spells of 20 s, oldest first."""

    group: GroupFace
    pen: str
    state: Literal["help", "no_pen", "talking", "wrote"]
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
    """The groups made ready for a step to come."""

    step: str
    title: str
    groups: tuple[GroupFace, ...]
    repeats: int


@dataclass(frozen=True, slots=True)
class Control:
    """The facilitator's part. Counts while people write in private, words only when the step shares them."""

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


Part = Room | Group | Own | Stage | Control
