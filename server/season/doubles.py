"""Who in a list of people may be in it twice: the same name, or nearly, or one address written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from server.live.spelling import slips
from server.season.person import Person

NEAR = 0.88
"""How alike two names are, from 0 to 1, that may be one name."""
MOST = 50
"""Pairs that are told; when these are settled, the next are found."""
CROWDED = 40
"""So many people with one name or slip are a family name's, or a test's, and are compared with nobody."""

Why = Literal["address", "name", "near"]


@dataclass(frozen=True, slots=True)
class Pair:
    """`one` was there before `other`. `why` is the strongest reason."""

    one: Person
    other: Person
    why: Why


def find(people: Iterable[Person]) -> list[Pair]:
    """The pairs that may be one person, the surest first, MOST at most. Takes a second for 20,000 people: call it in a
    thread."""
    order: dict[Why, int] = {"address": 0, "name": 1, "near": 2}
    found: dict[frozenset[str], Pair] = {}
    ready = [(one, plain(one.details.name)) for one in sorted(people, key=lambda one: (one.joined_at, one.id))]
    for why, (one, other) in _likely(ready):
        found.setdefault(frozenset((one.id, other.id)), Pair(one, other, why))
    pairs = sorted(found.values(), key=lambda pair: (order[pair.why], plain(pair.one.details.name)))
    return pairs[:MOST]


def plain(name: str) -> str:
    """A name without capitals, accents, signs and single letters, its words in order of the alphabet: "Smith, Ann B."
    and "ann smith" are one."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"[-'’‐‑]", "", letters))
    return " ".join(sorted(word for word in words if len(word) > 1) or sorted(words))


def _likely(ready: list[tuple[Person, str]]) -> Iterator[tuple[Why, tuple[Person, Person]]]:
    """Pairs worth a look, each perhaps more than once, the strongest reason first."""
    by_address, by_name, by_slip = defaultdict(list), defaultdict(list), defaultdict(list)
    for one, name in ready:
        if one.details.email:
            by_address[one.details.email.casefold()].append(one)
        by_name[name].append(one)
        for near in slips(name) | {name, name.replace(" ", "")}:
            by_slip[near].append((one, name))
    for alike in by_address.values():
        yield from (("address", pair) for pair in combinations(alike[:CROWDED], 2))
    for alike in by_name.values():
        yield from (("name", pair) for pair in combinations(alike[:CROWDED], 2))
    for near_ones in by_slip.values():
        if len(near_ones) <= CROWDED:
            for (one, name), (other, another) in combinations(near_ones, 2):
                if name != another and _are_near(name, another):
                    yield "near", (one, other)


def _are_near(name: str, another: str) -> bool:
    matcher = SequenceMatcher(None, name, another, autojunk=False)
    return matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR
