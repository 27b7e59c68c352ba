"""A host puts a line right, before and after the session closes: nothing is lost by it, and nothing is told by it."""

from __future__ import annotations

import pytest

from server.core import amending
from server.core import commands as c
from server.core import events as e
from server.core.commands import Refused
from server.core.folding import fold
from server.core.plan import Given
from server.record.building import build
from structures.vocabulary import ALONE, EVERYONE, Sight, Step, date, score, text
from tests.core.made_up import item, room_of, say, screens_with
from tests.pilot import HOST, Room, plan_of

WRITE = Step("write", 5, "What will you do?", ALONE, (text("what"), date("when"), score("sure")), named=True)
READ = Step("read", 5, "Read it.", EVERYONE, sees=(Sight("write", "all"),), capture="none", talk=True)
SECRET = Step("secret", 5, "For yourself.", ALONE, (text("what"),), capture="private")
PROMISE = {"what": "ring teh ward", "when": "2027-01-29", "sure": 4}
OTHER = "f2"


def amend(room: Room, id: str, was: str, words: str, field: str = "what") -> tuple[e.Event, ...] | Refused:
    return room.give(c.Amend(by=OTHER, id=id, field=field, was=was, words=words))


def test_a_line_is_put_right_on_all_screens_and_its_wording_stays_with_who_put_it_right() -> None:
    room = room_of(WRITE, READ, people=3)
    id = say(room, 1, **PROMISE)
    room.next()
    before = room.session.contribution(id)
    assert amend(room, id, "ring teh ward", " ring the ward ") == (e.Amended(id, {**PROMISE, "what": "ring the ward"}),)
    assert len(screens_with(room, "ring the ward")) == 5, "three phones, stage and control"
    assert not screens_with(room, "teh ward"), "what was put right is shown to nobody"
    assert amend(room, id, "ring teh ward", "ring the ward") == (), "asking twice is no fault"
    room.must(c.Close(by=HOST))
    assert amend(room, id, "ring the ward", "Ring the ward.")
    made = room.session.contribution(id)
    assert made is not None
    assert before is not None
    assert (made.at, made.seat, made.draft) == (before.at, before.seat, before.draft)
    (word,) = build(room.entries, {}).parts[0].steps[0].words
    assert [said.text for said in word.said] == ["Ring the ward.", "2027-01-29", "4"]
    assert word.former == word.put_right == ("ring teh ward", "ring the ward")
    assert [entry.by for entry in room.entries if isinstance(entry.event, e.Amended)] == [OTHER, OTHER]
    assert fold(room.entries) == room.session


def test_a_writers_own_earlier_wording_is_told_from_what_a_host_put_right() -> None:
    room = room_of(WRITE, people=2)
    id = say(room, 1, **PROMISE)
    room.must(c.Revise(by=1, id=id, step=room.session.at, values={**PROMISE, "what": "rang teh ward"}))
    room.must(c.Close(by=HOST))
    amend(room, id, "rang teh ward", "rang the ward")
    (word,) = build(room.entries, {}).parts[0].steps[0].words
    assert (word.former, word.put_right) == (("ring teh ward", "rang teh ward"), ("rang teh ward",))


def test_what_was_brought_along_can_be_put_right_when_all_is_over() -> None:
    room = Room(plan_of(item(READ, uses=("success",)), given=(Given("success", ("One lsit.",)),)), 1)
    room.must(c.Close(by=HOST))
    assert amend(room, "given-success-1", "One lsit.", "One list.", amending.GIVEN)
    (brought,) = build(room.entries, {}).brought
    assert (brought.words[0].text, brought.words[0].put_right) == ("One list.", ("One lsit.",))


@pytest.mark.parametrize("was", ["mine alone", "a guess"])
def test_words_that_no_record_tells_cannot_be_found_out_by_guessing(was: str) -> None:
    room = room_of(SECRET, WRITE, people=2)
    id = say(room, 1, what="mine alone")
    room.next()
    room.must(c.Close(by=HOST))
    assert amend(room, id, was, "better") == amend(room, "no such line", was, "better") == amending.NO_LINE


def test_what_cannot_be_put_right_is_refused_in_words() -> None:
    room = room_of(WRITE, READ, people=2)
    id = say(room, 1, **PROMISE)
    assert amend(room, id, "ring teh ward", "ring the ward") == amending.STILL_OPEN
    room.next()
    late = c.Submit(by=2, id="late", step="1/write", values=PROMISE, late=True)
    room.now += 60
    room.must(late)
    assert amend(room, "late", "ring teh ward", "ring the ward") == amending.NOT_IN
    assert amend(room, id, "4", "5", "sure") == amend(room, id, "", "x", "nothing") == amending.NO_WORDS
    assert amend(room, id, "2027-01-29", "2027-01-30", "when") == amending.NO_WORDS
    assert amend(room, id, "ring teh wards", "ring the ward") == amending.MOVED
    assert amend(room, id, "ring teh ward", "  ") == amending.EMPTY
    long = amend(room, id, "ring teh ward", "w" * 5000)
    assert isinstance(long, Refused)
    assert long.code == "too_long"
    assert not any(isinstance(entry.event, e.Amended) for entry in room.entries)
