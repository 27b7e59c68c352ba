"""Chosen pairs kept apart and together for certain, where groups of these sizes can do it at all.

People who belong together are one block; blocks that must not meet go to different groups. All ways are tried, the
hardest blocks first, until one is found or the work allowed is used up: in rooms of up to a dozen that is all of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

TRIED = 4_000
"""So often at most a block is put somewhere. Few milliseconds; rooms with few ties need a hundred."""


def settled(
    seats: Sequence[int], sizes: Sequence[int], firm: Mapping[frozenset[int], bool], rng: random.Random
) -> list[list[int]] | None:
    """Groups of these sizes that keep all pairs of `firm` apart, or (True) together; None when none was found.

    Where several ways lead there, chance chooses.
    """
    here = set(seats)
    ties = {pair: joined for pair, joined in firm.items() if pair <= here}
    blocks = _blocks(seats, [pair for pair, joined in ties.items() if joined])
    of = {seat: n for n, block in enumerate(blocks) for seat in block}
    foes: list[set[int]] = [set() for _ in blocks]
    for one, other in (sorted(pair) for pair, joined in ties.items() if not joined):
        if of[one] == of[other]:
            return None
        foes[of[one]].add(of[other])
        foes[of[other]].add(of[one])
    tied = [n for n, block in enumerate(blocks) if len(block) > 1 or foes[n]]
    rng.shuffle(tied)
    tied.sort(key=lambda n: (-len(blocks[n]), -len(foes[n])))
    at = _placed(tied, blocks, foes, sizes, rng)
    if at is None:
        return None
    groups: list[list[int]] = [[] for _ in sizes]
    for n, place in at.items():
        groups[place] += blocks[n]
    rest = iter(rng.sample(others := [seat for seat in seats if of[seat] not in at], len(others)))
    for group, size in zip(groups, sizes, strict=True):
        group.extend(next(rest) for _ in range(size - len(group)))
    return groups


def _blocks(seats: Sequence[int], joined: Sequence[frozenset[int]]) -> list[list[int]]:
    """Everybody, with those whom pairs join (over any number of pairs) in one block."""
    block = {seat: [seat] for seat in seats}
    for one, other in map(sorted, joined):
        if block[one] is not block[other]:
            block[one] += block[other]
            for seat in block[other]:
                block[seat] = block[one]
    return list({id(one): one for one in block.values()}.values())


def _placed(
    tied: Sequence[int],
    blocks: Sequence[Sequence[int]],
    foes: Sequence[set[int]],
    sizes: Sequence[int],
    rng: random.Random,
) -> dict[int, int] | None:
    """A place for each tied block, or None."""
    free, at = list(sizes), dict[int, int]()
    ways: list[Iterator[int]] = []
    tried = 0

    def open_to(n: int) -> Iterator[int]:
        """The places a block can go to now. Of empty groups of one size, one stands for all."""
        taken = {at[foe] for foe in foes[n] if foe in at}
        used = set(at.values())
        seen: set[int] = set()
        for place in rng.sample(range(len(sizes)), len(sizes)):
            if place in taken or free[place] < len(blocks[n]):
                continue
            if place not in used:
                if sizes[place] in seen:
                    continue
                seen.add(sizes[place])
            yield place

    while len(at) < len(tied):
        if len(ways) == len(at):
            ways.append(open_to(tied[len(at)]))
        place = next(ways[-1], None)
        if place is not None and tried < TRIED:
            tried += 1
            n = tied[len(at)]
            at[n] = place
            free[place] -= len(blocks[n])
            continue
        ways.pop()
        if not ways or tried >= TRIED:
            return None
        n = tied[len(ways) - 1]
        free[at.pop(n)] += len(blocks[n])
    return at
