"""What groups should come to, in words that a person understands, and what each word weighs.

A wish has one of four weights. What is asked for "much" gives way only to what counts above all; what is asked for "a
little" is had where it costs nothing that counts much. Bounds and nobody being alone are no wishes: they come before
everything here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

Weight = Literal["never_mind", "a_little", "much", "above_all"]
COSTS: Mapping[Weight, int] = {"never_mind": 0, "a_little": 2, "much": 12, "above_all": 100_000}
"""What two people in one group cost who should not be there together."""
FIRM = 10_000_000
"""A chosen pair that counts above all comes before whatever else counts above all."""

Tie = Literal["apart", "together"]
"""What was chosen for two people. Why is asked of nobody and kept nowhere."""

NEW_PEOPLE, ORGANISATIONS, APART, TOGETHER = "new_people", "organisations", "apart", "together"
RESERVED = (NEW_PEOPLE, ORGANISATIONS, APART, TOGETHER)
"""The wishes that every session has; all others are called as what people are asked on joining."""

USUAL: Mapping[str, Weight] = {
    NEW_PEOPLE: "much",
    ORGANISATIONS: "a_little",
    APART: "above_all",
    TOGETHER: "above_all",
}


def tie_cost(how: Tie, weight: Weight) -> int:
    """What it costs to have a chosen pair in one group; below 0 for a pair that belongs together."""
    cost = FIRM if weight == "above_all" else COSTS[weight]
    return cost if how == "apart" else -cost


@dataclass(frozen=True, slots=True)
class Wish:
    """What a grouping should respect. All maps may be partial: a seat without a value is like nobody else.

    spread:    trait maps (seat -> value); people with equal values go to different groups.
    weighed:   how much each of `spread` counts; those it does not reach count a little.
    together:  trait maps (seat -> value); people with different values are not mixed when that is possible.
    gathered:  trait maps with weights: people with different values are rather not mixed.
    met:       how often a pair (a frozenset of two seats) has been together, and how much it counts.
    odd:       how often a seat has been in a group of another size than asked.
    ties:      what a chosen pair costs in one group, as `tie_cost` says.
    """

    spread: tuple[Mapping[int, str], ...] = ()
    together: tuple[Mapping[int, str], ...] = ()
    met: Mapping[frozenset[int], int] = field(default_factory=dict)
    odd: Mapping[int, int] = field(default_factory=dict)
    new_people: Weight = "much"
    weighed: tuple[Weight, ...] = ()
    gathered: tuple[tuple[Mapping[int, str], Weight], ...] = ()
    ties: Mapping[frozenset[int], int] = field(default_factory=dict)

    @property
    def mixed(self) -> Iterator[tuple[Mapping[int, str], int]]:
        """The traits to be spread, with what two equal ones in a group cost."""
        for number, trait in enumerate(self.spread):
            cost = COSTS[self.weighed[number] if number < len(self.weighed) else "a_little"]
            if cost:
                yield trait, cost

    @property
    def firm(self) -> dict[frozenset[int], bool]:
        """The chosen pairs that count above all: True for those that belong together."""
        return {pair: cost < 0 for pair, cost in self.ties.items() if abs(cost) >= FIRM}

    def strain(self, seat: int, group: Sequence[int]) -> int:
        """What the ties of one person cost in this group."""
        return sum(self.ties.get(frozenset((seat, other)), 0) for other in group) if self.ties else 0


def broken(groups: Sequence[Sequence[int]], ties: Mapping[frozenset[int], bool]) -> int:
    """How many chosen pairs these groups do not keep apart or (True) together; only pairs who are both here count."""
    place = {seat: number for number, group in enumerate(groups) for seat in group}
    return sum(
        (place[one] == place[other]) != joined
        for (one, other), joined in ((sorted(pair), joined) for pair, joined in ties.items())
        if one in place and other in place
    )


def pairs_of(groups: Sequence[Sequence[int]]) -> list[frozenset[int]]:
    """Everybody who is together with somebody in these groups."""
    return [frozenset(pair) for group in groups for pair in combinations(group, 2)]
