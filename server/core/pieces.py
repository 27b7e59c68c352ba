"""What the parts of a screen are made of: cards and blocks of cards, forms, the trail, groups, the clock.

Plain values, complete and small, as `server.core.parts` says of the parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.core.events import Value


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

    `circle`: those in the inner circle; `addressed`: the group it is for; `seats`: nobody, but who sits where tells
    what each has chosen. `held`: the host looks first and shows it. `record` "never": it does not leave this phone."""

    now: Literal["you", "group", "rest", "lead", "circle", "addressed", "room"]
    later: Literal["", "group", "rest", "lead", "circle", "addressed", "room", "dealt", "seats"]
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
    """The step as everybody sees it. `n` of `of` counts steps of the item; `round` (n, of) when several are alike.
    `reads`: while people talk, some of them read on their phones what others said."""

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
    reads: bool = False


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
    what: Literal[
        "written", "scored", "committed", "groups_written", "marked", "answered", "placed", "chosen", "drawn", ""
    ]
