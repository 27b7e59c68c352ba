"""Who sits with whom, once the sizes are known: a good start, then a bounded search that swaps two people at a time.

What counts, most first: nobody is in an odd-sized group again, nobody meets again (twice again is worse than once),
equal traits are spread. A round of a rotation without any repeat is taken as it stands when it also spreads traits
well. Polishing it would help this round a little and cost later rounds their repeat-free groups, because the schedule
is found again only while people keep to it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from server.core.rotation import circled, offsets, rotated

MEET_AGAIN, ALIKE = 12, 2
ODD_IN_SMALL_GROUPS, ODD, ODD_WHERE_COMMON = 40, 8, 1
"""A trio among pairs, or a pair among trios, is another kind of talk: never twice, even if it takes a repeated pair.
In groups of four or more it weighs less than a repeated pair; and where more than a quarter of the groups are
odd-sized, nobody is singled out by it.
"""

_ROUNDS_TRIED = 40
_SWAPS_WEIGHED = 6_000
_PARTNERS_WEIGHED = 48
_SMALL = 64
_STARTS_IN_LARGE_ROOMS = 4
_SPREAD_SLACK = 0.25
"""How much of the way from best to random a rotation may leave in the spread of traits."""

_ROUNDS_SCARCE = 12
"""With fewer repeat-free rounds than this even in theory, leaving the schedule to spread better costs repeats."""

Seats = Sequence[int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a grouping should respect. All maps may be partial: a seat without a value is like nobody else.

    spread:   trait maps (seat -> value); people with equal values go to different groups.
    together: trait maps (seat -> value); people with different values are not mixed when that is possible.
    met:      how often a pair (a frozenset of two seats) has been together.
    odd:      how often a seat has been in a group of another size than asked.
    """

    spread: tuple[Mapping[int, str], ...] = ()
    together: tuple[Mapping[int, str], ...] = ()
    met: Mapping[frozenset[int], int] = field(default_factory=dict)
    odd: Mapping[int, int] = field(default_factory=dict)


class Mixer:
    """Mixes one set of seats into groups of the given sizes. The order in which the seats are given changes nothing.

    `odd_matters` is False where a group of another size will be split again, and only then becomes odd for some.
    """

    def __init__(
        self,
        seats: Seats,
        sizes: Sequence[int],
        size: int,
        wish: Wish,
        rng: random.Random,
        *,
        odd_matters: bool = True,
    ) -> None:
        self.seats, self.sizes, self.size, self.rng = sorted(seats), list(sizes), size, rng
        here = set(seats)
        self.spread = [trait for trait in wish.spread if len({trait[s] for s in self.seats if s in trait}) > 1]
        self.met: dict[int, dict[int, int]] = {}
        few = len(self.seats) ** 2 < len(wish.met)
        pairs = (
            ((p, wish.met.get(p, 0)) for p in map(frozenset, combinations(self.seats, 2))) if few else wish.met.items()
        )
        for pair, times in pairs:
            if times > 0 and len(pair) == 2 and pair <= here:
                one, other = pair
                self.met.setdefault(one, {})[other] = self.met.setdefault(other, {})[one] = MEET_AGAIN * times * times
        in_odd = [length for length in self.sizes if length != size]
        self.odd_is_common = not odd_matters or (size > 3 and 4 * len(in_odd) > len(self.sizes))
        weight = ODD_WHERE_COMMON if self.odd_is_common else ODD_IN_SMALL_GROUPS if size <= 3 else ODD
        self.odd = {s: weight * wish.odd.get(s, 0) ** 2 for s in self.seats}
        self.least_odd = sum(sorted(self.odd.values())[: sum(in_odd)])
        self.least_alike, self.usual_alike = self._spread_bounds()

    def _spread_bounds(self) -> tuple[int, float]:
        """The cost of equal traits in one group: the least that any grouping can have, and what chance gives."""
        least, usual, count, people = 0, 0.0, len(self.sizes), len(self.seats)
        pairs = sum(length * (length - 1) for length in self.sizes) / max(1, people * (people - 1))
        for trait in self.spread:
            held = Counter(trait[seat] for seat in self.seats if seat in trait)
            for number in held.values():
                each, over = divmod(number, count)
                least += ALIKE * (count * each * (each - 1) // 2 + over * each)
                usual += ALIKE * number * (number - 1) / 2 * pairs
        return least, usual

    # -- what a grouping costs

    def pull(self, seat: int, group: Iterable[int], but: int) -> int:
        """What it costs to have this seat in that group, leaving `but` (and the seat itself) out of the count."""
        cost = 0
        row = self.met.get(seat)
        if row:
            for other in group:
                if other in row and other != but:
                    cost += row[other]
        for trait in self.spread:
            mine = trait.get(seat)
            if mine is not None:
                for other in group:
                    if trait.get(other) == mine and other != but and other != seat:
                        cost += ALIKE
        return cost

    def again(self, groups: Sequence[Seats], limit: int) -> int:
        """The cost of pairs who meet again; stops counting at `limit`."""
        cost = 0
        for group in groups:
            for place, seat in enumerate(group):
                row = self.met.get(seat)
                if row:
                    for other in group[place + 1 :]:
                        cost += row.get(other, 0)
            if cost >= limit:
                return cost
        return cost

    def alike(self, groups: Sequence[Seats]) -> int:
        cost = 0
        for trait in self.spread:
            for group in groups:
                held = Counter(trait[s] for s in group if s in trait)
                cost += sum(ALIKE * number * (number - 1) // 2 for number in held.values())
        return cost

    def odds(self, groups: Sequence[Seats]) -> int:
        return sum(self.odd[s] for group in groups if len(group) != self.size for s in group)

    # -- starts

    def _order(self) -> list[int]:
        """The seats in an order every round finds again without being told: by trait, the most frequent value first."""
        keys: list[dict[int, tuple[int, str]]] = []
        for trait in self.spread:
            held = Counter(trait.get(s, "") for s in self.seats)
            keys.append({s: (-held[trait.get(s, "")], trait.get(s, "")) for s in self.seats})
        return sorted(self.seats, key=lambda s: [key[s] for key in keys])

    def starts(self) -> Iterator[tuple[bool, list[list[int]]]]:
        """Groupings to begin with, and whether each is a round of a schedule (which is worth staying with)."""
        rows, columns = len(self.sizes), max(self.sizes)
        order = self._order()
        if self.size == 2:
            turns = list(range(len(order) - 1 + len(order) % 2))
            self.rng.shuffle(turns)
            yield from ((True, circled(order, turn)) for turn in turns[:_ROUNDS_TRIED])
        elif columns <= rows:
            moduli, rounds = offsets(rows, columns)
            chairs: list[list[int | None]] = [list(order) + [None] * (rows * columns - len(order))]
            span = self.seats[-1] - self.seats[0] + 1
            if not self.spread and len(order) < span <= rows * columns:
                # Somebody left a gap: keep everyone else on their former chair, so the schedule goes on.
                kept: list[int | None] = [None] * (rows * columns)
                for seat in self.seats:
                    kept[seat - self.seats[0]] = seat
                chairs.append(kept)
            for layout, offset in product(chairs, self.rng.sample(rounds, len(rounds))):
                yield True, rotated(layout, rows, offset, moduli)
        yield True, _cut(order, self.sizes)  # the columns themselves: nobody in a column has met
        dealt = self.rng.sample(self.seats, len(self.seats))
        dealt.sort(key=lambda s: [t.get(s, "") for t in self.spread])
        yield False, [dealt[g::rows] for g in range(rows)]
        yield False, _cut(self.rng.sample(self.seats, len(self.seats)), self.sizes)

    def fitted(self, start: Sequence[Seats]) -> list[list[int]]:
        """The same groups brought to the wanted sizes, moving as few people as possible."""
        places = sorted(range(len(self.sizes)), key=lambda place: -self.sizes[place])
        groups: list[list[int]] = [[] for _ in self.sizes]
        loose: list[int] = []
        for rank, group in enumerate(sorted(start, key=len, reverse=True)):
            room = self.sizes[places[rank]] if rank < len(places) else 0
            if room:
                groups[places[rank]] = list(group[:room])
            loose += group[room:]
        for seat in loose:
            open_ = [place for place in places if len(groups[place]) < self.sizes[place]]
            best = min(
                open_,
                key=lambda p: self.pull(seat, groups[p], seat) + (self.odd[seat] if self.sizes[p] != self.size else 0),
            )
            groups[best].append(seat)
        return groups

    # -- search

    def mixed(self) -> list[list[int]]:
        """The best grouping found, in the order of the wanted sizes."""
        slack = self.least_alike + _SPREAD_SLACK * max(0.0, self.usual_alike - self.least_alike)
        begun: list[tuple[int, list[list[int]]]] = []
        limit = 1 << 60
        small = len(self.seats) <= _SMALL
        scarce = len(self.seats) - 1 < _ROUNDS_SCARCE * (self.size - 1)
        kept: tuple[int, list[list[int]]] | None = None
        for scheduled, start in self.starts():
            if (scheduled and not small and len(begun) >= _STARTS_IN_LARGE_ROOMS) or self.again(start, limit) >= limit:
                continue
            groups = self.fitted(start)
            again, odds, alike = self.again(groups, 1 << 60), self.odds(groups), self.alike(groups)
            calm = odds <= self.least_odd or self.odd_is_common
            if again == 0 and calm and alike <= slack and scheduled:
                return groups
            if (
                scarce
                and scheduled
                and again == 0
                and calm
                and alike <= self.usual_alike
                and (not kept or alike < kept[0])
            ):
                kept = alike, groups
            begun.append((again + odds + alike, groups))
            limit = min(limit, again + odds + alike + 1)
        if kept:
            return kept[1]
        begun.sort(key=lambda pair: pair[0])
        return min(
            (self.improved(groups, cost) for cost, groups in begun[: 2 if small else 1]), key=lambda found: found[0]
        )[1]

    def improved(self, start: Sequence[Seats], cost: int) -> tuple[int, list[list[int]]]:
        """Swap people, the worst placed first, until nothing can be better or the work allowed is used up.

        Small rooms also take the least bad swap (and may not undo it at once): that is the way out of a dead end.
        Large rooms have so many free partners that going down is enough.
        """
        groups = [list(group) for group in start]
        place = {seat: g for g, group in enumerate(groups) for seat in group}
        pain = {seat: self.pull(seat, groups[g], seat) for seat, g in place.items()}
        best, found = cost, [list(group) for group in groups]
        goal, small, turn = self.least_odd + self.least_alike, len(self.seats) <= _SMALL, 0
        left = min(_SWAPS_WEIGHED, 60 * len(self.seats) ** 2)
        odd = [length != self.size for length in self.sizes]
        resting: dict[int, int] = {}
        while best > goal and left > 0 and len(groups) > 1:
            turn += 1
            sore = [s for s in self.seats if pain[s] + odd[place[s]] * self.odd[s] >= ODD]
            one = self.rng.choice(sore or self.seats)
            here, move = place[one], (1 << 60, one)
            others = self.seats if small else self.rng.sample(self.seats, _PARTNERS_WEIGHED)
            left -= len(others)
            for two in others:
                there = place[two]
                if there == here:
                    continue
                change = self.pull(one, groups[there], two) + self.pull(two, groups[here], one) - pain[one] - pain[two]
                change += (odd[there] - odd[here]) * (self.odd[one] - self.odd[two])
                if change < move[0] and (
                    (resting.get(two, 0) < turn and resting.get(one, 0) < turn) or cost + change < best
                ):
                    move = (change, two)
            change, two = move
            if two == one or (change > 0 and not small):
                continue
            there = place[two]
            groups[here][groups[here].index(one)], groups[there][groups[there].index(two)] = two, one
            place[one], place[two] = there, here
            for seat in (*groups[here], *groups[there]):
                pain[seat] = self.pull(seat, groups[place[seat]], seat)
            cost += change
            resting[one] = resting[two] = turn + self.rng.randint(2, 6)
            if cost < best:
                best, found = cost, [list(group) for group in groups]
        return best, found


def _cut(order: Seats, sizes: Sequence[int]) -> list[list[int]]:
    """The order cut into consecutive groups of these sizes."""
    rest = iter(order)
    return [list(islice(rest, length)) for length in sizes]
