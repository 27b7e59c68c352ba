"""Every number a structure can be told: the smallest structure that earns it, and that the fix is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import structures
from structures import Found, Source, search
from structures.vocabulary import (
    ALONE,
    EVERYONE,
    KEEP,
    PAIRS,
    Call,
    Field,
    Grouping,
    Lane,
    Role,
    Step,
    Structure,
    Time,
    addressed,
    addressee,
    call,
    choice,
    circle,
    columns,
    dealt,
    fold,
    groups_of,
    joined,
    leaves,
    line,
    loop,
    matrix,
    merge,
    of_group,
    of_lead,
    on_stage,
    own,
    per_person,
    pick,
    place,
    plot,
    quadrants,
    ranking,
    repeat,
    score,
    spread,
    stations,
    text,
    tour,
)

IDEA = (text("idea"),)
WRITE = Step("write", 1, "Write.", form=IDEA, title="Write")
SCORE = (score("score"),)


def built(*steps: Step | Call, slug: str = "sample", **more: Any) -> Structure:
    return Structure(slug, "Sample", "To try a check.", "What?", steps, **more)


def found(*things: Any) -> Found:
    def giving(thing: Any) -> Callable[[], Any]:
        return lambda: thing

    return search([Source(getattr(thing, "slug", "?"), giving(thing), False) for thing in things])


def says(*things: Any) -> list[str]:
    """What is wrong with these structures, without the missing cards."""
    return [str(problem) for problem in found(*things).problems if problem.code != "LS006"]


def test_a_sound_structure_gets_no_word() -> None:
    assert says(built(WRITE, Step("all", 1, "Look.", EVERYONE, sees=(on_stage("write"),), title="All"))) == []


KEEP_OR_DROP = (choice("keep", ["Keep", "Drop"]),)
SIFT = Step("sift", 1, "Sort.", form=KEEP_OR_DROP, marks="write", sees=(on_stage("write"),), title="Sift")
ASK = Step("ask", 1, "Ask.", groups_of(3), (text("ask"), addressee("to")), title="Ask")


def shown(*sees: Any) -> Step:
    return Step("all", 1, "Look.", EVERYONE, sees=sees, title="All")


GATHER = Step("gather", 1, "Find your group.", groups_of(3), title="Gather")

BROKEN: list[tuple[str, str, Any]] = [
    ("LS002", "holds no STRUCTURE", object()),
    ("LS003", "must be a-z", built(WRITE, slug="Not-A-Slug")),
    ("LS005", "has no steps", built()),
    ("LS005", "has no purpose", replace(built(WRITE), purpose=" ")),
    ("LS005", "step 'write' asks nothing", built(replace(WRITE, ask=""))),
    ("LS007", "'talk' calls 'trioka'; there is sample.", built(WRITE, Call("talk", "trioka"))),
    ("LS008", "circle (sample > sample)", built(WRITE, Call("again", "sample"))),
    ("LS010", "two steps are called 'write'", built(WRITE, WRITE)),
    ("LS011", "step 'Write it'", built(replace(WRITE, name="Write it"))),
    ("LS012", "shows 'writ', which no step collects; did you mean 'write'?",
     built(WRITE, Step("all", 1, "Look.", EVERYONE, sees=(on_stage("writ"),), title="All"))),
    ("LS012", "shows 'gather', which no step collects", built(GATHER, replace(WRITE, sees=(own("gather"),)))),
    ("LS013", "shows 'write', which comes later",
     built(Step("all", 1, "Look.", EVERYONE, sees=(on_stage("write"),), title="All"), WRITE)),
    ("LS014", "use own(\"write\")",
     built(replace(WRITE, capture="private"), replace(GATHER, sees=(of_group("write"),)))),
    ("LS014", "stays in its group",
     built(replace(WRITE, capture="group"), Step("all", 1, "Look.", EVERYONE, sees=(on_stage("write"),), title="All"))),
    ("LS015", "fields but capture=\"none\"", built(replace(WRITE, capture="none"))),
    ("LS017", "two fields 'idea'", built(replace(WRITE, form=(*IDEA, *IDEA)))),
    ("LS017", "field 'way' offers no choice", built(replace(WRITE, form=(choice("way", ["left"]),)))),
    ("LS017", "runs from 5 to 1", built(replace(WRITE, form=(score("score", low=5, high=1),)))),
    ("LS017", "must be named", built(replace(WRITE, form=(text("My idea"),)))),
    ("LS017", "has no room", built(replace(WRITE, form=(Field("idea", "text"),)))),
    ("LS018", "picks 'best' but shows no cards", built(WRITE, replace(WRITE, name="choose", form=(pick("best"),)))),
    ("LS019", "a scribe but no group", built(replace(WRITE, by="scribe"))),
    ("LS019", "people are in no group", built(WRITE, replace(WRITE, name="two", sees=(of_group("write"),)))),
    ("LS020", "written by the lead, but nobody leads", built(GATHER, replace(WRITE, grouping=KEEP, by="lead"))),
    ("LS020", "speaks of a lead but has none",
     built(WRITE, GATHER, replace(GATHER, name="b", sees=(of_lead("write"),)))),
    ("LS020", "without words for lead and rest", built(GATHER, replace(WRITE, grouping=KEEP, turn=0))),
    ("LS021", "KEEP before any group", built(replace(WRITE, grouping=KEEP))),
    ("LS021", "merge() before any group", built(replace(WRITE, grouping=merge(2)))),
    ("LS022", "write ALONE for one", built(replace(WRITE, grouping=groups_of(1)))),
    ("LS022", "not within 4 to 6", built(replace(WRITE, grouping=Grouping("groups", 3, 4, 6)))),
    ("LS022", "takes two to merge", built(GATHER, replace(WRITE, grouping=merge(1)))),
    ("LS023", "deals none", built(WRITE, replace(WRITE, name="read", form=SCORE, sees=(dealt("write"),)))),
    ("LS023", "nobody sees the card", built(WRITE, replace(WRITE, name="read", form=SCORE, deals="write"))),
    ("LS023", "deals 'card', which no step collects",
     built(WRITE, replace(WRITE, name="read", deals="card", sees=(dealt("write"),)))),
    ("LS025", "leaves 'ideas', which no step collects", built(WRITE, leaves=leaves("ideas"))),
    ("LS025", "whose words stay private", built(replace(WRITE, capture="private"), leaves=leaves("write"))),
    ("LS025", "gives no score", built(WRITE, leaves=leaves("write", by="write"))),
    ("LS025", "the top 3, but by no score", built(WRITE, leaves=leaves("write", top=3))),
    ("LS026", "ranks 'write' by 'skore', which gives no score",
     built(WRITE, Step("all", 1, "Look.", EVERYONE, sees=(ranking("write", by="skore"),), title="All"))),
    ("LS026", "the spread of 'write', which has no score",
     built(WRITE, Step("all", 1, "Look.", EVERYONE, sees=(spread("write"),), title="All"))),
    ("LS027", "takes no time", built(replace(WRITE, time=0))),
    ("LS027", "everybody is alone", built(replace(WRITE, time=per_person(1)))),
    ("LS028", "grows from 'idea', which no step collects", built(replace(WRITE, grows_from="idea"))),
    ("LS029", "in turns, but everybody is alone", built(replace(WRITE, turns=True))),
    ("LS030", "with names, but it was written without",
     built(WRITE, Step("all", 1, "Look.", EVERYONE, sees=(on_stage("write", named=True),), title="All"))),
    ("LS032", "takes -1 entries", built(replace(WRITE, entries=-1))),
    ("LS014", "it is private", built(replace(WRITE, capture="phone"), shown(on_stage("write")))),
    ("LS014", "not the room's", built(replace(WRITE, capture="group"), replace(GATHER, lanes_of="write"))),
    ("LS015", "keeps its words on the phone", built(replace(GATHER, form=IDEA, by="scribe", capture="phone"))),
    ("LS017", "nothing to place things on", built(replace(WRITE, form=(Field("spot", "place"),)))),
    ("LS017", "names 2 zones", built(replace(WRITE, form=(place("spot", loop("Birth", "Growth")),)))),
    ("LS017", "both ends of its line", built(replace(WRITE, form=(place("spot", line("Low", "")),)))),
    ("LS017", "both ends of its second scale",
     built(replace(WRITE, form=(place("spot", quadrants(("a", "b"), ("", ""))),)))),
    ("LS020", "has roles, but nobody begins", built(replace(GATHER, roles=(Role("coach"),)))),
    ("LS022", "let `outer` be 2 or more", built(replace(GATHER, grouping=circle(5, outer=1)))),
    ("LS025", "which is no answer of step 'sift'; did you mean 'Keep'?",
     built(WRITE, SIFT, leaves=leaves("write", by="sift", only="Kept"))),
    ("LS025", "but by no answer", built(WRITE, leaves=leaves("write", only="Keep"))),
    ("LS036", "by no step", built(WRITE, replace(GATHER, grouping=joined("")))),
    ("LS036", "forms its groups by 'writ'", built(WRITE, replace(GATHER, grouping=stations("writ")))),
    ("LS036", "which has no place", built(WRITE, replace(GATHER, grouping=fold("write")))),
    ("LS037", "asks nothing of each card", built(WRITE, replace(SIFT, form=()))),
    ("LS037", "shows no card of it", built(WRITE, replace(SIFT, sees=()))),
    ("LS037", "add earlier() to sees", built(replace(SIFT, marks="output", sees=()))),
    ("LS038", "shares no field with it", built(WRITE, replace(WRITE, name="b", form=SCORE, refines="write"))),
    ("LS039", "keep one of them", built(WRITE, replace(GATHER, lanes=(Lane("A"), Lane("B")), lanes_of="write"))),
    ("LS039", "has lanes, but people are in no group", built(replace(WRITE, lanes=(Lane("A"), Lane("B"))))),
    ("LS040", "which marks nothing", built(WRITE, shown(columns("write", by="sift")))),
    ("LS040", "which has no place; give it one", built(WRITE, SIFT, shown(plot("write", by="sift")))),
    ("LS040", "name the placing step", built(WRITE, shown(plot("write")))),
    ("LS040", "has no picture", built(WRITE, shown(on_stage("write", show="gallery")))),
    ("LS041", "has no addressee", built(WRITE, SIFT, shown(matrix("write", by="sift")))),
    ("LS041", "has no addressee", built(WRITE, replace(GATHER, sees=(addressed("write", "to"),)))),
    ("LS041", "addresses a group, but people are in no group", built(replace(ASK, grouping=ALONE))),
]  # fmt: skip

UNUSUAL: list[tuple[str, str, Structure]] = [
    ("LS031", "keep it to 140", built(replace(WRITE, ask="Write " * 30))),
    ("LS033", "turns phones dark", built(replace(WRITE, grouping=PAIRS, talk=True))),
    ("LS034", "has no title", built(replace(WRITE, title=""))),
    ("LS035", "each is alone", built(Step("talk", 1, "Talk.", ALONE, talk=True, title="Talk"))),
]


@pytest.mark.parametrize(("code", "words", "thing"), BROKEN, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(BROKEN)])
def test_what_is_wrong_is_numbered_and_names_the_fix(code: str, words: str, thing: Any) -> None:
    told = says(thing)
    assert any(problem.startswith(code) and words in problem for problem in told), told
    assert not found(thing).structures


@pytest.mark.parametrize(("code", "words", "thing"), UNUSUAL)
def test_a_warning_keeps_nothing_out(code: str, words: str, thing: Structure) -> None:
    assert [problem for problem in says(thing) if problem.startswith(code) and words in problem]
    assert found(thing).structures == {"sample": thing}


def test_a_structure_that_cannot_be_loaded_stops_no_other() -> None:
    def burst() -> None:
        raise RuntimeError("no")

    whole = search([Source("bad", burst, False), Source("sample", lambda: built(WRITE), False)])
    assert list(whole.structures) == ["sample"]
    assert str(whole.problems[0]) == "LS001 bad: cannot be loaded: RuntimeError: no. Mend its __init__.py."


def test_data_of_the_wrong_kind_is_told_and_stops_no_other() -> None:
    odd = built(replace(WRITE, time="soon"), slug="odd")  # type: ignore[arg-type]
    assert list(found(odd, built(WRITE)).structures) == ["sample"]
    assert says(odd)[0].startswith("LS001 odd")


def test_installed_packages_bring_theirs_through_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(group: str) -> list[EntryPoint]:
        assert group == "tingsha.structures"
        return [
            EntryPoint("broken", "no_such_package.at_all", group),
            EntryPoint("theirs", "structures.troika", group),
            EntryPoint("value", "structures.wicked_questions:STRUCTURE", group),
        ]

    monkeypatch.setattr(structures, "entry_points", points)
    whole = search(structures.installed())
    assert set(whole.structures) == {"troika", "wicked_questions"}
    assert whole.cards["troika"].startswith("# Troika Consulting")
    assert [(problem.code, problem.structure) for problem in whole.problems] == [
        ("LS001", "broken"),
        ("LS006", "wicked_questions"),
    ]


def test_a_slug_is_taken_once() -> None:
    assert says(built(WRITE), built(WRITE)) == ["LS004 sample: slug 'sample' is taken by 'Sample'; choose another."]


def test_who_calls_a_broken_one_is_out_too() -> None:
    outer = built(WRITE, Call("inner", "sample"), slug="outer")
    told = says(replace(built(WRITE), title=""), outer)
    assert told == [
        "LS005 sample: has no title; say it in one sentence.",
        "LS009 outer: calls 'sample', which is broken; mend that first.",
    ]


def test_a_card_is_missed_softly() -> None:
    (problem,) = found(built(WRITE)).problems
    assert (problem.code, problem.error) == ("LS006", False)


def test_called_structures_are_put_in_place_under_their_names() -> None:
    inner = built(
        WRITE,
        *repeat(2, Step("rate", 1, "Rate.", form=SCORE, deals="write", sees=(dealt("write"),))),
        Step("all", 1, "Look.", EVERYONE, sees=(ranking("write", by="rate"),)),
        slug="inner",
    )
    outer = built(WRITE, Call("sift", "inner", "Which one?"), leaves=leaves("sift.write"), slug="outer")
    assert [problem for problem in says(inner, outer) if "warning" not in problem] == []
    steps = structures.put_in_place(outer, {"inner": inner})
    assert [step.name for step in steps] == ["write", "sift.write", "sift.rate-1", "sift.rate-2", "sift.all"]
    assert (steps[2].deals, steps[2].sees[0].of, steps[2].invitation) == ("sift.write", "sift.write", "Which one?")
    assert (steps[4].sees[0].of, steps[4].sees[0].by) == ("sift.write", "sift.rate")


def test_a_call_can_play_a_part_of_it_with_other_minutes_and_more_in_sight() -> None:
    inner = built(
        WRITE,
        Step("pairs", 2, "Talk.", PAIRS, IDEA, by="scribe", sees=(of_group("write"),), title="Pairs"),
        Step("all", 5, "Look.", EVERYONE, sees=(on_stage("pairs"),), title="All"),
        slug="inner",
    )  # fmt: skip
    short = call("two", "inner", "Next?", title="Next", minutes={"pairs": 4}, only=("write", "pairs"),
                 sees=(on_stage("write"),))  # fmt: skip
    outer = built(WRITE, short, slug="outer")
    assert [problem for problem in says(inner, outer) if "warning" not in problem] == []
    steps = structures.put_in_place(outer, {"inner": inner})
    assert [(step.name, step.time, step.title) for step in steps[1:]] == [
        ("two.write", 1, "Next: write"),
        ("two.pairs", 4, "Next: pairs"),
    ]
    assert [sight.of for sight in steps[2].sees] == ["two.write", "write"]


def test_a_tour_visits_and_what_it_refers_to_goes_along() -> None:
    steps = tour(
        3, "write",
        Step("visit", 5, "Listen.", KEEP, title="Visit"),
        Step("tell", 2, "Tell.", KEEP, IDEA, sees=(of_group("write"),), title="Tell"),
    )  # fmt: skip
    assert [step.name for step in steps] == ["visit-1", "tell-1", "visit-2", "tell-2", "visit-3", "tell-3"]
    assert [(s.grouping.kind, s.grouping.of, s.grouping.visit) for s in steps[::2]] == [
        ("stations", "write", n) for n in range(3)
    ]
    assert all(step.grouping == KEEP for step in steps[1::2])
    assert says(built(WRITE, *steps)) == []


def test_minutes_are_set_by_step_or_by_the_name_of_its_rounds() -> None:
    steps = structures.resolve(structures.catalogue()["twenty_five_ten"], minutes={"score": 2, "score-5": 4, "top": 6})
    lengths = {step.name: step.time for step in steps}
    assert [lengths[f"score-{n}"] for n in range(1, 6)] == [2, 2, 2, 2, 4]
    assert lengths["top"] == 6
    cafe = structures.resolve(structures.catalogue()["conversation_cafe"], minutes={"first": 2})
    assert cafe[0].time == Time("per_person", 2)
    with pytest.raises(KeyError):
        structures.resolve(structures.catalogue()["troika"], minutes={"tel": 2})


def test_every_number_is_told_in_the_docs_and_tried_here() -> None:
    root = Path(structures.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in root.glob("*.py"))
    numbers = set(re.findall(r"LS\d{3}", source))
    docs = (root.parent / "docs" / "structures.md").read_text(encoding="utf-8")
    assert numbers <= set(re.findall(r"LS\d{3}", docs))
    assert numbers <= set(re.findall(r"LS\d{3}", Path(__file__).read_text(encoding="utf-8")))
