"""The structures that come with the house: their figures, their cards, their manners."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.plan import Item, total_seconds
from structures import card, catalogue, folder, problems, resolve
from structures.__main__ import check, main
from structures.new import new
from structures.quality import fingerprint, quality
from structures.vocabulary import Step

STRUCTURES = sorted(catalogue())

# Minutes for that many people, from the figures of the field (docs/structures.md says which are ours).
MINUTES = {
    "action_learning_set": {25: 162},
    "agreement_certainty": {25: 45},
    "appreciative_interviews": {25: 60},
    "calm_tea": {25: 20},
    "celebrity_interview": {25: 40},
    "check_in": {25: 6},
    "check_out": {25: 6},
    "consent_check": {25: 12},
    "conversation_cafe": {4: 38, 25: 41, 26: 44},
    "critical_uncertainties": {25: 93.5},
    "design_storyboards": {25: 43},
    "discovery_action_dialogue": {25: 45},
    "dot_vote": {25: 12},
    "drawing_together": {25: 40},
    "ecocycle": {25: 95},
    "fifteen_percent": {2: 23, 25: 23},
    "folding_spectrogram": {25: 18},
    "future_present": {25: 24},
    "grief_walking": {25: 35},
    "heard_seen_respected": {25: 32},
    "helping_heuristics": {25: 15},
    "impromptu_networking": {25: 15, 26: 15},
    "improv_prototyping": {25: 21},
    "integrated_autonomy": {25: 65},
    "mad_tea": {25: 20},
    "min_specs": {25: 36},
    "network_patterns": {25: 24},
    "nine_whys": {25: 20},
    "one_two_four_all": {4: 12, 25: 12, 60: 12},
    "open_space": {25: 90},
    "panarchy": {25: 145},
    "positive_gossip": {25: 15},
    "principles_walk_around": {25: 24},
    "purpose_to_practice": {25: 195},
    "shift_and_share": {25: 83},
    "simple_ethnography": {25: 50},
    "social_network_webbing": {25: 55},
    "spiral_journal": {25: 19},
    "star": {25: 25},
    "strategy_knotworking": {25: 370},
    "talking_with_pixies": {25: 73},
    "triz": {25: 35},
    "troika": {3: 30, 4: 20.5, 25: 30, 26: 30},
    "twenty_five_ten": {25: 30},
    "ux_fishbowl": {25: 48},
    "what_i_need_from_you": {25: 61},
    "what_so_what_now_what": {25: 45},
    "who_what_when": {25: 15},
    "wicked_questions": {25: 25},
    "wise_crowds": {25: 76},
}


PURPOSES = {
    "opening", "connecting", "gathering ideas", "making sense", "choosing", "planning", "helping each other",
    "committing", "looking back", "closing",
}  # fmt: skip


def minutes(slug: str, people: int) -> float:
    return total_seconds((Item("i", "structure", "", steps=resolve(catalogue()[slug])),), people) / 60


def test_all_are_sound_and_whole() -> None:
    assert [str(problem) for problem in problems()] == []
    assert set(MINUTES) == set(STRUCTURES)
    assert len(STRUCTURES) >= 48


def test_most_are_short() -> None:
    """A structure is to be read in one look. Long ones call others, or are days of work in one value."""
    lengths = {slug: len(source(slug).read_text(encoding="utf-8").splitlines()) for slug in STRUCTURES}
    short = [slug for slug, lines in lengths.items() if lines < 40]
    assert len(short) > len(lengths) / 2, sorted(lengths.items(), key=lambda told: told[1])
    assert max(lengths.values()) <= 100


def source(slug: str) -> Path:
    beside = folder(slug)
    assert beside, f"{slug} is no folder"
    return beside / "__init__.py"


@pytest.mark.parametrize("slug", sorted(MINUTES))
def test_the_minutes_are_those_of_the_field(slug: str) -> None:
    assert {people: minutes(slug, people) for people in MINUTES[slug]} == MINUTES[slug]


@pytest.mark.parametrize("slug", sorted(MINUTES))
def test_the_card_tells_the_steps_that_are_played(slug: str) -> None:
    """Each row of the card's table begins with the words of one or more steps; all are there, in the order of play."""
    rows = re.findall(r"^\| (?!Step |---)([^|:]+).*\|$", card(slug), re.MULTILINE)
    titles = list(dict.fromkeys(step.title.partition(":")[0] for step in resolve(catalogue()[slug])))
    for row in rows:
        words = [word.strip() for word in row.split(",")]
        assert words[:1] == titles[:1], f"{row!r} is not the next step"
        while words and words[:1] == titles[:1]:
            del words[0], titles[0]
    assert not titles
    assert catalogue()[slug].title == card(slug).splitlines()[0].removeprefix("# ")


@pytest.mark.parametrize("slug", STRUCTURES)
def test_own_words_come_before_shared_ones(slug: str) -> None:
    """Nobody's name stands beside their words, unless they make a commitment or say whom they know."""
    for step in resolve(catalogue()[slug]):
        assert not step.named or any(field.kind in ("date", "person", "people") for field in step.form)


@pytest.mark.parametrize("slug", STRUCTURES)
def test_a_card_says_what_it_is_good_for_by_the_words_of_the_guide(slug: str) -> None:
    line = card(slug).splitlines()[1]
    found = re.fullmatch(r"\*Good for: (.+) · Online: (yes|with care|no)\*", line)
    assert found, line
    purposes = found.group(1).split(", ")
    assert set(purposes) <= PURPOSES
    assert len(purposes) == len(set(purposes)) <= 3


def test_the_guide_and_these_tests_name_the_same_purposes() -> None:
    guide = " ".join((Path(__file__).parents[2] / "docs" / "structures.md").read_text(encoding="utf-8").split())
    told = re.search(r"finds it: ([^;]+);", guide)
    assert told
    assert set(told.group(1).split(", ")) == PURPOSES


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


def test_a_structure_can_be_tried_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "troika", "5"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^Threes \(0.5 min, groups of (2, 3|3, 2)\): Find your partners.", out, re.MULTILINE)
    assert "notes, group" in out
    assert main(["play", "trioka"]) == 1
    assert main(["play", "troika", "0"]) == 2
    assert main(["--help"]) == 0


@pytest.mark.parametrize("slug", STRUCTURES)
def test_every_structure_is_whole(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silver at least. That it plays is left to the laws, which play it at far more sizes."""
    monkeypatch.setattr("structures.quality.played", lambda slug, people: None)
    stands = quality(slug)
    assert stands.grade in ("silver", "gold"), stands.lacks


def test_a_review_is_of_one_structure_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({fingerprint(slug) for slug in STRUCTURES}) == len(STRUCTURES)
    before = fingerprint("troika")
    changed = tuple(replace(step, ask=f"{step.ask} Now.") for step in resolve(catalogue()["troika"]))
    monkeypatch.setattr("structures.quality.resolve", lambda structure: changed)
    assert fingerprint("troika") != before


def test_check_prints_how_good_each_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["troika", "check_in"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert re.fullmatch(r"troika +(silver|gold) +14 steps, 30 min for 25, from 3 people(; for gold: .+)?", told[0])
    assert check(["trioka"]) == 1
