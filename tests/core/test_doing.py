"""Who does what: a count of those who are done is called by what people do, and a group with nothing to do is free."""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import views
from structures.vocabulary import (
    KEEP,
    Field,
    Step,
    addressed,
    addressee,
    choice,
    groups_of,
    long_text,
    of_group,
    picture,
    score,
    text,
)
from tests.core.made_up import room_of, say

SIDE = choice("side", ("this", "that"))


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ((text("line"),), "written"),
        ((SIDE,), "chosen"),
        ((SIDE, text("why", required=False)), "chosen"),
        ((SIDE, text("rule")), "written"),
        ((SIDE, long_text("story")), "written"),
        ((picture("drawing"), text("words")), "drawn"),
        ((score("stars"), text("why")), "scored"),
    ],
)
def test_a_count_is_called_by_what_people_do(form: tuple[Field, ...], what: str) -> None:
    room = room_of(Step("do", 2, "Do it.", form=form), people=3)
    room.write(1)
    tally = views.control(room.session, room.around()).tally
    assert (tally.done, tally.of, tally.what) == (1, 3, what)


@pytest.mark.parametrize(("form", "what"), [((SIDE,), "answered"), ((text("who"),), "groups_written")])
def test_cards_that_are_answered_in_words_are_written_about(form: tuple[Field, ...], what: str) -> None:
    room = room_of(
        Step("list", 2, "Write.", groups_of(2), (text("part"),), by="scribe"),
        Step("who", 2, "Who?", KEEP, form, by="scribe", marks="list", sees=(of_group("list"),)),
        people=4,
    )
    say(room, 1, part="The beginning")
    room.next()
    assert views.stage(room.session, room.around()).tally.what == what


def test_a_group_that_has_nothing_to_answer_is_free_and_not_said_to_lack_a_pen() -> None:
    room = room_of(
        Step("ask", 2, "Ask.", groups_of(2), (text("need"), addressee("to")), by="scribe", capture="group"),
        Step("answer", 2, "Answer.", KEEP, (choice("say", ("yes", "no")),), by="scribe", marks="ask",
             sees=(addressed("ask", by="to"),)),
        people=4,
    )  # fmt: skip
    first, second = room.session.groups_in(room.session.at)
    say(room, first[0], need="Time.", to=1)
    room.next()

    def states() -> list[str]:
        return [row.state for row in views.control(room.session, room.around()).groups]

    assert states() == ["free", "no_pen"]
    room.must(c.TakePen(by=second[0], step=room.session.at))
    assert states() == ["free", "talking"]
    room.write(second[0])
    assert states() == ["free", "wrote"]
    room.must(c.CallHelp(by=first[0], words="please"))
    assert states() == ["help", "wrote"]
