"""What a count of those who are done is called: by what people do, not by the first tap."""

from __future__ import annotations

import pytest

from server.core import views
from structures.vocabulary import Field, Step, choice, long_text, picture, score, text
from tests.core.made_up import room_of

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
