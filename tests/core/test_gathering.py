"""The laws of groups that come about by what people are, chose or wrote, at every odd size."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest

from server.core.gathering import Formed, circle, clusters, fold, joined, next_visit, stations
from server.core.grouping import Groups, Wish

SIZES = (*range(1, 14), 25, 26, 60, 900)
NO_WISH = Wish()

at_every_size = pytest.mark.parametrize("people", SIZES)


def seats(people: int) -> list[int]:
    return list(range(1, people + 1))


def is_lawful(formed: Formed, people: int) -> None:
    """Everybody is placed exactly once, nobody is alone by arithmetic, and each group has its topic and its name."""
    assert sorted(seat for group in formed.groups for seat in group) == seats(people)
    assert people == 1 or 1 not in map(len, formed.groups)
    for of_each in (formed.topics, formed.names):
        assert not of_each or len(of_each) == len(formed.groups)


def group_of(groups: Groups, seat: int) -> int:
    return next(n for n, group in enumerate(groups) if seat in group)


# --- clusters --------------------------------------------------------------------------------------------------


@at_every_size
def test_people_of_one_kind_are_together(people: int) -> None:
    for kinds in (1, 3, 7, 1000):
        answers = {seat: f"kind {seat % kinds}" for seat in seats(people)}
        formed = clusters(seats(people), answers, (), random.Random(people))
        assert formed is not None
        is_lawful(formed, people)
        count = Counter(answers.values())
        for seat, kind in answers.items():
            if count[kind] > 1:
                assert formed.names[group_of(formed.groups, seat)] == kind
        assert all(name in count for name in formed.names)


def test_a_cluster_of_one_joins_the_smallest_other_which_keeps_its_name() -> None:
    answers = {1: "nurse", 2: "nurse", 3: "nurse", 4: "patient", 5: "patient", 6: "doctor"}
    formed = clusters(seats(6), answers, ("nurse", "patient", "doctor"), random.Random(1))
    assert formed is not None
    assert formed.names == ("nurse", "patient")
    assert [set(group) for group in formed.groups] == [{1, 2, 3}, {4, 5, 6}]


def test_an_answer_is_the_same_in_capitals_and_the_order_is_that_of_the_question() -> None:
    answers = {1: "Patient", 2: " patient", 3: "carer", 4: "Carer ", 5: "Other", 6: "other"}
    formed = clusters(seats(6), answers, ("patient", "carer"), random.Random(1))
    assert formed is not None
    assert formed.names == ("Patient", "carer", "Other")
    assert [set(group) for group in formed.groups] == [{1, 2}, {3, 4}, {5, 6}]


def test_who_did_not_answer_joins_the_smallest_and_keeps_it_from_being_alone() -> None:
    answers = {1: "a", 2: "a", 3: "a", 4: "b"}
    formed = clusters(seats(5), answers, (), random.Random(1))
    assert formed is not None
    assert [set(group) for group in formed.groups] == [{1, 2, 3}, {4, 5}]
    assert clusters(seats(5), {}, (), random.Random(1)) is None, "nothing was asked"


# --- a circle --------------------------------------------------------------------------------------------------


@at_every_size
def test_a_circle_of_the_willing_and_tables_round_it(people: int) -> None:
    for willing, size in product([0, 1, 2, 3, 5, 900], [2, 3, 5, 8]):
        would = {seat for seat in seats(people) if seat <= willing}
        formed = circle(seats(people), would, size, 4, NO_WISH, random.Random(people))
        is_lawful(formed, people)
        inside = set(formed.groups[0])
        if people <= 3:
            assert inside == set(seats(people)), "so few all sit inside"
            continue
        assert 2 <= len(inside) <= size
        if len(would) < 2:
            assert would <= inside
            assert len(inside) == min(size, people // 2)
        elif len(would) < people - 1:
            assert inside <= would, "nobody is drawn in who would rather not"
            assert len(inside) >= min(size, len(would)) - 1


def test_who_gets_a_chair_is_chance_when_more_want_one() -> None:
    inside = {circle(seats(20), seats(20), 4, 4, NO_WISH, random.Random(n)).groups[0] for n in range(30)}
    assert len({frozenset(group) for group in inside}) > 20


def test_one_who_would_watch_alone_takes_the_chair_that_is_free_or_gets_company() -> None:
    free = circle(seats(5), {1, 2, 3, 4}, 5, 4, NO_WISH, random.Random(3))
    assert free.groups[0][-1] == 5
    assert len(free.groups) == 1
    full = circle(seats(5), {1, 2, 3, 4}, 4, 4, NO_WISH, random.Random(3))
    assert [len(group) for group in full.groups] == [3, 2]
    assert 5 in full.groups[1]


# --- joined ----------------------------------------------------------------------------------------------------


@at_every_size
def test_people_are_where_they_chose_to_be(people: int) -> None:
    for offered, chose, roam in product([0, 1, 4, 40], [0, 1, 0.5, 1.0], [False, True]):
        rng = random.Random(people * offered)
        offers = {f"offer{n:03}": n + 1 for n in range(offered)}
        number = int(chose * people) if isinstance(chose, float) else chose
        picks = {seat: rng.choice(list(offers)) for seat in rng.sample(seats(people), number)} if offers else {}
        formed = joined(seats(people), offers, picks, roam, NO_WISH, rng)
        assert sorted(seat for group in formed.groups for seat in group) == seats(people)
        for group in formed.groups:
            by_choice = roam and len(group) == 1 and group[0] in picks
            assert people == 1 or len(group) != 1 or by_choice
        if not offers:
            assert formed.topics == ()
            continue
        assert len(formed.topics) == len(formed.groups)
        assert not roam or set(formed.topics) == set(offers), "one may go to each of them"
        assert roam or all(formed.groups), "no group stays empty"
        wanted = Counter(picks.values())
        for seat, pick in picks.items():
            if roam or wanted[pick] > 1:
                assert formed.topics[group_of(formed.groups, seat)] == pick


def test_a_writer_who_picked_nothing_stays_with_their_own_offer() -> None:
    formed = joined(
        seats(6), {"a": 1, "b": 2, "c": 9}, {3: "b", 4: "a", 5: "c", 6: "c"}, False, NO_WISH, random.Random(1)
    )
    assert dict(zip(formed.topics, map(set, formed.groups), strict=True)) == {"a": {1, 4}, "b": {2, 3}, "c": {5, 6}}


def test_a_lone_chooser_joins_the_smallest_other_group_unless_people_may_roam() -> None:
    offers, picks = {"a": 0, "b": 0, "c": 0}, {1: "a", 2: "a", 3: "a", 4: "b", 5: "c", 6: "c"}
    settled = joined(seats(6), offers, picks, False, NO_WISH, random.Random(1))
    assert dict(zip(settled.topics, map(set, settled.groups), strict=True)) == {"a": {1, 2, 3}, "c": {4, 5, 6}}
    free = joined(seats(6), offers, picks, True, NO_WISH, random.Random(1))
    assert free.groups[1] == (4,), "alone by choice"
    one_more = joined(seats(7), offers, picks, True, NO_WISH, random.Random(1))
    assert set(one_more.groups[1]) == {4, 7}, "who chose nothing joins the smallest"


def test_where_nobody_chose_people_spread_over_what_was_brought_along() -> None:
    formed = joined(seats(25), dict.fromkeys("abcdefghij", 0), {}, False, NO_WISH, random.Random(1))
    assert sorted(map(len, formed.groups)) == [4, 4, 4, 4, 4, 5]
    few = joined(seats(25), dict.fromkeys("ab", 0), {}, False, NO_WISH, random.Random(1))
    assert sorted(map(len, few.groups)) == [12, 13]


# --- stations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "most"), [(9, 4), (25, 7), (56, 7), (60, 7), (900, 112)])
def test_there_are_as_many_stations_as_visits_while_parties_are_small_enough(people: int, most: int) -> None:
    offers = {f"poster{seat:04}": seat for seat in seats(people)}
    formed = stations(seats(people), offers, NO_WISH, random.Random(people), visits=7)
    is_lawful(formed, people)
    assert len(formed.topics) == most


@at_every_size
def test_hosts_stay_and_parties_meet_each_station_once(people: int) -> None:
    for offered in (0, 1, 3, 7, 1000):
        offers = {f"poster{seat:04}": seat for seat in seats(people)[:offered]}
        formed = stations(seats(people), offers, NO_WISH, random.Random(people))
        is_lawful(formed, people)
        assert len(formed.topics) == min(len(offers), people // 2)
        hosts = [offers[id] for id in formed.topics]
        visitors = set(seats(people)) - set(hosts)
        been: dict[int, list[int]] = {seat: [] for seat in visitors}
        groups, parties = formed.groups, {frozenset(set(group) - set(hosts)) for group in formed.groups}
        for visit in range(min(7, len(hosts))):
            if visit:
                groups = next_visit(seats(people), groups, hosts, 1)
                is_lawful(Formed(groups, formed.topics), people)
            assert all(host in groups[n] for n, host in enumerate(hosts)), "hosts stay"
            assert {frozenset(set(group) - set(hosts)) for group in groups} == parties, "parties stay together"
            for seat in visitors:
                been[seat].append(group_of(groups, seat))
        assert all(len(set(stops)) == len(stops) for stops in been.values())
        if 0 < len(hosts) <= 7:
            assert all(len(stops) == len(hosts) for stops in been.values()), "everybody sees everything"


def test_parties_are_even_and_a_writer_of_two_offers_hosts_one() -> None:
    formed = stations(seats(25), {"a": 1, "b": 1, "c": 2, "d": 3, "e": 99}, NO_WISH, random.Random(2))
    assert formed.topics == ("a", "c", "d"), "one each, and none for who is not here"
    assert sorted(map(len, formed.groups)) == [8, 8, 9]


def test_on_a_tour_people_come_and_go_and_the_others_keep_together() -> None:
    before = ((1, 4, 5), (2, 6, 7), (3, 8))
    after = next_visit([1, 2, 3, 4, 5, 6, 7, 9], before, [1, 2, 3], 1)
    assert [set(group) for group in after] == [{1, 9}, {2, 4, 5}, {3, 6, 7}], "the newcomer goes where 8 would be"
    alone = next_visit([1, 2, 3, 4, 5, 6, 7], before, [1, 2, 3], 1)
    assert [set(group) for group in alone] == [set(), {1, 2, 4, 5}, {3, 6, 7}], "a host nobody visits joins others"
    back = next_visit([1, 2, 3, 4, 5, 6, 7], alone, [1, 2, 3], 1)
    assert [set(group) for group in back] == [{1, 2, 6, 7}, set(), {3, 4, 5}]
    gone = next_visit([2, 3, 4, 5, 6, 7, 8, 9], before, [1, 2, 3], 1)
    assert [set(group) for group in gone] == [{8, 9}, {2, 4, 5}, {3, 6, 7}], "a station whose host has gone"


# --- a folded line ---------------------------------------------------------------------------------------------


@at_every_size
def test_those_farthest_apart_meet(people: int) -> None:
    for placed in (0, 0.5, 1):
        rng = random.Random(people)
        places = {seat: float(seat * 7 % 101) + seat / 1000 for seat in seats(people) if rng.random() < placed}
        formed = fold(seats(people), places, rng)
        is_lawful(formed, people)
        if people > 1:
            assert sorted(map(len, formed.groups))[:-1] == [2] * (len(formed.groups) - 1), "pairs, and a trio at most"
        if placed == 1 and people > 1:
            row = sorted(places, key=lambda seat: places[seat])
            for n in range(people // 2):
                assert group_of(formed.groups, row[n]) == group_of(formed.groups, row[-1 - n])
            if people % 2:
                assert len(formed.groups[group_of(formed.groups, row[people // 2])]) == 3, "the middle one makes a trio"
                assert group_of(formed.groups, row[people // 2]) == group_of(formed.groups, row[people // 2 - 1])


def test_who_placed_nothing_stands_in_the_middle() -> None:
    formed = fold(seats(6), {1: 0.0, 2: 100.0, 3: 10.0, 4: 90.0}, random.Random(1))
    assert {frozenset(group) for group in formed.groups} == {frozenset((1, 2)), frozenset((3, 4)), frozenset((5, 6))}


def test_who_stands_at_the_same_place_is_in_order_by_chance() -> None:
    partners = set()
    for n in range(40):
        groups = fold(seats(6), dict.fromkeys(seats(6), 50.0), random.Random(n)).groups
        partners.add(next(frozenset(group) for group in groups if 1 in group))
    assert len(partners) == 5
