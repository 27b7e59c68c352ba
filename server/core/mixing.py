"""Who sits with whom, once the sizes are known: a good start, then a bounded search that swaps two people at a time.

What counts is said by a `Wish`; as it usually is, most first: chosen pairs are kept apart and together, nobody is in an
odd-sized group again, nobody meets again (twice again is worse than once), equal traits are spread. A round of a
schedule without any repeat is taken as it stands when it also keeps to the ties and spreads traits well. Polishing it
would help this round a little and cost later rounds their repeat-free groups, because the schedule is found again only
while people keep to it.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product

from server.core.rotation import circled, offsets, rotated
from server.core.settling import settled
from server.core.starters import known_rounds, seated
from server.core.weighing import ODD, SMALL, Costs, Seats
from server.core.wishes import Wish

_ROUNDS_TRIED = 40
_SWAPS_WEIGHED = 6_000
_PARTNERS_WEIGHED = 48
_STARTS_IN_LARGE_ROOMS = 4
_FIRM_STARTS = 3
"""So many ways of keeping the chosen pairs are gone on from."""

_ROUNDS_SCARCE = 12
"""With fewer repeat-free rounds than this even in theory, leaving the schedule to spread better costs repeats."""


class Mixer(Costs):
    """Mixes one set of seats into groups of the given sizes. The order in which the seats are given changes nothing."""

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
        super().__init__(seats, sizes, size, wish, odd_matters=odd_matters)
        self.rng = rng

    # -- starts

    def _order(self) -> list[int]:
        """The seats in an order every round finds again without being told: by trait, the most frequent value first."""
        keys: list[dict[int, tuple[int, str]]] = []
        for trait, _ in self.spread:
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
            known = known_rounds(rows, columns, len(order))
            for layout, turn in product(chairs, self.rng.sample(known, len(known))):
                yield True, seated(turn, layout)
            for layout, offset in product(chairs, self.rng.sample(rounds, len(rounds))):
                yield True, rotated(layout, rows, offset, moduli)
        yield True, _cut(order, self.sizes)  # the columns themselves: nobody in a column has met
        dealt = self.rng.sample(self.seats, len(self.seats))
        dealt.sort(key=lambda s: [t.get(s, "") for t, _ in self.spread])
        yield False, [dealt[g::rows] for g in range(rows)]
        yield False, _cut(self.rng.sample(self.seats, len(self.seats)), self.sizes)
        for _ in range(_FIRM_STARTS if self.firm else 0):
            if found := settled(self.seats, self.sizes, self.firm, self.rng):
                yield False, found

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
        begun: list[tuple[int, list[list[int]]]] = []
        limit = 1 << 60
        small = len(self.seats) <= SMALL
        scarce = len(self.seats) - 1 < _ROUNDS_SCARCE * (self.size - 1)
        kept: tuple[int, list[list[int]]] | None = None
        heaviest = max((cost for _, cost in (*self.spread, *self.gathered)), default=0)
        for scheduled, start in self.starts():
            if (scheduled and not small and len(begun) >= _STARTS_IN_LARGE_ROOMS) or self.again(start, limit) >= limit:
                continue
            groups = self.fitted(start)
            again, odds = self.again(groups, 1 << 60), self.odds(groups)
            alike, unlike = self.alike(groups), self.unlike(groups)
            calm = odds <= self.least_odd or self.odd_is_common
            clean = scheduled and calm and again == self.least_tied and not unlike
            if clean and alike <= self.slack:
                return groups
            if (
                scarce
                and clean
                and heaviest < self.meets
                and alike <= self.usual_alike
                and (not kept or alike < kept[0])
            ):
                kept = alike, groups
            cost = again + odds + alike + unlike
            begun.append((cost, groups))
            limit = min(limit, cost + 1)
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
        goal, small, turn = self.least_odd + self.least_alike + self.least_tied, len(self.seats) <= SMALL, 0
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
