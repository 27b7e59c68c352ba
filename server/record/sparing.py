"""Figures of a whole series that tell about nobody, also when they are held against those of its sessions, or against
what the series told before its last session.

Whoever wrote in one session wrote in the series. So what the sessions tell says already how many wrote at the least:
the rest may have been silent in each. Where just about as many were, the exact figure would tell about a few, such as
the two who came to the last session only. There what the sessions say is said once more, as "at least".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from server.record.desk import SMALL_CELL


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that is known: the people of the series whom it counts, and how many of all whom it counts did not do
    it, or at most did not."""

    people: frozenset[str]
    silent: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many did it; with `least`, so many or more."""

    count: int
    least: bool = False


class Telling:
    """A figure of a series as it is told again after each of its sessions: `of` are the people by group, `by` and `all`
    what was told last. Whoever kept an earlier one holds it against this: what it said is known, as what sessions say.
    """

    def __init__(self) -> None:
        self._known: list[Row] = []
        self.of: Mapping[str, frozenset[str]] = {}
        self.by: Mapping[str, Count] = {}
        self.all = Count(0)

    def add(self, rows: Iterable[Row]) -> None:
        """One more session. Each person who came to it stands in one of its rows."""
        self._known += rows

    def tell(self, groups: Mapping[str, str], did: Set[str]) -> None:
        """By the group that each person of the series is in by now."""
        if self.of:
            self._known += [Row(people, len(people) - self.by[name].count) for name, people in self.of.items()]
            everybody = frozenset[str]().union(*self.of.values())
            self._known.append(Row(everybody, len(everybody) - self.all.count))
        of: dict[str, set[str]] = defaultdict(set)
        for one, name in groups.items():
            of[name].add(one)
        self.of = {name: frozenset(people) for name, people in of.items()}
        self.by, self.all = told(self.of, did, self._known)


def told(
    groups: Mapping[str, frozenset[str]], did: Set[str], known: Sequence[Row]
) -> tuple[Mapping[str, Count], Count]:
    """How many of each group did it, and of all; nobody is in two groups. `known` is what sessions, and the series
    itself, told before."""
    of: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(known):
        for one in row.people:
            of[one].append(n)
    silent = _may_be_silent(of, known)
    room = max(SMALL_CELL, *map(len, of.values())) if of else SMALL_CELL

    def is_safe(people: Set[str]) -> bool:
        return len(people - did) + room <= len(people & silent) or _at_least(people, of, known) == len(people)

    safe = {name: is_safe(people) for name, people in groups.items()}
    rows = {
        name: Count(len(people & did)) if safe[name] else Count(_at_least(people, of, known), least=True)
        for name, people in groups.items()
    }
    everybody = frozenset().union(*groups.values())
    rest = frozenset().union(*(people for name, people in groups.items() if not safe[name]))
    if not rest or is_safe(rest):  # who knows all groups but one, and the sum, knows that one too
        return rows, Count(len(everybody & did))
    sure = sum(rows[name].count for name in groups if safe[name]) + _at_least(rest, of, known)
    each = sum(one.count for one in rows.values())
    return rows, Count(max(sure, each, _at_least(everybody, of, known)), least=True)


def _may_be_silent(of: Mapping[str, Sequence[int]], sessions: Sequence[Row]) -> frozenset[str]:
    """As many people as can be found who may all have been silent in each session they came to; first those who came
    to few."""
    left = [row.silent for row in sessions]
    found = []
    for one in sorted(of, key=lambda one: (len(of[one]), -min(left[n] for n in of[one]), one)):
        if all(left[n] for n in of[one]):
            found.append(one)
            for n in of[one]:
                left[n] -= 1
    return frozenset(found)


def _at_least(people: Set[str], of: Mapping[str, Sequence[int]], sessions: Sequence[Row]) -> int:
    """How many of these did it at the least, by what the sessions tell: each is looked for in the row with the smallest
    share of silent people, and no row has more of them than it says."""
    share = {n: row.silent / max(1, len(row.people & people)) for n, row in enumerate(sessions)}
    looked_for = Counter(min(of[one], key=lambda n: (share[n], n)) for one in people)
    return len(people) - sum(min(many, sessions[n].silent) for n, many in looked_for.items())
