"""Structures that a script brings along: every word of the vocabulary, every problem with its line."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from server.scripts import check, loads
from server.scripts.vocabulary import STEPS, Bad, Reader, keys_of, words_for
from structures import catalogue, put_in_place, vocabulary
from structures.vocabulary import (
    ALONE,
    EVERYONE,
    KEEP,
    Call,
    Canvas,
    Field,
    Grouping,
    Lane,
    Leaves,
    Role,
    Sight,
    Step,
    Structure,
    Time,
    axes,
    call,
    choice,
    groups_of,
    leaves,
    of_group,
    on_stage,
    own,
    per_person,
    place,
    ranking,
    repeat,
    rotate,
    score,
    text,
)

KINDS = (Field, Canvas, Grouping, Sight, Time, Leaves, Call, STEPS)
MAKERS = [name for name in vocabulary.__all__ if inspect.isfunction(getattr(vocabulary, name))]

WHOLE = """
title: T
structures:
  - slug: quick_round
    title: Quick round
    purpose: Hear everybody.
    invitation: What do you see?
    least: 4
    source: Us
    steps:
      - {name: alone, minutes: 2, ask: Write one line., form: [{text: line, label: My line, most: 90}]}
      - {name: talk, minutes: {per_person: 1}, ask: Talk., together: {groups_of: 3, remainder: down}, turns: true,
         capture: none, talk: true, sees: [{own: alone}], title: Threes, cue: Find two others.}
      - repeat: 2
        steps:
          - {name: pass, minutes: 1m30s, ask: Score it., deals: alone, sees: [{dealt: alone}], form: [
               {score: mark, low: 1, high: 3, ends: [no, yes]}]}
      - {name: place, minutes: 3, ask: Place it., marks: alone, sees: {on_stage: alone}, form: {
           place: spot, canvas: {axes: [cheap, dear], y: [slow, fast]}}}
      - {call: more, structure: one_two_four_all, invitation: And now?, minutes: {pairs: 3}, only: [alone, pairs]}
      - rotate: 2
        lead: client
        rest: helper
        steps:
          - {name: help, minutes: 2, ask: Listen., together: pairs, by: rest, roles: [scribe, {name: guard, ask: Time}],
             form: [{long_text: advice, required: false}], capture: group, named: false}
      - {name: all, minutes: 3, together: everyone, ask: Look., sees: [{ranking: alone, by: pass, top: 5}],
         capture: none, talk: true, moves_on: true, grace: 2}
    leaves: {steps: alone, by: pass, top: 3}
items:
  - structure: quick_round
    minutes: {more.pairs: 4, pass: 2, more.alone: 90s}
    output: lines
  - structure: troika
    uses: [lines]
"""


def test_a_whole_structure_is_what_it_would_be_in_python() -> None:
    plan = loads(WHOLE)
    (item,) = plan.ready
    written = Structure(
        "quick_round",
        "Quick round",
        "Hear everybody.",
        "What do you see?",
        (
            Step("alone", 2, "Write one line.", form=(text("line", "My line", most=90),), title="Alone"),
            Step("talk", per_person(1), "Talk.", groups_of(3, remainder="down"), turns=True, capture="none", talk=True,
                 sees=(own("alone"),), title="Threes", cue="Find two others."),
            *repeat(2, Step("pass", 1.5, "Score it.", deals="alone", sees=(vocabulary.dealt("alone"),),
                            form=(score("mark", low=1, high=3, ends=("no", "yes")),), title="Pass")),
            Step("place", 3, "Place it.", marks="alone", sees=(on_stage("alone"),), title="Place",
                 form=(place("spot", axes(("cheap", "dear"), ("slow", "fast"))),)),
            call("more", "one_two_four_all", "And now?", minutes={"pairs": 3}, only=("alone", "pairs")),
            *rotate(2, "client", "helper", Step(
                "help", 2, "Listen.", vocabulary.PAIRS, by="rest", roles=(Role("scribe"), Role("guard", "Time")),
                form=(vocabulary.long_text("advice", required=False),), capture="group", title="Help")),
            Step("all", 3, "Look.", EVERYONE, sees=(ranking("alone", by="pass", top=5),), capture="none", talk=True,
                 moves_on=True, grace=2, title="All"),
        ),
        leaves("alone", by="pass", top=3),
        4,
        "Us",
    )  # fmt: skip
    assert item.steps == put_in_place(written, catalogue())
    assert (item.slug, item.title, item.invitation, item.leaves) == (
        "quick_round", "Quick round", "What do you see?", written.leaves,
    )  # fmt: skip
    played = {step.name: step.time for step in plan.items[0].steps}
    assert (played["more.pairs"], played["more.alone"], played["pass-1"], played["pass-2"]) == (4, 1.5, 2, 2)
    assert plan.items[0].slug == "quick_round"


def test_a_title_is_enough_to_say_what_it_is() -> None:
    plan = loads(
        "title: T\nstructures:\n  - slug: hum\n    title: A hum\n    steps:\n"
        "      - {name: hum-low, minutes: 1, ask: Hum., together: everyone, talk: true, capture: none}\n"
        "items:\n  - structure: hum\n"
    )
    assert (plan.items[0].title, plan.items[0].invitation, plan.items[0].steps[0].title) == (
        "A hum", "A hum", "Hum low",
    )  # fmt: skip


# --- every word ----------------------------------------------------------------------------------------------------


def example(hint: Any, name: str) -> tuple[Any, Any]:
    """A value of that kind, as a script writes it and as Python has it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Union or type(None) in inner:
        return example(next(one for one in inner if one is not type(None)), name)
    if hint is Canvas:
        return {"rings": ["near", "far"]}, vocabulary.rings("near", "far")
    if hint is Step:
        return {"name": "x", "minutes": 2, "ask": "A", "title": "X"}, Step("x", 2, "A", title="X")
    if hint is Sight:
        return {"own": "x"}, own("x")
    if origin is Literal:
        return inner[-1], inner[-1]
    if origin is Mapping:
        return {"pairs": 3}, {"pairs": 3.0}
    if origin in (tuple, Iterable) and Ellipsis not in inner and origin is tuple:
        return ["a", "b"], ("a", "b")
    if origin in (tuple, Iterable):
        written, made = example(inner[0], name)
        return [written, written], (made, made)
    values: dict[Any, Any] = {str: f"a {name}", int: 3, float: 2.5, bool: True}
    return values[hint], values[hint]


def told(problems: list[str]) -> Callable[..., None]:
    return lambda code, says, path: problems.append(f"{code} {says}")


@pytest.mark.parametrize("name", MAKERS)
def test_every_word_of_the_vocabulary_can_be_written(name: str) -> None:
    make = getattr(vocabulary, name)
    hints, parameters = get_type_hints(make), list(inspect.signature(make).parameters.values())
    kind = hints["return"]
    assert kind in KINDS, f"a script can only write what {KINDS} hold"
    assert name in words_for(kind)
    written: dict[str, Any] = {}
    plain: list[Any] = []
    named: dict[str, Any] = {}
    for n, one in enumerate(parameters):
        is_spread = one.kind is one.VAR_POSITIONAL
        said, made = example(hints[one.name], one.name)
        written[name if n == 0 else one.name] = [said] if is_spread else said
        if one.kind is one.KEYWORD_ONLY:
            named[one.name] = made
        else:
            plain.append(made)
    problems: list[str] = []
    reader = Reader(told(problems))
    if kind in (STEPS, Call):
        whole = {"slug": "s", "title": "T", "purpose": "P", "invitation": "I", "steps": [written]}
        assert reader.record(Structure, whole, ()).steps == (
            make(*plain) if kind == STEPS else (make(*plain, **named),)
        )
    else:
        assert reader.value(kind, written or name, ()) == make(*plain, **named)
    assert problems == []


def test_ready_words_and_words_that_need_nothing() -> None:
    reader = Reader(told([]))
    for name, value in (("alone", ALONE), ("everyone", EVERYONE), ("keep", KEEP), ("pairs", vocabulary.PAIRS)):
        assert reader.value(Grouping, name, ()) == value
    assert reader.value(Grouping, "clusters", ()) == vocabulary.clusters()
    assert reader.value(Sight, "earlier", ()) == vocabulary.earlier()
    assert reader.value(Leaves, "alone", ()) == reader.value(Leaves, ["alone"], ()) == leaves("alone")
    assert reader.record(Lane, "Cost", ()) == Lane("Cost")


def test_every_key_of_a_step_can_be_written() -> None:
    assert set(keys_of(Step)) == {
        "name", "minutes", "ask", "together", "form", "by", "entries", "sees", "capture", "named", "talk", "turns",
        "lead", "rest", "lead_ask", "roles", "lanes", "lanes_of", "marks", "refines", "deals", "grows_from", "cue",
        "watch", "move", "moves_on", "grace", "title", "invitation", "pledge",
    }  # fmt: skip


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_every_structure_of_the_house_could_be_written_in_a_script(slug: str) -> None:
    """Its resolved fields, groupings, times and sights are read back from their plainest form."""
    reader = Reader(told([]))
    for step in put_in_place(catalogue()[slug], catalogue()):
        for field in step.form:
            if field.kind == "choice":
                said = {"choice": field.name, "options": list(field.options), "label": field.label,
                        "required": field.required}  # fmt: skip
                made = reader.value(Field, said, ())
                assert made == choice(field.name, field.options, field.label, required=field.required)
        for sight in step.sees:
            if sight.whose == "group" and sight.show == "cards":
                said = {"of_group": sight.of, "to": sight.to, "named": sight.named}
                assert reader.value(Sight, said, ()) == of_group(sight.of, to=sight.to, named=sight.named)


# --- what is wrong -------------------------------------------------------------------------------------------------

TOP = "title: T\nstructures:\n  - slug: q\n    title: Q\n    steps:\n"
END = "items:\n  - structure: q\n"
GOOD = "      - {name: a, minutes: 1, ask: A., form: [{text: t}]}\n"
WRONG = [
    ("s.yaml:6: structure 1 (q): SC101 unknown key 'minute'; nearest: minutes.",
     TOP + "      - {name: a, minute: 1, ask: A.}\n"),
    ("s.yaml:6: structure 1 (q): SC102 'minutes' is missing.", TOP + "      - {name: a, ask: A.}\n"),
    ("s.yaml:6: structure 1 (q): SC102 'ask' is missing.", TOP + "      - {name: a, minutes: 2}\n"),
    ("s.yaml:6: structure 1 (q): SC103 'minutes' must be minutes", TOP + "      - {name: a, minutes: soon, ask: A.}\n"),
    ("SC103 'per_persn' is no word for this; nearest: per_person.",
     TOP + "      - {name: a, minutes: {per_persn: 2}, ask: A.}\n"),
    ("s.yaml:9: structure 1 (q): SC103 'pears' is no word for this; nearest: pairs.",
     TOP + "      - name: a\n        minutes: 1\n        ask: A.\n        together: pears\n"),
    ("SC103 'groups_of' is no word for this", TOP + "      - {name: a, minutes: 1, ask: A., sees: [{groups_of: 3}]}\n"),
    ("SC103 'own_' is no word for this; nearest: own.", TOP + "      - {name: a, minutes: 1, ask: A., sees: [own_]}\n"),
    ("SC102 'step' is missing.", TOP + "      - {name: a, minutes: 1, ask: A., sees: [own]}\n"),
    ("SC102 'by' is missing beside 'ranking'.", TOP + GOOD
     + "      - {name: b, minutes: 1, ask: A., sees: [{ranking: a}]}\n"),
    ("SC101 unknown key 'lable'; nearest: label.",
     TOP + "      - {name: a, minutes: 1, ask: A., form: [{text: t, lable: T}]}\n"),
    ("SC103 'capture: rooom' is not known; nearest: room.",
     TOP + "      - {name: a, minutes: 1, ask: A., capture: rooom}\n"),
    ("SC103 'talk' must be true or false.", TOP + "      - {name: a, minutes: 1, ask: A., talk: yes}\n"),
    ("SC103 'entries' must be a whole number.", TOP + "      - {name: a, minutes: 1, ask: A., entries: 1.5}\n"),
    ("SC103 'most' must be between 0 and",
     TOP + "      - {name: a, minutes: 1, ask: A., form: [{text: t, most: -1}]}\n"),
    ("SC103 'ask' must be words", TOP + "      - {name: a, minutes: 1, ask: 7}\n"),
    ("SC103 'ends' must be 2 things in a list",
     TOP + "      - {name: a, minutes: 1, ask: A., form: [{score: s, ends: [low]}]}\n"),
    ("SC103 'repeat' must be between 1 and 60.",
     TOP + "      - {repeat: 9999, steps: [{name: a, minutes: 1, ask: A.}]}\n"),
    ("SC114 makes 360 steps; 300 is the most.",
     TOP + "      - {repeat: 60, steps: [{repeat: 6, steps: [{name: a, minutes: 1, ask: A.}]}]}\n"),
    ("SC103 'call' cannot stand in steps that are repeated",
     TOP + "      - {repeat: 2, steps: [{call: c, structure: troika}]}\n"),
    ("SC103 'steps' must be a list of steps", "title: T\nstructures: [{slug: q, title: Q, steps: []}]\n"),
    ("s.yaml:2: structure 1 (q): SC102 'steps' is missing.", "title: T\nstructures: [{slug: q, title: Q}]\n"),
    ("s.yaml:2: structure 1: SC103 must hold keys of its own.", "title: T\nstructures: [7]\n"),
    ("s.yaml:2: SC103 'structures' must be a list", "title: T\nstructures: {q: 1}\n"),
    ("SC103 must hold keys of its own.", TOP + "      - 7\n"),
    ("s.yaml:3: structure 1 (troika): LS004 slug 'troika' is taken by 'Troika Consulting'",
     "title: T\nstructures:\n  - slug: troika\n    title: Q\n    steps:\n" + GOOD),
    ("structure 2 (q): LS004 slug 'q' is taken", TOP + GOOD + "  - slug: q\n    title: Q\n    steps:\n" + GOOD),
    ("s.yaml:3: structure 1 (Q!): LS003 slug 'Q!'",
     "title: T\nstructures:\n  - slug: 'Q!'\n    title: Q\n    steps:\n" + GOOD),
    ("s.yaml:7: structure 1 (q): LS012", TOP + GOOD + "      - {name: b, minutes: 1, ask: A., sees: [{own: c}]}\n"),
    ("s.yaml:7: structure 1 (q): LS010 two steps are called 'a'", TOP + GOOD + GOOD),
    ("s.yaml:8: structure 1 (q): LS013",
     TOP + GOOD + "      - {repeat: 2, steps: [\n          {name: b, minutes: 1, ask: A., sees: [{own: c}]}]}\n"
     "      - {name: c, minutes: 1, ask: A., form: [{text: t}]}\n"),
    ("s.yaml:6: structure 1 (q): LS007 'c' calls 'triokra'; nearest: troika.",
     TOP + "      - {call: c, structure: triokra}\n"),
    ("LS008 calls go in a circle", TOP + "      - {call: c, structure: q}\n"),
    ("SC105 'only' of 'c' names 'tel', which is no step; nearest: tell.",
     TOP + "      - {call: c, structure: troika, only: [tel]}\n"),
    ("SC105 'minutes' of 'c' names 'tel', which is no step",
     TOP + "      - {call: c, structure: troika, minutes: {tel: 3}}\n"),
    ("LS025 leaves 'b', which no step collects", TOP + GOOD + "    leaves: b\n"),
    ("SC114 brings 21 structures along", "title: T\nstructures: [" + "{slug: q}, " * 21 + "]\n"),
]  # fmt: skip


def problems_of(words: str, folder: Path) -> list[str]:
    path = folder / "s.yaml"
    path.write_text(words)
    return [str(problem).replace(f"{folder}/", "") for problem in check(path)]


@pytest.mark.parametrize(("expected", "words"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_with_its_line(expected: str, words: str, tmp_path: Path) -> None:
    said = problems_of(words + END, tmp_path)
    assert any(expected in problem for problem in said), said
    follows = [problem for problem in said if "SC104" in problem and "'q'" in problem]
    assert not follows or "slug: q" not in words, "nothing follows from it"


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    said = problems_of(
        TOP + "      - {name: a, minute: 1, ask: 7}\n      - {name: b, minutes: 1, ask: B., together: pears}\n"
        "  - slug: r\n    title: R\n    steps:\n      - {name: a, minutes: 1, ask: A., sees: [{own: z}]}\n"
        "items:\n  - structure: q\n  - structure: r\n  - structure: s\n",
        tmp_path,
    )
    assert [problem.split(": ")[-2 if ";" in problem else -1].split()[0][:5] for problem in said] != []
    codes = [code for problem in said for code in problem.split() if code[:2] in ("SC", "LS") and code[2:].isdigit()]
    assert sorted(codes) == ["LS012", "SC101", "SC102", "SC103", "SC103", "SC104"], said


def test_what_calls_a_broken_one_is_broken_too(tmp_path: Path) -> None:
    said = problems_of(
        TOP + "      - {call: c, structure: r}\n  - slug: r\n    title: R\n    steps:\n"
        "      - {name: a, minutes: 1, ask: A., sees: [{own: z}]}\n" + END,
        tmp_path,
    )
    assert any("structure 1 (q): LS007 'c' calls 'r'; mend that first." in problem for problem in said), said


def test_structures_of_a_script_may_call_each_other() -> None:
    plan = loads(TOP + GOOD + "      - {call: c, structure: r}\n  - slug: r\n    title: R\n    steps:\n" + GOOD + END)
    assert [step.name for step in plan.items[0].steps] == ["a", "c.a"]


def test_many_calls_of_many_calls_are_refused_before_they_are_made(tmp_path: Path) -> None:
    words = "title: T\nstructures:\n"
    for n in range(18):
        calls = "".join(f"      - {{call: c{one}, structure: s{n + 1}}}\n" for one in range(40))
        words += f"  - slug: s{n}\n    title: S\n    steps:\n{calls}"
    words += "  - slug: s18\n    title: S\n    steps:\n" + GOOD + "items:\n  - structure: s18\n"
    assert any("SC114 makes more than 300 steps." in problem for problem in problems_of(words, tmp_path))


@pytest.mark.parametrize(
    "value",
    [None, 7, "x", [], {}, [[]], [None], {"text": None}, {"text": {}}, {"choice": 3, "options": 3}, True, 1e300],
)
@pytest.mark.parametrize("kind", [Field, Canvas, Grouping, Sight, Time, Leaves, Structure, Step, Role, Lane])
def test_nonsense_is_refused_in_words(kind: Any, value: Any) -> None:
    problems: list[str] = []
    try:
        Reader(told(problems)).value(kind, value, ("here",))
    except Bad:
        assert problems
    else:
        assert not problems


# --- the docs ------------------------------------------------------------------------------------------------------


def test_every_word_and_key_is_documented() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "scripts.md").read_text(encoding="utf-8")
    told_of = docs.partition("\n## Structures of your own\n")[2].partition("\n## ")[0]
    for name in (*MAKERS, "alone", "pairs", "everyone", "keep"):
        assert f"`{name}`" in told_of or f"{{{name}: " in told_of or f"`{name}:" in told_of, name
    for record in (Structure, Step):
        for key in keys_of(record):
            assert f"`{key}`" in told_of, key
