"""Who may be in a list twice: found among many, and nobody accused who only has a like name."""

from __future__ import annotations

import random
import time

import pytest

from server.season.doubles import MOST, find
from server.season.person import Details, Person


def people(*named: str | Details) -> list[Person]:
    return [Person(f"p{n}", one if isinstance(one, Details) else Details(one), float(n)) for n, one in enumerate(named)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Details("Ann Smith", "ann@example.org"), Details("A. Jones", "Ann@Example.org"), "address"),
        (Details("Ann Smith", "ann@example.org"), Details("Ann Smith", "ann.smith@example.com"), "name"),
        ("Smith, Ann", "ann  SMITH", "name"),
        ("Zoë Müller", "Zoe Muller", "name"),
        ("Amina B. Featherstone", "Amina Featherstone", "name"),
        ("Jon Featherstone", "John Featherstone", "near"),
        ("Catherine Okafor", "Katherine Okafor", "near"),
        ("Anne-Marie Lee", "Annemarie Lee", "name"),
        ("Peter Nowak", "Peter Nowka", "near"),
    ],
)
def test_one_person_written_in_two_ways_is_found(one: str | Details, other: str | Details, why: str) -> None:
    found = find(people(one, "Somebody Else", other, "Nobody Like Them"))
    assert [(pair.one.id, pair.other.id, pair.why) for pair in found] == [("p0", "p2", why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Smith", "Tom Smith"), ("Ann Smith", "Ann Jones"), ("Ann", "Anna"), ("Li Wei", "Li Mei"), ("Jo Ro", "Jo Bo")],
)
def test_a_like_name_is_not_the_same(one: str, other: str) -> None:
    assert find(people(one, other)) == []


def test_twenty_thousand_are_looked_through_in_a_moment() -> None:
    dice = random.Random(3)
    syllables = ["ba", "ko", "li", "mar", "nes", "or", "pet", "ru", "sa", "ti", "van", "wen", "zu"]

    def name() -> str:
        return " ".join("".join(dice.choices(syllables, k=dice.randint(2, 4))).title() for _ in range(2))

    many = people(*(name() for _ in range(5_000)), *["Test Person"] * 300, "Wilhelmina Quist", "Wilhelmina Qist")
    began = time.process_time()
    found = find(many)
    took = time.process_time() - began
    assert len(found) <= MOST
    assert took < 20, f"{took:.1f} s"
    assert [pair.why for pair in find([*many[-2:], many[0]])] == ["near"]
