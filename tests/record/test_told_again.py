"""A series is told again after each of its sessions, and people come now and then: nobody can be reckoned from it.

Whoever looks knows who came to what, how figures are made, all figures of all sessions, and what the series told each
time. Here all the worlds are listed that fit what they know; it shares no code with the reckoning.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from server.record.sparing import Count, Row, Telling

FIVE = 5
Facts = tuple[int, ...]
"""Of some people: how many were silent in each session, then how many had never written after the second, the third…"""


@dataclass(frozen=True)
class Kind:
    """People in the same row of the same sessions (empty: they were not there), and where each of them wrote. `group`
    is the series' own; empty for those who came with the code alone."""

    rows: tuple[str, ...]
    wrote: tuple[frozenset[int], ...]
    group: str = "a"

    def came(self, first: int) -> bool:
        return any(self.rows[:first])


def facts(rows: Sequence[str], wrote: frozenset[int]) -> Facts:
    came = [n for n, row in enumerate(rows) if row]
    silent = (int(n in came and n not in wrote) for n in range(len(rows)))
    never = (int(any(n < k for n in came) and min(wrote, default=k) >= k) for k in range(2, len(rows) + 1))
    return (*silent, *never)


def added(one: Facts, other: Facts) -> Facts:
    return tuple(map(int.__add__, one, other))


@cache
def may_be(came: tuple[bool, ...], many: int) -> frozenset[Facts]:
    """All that may be true of so many people."""
    rows = ["x" if one else "" for one in came]
    sessions = [n for n, one in enumerate(came) if one]
    each = {facts(rows, frozenset(c)) for r in range(len(sessions) + 1) for c in itertools.combinations(sessions, r)}
    found = {facts([""] * len(came), frozenset())}
    for _ in range(many):
        found = {added(so_far, one) for so_far in found for one in each}
    return frozenset(found)


class Series:
    def __init__(self, *kinds: Kind) -> None:
        self.kinds = sorted(kinds, key=lambda kind: (len(kind.wrote), kind.rows))
        self.sessions = range(len(kinds[0].rows))
        self.times = range(2, len(self.sessions) + 1)
        truth = [self._sum(kind, (facts(kind.rows, wrote) for wrote in kind.wrote)) for kind in self.kinds]
        self.rows = sorted({(n, kind.rows[n]) for kind in self.kinds for n in self.sessions if kind.rows[n]})
        self.silent = {(n, row): sum(t[n] for k, t in zip(self.kinds, truth, strict=True) if k.rows[n] == row)
                       for n, row in self.rows}  # fmt: skip
        self.groups = sorted({kind.group for kind in self.kinds} - {""})
        self.truth = self.never(truth, self.kinds)
        self.small = [kind for kind in self.kinds if len(kind.wrote) < FIVE]

    def _sum(self, kind: Kind, each: Iterator[Facts]) -> Facts:
        total = facts([""] * len(kind.rows), frozenset())
        for one in each:
            total = added(total, one)
        return total

    def never(self, told: Sequence[Facts], kinds: Sequence[Kind]) -> Facts:
        """How many of each group had never written, after each session from the second."""
        return tuple(
            sum(one[len(self.sessions) + k - 2] for kind, one in zip(kinds, told, strict=True) if kind.group == group)
            for k in self.times
            for group in self.groups
        )

    def worlds(self) -> set[tuple[Facts, tuple[Facts, ...]]]:
        """How many had never written, and the facts of each small kind, wherever the sessions' figures are these."""
        none = tuple(0 for _ in self.truth)
        states = {(tuple(self.silent.values()), none, ())}
        for at, kind in enumerate(self.kinds):
            full = [i for i, (n, row) in enumerate(self.rows) if all(k.rows[n] != row for k in self.kinds[at + 1 :])]
            ways: dict[Facts, set[tuple[Facts, Facts, tuple[Facts, ...]]]] = defaultdict(set)
            for one in may_be(tuple(map(bool, kind.rows)), len(kind.wrote)):
                took = tuple(one[n] if kind.rows[n] == row else 0 for n, row in self.rows)
                never = self.never([one], [kind])
                ways[tuple(took[i] for i in full)].add((took, never, (one,) if kind in self.small else ()))
            states = {
                (rest, added(never, more), (*known, *new))
                for left, never, known in states
                for took, more, new in ways.get(tuple(left[i] for i in full), ())
                if min(rest := tuple(map(int.__sub__, left, took))) >= 0
            }
        return {(never, known) for _, never, known in states}

    def told(self, never: Facts, *, afresh: bool = False) -> list[tuple[Mapping[str, Count], Count]]:
        """All that the series tells, time by time. `afresh`: as if nothing had been told before."""
        telling, said = Telling(), []
        of = {f"{i} {n}": kind for i, kind in enumerate(self.kinds) for n in range(len(kind.wrote))}
        silent = dict(zip(itertools.product(self.times, self.groups), never, strict=True))
        for k in range(1, len(self.sessions) + 1):
            if afresh:
                telling = Telling()
            for n, row in self.rows:
                if n == k - 1 or (afresh and n < k):
                    people = frozenset(one for one, kind in of.items() if kind.rows[n] == row and kind.group)
                    telling.add([Row(people, self.silent[n, row])])
            if k > 1:
                here = {one: kind.group for one, kind in of.items() if kind.group and kind.came(k)}
                did = set[str]()
                for group in self.groups:
                    did.update([one for one, its in here.items() if its == group][silent[k, group] :])
                telling.tell(here, did)
                said.append((telling.by, telling.all))
        return said

    def leaks(self, *, afresh: bool = False) -> list[str]:
        """What is found out about fewer than five people, beyond what the sessions' own figures say."""
        worlds = self.worlds()
        said = self.told(self.truth, afresh=afresh)
        fits = {never for never in {never for never, _ in worlds} if self.told(never, afresh=afresh) == said}
        fitting = {known for never, known in worlds if never in fits}
        everywhere = {known for _, known in worlds}
        all_wrote = {  # of all of a group that may be told
            (k, group)
            for i, (k, group) in enumerate(itertools.product(self.times, self.groups))
            if {never[i] for never in fits} == {0}
        }
        hidden = [
            i for i, kind in enumerate(self.small) if not any(g == kind.group and kind.came(k) for k, g in all_wrote)
        ]
        found = []
        for few in (few for r in range(1, FIVE) for few in itertools.combinations(hidden, r)):
            if sum(len(self.small[i].wrote) for i in few) < FIVE:
                for fact in range(len(self.sessions) + len(self.times)):
                    before = {sum(known[i][fact] for i in few) for known in everywhere}
                    after = {sum(known[i][fact] for i in few) for known in fitting}
                    if len(before) > 1 and len(after) == 1:
                        found.append(f"{[self.small[i].rows for i in few]}, {fact}: {before} became {after}")
        return found


def kind(rows: str, *wrote: str, group: str = "a") -> Kind:
    """Rows by a letter for each session ("-": not there); for each person the sessions in which they wrote."""
    return Kind(
        tuple("" if row == "-" else row for row in rows), tuple(frozenset(map(int, one)) for one in wrote), group
    )


NEAR = (
    Series(
        kind("aa-", "0", "01", "", "0", "1", "1", "1", "1", "01", "01"), kind("aaa", "1", "0", "01", "0"),
        kind("--a", ""), kind("-aa", "1", "1"), kind("a-a", "02", "02"),
    ),
    Series(
        kind("aa-", "1", "1", "1", "0", "1", "0", "1", "0", "1", "0"), kind("aaa", "01", "02", "0", "01", "12", ""),
        kind("--a", "", ""),
    ),
)  # fmt: skip
"""Found among hundreds: told afresh each time, these tell about those who came to the last session alone."""


def a_series(dice: random.Random) -> Series:
    quiet = dice.choice((0.2, 0.5, 0.7, 0.9))
    ways = dice.sample(["aa-", "aaa", "--a", "-aa", "a-a", "-a-", "bab", "b-b"], 4)
    kinds = []
    for n, rows in enumerate(ways):
        many = (dice.randint(5, 8), dice.randint(4, 6), dice.randint(1, 3), dice.randint(1, 2))[n]
        sessions = [m for m, row in enumerate(rows) if row != "-"]
        wrote = [frozenset(m for m in sessions if dice.random() > quiet) for _ in range(many)]
        kinds.append(Kind(tuple("" if row == "-" else row for row in rows), tuple(wrote), dice.choice("aaab")))
    return Series(*kinds)


def test_nobody_can_be_reckoned_from_a_series_that_is_told_again() -> None:
    for series in NEAR:
        assert series.leaks(afresh=True), "as if nothing had been told before"
        assert series.leaks() == []
    dice, exact = random.Random(8), 0
    for n in range(6):
        series = a_series(dice)
        assert series.leaks() == [], (n, series.kinds)
        exact += sum(not count.least for by, _ in series.told(series.truth) for count in by.values())
    assert exact > 1, "where nobody can be reckoned, figures are exact"
