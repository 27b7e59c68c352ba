"""Schedules that shifting columns does not find: one round for each shape, and the others by turning it.

People are seats 0, 1, 2 … in rings of `turns` seats; what is over stands still. In each round everybody goes one seat
on within their ring. The first round is made so that the distances of all its pairs differ: then no two people ever
meet twice. These rounds were found by search, and a test holds them to it. Nearly all reach the most rounds there can
be (see bench/README.md).
"""

from __future__ import annotations

from collections.abc import Sequence

Round = tuple[tuple[int, ...], ...]

_FIRST: dict[tuple[int, int], tuple[int, Round]] = {
    (5, 3): (7, ((0, 7, 13), (1, 3, 4), (2, 10, 12), (5, 9, 14), (6, 8, 11))),
    (8, 3): (
        11,
        ((0, 15, 16), (1, 3, 4), (2, 8, 14), (5, 12, 23), (6, 10, 19), (7, 21, 22), (9, 17, 20), (11, 13, 18)),
    ),
    (10, 3): (
        14,
        (
            (0, 1, 15),
            (2, 11, 18),
            (3, 5, 13),
            (4, 24, 26),
            (6, 17, 23),
            (7, 16, 19),
            (8, 27, 29),
            (9, 12, 22),
            (10, 14, 28),
            (20, 21, 25),
        ),
    ),
    (6, 4): (7, ((0, 7, 14, 21), (1, 11, 16, 22), (2, 4, 5, 10), (3, 12, 20, 23), (6, 15, 17, 18), (8, 9, 13, 19))),
    (7, 4): (
        9,
        (
            (0, 17, 18, 27),
            (1, 8, 11, 14),
            (2, 7, 9, 16),
            (3, 6, 22, 23),
            (4, 5, 19, 26),
            (10, 15, 21, 24),
            (12, 13, 20, 25),
        ),
    ),
    (9, 4): (
        11,
        (
            (8, 15, 27, 33),
            (3, 17, 30, 34),
            (2, 12, 23, 35),
            (14, 24, 29, 31),
            (18, 19, 21, 26),
            (0, 6, 10, 28),
            (5, 11, 16, 25),
            (1, 4, 13, 20),
            (7, 9, 22, 32),
        ),
    ),
    (6, 5): (
        6,
        (
            (0, 8, 19, 21, 28),
            (1, 3, 10, 13, 27),
            (2, 6, 16, 20, 25),
            (4, 9, 15, 17, 18),
            (5, 14, 22, 24, 26),
            (7, 11, 12, 23, 29),
        ),
    ),
}
"""For (groups, size): how many rounds there are, and the first of them."""


def known_rounds(rows: int, size: int, people: int) -> list[Round]:
    """All rounds for so many groups of that size, by seats from 0. Empty where none are known, or where more are
    missing than stand still: without those the groups stay even."""
    if (rows, size) not in _FIRST:
        return []
    turns, first = _FIRST[rows, size]
    if rows * size - people > rows * size % turns:
        return []
    whole = rows * size
    return [tuple(tuple(_turned(seat, by, turns, whole) for seat in group) for group in first) for by in range(turns)]


def seated(known: Round, chairs: Sequence[int | None]) -> list[list[int]]:
    """The groups of one round for the people on these chairs; None is an empty chair."""
    return [[seat for chair in group if (seat := chairs[chair]) is not None] for group in known]


def _turned(seat: int, by: int, turns: int, people: int) -> int:
    ring = seat - seat % turns
    return ring + (seat - ring + by) % turns if ring + turns <= people else seat
