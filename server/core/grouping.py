"""Groups of people: how many, how large, who with whom; merging, late-comers, leavers and turns.

Nobody is ever alone by arithmetic: two or more people always make groups of two or more (only size 1, asked for,
seats people alone). That comes before every other bound. A group is a tuple of seats in speaking order, and its
number is its index.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Literal

from server.core.mixing import Mixer
from server.core.wishes import COSTS, FIRM, Wish, broken, pairs_of

__all__ = [
    "Groups",
    "Remainder",
    "Wish",
    "lead_of",
    "meetings",
    "merge",
    "odd_seats",
    "of_size",
    "seat_latecomer",
    "sizes_for",
    "turns_needed",
    "without",
]

Groups = tuple[tuple[int, ...], ...]
Remainder = Literal["up", "down"]


def of_size(
    seats: Iterable[int],
    size: int,
    *,
    least: int,
    most: int | None,
    remainder: Remainder,
    multiple: int = 1,
    wish: Wish,
    rng: random.Random,
) -> Groups:
    """Everybody in groups of about `size`, between `least` and `most` (None or 0: no bound; see `sizes_for`).

    Nothing but the seats, the wish and the rng decides: the same ones give the same groups.

    `multiple=m` says that the next step merges the groups m by m: then neighbours are chosen so that the merged
    group, too, brings nobody together again, and so that no merged group has two odd ones while another has none.

    People whom `wish.together` keeps together get groups of their own, and each such circle keeps the bounds by
    itself as far as its number allows: two people stay a pair even where `least` is three. A single one left over
    joins the group that suits best; several such singles form groups with each other. Someone without a value goes
    where most people are. Where that would break a chosen pair that counts above all, and mixing the circles would
    not, they are mixed as little as can be.
    """
    people = sorted(seats)
    if len(set(people)) != len(people):
        raise ValueError("a seat is given twice")

    def sizes_of(circle: Sequence[int]) -> list[int]:
        return sizes_for(len(circle), size, least=least, most=most, remainder=remainder, multiple=multiple)

    groups: list[list[int]] = []
    circles, single = _circles(people, wish)
    for circle in circles:
        groups += _nested(circle, sizes_of(circle), size, multiple, wish, rng)
    if single is not None:
        suits = Mixer([*people], [len(group) for group in groups], size, wish, rng)
        free = [g for g in groups if not most or len(g) < most] or groups
        min(free, key=lambda g: (wish.strain(single, g) >= FIRM, len(g), suits.pull(single, g, single))).append(single)
    firm = wish.firm
    if firm and (wrong := broken(groups, firm)) and size > 1:
        softer = replace(wish, together=(), gathered=tuple((trait, "above_all") for trait in wish.together))
        for again in (1, multiple) if wish.together else (1,):
            other = _nested(people, sizes_of(people), size, again, softer, rng)
            if broken(other, firm) < wrong:
                groups, wrong = [*other], broken(other, firm)
    for group in groups:
        rng.shuffle(group)  # who speaks first is chance, never the order of joining
    return tuple(tuple(group) for group in groups)


def sizes_for(
    people: int, size: int, *, least: int, most: int | None, remainder: Remainder, multiple: int = 1
) -> list[int]:
    """The sizes of the groups. They differ by one at most, and the larger ones are spread evenly over the row.

    remainder "up": as many groups as there are full ones, the extra people join them (25 in pairs: 11 pairs and a
    trio).
    remainder "down": as many groups as it takes for none to be larger than `size` (25 in threes: 7 trios and 2 pairs).

    The number of groups changes to keep every group between `least` and `most`; when that cannot be, it is
    the one that leaves the fewest people too many or too few, nobody alone, and on a tie the one that `remainder`
    asks for. Within that it is divisible by `multiple` when it can be. Raises ValueError for impossible wishes (size
    or multiple below 1, most below least).
    """
    return [*_sizes(people, size, least, most, remainder, multiple)]


@lru_cache(1024)  # every look at the plan asks it for each step
def _sizes(
    people: int, size: int, least: int, most: int | None, remainder: Remainder, multiple: int
) -> tuple[int, ...]:
    if size < 1 or multiple < 1 or least < 0 or remainder not in ("up", "down") or (most or least) < least:
        raise ValueError(f"no groups of {size}: least {least}, most {most}, {remainder!r}, multiple {multiple}")
    most = most or people
    if people <= 1:
        return (1,) * people
    wanted = people // size if remainder == "up" else -(-people // size)

    def strain(count: int) -> tuple[int, bool, int, int]:
        small, over = divmod(people, count)
        outside = sum(
            number * max(0, least - length, length - most)
            for length, number in ((small, count - over), (small + 1, over))
        )
        return outside, count % multiple != 0, abs(count - wanted), abs(people - count * size)

    count = min(range(1, people // min(size, 2) + 1), key=strain)
    return tuple((g + 1) * people // count - g * people // count for g in range(count))


def merge(groups: Groups, k: int, *, most: int | None, rng: random.Random) -> Groups:
    """Neighbouring groups become one, about k at a time; every former group stays whole, in its speaking order.

    Sizes come out as even as they can. No group of fewer than three stays unless everybody else would then exceed
    `most`, and `most` (None or 0: no bound) is exceeded only where a single former group already does. Which former
    group speaks first is chance. Empty groups vanish.
    """
    if k < 1:
        raise ValueError(f"cannot merge {k} at a time")
    there = [group for group in groups if group]
    if not there:
        return ()
    everyone = sum(map(len, there))
    # The cheapest way to cut the row into runs: fewest people over `most`, then fewest left in too small a group, then
    # sizes nearest to k average groups (in whole numbers), then fewest groups left as they were.
    ways: list[tuple[tuple[int, int, int, int], int]] = [((0, 0, 0, 0), 0)]
    for end in range(1, len(there) + 1):
        options = []
        for start in range(max(0, end - 2 * k - 1), end):
            people, apart = sum(map(len, there[start:end])), end - start == 1 and k > 1
            over, small, uneven, alone = ways[start][0]
            over += max(0, people - most) if most and end - start > 1 else 0
            small += people if people < 3 and apart else 0
            uneven += (people * len(there) - k * everyone) ** 2
            options.append(((over, small, uneven, alone + apart), start))
        ways.append(min(options))
    runs: list[tuple[int, ...]] = []
    end = len(there)
    while end:
        start = ways[end][1]
        runs.append(tuple(chain.from_iterable(rng.sample(there[start:end], end - start))))
        end = start
    return tuple(reversed(runs))


def seat_latecomer(groups: Groups, seat: int, *, most: int | None, wish: Wish) -> int:
    """The number of the group a late-comer joins: the smallest now; on a tie, the one where they met fewest people.

    Chosen pairs that count above all come first, then people to be kept together, as long as such a group has room
    below `most`; when no group has room, the smallest takes one more. Empty groups stay empty unless all are. A seat
    that is in a group already stays there; without any groups the answer is 0.
    """
    for number, group in enumerate(groups):
        if seat in group:
            return number
    numbers = [number for number, group in enumerate(groups) if group] or [0]

    def strain(number: int) -> tuple[bool, int, int, int, int, int, int]:
        group = groups[number] if groups else ()
        full = bool(most) and len(group) >= (most or 0)
        strange = sum(
            seat in trait and s in trait and trait[s] != trait[seat] for trait in wish.together for s in group
        )
        again = COSTS[wish.new_people] * sum(wish.met.get(frozenset((seat, s)), 0) for s in group)
        alike = sum(seat in trait and trait.get(s) == trait[seat] for trait, _ in wish.mixed for s in group)
        tied = wish.strain(seat, group)
        firm = tied if abs(tied) >= FIRM else 0
        return full, firm, min(strange, 1), len(group), again + tied, alike, number

    return min(numbers, key=strain)


def without(groups: Groups, seat: int, *, least: int, wish: Wish | None = None) -> Groups:
    """The groups after someone leaves. Nobody else moves and no number changes: an emptied group stays, as ().

    Someone left alone joins the smallest other group (the lowest number on a tie), rather one where nobody is whom
    `wish` keeps from them, unless `least` is 1 and being alone is meant or nobody else is there. A group that falls
    below `least` with two people or more goes on as it is: moving people mid-talk costs more.
    """
    left = [tuple(s for s in group if s != seat) for group in groups]
    for number, group in enumerate(left):
        if len(group) == 1 and len(groups[number]) > 1 and least > 1:
            others = [n for n, other in enumerate(left) if other and n != number]
            if others:
                joined = min(others, key=lambda n: (wish.strain(group[0], left[n]) if wish else 0, len(left[n]), n))
                left[joined], left[number] = left[joined] + group, ()
    return tuple(left)


def lead_of(group: tuple[int, ...], turn: int) -> int | None:
    """Who leads in this turn (counted from 0), or None when the group is too small to need it."""
    return group[turn] if 0 <= turn < len(group) else None


def turns_needed(groups: Groups) -> int:
    """How many turns until everybody has led once: the size of the largest group."""
    return max(map(len, groups), default=0)


def meetings(groups: Groups) -> list[frozenset[int]]:
    """The pairs who are together in these groups: what to add to `Wish.met` afterwards."""
    return pairs_of(groups)


def odd_seats(groups: Groups, size: int) -> frozenset[int]:
    """The seats in groups of another size than asked: what to add to `Wish.odd` afterwards."""
    return frozenset(seat for group in groups if len(group) != size for seat in group)


def _circles(people: list[int], wish: Wish) -> tuple[list[list[int]], int | None]:
    """People to be kept together, largest circle first, and the one who would be alone in their circle, if any."""
    circles: dict[tuple[str | None, ...], list[int]] = {}
    for seat in people:
        circles.setdefault(tuple(trait.get(seat) for trait in wish.together), []).append(seat)
    anyone = [seat for key, circle in circles.items() if key and None in key for seat in circle]
    kept = sorted((circle for key, circle in circles.items() if not key or None not in key), key=len, reverse=True)
    if not kept:
        return ([anyone] if anyone else []), None
    kept[0] += anyone
    singles = [seat for circle in kept if len(circle) == 1 for seat in circle]
    kept = [circle for circle in kept if len(circle) > 1]
    if len(singles) == 1 and kept:
        return kept, singles[0]
    return [*kept, singles] if singles else kept, None


def _nested(
    seats: list[int], sizes: list[int], size: int, multiple: int, wish: Wish, rng: random.Random
) -> Sequence[list[int]]:
    """Mix people into groups of these sizes; groups that will merge are mixed as one first, then split."""
    if multiple == 1 or len(sizes) % multiple or len(sizes) == multiple or size == 1:
        return Mixer(seats, sizes, size, wish, rng).mixed()
    blocks = [sizes[at : at + multiple] for at in range(0, len(sizes), multiple)]
    merged = Mixer(seats, [sum(block) for block in blocks], size * multiple, wish, rng, odd_matters=False).mixed()
    split: list[list[int]] = []
    for seats_of_block, block in zip(merged, blocks, strict=True):
        split += Mixer(seats_of_block, block, size, wish, rng).mixed()
    return split
