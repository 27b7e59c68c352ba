"""What a survey tells, against somebody who subtracts: an oracle that shares no code with the reckoning.

The attacker knows who was there, who answered what, what everybody is here as, and even on whom the lot fell; all but
the answers themselves. Each figure told is a sum over a set of people. Linear algebra finds every figure that follows
from others by adding and subtracting, and none of them may rest on fewer than five people.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest

from server.scripts.survey import SurveyForm
from server.surveys.reckoning import results

ROLES = ["a GP", "a pharmacist", "a nurse"]
FORM = SurveyForm.model_validate(
    {
        "title": "T",
        "scale": ["a", "b", "c", "d", "e"],
        "role": {"label": "I am", "options": ROLES},
        "parts": [
            {
                "questions": [
                    {"name": "s", "statement": "S"},
                    {"name": "c", "choice": "C", "options": ["x", "y"]},
                    {"name": "o", "open": "O"},
                ]
            }
        ],
    }
)
Wave = dict[str, dict[str, Any]]


class Watched(Random):
    """Dice that remember whom they drew."""

    drawn: list[str]

    def sample(self, population: Any, k: int, *, counts: Any = None) -> list[Any]:
        self.drawn = super().sample(population, k, counts=counts)
        return self.drawn


def crowd(dice: Random) -> tuple[Wave, Wave]:
    """People of whom some answer once, some skip lines, some change or hide what they are here as."""
    before: Wave = {}
    after: Wave = {}
    stays, says = dice.random(), dice.choice([0.5, 0.9, 1.0])
    for n in range(dice.randint(0, 40)):
        role = dice.choice([0, 0, 0, 1, 1, 2])
        for wave, chance in ((before, 0.9), (after, stays)):
            if dice.random() < max(chance, 0.6):
                given: dict[str, Any] = {"role": role} if dice.random() < says else {}
                if dice.random() < says:
                    given["s"] = dice.randint(1, 5)
                wave[f"p{n:02}"] = {**given, "c": dice.randint(0, 1)}
    return before, after


def facts(told: dict[str, Any], first: dict[str, Any], before: Wave, after: Wave, drawn: set[str]) -> list[set[Any]]:
    """The sets of (wave, person) whose sums are told, as the attacker knows them."""
    known: list[set[Any]] = []
    for name, wave, whole in (("before", before, first), ("after", after, told)):
        if "s" in whole["items"]:
            known.append({(name, who) for who, given in wave.items() if "s" in given})
            assert whole["items"]["s"]["n"] == len(known[-1])
            assert sum(n * at for at, n in enumerate(whole["items"]["s"]["counts"], 1)) == sum(
                given["s"] for given in wave.values() if "s" in given
            )
        for cell in told["roles"].get(name, {}).get("s", []):
            known.append({(name, w) for w, given in wave.items() if "s" in given and given.get("role") == cell["role"]})
            assert (cell["n"], cell["sum"]) == (len(known[-1]), sum(wave[who]["s"] for _, who in known[-1]))
    if "s" in told["pairs"]:
        assert told["pairs"]["s"]["n"] == len(drawn) == sum(told["pairs"]["s"]["changes"])
        known += [{(name, who) for who in drawn} for name in ("before", "after")]
    return known


def rank(rows: list[list[int]]) -> int:
    left = [[Fraction(x) for x in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        at = next((n for n in range(found, len(left)) if left[n][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        for n in range(found + 1, len(left)):
            factor = left[n][column] / left[found][column]
            left[n] = [x - factor * y for x, y in zip(left[n], left[found], strict=True)]
        found += 1
    return found


def fewest_told_of(known: list[set[Any]]) -> int:
    """The fewest answers of one wave on which a figure rests that follows from what is known; 5 stands for more."""
    least = 5
    for wave in ("before", "after"):
        sets = [one for one in known if one and next(iter(one))[0] == wave]
        kinds: dict[tuple[bool, ...], int] = {}
        for one in set().union(*sets) if sets else ():
            kind = tuple(one in each for each in sets)
            kinds[kind] = kinds.get(kind, 0) + 1
        columns = list(kinds)
        rows = [[int(kind[n]) for kind in columns] for n in range(len(sets))]
        whole = rank(rows)
        for size in range(1, len(columns) + 1):
            for few in combinations(range(len(columns)), size):
                many = sum(kinds[columns[n]] for n in few)
                if many >= least:
                    continue
                others = [[x for n, x in enumerate(row) if n not in few] for row in rows]
                if whole > (rank(others) if others[0] else 0):
                    least = many
    return least


@pytest.mark.parametrize("seed", range(60))
def test_nothing_that_can_be_reckoned_tells_of_fewer_than_five(seed: int) -> None:
    dice = Watched(seed)
    before, after = crowd(dice)
    first = results(FORM, "before", before, {}, None, dice)
    dice.drawn = []
    assert (first["roles"], first["pairs"]) == ({}, {}), "what comes later could be subtracted from it"
    told = results(FORM, "after", after, before, first, dice)
    assert fewest_told_of(facts(told, first, before, after, set(dice.drawn))) >= 5
    for wave, whole in ((before, first), (after, told)):
        assert whole["people"] == (len(wave) if len(wave) >= 5 else 0)
        assert all(one["n"] >= 5 for one in whole["items"].values())


@pytest.mark.parametrize("seed", range(25))
def test_who_is_erased_in_between_is_not_reckoned_either(seed: int) -> None:
    dice = Watched(seed)
    before, after = crowd(dice)
    first = results(FORM, "before", before, {}, None, dice)
    gone = set(dice.sample(sorted(before), min(len(before), dice.randint(1, 3))))
    dice.drawn = []
    left, stayed = ({who: given for who, given in wave.items() if who not in gone} for wave in (before, after))
    told = results(FORM, "after", stayed, left, first, dice)
    for who in gone:
        left[who] = {**before[who], "role": -1}  # in the figures told first, and in no cell told later
    assert fewest_told_of(facts(told, first, left, stayed, set(dice.drawn))) >= 5


def test_much_is_told_where_enough_people_answer() -> None:
    """The rules hide no more than they must: everybody paired, roles of five and more are told."""
    before = {f"p{n}": {"s": 1 + n % 4, "role": n % 3, "c": 0, "o": "w"} for n in range(18)}
    after = {who: {**given, "s": given["s"] + 1} for who, given in before.items()}
    dice = Random(1)
    first = results(FORM, "before", before, {}, None, dice)
    told = results(FORM, "after", after, before, first, dice)
    assert told["pairs"]["s"] == {
        "n": 18, "left_out": 0, "changes": [0, 0, 0, 0, 0, 18, 0, 0, 0], "before": 43, "after": 61
    }  # fmt: skip
    assert [cell["n"] for cell in told["roles"]["before"]["s"]] == [6, 6, 6]
    assert told["items"]["c"]["counts"] == [18, 0]
    assert told["items"]["o"] == {"n": 18}
    few = results(FORM, "after", dict(list(after.items())[:16]), before, first, dice)
    assert (few["pairs"]["s"]["n"], few["pairs"]["s"]["left_out"]) == (11, 5), "none or five stand beside"
