"""Simulated people fill every kind of field from their screens alone, and what they say fits what they are asked."""

from __future__ import annotations

import datetime
import struct
import zlib
from collections import Counter
from random import Random
from typing import Any

import pytest

from server.core import canvas
from server.core.plan import Given, Plan
from server.rehearsal import opinions
from server.rehearsal.pictures import SIDE, drawing
from server.rehearsal.play import Play
from server.rehearsal.voices import Deck, known_intent, voices
from structures import catalogue, resolve
from structures.vocabulary import (
    PAIRS,
    Step,
    Structure,
    addressee,
    choice,
    groups_of,
    joined,
    line,
    long_text,
    loop,
    of_group,
    on_stage,
    own,
    people,
    person,
    pick,
    picture,
    place,
    score,
    text,
)
from tests.core.made_up import item
from tests.pilot import one_item

NOON = datetime.datetime(2026, 11, 5, 12, 0, tzinfo=datetime.UTC)
ECOCYCLE = loop("birth", "maturity", "rigidity", "destruction", "renewal", "poverty")
SPOKEN = [
    (slug, step, field)
    for slug, structure in sorted(catalogue().items())
    for step in resolve(structure)
    for field in step.form
    if field.kind in ("text", "long")
]


def played(*steps: Step, people: int = 12) -> Play:
    plan = Plan("Rehearsal", items=(item(*steps, uses=("before",)),), given=(Given("before", ("one", "two")),))
    play = Play(plan, people, 3, NOON)
    play.run()
    # the last `next` is the only thing refused
    assert [said for said in play.refused if not said.startswith("Next:")] == []
    return play


def written(play: Play, name: str) -> list[Any]:
    return list(play.session.written(f"1/{name}"))


def test_everybody_marks_every_card_and_they_do_not_all_agree() -> None:
    play = played(
        Step("write", 3, "Write.", form=(text("idea"),)),
        Step(
            "sort",
            5,
            "Sort.",
            form=(choice("answer", ("keep", "drop")), place("at", ECOCYCLE), score("n"), text("why", required=False)),
            marks="write",
            sees=(on_stage("write"),),
        ),
    )
    cards = {one.id for one in written(play, "write")}
    marks = written(play, "sort")
    assert Counter(one.about[0] for one in marks) == dict.fromkeys(cards, 12)
    said = {card: Counter(one.values["answer"] for one in marks if one.about == (card,)) for card in cards}
    assert any(len(answers) > 1 for answers in said.values()), "a room does not agree about everything"
    assert all(max(answers.values()) >= 6 for answers in said.values())
    assert {max(answers, key=answers.__getitem__) for answers in said.values()} == {"keep", "drop"}
    assert all(canvas.zone(ECOCYCLE, str(one.values["at"])) for one in marks)
    assert 0 < sum("why" in one.values for one in marks) < len(marks)


def test_every_kind_of_field_is_filled() -> None:
    play = played(
        Step(
            "say",
            3,
            "Say.",
            form=(
                text("idea"),
                long_text("more"),
                place("me", line("never", "always")),
                people("known", up_to=3),
                person("friend", required=True),
                picture("sketch"),
            ),
        ),
        Step("ask", 3, "Ask.", grouping=groups_of(4), by="scribe", form=(text("need"), addressee("to"))),
    )
    made = written(play, "say")
    for one in made:
        assert str(one.values["me"]).endswith(",50")
        known = one.values["known"]
        assert 1 <= len(known) <= 3
        assert str(one.seat) not in known
        assert one.values["friend"] != one.seat
    drawn = [one.values["sketch"] for one in made if "sketch" in one.values]
    assert drawn
    assert len(set(drawn)) == len(drawn)
    assert all(len(id) == 22 for id in drawn)
    assert all(one.values["to"] != one.group for one in written(play, "ask"))


@pytest.mark.parametrize("people", [1, 4, 12, 40])
def test_where_an_ask_is_for_some_a_few_step_forward(people: int) -> None:
    play = played(
        Step("offer", 3, "Offer a topic, if you care for one.", form=(text("topic"),)),
        Step("chairs", 2, "Tap if you will take a chair.", form=(choice("chair", ("I take a chair", "I listen")),)),
        Step("note", 2, "Note what may help, if you like.", form=(text("advice"),), entries=1),
        people=people,
    )
    few = min(people, max(3, people // 5))
    assert len(written(play, "offer")) == few
    taken = Counter(one.values["chair"] for one in written(play, "chairs"))
    assert taken == Counter({"I take a chair": few}) + Counter({"I listen": people - few})
    if people == 40:
        assert 8 < len(written(play, "note")) < 32


def test_words_that_stay_on_a_phone_are_not_sent() -> None:
    play = played(
        Step("grieve", 3, "Write.", form=(text("loss"),), capture="phone"),
        Step("look", 3, "Look.", sees=(own("grieve"),)),
    )
    assert written(play, "grieve") == []


def test_people_go_on_from_what_was_there() -> None:
    play = played(
        Step("draft", 3, "Write.", grouping=PAIRS, by="scribe", form=(text("purpose", most=120),)),
        Step(
            "again", 3, "Sharpen.", grouping=PAIRS, form=(text("purpose", most=120),), refines="draft",
            sees=(of_group("draft"),),
        ),
    )  # fmt: skip
    before = {str(one.values["purpose"]) for one in written(play, "draft")}
    after = [str(one.values["purpose"]) for one in written(play, "again")]
    assert after
    assert sum(any(said.startswith(begun) for begun in before) for said in after) >= len(after) / 2


def test_where_people_move_freely_some_do() -> None:
    play = played(
        Step("offer", 3, "Offer.", form=(text("topic"),), entries=1),
        Step("choose", 3, "Choose.", form=(pick("where", places=5),), sees=(on_stage("offer"),)),
        Step("talk", 9, "Talk.", grouping=joined("choose", roam=True), talk=True),
        people=40,
    )
    assert any(type(entry.event).__name__ == "PersonPlaced" and entry.by != "f1" for entry in play.entries)


@pytest.mark.parametrize(
    ("slug", "step", "field"), SPOKEN, ids=[f"{slug}-{step.name}-{field.name}" for slug, step, field in SPOKEN]
)
def test_there_are_voices_for_what_each_structure_asks(slug: str, step: Step, field: Any) -> None:
    structure: Structure = catalogue()[slug]
    asked = " ".join((structure.title, step.invitation or structure.invitation, step.ask))
    assert known_intent(asked, field.name, field.label) in voices()


def test_voices_say_something_and_nobody_says_the_same_twice() -> None:
    for intent, said in voices().items():
        told = [tuple(sorted((k, str(v)) for k, v in voice.items() if k != "role")) for voice in said]
        assert all(told), intent
        assert len(set(told)) == len(told), intent


def test_a_deck_says_everything_once_before_it_begins_again() -> None:
    deck = Deck(Random(1))
    first = [str(deck.draw("rule", "a carer")["words"]) for _ in voices()["rule"]]
    assert len(set(first)) == len(first)


def test_a_drawing_is_a_picture() -> None:
    picture = drawing(Random(1))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (SIDE, SIDE)
    at = picture.index(b"IDAT")
    (length,) = struct.unpack(">I", picture[at - 4 : at])
    rows = zlib.decompress(picture[at + 4 : at + 4 + length])
    assert len(rows) == SIDE * (SIDE + 1)
    assert 40 in rows
    assert drawing(Random(1)) == picture
    assert drawing(Random(2)) != picture


def test_places_gather_and_some_disagree() -> None:
    zones = [{"name": zone.name, "x": zone.x, "y": zone.y} for zone in canvas.face(ECOCYCLE).zones]
    face = {"kind": "loop", "zones": zones}
    rng = Random(5)
    named = Counter(canvas.zone(ECOCYCLE, opinions.place(face, "a card", rng)) for _ in range(200))
    assert named.most_common(1)[0][1] > 100
    assert len(named) > 3


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_every_structure_is_rehearsed_without_a_refusal(slug: str) -> None:
    play = Play(one_item(slug), max(7, catalogue()[slug].least), 2, NOON)
    play.run()
    assert [said for said in play.refused if not said.startswith("Next:")] == []
