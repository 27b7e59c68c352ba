"""Every canvas has its zones where screens draw them, and a place reads as words."""

from __future__ import annotations

import math

import pytest

from server.core import canvas as c
from structures.fields import Canvas, axes, line, loop, quadrants, rings

ECOCYCLE = loop("birth", "maturity", "rigidity", "destruction", "renewal", "poverty")
FIELDS = quadrants(("sure", "unsure"), ("agreed", "apart"), "simple", "murky", "heated", "wild")
LEVELS = rings("me", "team", "town", "world")
SURE = line("not at all", "wholly")
TWO = axes(("near", "far"), ("slow", "fast"))


@pytest.mark.parametrize("canvas", [ECOCYCLE, FIELDS, LEVELS])
def test_the_point_of_a_zone_is_in_that_zone(canvas: Canvas) -> None:
    shown = c.face(canvas)
    assert [zone.name for zone in shown.zones] == list(canvas.zones)
    for zone in shown.zones:
        value = f"{zone.x:g},{zone.y:g}"
        assert c.point(value) == (zone.x, zone.y), "what a list chooses is a place"
        assert c.zone(canvas, value) == zone.name
        assert c.words_for(canvas, value) == zone.name


def test_the_zones_of_the_loop_lie_on_it_in_the_order_one_walks() -> None:
    walked = [c.loop_point(150 - n / 4) for n in range(4 * 360)]
    found = []
    for zone in c.face(ECOCYCLE).zones:
        away, at = min((math.dist(spot, (zone.x, zone.y)), n) for n, spot in enumerate(walked))
        assert away < 0.75, zone.name
        found.append(at)
    assert found == sorted(found)
    birth, maturity, rigidity, destruction, renewal, poverty = c.face(ECOCYCLE).zones
    assert birth.x < 50 < maturity.x
    assert birth.y < 50 < maturity.y
    assert destruction.y < 50 < renewal.y
    assert poverty.x < birth.x < maturity.x < rigidity.x, "the traps are at both ends"


def test_rings_are_told_apart_by_how_far_out_and_not_by_direction() -> None:
    assert c.zone(LEVELS, "50,50") == "me"
    assert [c.zone(LEVELS, f"{50 - far},50") for far in (11, 13, 25, 37, 50)] == [
        "me",
        "team",
        "town",
        "world",
        "world",
    ]
    assert c.zone(LEVELS, "100,100") == "world"


@pytest.mark.parametrize(
    ("canvas", "value", "words"),
    [
        (SURE, "70,50", "7 of 10 towards “wholly”"),
        (SURE, "73,50", "7 of 10 towards “wholly”"),
        (SURE, "97,50", "9 of 10 towards “wholly”"),
        (SURE, "46,50", "half way between “not at all” and “wholly”"),
        (SURE, "0,50", "all the way to “not at all”"),
        (SURE, "100,50", "all the way to “wholly”"),
        (SURE, "50,50", "half way between “not at all” and “wholly”"),
        (TWO, "20,90", "2 of 10 towards “far”, 9 of 10 towards “fast”"),
        (line("little", ""), "20,50", "8 of 10 towards “little”"),
        (FIELDS, "51,49", "murky"),
    ],
)
def test_a_place_in_words(canvas: Canvas, value: str, words: str) -> None:
    assert c.words_for(canvas, value) == words


@pytest.mark.parametrize("value", ["", "50", "50,", ",50", "101,5", "-1,5", "1.5,2", "a,b", "1,2,3", "²,3", "0001,2"])
def test_what_is_no_place_has_no_point_and_no_words(value: str) -> None:
    assert c.point(value) is None
    assert c.zone(FIELDS, value) == ""
    assert c.words_for(FIELDS, value) == ""


def test_scales_have_no_zones() -> None:
    assert c.face(SURE).zones == c.face(TWO).zones == ()
