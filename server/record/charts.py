"""What the pictures of a record show, as plain figures: each can be drawn, told in words, and written as a table.

Nobody is named in any of them, and a role only where enough people share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with how often each figure from `low` up was given to it. `place` as it is read ("2=")."""

    text: str
    place: str
    total: float
    outof: int
    low: int
    spread: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Lines by their scores, the best first."""

    title: str
    lines: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, or where people stand: its points, each 0 to 100 from the left and from the bottom."""

    text: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Things placed on a line, two axes, fields, a loop or rings. `kind` is the canvas' kind in the vocabulary;
    `across` and `up` are the ends of its axes; `zones` the names of its fields, as the canvas lists them."""

    title: str
    kind: str
    across: tuple[str, str]
    up: tuple[str, str]
    zones: tuple[str, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """How many lines of one stage of the flow went into one of the next."""

    source: int
    target: int
    lines: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The path of ideas from one voice to all: the stages of a structure (or of a series), how many lines each wrote
    (`lines`), how many of those went on (`went_on`), and the streams between stages, counted from 0."""

    title: str
    stages: tuple[str, ...]
    lines: tuple[int, ...]
    went_on: tuple[int, ...]
    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who has met whom, by role and never by person: of all pairs of these two roles, the share that sat in one group.
    `shares[a][b]` is 0 to 1, or None where too few are of a role. `met` holds, for each number of others from 0 up, how
    many people met so many."""

    title: str
    roles: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]
    met: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds planned and taken by one part of the run."""

    title: str
    planned: float
    took: float


@dataclass(frozen=True, slots=True)
class Timing:
    title: str
    parts: tuple[Timed, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Of the people of a role: how many came, wrote something, and had an idea that others chose or took up. `least`
    names those of these figures that are only a lower bound: the exact one would tell about fewer than five people."""

    role: str
    came: int
    contributed: int
    taken_up: int
    least: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The share of people heard: of all (`whole`), and by role where there are several."""

    title: str
    whole: Share
    roles: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Spreading:
    """How often each figure of a scale was given, and what its ends mean."""

    title: str
    low: int
    counts: tuple[int, ...]
    ends: tuple[str, str]


Chart: TypeAlias = Ranking | Plot | Flow | Meetings | Timing | Heard | Spreading
