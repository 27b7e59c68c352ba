"""What the facilitator's screen shows of the wishes for groups, and of what came of them. No other screen has these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.core.wishes import Tie, Weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """A wish as it counts now. `wish` is what the command calls it; `kind` says what is wished: new_people,
    organisations, apart, together, or that answers to the ask `name` are mixed or gathered."""

    wish: str
    kind: Literal["new_people", "organisations", "apart", "together", "mix", "gather"]
    name: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Tied:
    one: int
    other: int
    how: Tie


@dataclass(frozen=True, slots=True)
class MixedBy:
    """Of `of` groups, `well` are mixed as well as they can be for one ask (no name: for organisations)."""

    name: str
    well: int
    of: int


@dataclass(frozen=True, slots=True)
class Mixture:
    """How well groups came out. `new` of `of` people sit with somebody they have not met, and `again` pairs meet again
    (none of the three where groups go on from groups). Of so many chosen pairs who are both here, so many are kept."""

    new: int
    of: int
    again: int
    mixed_by: tuple[MixedBy, ...]
    apart: int
    of_apart: int
    together: int
    of_together: int
