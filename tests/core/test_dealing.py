"""The law of dealing: nobody reads their own card or one they had, and nobody goes without while that is possible."""

import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.dealing import deal


def table(people: int) -> dict[str, int]:
    return {f"card {seat}": seat for seat in range(people)}


def play(people: int, rounds: int, seed: int, groups=None) -> list[dict[int, str]]:
    rng, past, dealt, cards = random.Random(seed), dict.fromkeys(range(people), frozenset()), [], table(people)
    for _ in range(rounds):
        dealt.append(deal(cards, range(people), past, rng, groups))
        for holder, card in dealt[-1].items():
            assert cards[card] != holder
            assert card not in past[holder]
            past[holder] |= {card}
    return dealt


@pytest.mark.parametrize("people", [*range(1, 61), 900])
def test_every_round_that_can_be_filled_is_filled(people):
    """n people and n cards: five rounds from six people up, n - 1 rounds below, each card once in each round."""
    possible = min(5, people - 1)
    for seed in range(5 if people < 100 else 1):
        for dealt in play(people, possible, seed):
            assert sorted(dealt) == list(range(people))
            assert len(set(dealt.values())) == people


@pytest.mark.parametrize("people", range(2, 13))
def test_after_the_last_possible_round_nobody_gets_a_forbidden_card(people):
    for seed in range(10):
        *full, last = play(people, people, seed)
        assert all(len(dealt) == people for dealt in full)
        assert last == {}


@st.composite
def deals(draw):
    cards = {f"c{n}": draw(st.integers(0, 5)) for n in range(draw(st.integers(0, 6)))}
    holders = draw(st.lists(st.integers(0, 7), unique=True, max_size=6))
    past = {h: frozenset(draw(st.sets(st.sampled_from(sorted(cards))))) for h in holders if cards}
    return cards, holders, past


def most_that_can_hold(cards, holders, past) -> int:
    """By trying every order: how many holders can have a card of their own at the same time."""
    hands = [*cards, *[None] * len(holders)]
    return max(
        (
            sum(
                c is not None and cards[c] != h and c not in past.get(h, ()) for h, c in zip(holders, hand, strict=True)
            )
            for hand in set(permutations(hands, len(holders)))
        ),
        default=0,
    )


@given(deals(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_as_many_as_possible_get_a_card(case, rng):
    cards, holders, past = case
    cards = dict(list(cards.items())[:4])
    holders = holders[:4]
    dealt = deal(cards, holders, past, rng)
    assert all(cards[c] != h and c not in past.get(h, ()) for h, c in dealt.items())
    alone = most_that_can_hold(cards, holders, past)
    assert len(set(dealt.values())) == alone  # as many different cards as can be read at once …
    anyone = {h for h in holders if any(cards[c] != h and c not in past.get(h, ()) for c in cards)}
    assert set(dealt) == anyone or len(cards) >= len(holders)  # … and with too few cards, sharing leaves nobody out


def test_few_cards_are_shared_evenly():
    for people in range(7, 40):
        cards = {"a": 0, "b": 1, "c": 2}
        counts = Counter(deal(cards, range(people), {}, random.Random(people)).values())
        assert sum(counts.values()) == people
        assert max(counts.values()) - min(counts.values()) <= 1


def test_cards_read_least_go_first():
    cards = {f"c{n}": 100 + n for n in range(10)}
    read: Counter = Counter()
    past: dict[int, frozenset[str]] = {}
    rng = random.Random(4)
    for _ in range(8):
        dealt = deal(cards, range(3), past, rng)
        assert len(set(dealt.values())) == 3
        past = {h: past.get(h, frozenset()) | {c} for h, c in dealt.items()}
        read.update(dealt.values())
        assert max(read[c] for c in cards) - min(read[c] for c in cards) <= 1


def test_a_needy_card_takes_a_holder_from_another():
    """Only seat 1 may read "new", only it may read "old" with ease: "new" was read less, so it is read now."""
    cards = {"new": 2, "old": 3}
    past = {1: frozenset(), 9: frozenset({"old"})}
    for seed in range(20):
        assert deal(cards, [1, 2], past, random.Random(seed)) == {1: "new", 2: "old"}
        assert deal(cards, [1], past, random.Random(seed)) == {1: "new"}


def test_the_neediest_card_may_go_to_anyone():
    cards, past = {"a": 90, "b": 91, "new": 92}, {80: frozenset({"a", "b"})}
    lucky = Counter()
    for seed in range(60):
        dealt = deal(cards, [1, 2, 3], past, random.Random(seed))
        lucky.update(holder for holder, card in dealt.items() if card == "new")
    assert set(lucky) == {1, 2, 3}


def test_cards_leave_their_group_when_they_can():
    groups = tuple((at, at + 1) for at in range(0, 24, 2))
    for seed in range(10):
        for dealt in play(24, 5, seed, groups):
            assert len(dealt) == 24
            assert not any(int(card.split()[1]) // 2 == holder // 2 for holder, card in dealt.items())
    assert len(deal(table(2), [0, 1], {}, random.Random(1), ((0, 1),))) == 2


def test_the_same_dice_deal_the_same_cards():
    assert play(12, 5, 7) == play(12, 5, 7)
    assert play(12, 5, 7) != play(12, 5, 8)
