"""How many rounds nobody meets again, and how often people do, beside plain shuffling; and how long a mixing takes.

The optimum is what is known to be possible: a table of the social golfer problem, or else that nobody has more than
everybody to meet. Shuffling is measured in the same run, over the same rounds, with the same memory of who met.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from server.core.grouping import Groups, Wish, meetings, odd_seats, of_size
from server.core.wishes import FIRM

Remainder = Literal["up", "down"]
Make = Callable[[Wish, random.Random], Groups]
SHAPES: Sequence[tuple[int, int, Remainder, int]] = (
    (9, 3, "up", 4),
    (15, 3, "up", 7),
    (16, 4, "up", 5),
    (24, 3, "up", 11),
    (24, 4, "up", 7),
    (25, 5, "up", 6),
    (26, 4, "down", 8),
    (26, 5, "down", 6),
    (27, 3, "up", 13),
    (28, 4, "up", 9),
    (31, 4, "down", 10),
    (32, 4, "up", 10),
    (36, 4, "up", 11),
    (60, 4, "up", 19),
)
"""People, the size of groups, how the remainder is dealt with, and the rounds that are possible, or an upper bound."""

SEASON = 4
LARGE = 900
ROLES = ("a patient", "a carer", "a pharmacist", "a doctor", "a manager")


def mixed(people: int, size: int, remainder: Remainder) -> Make:
    def make(wish: Wish, rng: random.Random) -> Groups:
        seats = range(1, people + 1)
        return of_size(seats, size, least=2, most=None, remainder=remainder, wish=wish, rng=rng)

    return make


def shuffled(people: int, size: int, remainder: Remainder) -> Make:
    ours = mixed(people, size, remainder)

    def make(wish: Wish, rng: random.Random) -> Groups:
        sizes = list(map(len, ours(Wish(), random.Random(1))))
        order = iter(rng.sample(range(1, people + 1), people))
        return tuple(tuple(next(order) for _ in range(length)) for length in sizes)

    return make


def rounds(
    make: Callable[[Wish, random.Random], Groups], size: int, count: int, seed: int
) -> Iterator[tuple[int, float]]:
    """How many pairs met again in each round, and the milliseconds of CPU it took."""
    rng, met, odd = random.Random(seed), Counter[frozenset[int]](), Counter[int]()
    for _ in range(count):
        wish = Wish(met=dict(met), odd=dict(odd))
        began = time.thread_time()
        groups = make(wish, rng)
        took = 1000 * (time.thread_time() - began)
        pairs = meetings(groups)
        yield sum(met[pair] > 0 for pair in pairs), took
        met.update(pairs)
        odd.update(odd_seats(groups, size))


def free(again: Sequence[int]) -> int:
    """The rounds before the first in which somebody met again."""
    return next((n for n, repeats in enumerate(again) if repeats), len(again))


def schedules() -> None:
    print("| people in groups of | rounds without repeat | shuffled | repeats over all | shuffled | slowest ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for people, size, remainder, possible in SHAPES:
        told = {}
        for name, make in (("ours", mixed), ("shuffled", shuffled)):
            runs = [list(rounds(make(people, size, remainder), size, possible, seed)) for seed in (1, 2, 3)]
            again = [[repeats for repeats, _ in run] for run in runs]
            slowest = max(took for run in runs for _, took in run)
            told[name] = statistics.median(map(free, again)), statistics.median(map(sum, again)), slowest
        ours, plain = told["ours"], told["shuffled"]
        print(
            f"| {people} in {size} | {ours[0]} of {possible} = {ours[0] / possible:.2f} | {plain[0]} "
            f"| {ours[1]:.0f} | {plain[1]:.0f} | {ours[2]:.0f} |"
        )
        sys.stdout.flush()


def seasons() -> None:
    """Sessions of three rounds each, with most of the same people: every fifth is new each time."""
    print("\n| a season of four sessions, three rounds each | pairs that met again, of all pairs together | shuffled |")
    print("| --- | ---: | ---: |")
    for people in (25, 60):
        told = []
        for plain in (False, True):
            rng, met = random.Random(people), Counter[frozenset[int]]()
            here, again, pairs, newest = list(range(1, people + 1)), 0, 0, people
            for _ in range(SEASON):
                for _ in range(3):
                    roles = {seat: ROLES[seat % len(ROLES)] for seat in here}
                    wish = Wish() if plain else Wish(met=dict(met), spread=(roles,))
                    seats = {n + 1: seat for n, seat in enumerate(rng.sample(here, len(here)))} if plain else {}
                    made = of_size(
                        sorted(seats) if plain else here, 4, least=2, most=None, remainder="down", wish=wish, rng=rng
                    )
                    together = meetings(tuple(tuple(seats.get(s, s) for s in group) for group in made))
                    again += sum(met[pair] > 0 for pair in together)
                    pairs += len(together)
                    met.update(together)
                leaving = set(rng.sample(here, people // 5))
                here = [seat for seat in here if seat not in leaving] + [newest + n + 1 for n in range(len(leaving))]
                newest += len(leaving)
            told.append(again / pairs)
        print(f"| {people} people in fours | {told[0]:.3f} | {told[1]:.3f} |")


def wishes() -> None:
    """What a wish costs in time: everything at once, as the control screen can ask for it."""
    print("\n| new people, roles, organisations, pairs: all wished for at once | median ms | slowest ms |")
    print("| --- | ---: | ---: |")
    for people in (25, 60, LARGE):
        rng, took = random.Random(people), []
        met = Counter(pair for _ in range(4) for pair in meetings(shuffled(people, 4, "up")(Wish(), rng)))
        roles = {seat: ROLES[seat * seat % 5] for seat in range(1, people + 1)}
        houses = {seat: str(rng.randrange(6)) for seat in roles}
        apart = (True, True, True, False) * 2
        ties = {frozenset(rng.sample(range(1, people + 1), 2)): FIRM if is_apart else -FIRM for is_apart in apart}
        for _ in range(5):
            wish = Wish(met=met, spread=(roles, houses), weighed=("much", "a_little"), ties=ties)
            began = time.thread_time()
            mixed(people, 4, "up")(wish, rng)
            took.append(1000 * (time.thread_time() - began))
        print(f"| {people} people in fours | {statistics.median(took):.0f} | {max(took):.0f} |")


def report() -> None:
    """Everything, as tables."""
    schedules()
    seasons()
    wishes()
