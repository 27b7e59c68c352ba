"""What one way of sitting together costs: the numbers behind the wishes.

Everything is counted over pairs who sit in one group, so that a swap of two people is weighed by looking at their two
groups alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from server.core.wishes import COSTS, Weight, Wish

ODD_IN_SMALL_GROUPS, ODD, ODD_WHERE_COMMON = 40, 8, 1
"""A trio among pairs, or a pair among trios, is another kind of talk: never twice, even if it takes a repeated pair.
In groups of four or more it weighs less than a repeated pair; and where more than a quarter of the groups are
odd-sized, nobody is singled out by it.
"""

_SPREAD_SLACK: Mapping[Weight, float] = {"never_mind": 1.0, "a_little": 0.25, "much": 0.1, "above_all": 0.0}
"""How much of the way from best to random a schedule may leave in the spread of traits."""

SMALL = 64
"""Rooms of so many people are searched more thoroughly."""

Seats = Sequence[int]


class Costs:
    """What it costs to have people of one set of seats in groups of the given sizes.

    `odd_matters` is False where a group of another size will be split again, and only then becomes odd for some.
    """

    def __init__(
        self,
        seats: Seats,
        sizes: Sequence[int],
        size: int,
        wish: Wish,
        *,
        odd_matters: bool = True,
    ) -> None:
        self.seats, self.sizes, self.size = sorted(seats), list(sizes), size
        here = set(seats)
        self.spread = [
            (trait, cost) for trait, cost in wish.mixed if len({trait[s] for s in self.seats if s in trait}) > 1
        ]
        self.gathered = [(trait, COSTS[weight]) for trait, weight in wish.gathered if COSTS[weight]]
        self.row: dict[int, dict[int, int]] = {}
        self.meets = COSTS[wish.new_people]
        if self.meets:
            few = len(self.seats) ** 2 < len(wish.met)
            counted = map(frozenset, combinations(self.seats, 2)) if few else wish.met
            for pair in counted:
                if (times := wish.met.get(pair, 0)) > 0 and len(pair) == 2 and pair <= here:
                    self._cost(pair, self.meets * times * times)
        self.least_tied = 0
        for pair, cost in wish.ties.items():
            if pair <= here:
                self._cost(pair, cost)
                self.least_tied += min(0, cost)
        self.firm = {pair: joined for pair, joined in wish.firm.items() if pair <= here}
        in_odd = [length for length in self.sizes if length != size]
        self.odd_is_common = not odd_matters or (size > 3 and 4 * len(in_odd) > len(self.sizes))
        weight = ODD_WHERE_COMMON if self.odd_is_common else ODD_IN_SMALL_GROUPS if size <= 3 else ODD
        self.odd = {s: weight * wish.odd.get(s, 0) ** 2 for s in self.seats}
        self.least_odd = sum(sorted(self.odd.values())[: sum(in_odd)])
        self.least_alike, self.usual_alike = self._spread_bounds()
        self.slack = self._slack(wish)
        self.pairs = self._every_pair() if len(self.seats) <= SMALL else {}

    def _cost(self, pair: frozenset[int], cost: int) -> None:
        one, other = pair
        for seat, with_whom in ((one, other), (other, one)):
            row = self.row.setdefault(seat, {})
            row[with_whom] = row.get(with_whom, 0) + cost

    def _every_pair(self) -> dict[int, dict[int, int]]:
        """What each pair costs in one group: in a small room all of it is looked up."""
        found = {one: {other: self.row.get(one, {}).get(other, 0) for other in self.seats} for one in self.seats}
        for traits, is_spread in ((self.spread, True), (self.gathered, False)):
            for trait, weight in traits:
                known = [seat for seat in self.seats if seat in trait]
                for one, other in combinations(known, 2):
                    if (trait[one] == trait[other]) is is_spread:
                        found[one][other] += weight
                        found[other][one] += weight
        return found

    def _spread_bounds(self) -> tuple[int, float]:
        """The cost of equal traits in one group: the least that any grouping can have, and what chance gives."""
        least, usual, count, people = 0, 0.0, len(self.sizes), len(self.seats)
        pairs = sum(length * (length - 1) for length in self.sizes) / max(1, people * (people - 1))
        for trait, cost in self.spread:
            held = Counter(trait[seat] for seat in self.seats if seat in trait)
            for number in held.values():
                each, over = divmod(number, count)
                least += cost * (count * each * (each - 1) // 2 + over * each)
                usual += cost * number * (number - 1) / 2 * pairs
        return least, usual

    def _slack(self, wish: Wish) -> float:
        """The cost of equal traits with which a round of a schedule is taken as it stands. Where traits weigh as much
        as meeting new people does, or more, it is polished like any other start."""
        heaviest = max((cost for _, cost in self.spread), default=0)
        share = next(share for weight, share in _SPREAD_SLACK.items() if COSTS[weight] >= heaviest)
        if heaviest >= self.meets:
            share = 0.0
        return self.least_alike + share * max(0.0, self.usual_alike - self.least_alike)

    # -- what a grouping costs

    def pull(self, seat: int, group: Iterable[int], but: int) -> int:
        """What it costs to have this seat in that group, leaving `but` (and the seat itself) out of the count. `but` is
        in the group, or is the seat itself."""
        if self.pairs:
            row = self.pairs[seat]
            return sum([row[other] for other in group]) - row[but]
        cost = 0
        met = self.row.get(seat)
        if met:
            for other in group:
                if other in met and other != but:
                    cost += met[other]
        for trait, weight in self.spread:
            mine = trait.get(seat)
            if mine is not None:
                for other in group:
                    if trait.get(other) == mine and other != but and other != seat:
                        cost += weight
        for trait, weight in self.gathered:
            mine = trait.get(seat)
            if mine is not None:
                for other in group:
                    if trait.get(other, mine) != mine and other != but:
                        cost += weight
        return cost

    def again(self, groups: Sequence[Seats], limit: int) -> int:
        """What pairs cost who meet again or are tied; stops counting at `limit`, unless ties may make up for it."""
        cost, stops = 0, not self.least_tied
        for group in groups:
            for place, seat in enumerate(group):
                row = self.row.get(seat)
                if row:
                    for other in group[place + 1 :]:
                        cost += row.get(other, 0)
            if stops and cost >= limit:
                return cost
        return cost

    def alike(self, groups: Sequence[Seats]) -> int:
        """What equal traits cost that should be spread."""
        cost = 0
        for trait, weight in self.spread:
            for group in groups:
                held = Counter(trait[s] for s in group if s in trait)
                cost += sum(weight * number * (number - 1) // 2 for number in held.values())
        return cost

    def unlike(self, groups: Sequence[Seats]) -> int:
        """What different traits cost that should rather be together."""
        cost = 0
        for trait, weight in self.gathered:
            for group in groups:
                held = Counter(trait[s] for s in group if s in trait)
                known = sum(held.values())
                cost += weight * sum(number * (known - number) for number in held.values()) // 2
        return cost

    def odds(self, groups: Sequence[Seats]) -> int:
        return sum(self.odd[s] for group in groups if len(group) != self.size for s in group)
