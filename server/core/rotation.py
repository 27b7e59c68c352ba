"""Schedules in which two people meet at most once, round after round, by arithmetic instead of by search.

Seat people in columns of `rows` chairs. In every round each column is shifted by its own offset, and the chairs that
come to stand in one line are one group. Two people of different columns meet when the difference of their columns'
offsets has one particular value; so if no difference between two columns ever comes back, no pair does. When `rows`
has no factor below the number of columns, offset a·r in round r will do and gives `rows` rounds (25 people in fours:
7 chairs, 7 rounds); otherwise a short search finds as many rounds as it can.

Searching round by round cannot replace this: it takes the nearest free pairs and walks into a dead end half-way.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

ROUNDS_PLANNED = 24
"""Nobody repeats one group size more often before new people come; this bounds the work for large rooms."""

_SEARCH_STEPS = 2500
"""About 8 ms, once per shape (the answer is kept)."""

_LARGEST_SEARCHED = 64
"""From here on there are far more rows than rounds, and cyclic shifts found greedily are always enough."""

Moduli = tuple[int, ...]


def shifted(row: int, by: int, moduli: Moduli) -> int:
    """Add two rows digit by digit in a mixed radix: 4, 8, 9, 16 … rows have far better schedules than in a circle."""
    total, scale = 0, 1
    for modulus in moduli:
        total += (row + by) % modulus * scale
        row, by, scale = row // modulus, by // modulus, scale * modulus
    return total


@lru_cache(maxsize=128)
def offsets(rows: int, columns: int) -> tuple[Moduli, tuple[tuple[int, ...], ...]]:
    """How rows add up, and for each round one offset per column; no difference of two columns ever comes back."""
    if all(rows % factor for factor in range(2, columns)):
        return (rows,), tuple(
            tuple(column * r % rows for column in range(columns)) for r in range(min(rows, ROUNDS_PLANNED))
        )
    moduli = _prime_factors(rows) if rows <= _LARGEST_SEARCHED else (rows,)
    return moduli, tuple(_Search(rows, columns, moduli).longest())


class _Search:
    """Depth first over the rounds, keeping the longest schedule met when the steps run out."""

    def __init__(self, rows: int, columns: int, moduli: Moduli) -> None:
        self.rows, self.columns = rows, columns
        opposite = [next(y for y in range(rows) if shifted(x, y, moduli) == 0) for x in range(rows)]
        self.minus = [[shifted(x, opposite[y], moduli) for y in range(rows)] for x in range(rows)]
        self.used: dict[tuple[int, int], set[int]] = {(a, b): set() for b in range(columns) for a in range(b)}
        self.made: list[tuple[int, ...]] = []
        self.best: list[tuple[int, ...]] = []
        self.steps = _SEARCH_STEPS

    def longest(self) -> list[tuple[int, ...]]:
        self._deeper(0)
        for used in self.used.values():
            used.clear()
        self.made = []
        for offset in self.best:
            self._take(offset)
        self.steps = _SEARCH_STEPS
        for second in range(self.rows):  # rounds the dead end left out may still fit
            offset = next(self._fitting([0, second]), ()) if len(self.made) < ROUNDS_PLANNED else ()
            if offset:
                self._take(offset)
        return self.made

    def _deeper(self, second: int) -> bool:
        if len(self.made) > len(self.best):
            self.best = list(self.made)
        if second == min(self.rows, ROUNDS_PLANNED):
            return True
        for offset in self._fitting([0, second]):
            self._take(offset)
            if self._deeper(second + 1):
                return True
            self._give_back()
            if self.steps <= 0:
                break
        return False

    def _fitting(self, start: list[int]) -> Iterator[tuple[int, ...]]:
        b = len(start) - 1
        if any(self.minus[start[b]][start[a]] in self.used[a, b] for a in range(b)):
            return
        if len(start) == self.columns:
            yield tuple(start)
            return
        for step in range(self.rows):
            self.steps -= 1
            if self.steps <= 0:
                return
            yield from self._fitting([*start, (start[-1] + b + step) % self.rows])

    def _take(self, offset: tuple[int, ...]) -> None:
        self.made.append(offset)
        for (a, b), used in self.used.items():
            used.add(self.minus[offset[b]][offset[a]])

    def _give_back(self) -> None:
        offset = self.made.pop()
        for (a, b), used in self.used.items():
            used.discard(self.minus[offset[b]][offset[a]])


def _prime_factors(number: int) -> Moduli:
    factors: list[int] = []
    factor = 2
    while number > 1:
        while number % factor == 0:
            factors.append(factor)
            number //= factor
        factor += 1
    return tuple(factors)


def rotated(chairs: Sequence[int | None], rows: int, offset: tuple[int, ...], moduli: Moduli) -> list[list[int]]:
    """The groups of one round. `chairs` holds the columns one after the other; None is an empty chair, and only whole
    groups of them vanish.
    """
    groups: list[list[int]] = [[] for _ in range(rows)]
    for column, by in enumerate(offset):
        for row, seat in enumerate(chairs[column * rows : (column + 1) * rows]):
            if seat is not None:
                groups[shifted(row, by, moduli)].append(seat)
    return [group for group in groups if group]


def circled(order: Sequence[int], turn: int) -> list[list[int]]:
    """One round of the round robin for pairs: over all turns everybody meets everybody exactly once. With an odd
    number one sits alone.
    """
    ring: list[int | None] = list(order)
    if len(ring) % 2:
        ring.append(None)
    last, around = ring[-1], len(ring) - 1
    pairs = [(last, ring[turn % around])]
    pairs += [(ring[(turn + k) % around], ring[(turn - k) % around]) for k in range(1, len(ring) // 2)]
    return [[seat for seat in pair if seat is not None] for pair in pairs]
