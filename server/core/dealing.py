"""Who reads whose card: never your own, never one you had, and nobody goes without while that is possible.

Why five rounds of 25/10 cannot run dry: with n people and n cards, after k full rounds everyone may still have n-1-k
cards and every card may still go to n-1-k people. Such a regular graph always has a perfect matching (König), so a
deal that finds a largest matching, as this one does, fills n-1 rounds whatever the dice. Passing cards on greedily
does not: the last person may be left with their own.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

Groups = tuple[tuple[int, ...], ...]


def deal(
    cards: Mapping[str, int],
    holders: Sequence[int],
    past: Mapping[int, frozenset[str]],
    rng: random.Random,
    groups: Groups | None = None,
) -> dict[int, str]:
    """One card for each holder: holder seat -> card id. `cards` maps card id -> author seat; `past` holds the cards a
    seat had before.

    As many holders as possible get a card; whoever can only have a forbidden one is absent. While there are enough
    cards, nobody shares; when there are fewer cards than holders, they are shared as evenly as possible. Cards read
    least (counted over `past`) go first. With `groups`, a card rather goes to someone outside its author's group, as
    far as a simple exchange allows; nobody loses a card for it.
    """
    people = list(dict.fromkeys(holders))
    rng.shuffle(people)
    reads = Counter(card for had in past.values() for card in had)
    order = sorted(cards)
    rng.shuffle(order)
    order.sort(key=lambda card: reads[card])

    def may(holder: int, card: str) -> bool:
        return cards[card] != holder and card not in past.get(holder, frozenset())

    held: dict[int, str] = {}
    free, waiting = people, order
    # One more copy of each card per pass. A card nobody more can take will not find anyone in a later pass either.
    while waiting and free:
        waiting = [card for card in waiting if free and _placed(card, free, may, held)]
    if groups is not None:
        _apart(held, cards, may, {seat: number for number, group in enumerate(groups) for seat in group})
    return held


def _placed(card: str, free: list[int], may: Callable[[int, str], bool], held: dict[int, str]) -> bool:
    """Find a holder for one more card; others may exchange theirs along an augmenting path, but no holder and no card
    placed drops out.

    Cards come in order of need, so the cards placed are the neediest that can be placed together (transversal
    matroid).
    """
    came_from: dict[int, tuple[str, int | None]] = {}
    wave: list[tuple[str, int | None]] = [(card, None)]
    while wave:
        later: list[tuple[str, int | None]] = []
        for wanting, giver in wave:
            last = next((holder for holder in reversed(free) if may(holder, wanting)), None)
            if last is not None:
                free.remove(last)
                held[last], taker = wanting, giver
                while taker is not None:
                    held[taker], taker = came_from[taker]
                return True
            for holder, has in held.items():
                if holder not in came_from and may(holder, wanting):
                    came_from[holder] = (wanting, giver)
                    later.append((has, holder))
        wave = later
    return False


def _apart(
    held: dict[int, str], cards: Mapping[str, int], may: Callable[[int, str], bool], group_of: Mapping[int, int]
) -> None:
    """Exchange cards two by two so that fewer are read in their author's own group."""

    def near(holder: int, card: str) -> bool:
        return holder in group_of and group_of[holder] == group_of.get(cards[card])

    for one in held:
        if not near(one, held[one]):
            continue
        for two in held:
            mine, theirs = held[one], held[two]
            if may(one, theirs) and may(two, mine) and not near(one, theirs) and not near(two, mine):
                held[one], held[two] = theirs, mine
                break
