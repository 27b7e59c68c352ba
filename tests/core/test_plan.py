"""What a plan reckons with is close to what forms."""

from __future__ import annotations

import pytest

from server.core.plan import Item, largest_group, planned, stations_reckoned
from structures.vocabulary import (
    EVERYONE,
    KEEP,
    Grouping,
    Step,
    circle,
    clusters,
    fold,
    joined,
    per_person,
    stations,
    text,
    tour,
)
from tests.core.test_forming import LINE, OFFER, room_of, write

SIZES = (*range(1, 14), 25, 26, 60)


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("grouping", [circle(4, outer=3), circle(8), fold("stand"), stations("offer"), joined("offer")])
def test_the_largest_group_is_as_reckoned(grouping: Grouping, people: int) -> None:
    """Nobody chose and nobody is of any kind; so many offered a station as the plan reckons with."""
    first = OFFER if grouping.of == "offer" else LINE
    room = room_of((first, Step("talk", per_person(1), "Talk.", grouping=grouping)), people)
    room.next()
    if grouping.kind == "stations":
        for seat in range(1, stations_reckoned(people) + 1):
            write(room, seat, topic="mine")
    room.next()
    largest = max(map(len, room.session.groups_in(room.session.at)))
    assert largest == largest_group(grouping, people)
    assert room.session.clock is not None
    assert room.session.clock.total == 60 * largest


@pytest.mark.parametrize("people", SIZES)
def test_clusters_are_reckoned_by_their_size(people: int) -> None:
    assert largest_group(clusters(5), people) == (people if people < 10 else -(-people // (people // 5)))


def test_visits_without_a_station_are_not_reckoned() -> None:
    steps = (
        Step("offer", 3, "Offer.", form=(text("topic"),)),
        *tour(7, "offer", Step("hear", 10, "Listen."), Step("ask", 2, "Ask.", grouping=KEEP)),
        Step("all", 5, "Tell.", grouping=EVERYONE),
    )
    item = Item("1", "structure", "It", steps=steps)
    for people, visits in ((3, 1), (8, 2), (12, 3), (25, 6), (60, 7), (900, 7)):
        names = [step.name for _, step, _ in planned((item,), people)]
        assert names == ["offer", *(f"{name}-{n}" for n in range(1, visits + 1) for name in ("hear", "ask")), "all"]
