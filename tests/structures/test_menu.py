"""The structures that come with the house: their figures, their cards, their manners."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.core.plan import Item, total_seconds
from structures import card, catalogue, problems, resolve
from structures.__main__ import check, main
from structures.new import new
from structures.quality import fingerprint, quality
from structures.vocabulary import Step

STRUCTURES = sorted(catalogue())

# Minutes for that many people, from the figures of the field (docs/structures.md says which are ours).
MINUTES = {
    "one_two_four_all": {4: 12, 25: 12, 60: 12},
    "fifteen_percent": {2: 23, 25: 23},
    "who_what_when": {25: 15},
    "impromptu_networking": {25: 15, 26: 15},
    "conversation_cafe": {4: 38, 25: 41, 26: 44},
    "wicked_questions": {25: 25},
    "troika": {3: 30, 4: 20.5, 25: 30, 26: 30},
    "twenty_five_ten": {25: 30},
    "what_so_what_now_what": {25: 45},
    "consent_check": {25: 12},
}


def minutes(slug: str, people: int) -> float:
    return total_seconds((Item("i", "structure", "", steps=resolve(catalogue()[slug])),), people) / 60


def test_all_are_sound_and_whole() -> None:
    assert [str(problem) for problem in problems()] == []
    assert set(MINUTES) <= set(STRUCTURES)


@pytest.mark.parametrize("slug", sorted(MINUTES))
def test_the_minutes_are_those_of_the_field(slug: str) -> None:
    assert {people: minutes(slug, people) for people in MINUTES[slug]} == MINUTES[slug]


@pytest.mark.parametrize("slug", sorted(MINUTES))
def test_the_card_tells_the_steps_that_are_played(slug: str) -> None:
    """Each row of the card's table begins with a step's word, in the order of play."""
    rows = re.findall(r"^\| (?!Step |---)([^|:,]+).*\|$", card(slug), re.MULTILINE)
    titles = dict.fromkeys(step.title.partition(":")[0] for step in resolve(catalogue()[slug]))
    assert [word.strip() for word in rows] == list(titles)
    assert catalogue()[slug].title == card(slug).splitlines()[0].removeprefix("# ")


@pytest.mark.parametrize("slug", STRUCTURES)
def test_own_words_come_before_shared_ones(slug: str) -> None:
    """Nobody's name stands beside their words, unless they make a commitment."""
    for step in resolve(catalogue()[slug]):
        assert not step.named or any(field.kind == "date" for field in step.form)


@pytest.mark.parametrize("slug", STRUCTURES)
def test_words_are_plain(slug: str) -> None:
    structure = catalogue()[slug]
    spoken = [structure.purpose, structure.invitation]
    for step in resolve(structure):
        spoken += [step.ask, step.lead_ask, step.cue, step.watch, step.move, step.title]
    assert not [words for words in spoken if "!" in words or "#" in words]
    asks = " ".join(step.ask for step in resolve(structure)).split()
    assert sum(len(word) > 10 for word in asks) <= len(asks) * 0.05, "long words on phones"


def test_the_client_of_a_troika_hears_and_does_not_read() -> None:
    steps = {step.name: step for step in resolve(catalogue()["troika"])}
    for n in (1, 2, 3):
        turned, value = steps[f"turned-{n}"], steps[f"value-{n}"]
        assert {sight.to for sight in turned.sees} == {"rest"}
        assert turned.by == "rest"
        assert turned.capture == "group"
        assert [(sight.of, sight.to) for sight in value.sees] == [(f"turned-{n}", "lead")]
        assert value.capture == "private"
    assert catalogue()["troika"].leaves.of == ()


def test_an_idea_to_be_scored_is_dealt_without_a_name() -> None:
    rounds = [step for step in resolve(catalogue()["twenty_five_ten"]) if step.deals]
    assert len(rounds) == 5
    assert all([sight.whose for sight in step.sees] == ["dealt"] for step in rounds)


def test_a_new_structure_is_sound_from_the_start(tmp_path: Path) -> None:
    from importlib.util import module_from_spec, spec_from_file_location

    from structures import Source, search

    folder = tmp_path
    assert new("my_round", folder) == folder / "my_round"
    with pytest.raises(ValueError, match="There is a structures/my_round already"):
        new("my_round", folder)
    with pytest.raises(ValueError, match="must be a-z, 0-9 and _"):
        new("My round", folder)
    spec = spec_from_file_location("my_round", folder / "my_round" / "__init__.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found = search([Source("my_round", lambda: module, True)])
    assert [str(problem) for problem in found.problems] == []
    assert all(isinstance(step, Step) for step in found.structures["my_round"].steps)
    assert "python -m structures check calm_tea" in capsys.readouterr().out


def test_a_structure_can_be_tried_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "troika", "5"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^Threes \(0.5 min, groups of (2, 3|3, 2)\): Find your partners.", out, re.MULTILINE)
    assert "notes, group" in out
    assert main(["play", "trioka"]) == 1
    assert main(["play", "troika", "0"]) == 2
    assert main(["--help"]) == 0


def test_check_prints_how_good_each_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert check([]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(STRUCTURES)
    assert check(["trioka"]) == 1
    assert re.fullmatch(r"troika +silver +14 steps, 30 min for 25, from 3 people", quality("troika"))
