"""What a sound script becomes, the scripts that come with the house, and where scripts may be read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

import server
from server import scripts
from server.core.plan import Ask, Given, Place, total_seconds
from server.scripts import ScriptError, insertable, listing, load, loads, path_of
from server.scripts.lengths import minutes_for
from structures import catalogue
from structures.vocabulary import KEEP, Time

HEAD = "title: T\nitems:\n"

# Minutes of each item that the plan of the first session and the taster intends, for 25 people.
INTENDED = {
    "facilitating_breakthrough/1_situation": [6, 15, 35, 20, 14, 12, 6],
    "taster": [0, 7, 7.5, 5.5],
}


@pytest.mark.parametrize("name", sorted(INTENDED))
def test_the_minutes_of_our_scripts_are_as_intended(name: str) -> None:
    plan = load(path_of(name))
    took = [total_seconds((item,), 25) / 60 for item in plan.items]
    for item, minutes in zip(plan.items, took, strict=True):
        print(f"{minutes:6.1f}  {item.title}")  # noqa: T201 - shown by pytest -s, and when it fails
    print(f"{sum(took):6.1f}  {name}")  # noqa: T201
    assert took == pytest.approx(INTENDED[name], abs=0.5)
    assert total_seconds(plan.items, 25) / 60 == pytest.approx(sum(INTENDED[name]), abs=1)


def test_our_scripts_are_listed_without_a_word_against_them() -> None:
    listed = {script.name: script for script in listing()}
    assert set(INTENDED) <= set(listed)
    assert [str(problem) for script in listed.values() for problem in script.problems] == []
    first = listed["facilitating_breakthrough/1_situation"]
    assert (first.title, first.minutes) == ("See our situation", pytest.approx(108, abs=1))
    assert first.plan
    assert first.plan.subtitle == "Session 1 of 4, Tackling overprescribing together"


def test_a_listed_script_is_read_again_when_its_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.scripts, "scripts_folder", lambda: tmp_path)
    file = tmp_path / "own.yaml"
    file.write_text(HEAD + "  - {kind: screen, title: One}\n")
    first = listing()
    assert listing()[0] is first[0], "once, while it stays"
    file.write_text("title: Another\nitems: nonsense\n")
    changed = listing()[0]
    assert (changed.name, changed.plan, len(changed.problems) > 0) == ("own", None, True)
    file.unlink()
    file.symlink_to(tmp_path / "gone")
    assert "cannot be read" in str(listing()[0].problems[0])


def test_a_cut_of_eighteen_minutes_is_told_where_it_is_made() -> None:
    plan = load(path_of("facilitating_breakthrough/1_situation"))
    wicked = next(item for item in plan.items if item.slug == "wicked_questions")
    assert "90 minutes" in wicked.note
    assert total_seconds(tuple(item for item in plan.items if item is not wicked), 25) / 60 <= 90


@pytest.mark.parametrize(
    "name",
    ["../taster", "/etc/passwd", "taster.yaml", "", "Taster", "a" * 65, "taster/", "a//b", "no_such", "taster\n"],
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(KeyError):
        path_of(name)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "secret.yaml").write_text("title: x")
    (tmp_path / "scripts" / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    monkeypatch.setattr(scripts, "scripts_folder", lambda: tmp_path / "scripts")
    with pytest.raises(KeyError):
        path_of("secret")


def test_a_script_becomes_a_plan() -> None:
    plan = loads(
        "title: T\nsubtitle: S\npurpose: P\nalias: true\n"
        "asks: [{name: role, label: As, options: [a, b], why: W}]\nspread: [role]\n"
        "places: [{name: Table 1, where: door}, {name: Video, link: 'https://v.example/1'}]\n"
        "items:\n"
        "  - talk: Hi\n    minutes: 1m30s\n    cue: C\n"
        "  - structure: one_two_four_all\n    title: Ideas\n    invitation: I?\n    output: ideas\n    note: N\n"
        "  - break: Tea\n    minutes: 5\n"
        "  - note: Only me\n"
        "  - talk: Who?\n    minutes: 2\n    writes: Missing\n    uses: [ideas]\n    output: missing\n"
    )
    assert (plan.title, plan.subtitle, plan.purpose, plan.alias, plan.spread) == ("T", "S", "P", True, ("role",))
    assert plan.asks == (Ask("role", "As", ("a", "b"), "W"),)
    assert plan.places == (Place("Table 1", "door"), Place("Video", "", "https://v.example/1"))
    hi, ideas, tea, note, who = plan.items
    assert [item.kind for item in plan.items] == ["talk", "structure", "break", "note", "talk"]
    assert len({item.key for item in plan.items}) == 5
    assert (hi.steps[0].time, hi.steps[0].talk, hi.steps[0].cue, hi.invitation) == (1.5, True, "C", "Hi")
    assert (ideas.title, ideas.invitation, ideas.output, ideas.note) == ("Ideas", "I?", "ideas", "N")
    assert ideas.slug == "one_two_four_all"
    assert ideas.leaves == catalogue()["one_two_four_all"].leaves
    assert (tea.steps[0].time, note.steps, note.note) == (5, (), "Only me")
    assert (who.uses, who.output, who.leaves.of) == (("ideas",), "missing", ("write",))
    assert [(sight.whose, sight.held, sight.named) for sight in who.steps[0].sees] == [("all", True, False)]
    assert not who.steps[0].talk


@pytest.mark.parametrize(
    ("given", "minutes"), [("12", 12), ("2.5", 2.5), ('"12m30s"', 12.5), ("90s", 1.5), ("1h", 60), ('"1h 30m"', 90)]
)
def test_minutes_can_be_words(given: str, minutes: float) -> None:
    assert loads(HEAD + f"  - talk: Hi\n    minutes: {given}\n").items[0].steps[0].time == minutes


@pytest.mark.parametrize("slug", sorted(catalogue()))
@pytest.mark.parametrize("factor", [0.6, 0.9, 1.4])
def test_a_structure_fits_the_minutes_it_is_given(slug: str, factor: float) -> None:
    wanted = round(minutes_for(loads(HEAD + f"  - structure: {slug}\n").items[0].steps) * factor)
    steps = loads(HEAD + f"  - structure: {slug}\n    minutes: {wanted}\n").items[0].steps
    assert minutes_for(steps) == pytest.approx(wanted, abs=0.1)
    silent = [step for step in steps if step.grouping.kind == "alone" and not isinstance(step.time, Time)]
    assert all(step.time >= 1 for step in silent)


def test_only_some_have_their_turn_today() -> None:
    whole = loads(HEAD + "  - structure: action_learning_set\n").items[0].steps
    some = loads(HEAD + "  - structure: action_learning_set\n    options: {turns: 2}\n").items[0].steps
    assert max(step.turn for step in whole) == 7
    assert {step.turn for step in some} == {-1, 0, 1}
    assert [s.name for s in some] == [s.name for s in whole if s.turn < 2]
    assert {step.round for step in some if step.turn >= 0} == {(1, 2), (2, 2)}


def test_fewer_rounds_and_other_groups() -> None:
    steps = loads(HEAD + "  - structure: twenty_five_ten\n    options: {rounds: 3}\n").items[0].steps
    assert [step.round for step in steps if step.deals] == [(1, 3), (2, 3), (3, 3)]
    assert minutes_for(steps) == 24
    steps = loads(HEAD + "  - structure: conversation_cafe\n    options: {groups: 4}\n").items[0].steps
    assert (steps[0].grouping.size, steps[0].grouping.least, steps[0].grouping.most) == (4, 3, 6)
    assert steps[1].grouping == KEEP


def test_a_structure_can_be_put_into_a_running_session() -> None:
    item = insertable("troika", invitation=" What now? ")
    assert (item.slug, item.invitation, len(item.steps)) == ("troika", "What now?", 14)
    assert insertable("troika").invitation == catalogue()["troika"].invitation
    with pytest.raises(KeyError):
        insertable("trioka")


def test_what_is_given_can_be_used_and_is_bounded() -> None:
    plan = loads(
        "title: T\ngiven: {problem: [One., Two.], later: []}\n"
        "items:\n  - structure: troika\n    uses: [problem, later]\n"
    )
    assert plan.given == (Given("problem", ("One.", "Two.")), Given("later", ()))
    assert plan.items[0].uses == ("problem", "later")
    for given in (
        "{problem: words}", "{Problem: [x]}", "{p: [7]}", "[x]", "{p: ['']}", "{p: [" + "x, " * 61 + "]}",
        "{p: [" + "x" * 281 + "]}", "{" + ", ".join(f"p{n}: [x]" for n in range(11)) + "}",
    ):  # fmt: skip
        with pytest.raises(ScriptError, match="SC103"):
            loads(f"title: T\ngiven: {given}\nitems:\n  - structure: troika\n")
    with pytest.raises(ScriptError, match="SC107 output 'a' is left by an earlier item, or given"):
        loads("title: T\ngiven: {a: [x]}\nitems:\n  - structure: one_two_four_all\n    output: a\n")
    with pytest.raises(ScriptError, match=r"SC106 uses 'b', .* nearest: bb"):
        loads("title: T\ngiven: {bb: [x]}\nitems:\n  - structure: troika\n    uses: [b]\n")


DAYS = """
title: T
structures:
  - slug: between
    title: Between
    steps:
      - {name: meet, minutes: 10, ask: Talk., together: everyone, talk: true, capture: none}
      - {name: solo, minutes: {days: 2}, ask: Do it at home., form: [{text: t}]}
      - {name: back, minutes: 20, ask: Talk., together: everyone, talk: true, capture: none}
items:
  - structure: between
"""


def test_days_between_meetings_are_no_minutes_of_a_meeting() -> None:
    steps = loads(DAYS).items[0].steps
    assert minutes_for(steps) == 30
    fitted = loads(DAYS + "    minutes: 60\n").items[0].steps
    assert [step.time for step in fitted] == [20, Time("days", 2880), 40]
    longer = loads(DAYS + "    minutes: {solo: 3d, back: 5}\n").items[0].steps
    assert [step.time for step in longer] == [10, Time("days", 4320), 5]
    with pytest.raises(ScriptError, match="SC103 'back' must take at most a day"):
        loads(DAYS + "    minutes: {back: 3d}\n")
    with pytest.raises(ScriptError, match="SC103"):
        loads(DAYS + "    minutes: {solo: 101d}\n")


def test_the_voices_fit_what_is_asked() -> None:
    voices = YAML(typ="safe").load(Path(server.__file__).parent / "rehearsal" / "voices.yaml")
    roles = set(load(path_of("facilitating_breakthrough/1_situation")).asks[0].options)
    assert sum(map(len, voices.values())) > 300
    for kind, said in voices.items():
        assert {voice["role"] for voice in said if "role" in voice} <= roles, "without a role, anybody may say it"
        texts = [value for voice in said for key, value in voice.items() if isinstance(value, str) and key != "role"]
        assert all(0 < len(words) <= (600 if kind == "statement" else 280) for words in texts)
        assert len({str(voice) for voice in said}) == len(said)
        assert not [words for words in texts if "!" in words]
