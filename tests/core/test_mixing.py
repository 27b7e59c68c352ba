"""Wishes for groups: chosen pairs are kept whenever these sizes allow it, each weight moves what it says, nobody is
ever alone for a wish, and none of it is seen but by facilitators."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import asdict
from itertools import combinations, pairwise

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import views
from server.core.commands import Refused
from server.core.folding import fold
from server.core.forgetting import forget
from server.core.grouping import Groups, Wish, of_size, sizes_for
from server.core.parts import Control
from server.core.starters import known_rounds
from server.core.wishes import FIRM, Tie, tie_cost
from server.live import codec
from server.record import FORMATS, build, write
from structures.vocabulary import EVERYONE, Step, groups_of
from tests.core.made_up import item
from tests.pilot import HOST, Room, plan_of

TALK = (Step("talk", 5, "Talk.", grouping=groups_of(3)), Step("all", 1, "All.", EVERYONE))


def grouped(people: int, size: int, wish: Wish, *, seed: int = 1, remainder: str = "up") -> Groups:
    return of_size(
        range(1, people + 1), size, least=2, most=None, remainder=remainder, wish=wish, rng=random.Random(seed)
    )


def pairs(groups: Groups) -> set[frozenset[int]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


# --- what counts above all, against every way there is -----------------------------------------------------------


def seatings(seats: tuple[int, ...], sizes: tuple[int, ...]) -> list[tuple[tuple[int, ...], ...]]:
    """All ways to seat people at tables of these sizes; tables of one size are alike."""
    if not seats:
        return [()]
    found = []
    for at, size in enumerate(sizes):
        if size in sizes[:at]:
            continue
        left = (*sizes[:at], *sizes[at + 1 :])
        for others in combinations(seats[1:], size - 1):
            table = (seats[0], *others)
            found += [(table, *rest) for rest in seatings(tuple(s for s in seats if s not in table), left)]
    return found


@pytest.mark.parametrize("people", [5, 6, 8])
def test_chosen_pairs_are_kept_whenever_any_seating_keeps_them(people: int) -> None:
    dice, possible = random.Random(people), Counter[bool]()
    roles = {seat: "ab"[seat % 2] for seat in range(1, people + 1)}
    for turn in range(20):
        size = dice.choice([2, 3])
        every = list(combinations(range(1, people + 1), 2))
        apart = set(dice.sample(every, dice.randrange(1, people + 3)))
        together = {pair for pair in dice.sample(every, dice.randrange(2)) if pair not in apart}
        ties = {frozenset(p): tie_cost("apart", "above_all") for p in apart}
        ties |= {frozenset(p): tie_cost("together", "above_all") for p in together}
        met = {frozenset(pair): dice.randrange(4) for pair in every}
        made = grouped(people, size, Wish(ties=ties, met=met, spread=(roles,)), seed=turn)
        sizes = sizes_for(people, size, least=2, most=None, remainder="up")
        assert sorted(map(len, made)) == sorted(sizes), "a wish moves people, never the sizes"
        seats, wanted = tuple(range(1, people + 1)), {frozenset(p) for p in together}
        kept = any(
            not pairs(way) & {frozenset(p) for p in apart} and wanted <= pairs(way)
            for way in seatings(seats, tuple(sizes))
        )
        possible[kept] += 1
        if kept:
            assert not pairs(made) & {frozenset(p) for p in apart}, (size, apart, together)
            assert wanted <= pairs(made)
    assert possible[True] > 2, "the oracle says yes to some"
    assert possible[False], "and no to others"


def test_what_swapping_two_people_cannot_reach_is_found_all_the_same() -> None:
    """Seventeen families of four: only one way of seating them keeps all of them whole."""
    dice = random.Random(1)
    people = dice.sample(range(1, 69), 68)
    families = [people[at : at + 4] for at in range(0, 68, 4)]
    together = {frozenset(pair): -FIRM for family in families for pair in pairwise(family)}
    made = grouped(68, 4, Wish(ties=together))
    assert sorted(map(sorted, made)) == sorted(map(sorted, families))


@pytest.mark.parametrize("people", [26, 60])
def test_in_a_larger_room_whole_families_stay_apart_and_together_while_people_still_meet(people: int) -> None:
    apart = [pair for start in (1, 5, 9) for pair in combinations(range(start, start + 4), 2)]
    together = list(pairwise(range(13, 16)))
    ties = {frozenset(pair): FIRM for pair in apart} | {frozenset(pair): -FIRM for pair in together}
    met: Counter[frozenset[int]] = Counter()
    again = []
    for turn in range(4):
        made = grouped(people, 4, Wish(ties=ties, met=met), seed=turn)
        assert not pairs(made) & set(map(frozenset, apart))
        assert set(map(frozenset, together)) <= pairs(made)
        again.append(sum(met[pair] > 0 for pair in pairs(made)))
        met.update(pairs(made))
    assert max(again) <= 3 + people // 20, "only those three, who sit together, and a few beside them meet again"


def test_merged_groups_keep_pairs_apart_too() -> None:
    firm = {frozenset(pair): FIRM for pair in ((1, 2), (3, 4), (5, 6))}
    for turn in range(20):
        rng = random.Random(turn)
        made = of_size(range(1, 13), 2, least=2, most=None, remainder="up", multiple=2, wish=Wish(ties=firm), rng=rng)
        fours = tuple((*one, *other) for one, other in zip(made[::2], made[1::2], strict=True))
        assert not pairs(fours) & set(firm)


# --- weights -----------------------------------------------------------------------------------------------------


def test_each_weight_moves_what_it_says() -> None:
    """Everybody of a role has met everybody of the other: meeting new people and mixing roles cannot both be had."""
    roles = {seat: "ab"[seat > 6] for seat in range(1, 13)}
    met = {frozenset((one, other)): 1 for one in range(1, 7) for other in range(7, 13)}

    def again(new_people: str, mix: str) -> int:
        wish = Wish(spread=(roles,), weighed=(mix,), met=met, new_people=new_people)  # type: ignore[arg-type]
        return sum(pair in met for pair in pairs(grouped(12, 2, wish, seed=3)))

    assert again("much", "a_little") == 0
    assert again("a_little", "much") == 6
    assert again("much", "above_all") == 6
    assert again("above_all", "much") == 0
    assert again("never_mind", "a_little") == 6


def test_people_are_gathered_as_much_as_it_is_said() -> None:
    place = {seat: "video" if seat <= 4 else "room" for seat in range(1, 13)}
    strangers = {frozenset(pair): 1 for pair in (*combinations(range(1, 5), 2), *combinations(range(5, 13), 2))}
    for weight, mixed in (("a_little", 8), ("above_all", 0)):
        wish = Wish(gathered=((place, weight),), met=strangers)  # type: ignore[arg-type]
        made = grouped(12, 2, wish)
        assert sum(place[one] != place[other] for one, other in made) * 2 == mixed, weight


def test_known_schedules_bring_no_two_together_twice() -> None:
    for rows, size, rounds in ((5, 3, 7), (8, 3, 11), (10, 3, 14), (6, 4, 7), (7, 4, 9), (9, 4, 11), (6, 5, 6)):
        known = known_rounds(rows, size, rows * size)
        assert len(known) == rounds
        met = Counter(frozenset(pair) for turn in known for group in turn for pair in combinations(group, 2))
        assert set(met.values()) == {1}
        assert all(sorted(seat for group in turn for seat in group) == list(range(rows * size)) for turn in known)


# --- in a session ------------------------------------------------------------------------------------------------


def session(people: int = 9) -> Room:
    """A room that listens, with the groups of threes that come next made ready."""
    steps = (Step("hear", 1, "Listen.", EVERYONE), *TALK)
    room = Room(plan_of(item(*steps)), people)
    room.next()
    return room


def planned(room: Room) -> Groups:
    return room.session.groups["1/talk"]


def told(room: Room) -> Control:
    return views.control(room.session, room.around())


def test_a_pair_chosen_now_changes_the_groups_made_ready_and_not_those_of_now() -> None:
    room = session()
    one, other, _ = planned(room)[0]
    room.must(c.TiePair(by=HOST, one=other, other=one, how="apart"))
    assert frozenset((one, other)) not in pairs(planned(room))
    before = planned(room)
    room.must(c.TiePair(by=HOST, one=one, other=before[0][0], how="free")) if before[0][0] != one else None
    assert planned(room) == before
    room.next()
    sitting = room.session.groups_in(room.session.at)
    a, b, _ = sitting[0]
    room.must(c.TiePair(by=HOST, one=a, other=b, how="apart"))
    assert room.session.groups_in(room.session.at) == sitting, "nobody is moved in the middle of a talk"
    mixture = told(room).mixture
    assert mixture
    assert (mixture.apart, mixture.of_apart) == (1, 2)
    room.must(c.Regroup(by=HOST))
    assert told(room).mixture.apart == 2  # type: ignore[union-attr]


def test_weights_are_set_by_name_and_what_is_no_wish_is_refused() -> None:
    room = session()
    assert {w.wish: w.weight for w in told(room).wishes}["role"] == "a_little"
    room.must(c.SetMixing(by=HOST, wish="role", weight="above_all"))
    assert room.must(c.SetMixing(by=HOST, wish="role", weight="above_all")) == (), "asked twice is no fault"
    assert {w.wish: w.weight for w in told(room).wishes}["role"] == "above_all"
    for wrong in (
        c.SetMixing(by=HOST, wish="king", weight="much"),
        c.TiePair(by=HOST, one=1, other=1, how="apart"),
        c.TiePair(by=HOST, one=1, other=99, how="apart"),
    ):
        assert isinstance(room.give(wrong), Refused)
    assert fold(room.entries) == room.session


def test_late_comers_and_those_left_alone_are_kept_from_whom_they_should_not_sit_with() -> None:
    room = session(9)
    room.next()
    first, _, third = room.session.groups_in(room.session.at)

    def joins(seat: int, ties: dict[int, Tie]) -> int:
        room.must(c.Join(by=seat, ties=ties))
        return room.session.group_number(room.session.at, seat)

    room.must(c.Leave(by=first[2]))
    assert joins(10, {first[0]: "apart"}) == 1, "the two would be the smallest"
    assert joins(11, {third[0]: "together"}) == 2
    room.must(c.Leave(by=first[1]))
    assert room.session.group_number(room.session.at, first[0]) == 2, "both others are of four, and one holds seat 10"


def test_colleagues_are_told_apart_without_the_name_of_where_they_work() -> None:
    room = Room(plan_of(item(Step("hear", 1, "Listen.", EVERYONE), *TALK), spread=()), 0)
    for seat in range(1, 10):
        room.must(c.Join(by=seat, colleagues=tuple(other for other in range(1, seat) if other % 3 == seat % 3)))
    room.next()
    assert all(len({seat % 3 for seat in group}) == 3 for group in planned(room))
    mixture = told(room).planned.mixture  # type: ignore[union-attr]
    assert [(by.name, by.well, by.of) for by in mixture.mixed_by] == [("", 3, 3)]  # type: ignore[union-attr]


def test_only_facilitators_see_wishes_and_pairs() -> None:
    room = session()
    bare = {name: json.dumps([asdict(part) for part in parts]) for name, parts in room.screens()}
    apart = [pair for pair in combinations(room.seats, 2) if frozenset(pair) not in pairs(planned(room))]
    for one, other in apart[:4]:
        room.must(c.TiePair(by=HOST, one=one, other=other, how="apart"))
    room.must(c.SetMixing(by=HOST, wish="apart", weight="much"))
    for name, parts in room.screens():
        shown = json.dumps([asdict(part) for part in parts])
        assert (shown == bare[name]) == (name != "control"), name


def test_the_record_says_nothing_of_wishes_and_pairs() -> None:
    room = session()
    room.must(c.TiePair(by=HOST, one=1, other=2, how="together"))
    room.must(c.SetMixing(by=HOST, wish="together", weight="much"))
    room.next()
    room.must(c.Close(by=HOST))
    silent = [one for one in room.entries if not isinstance(one.event, e.PairTied | e.MixingSet)]
    assert len(silent) == len(room.entries) - 2
    for form in FORMATS:
        assert write(build(room.entries, room.names), form) == write(build(silent, room.names), form)


def test_who_is_forgotten_is_tied_to_nobody() -> None:
    room = session()
    for pair in ((1, 2), (2, 3), (4, 5)):
        room.must(c.TiePair(by=HOST, one=pair[0], other=pair[1], how="apart"))
    room.must(c.Join(by=10, colleagues=(2, 4)))
    folded = fold(forget(room.entries, {2}))
    assert set(folded.ties) == {frozenset((4, 5))}
    assert folded.seats[10].colleagues == (4,)


def test_an_old_log_folds_and_new_events_come_back_from_disk() -> None:
    old = codec.KINDS["SeatTaken"].validate_json('{"seat": 1, "traits": {}}')
    assert old == e.SeatTaken(1, {})
    room = session()
    room.must(c.TiePair(by=HOST, one=2, other=1, how="together"))
    room.must(c.SetMixing(by=HOST, wish="new_people", weight="never_mind"))
    assert codec.entries([codec.stored(entry) for entry in room.entries]) == room.entries
