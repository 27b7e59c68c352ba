"""What a record tells that does not stand in any session's log: who the people are, what became of promises, what they
answered before and after. The names here are what their forms may hold, each under the rules of its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody of the register. `came` holds the numbers of the sessions they came to; `contact`: whether they said
    that they may be written to."""

    name: str
    role: str
    organisation: str
    place: str
    came: frozenset[int]
    contact: bool
    email: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What became of a promise: `word` as people say it (open, done, another day, handed over, let go), what it says
    and by when now, and what its owner said about it. `who` has it now, where it was handed over; `changed` is the
    instant of the last change, or empty."""

    word: str
    what: str
    due: str
    said: str = ""
    who: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """`states` by session number and the promise's number in its record. `surveys` are files, by their names: tables
    and codebooks as their own part writes them."""

    people: tuple[Attended, ...] = ()
    without_link: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[tuple[int, str], State] = field(default_factory=dict)
    surveys: Mapping[str, bytes] = field(default_factory=dict)
    held: Mapping[int, str] = field(default_factory=dict)
    """When each session was planned to begin and where, in words, by its number."""
