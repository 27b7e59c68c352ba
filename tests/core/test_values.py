"""What may be entered into a field, kind by kind; and who can choose what is nearly full."""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import views
from server.core.events import Value
from structures.vocabulary import (
    ALONE,
    EVERYONE,
    KEEP,
    Field,
    Step,
    addressee,
    axes,
    groups_of,
    line,
    on_stage,
    people,
    person,
    pick,
    picture,
    place,
    text,
)
from tests.core.made_up import no, room_of, say
from tests.pilot import HOST, Room

AXES = axes(("a", "b"), ("c", "d"))
FULL = "That is full. Please choose another."


def asked(field: Field, people: int = 5) -> Room:
    return room_of(Step("ask", 1, "Ask.", groups_of(2), (field, text("words", required=False))), people=people)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (people("x", up_to=2), [("2",), ("3", "2")], [("1",), ("9",), ("02",), ("x",), ("2", "3", "4"), "2", 2]),
        (person("x"), [2], [9, "2", ("2",)]),
        (
            place("x", axes(("a", "b"), ("c", "d"))),
            ["0,0", "100,7"],
            ["101,0", "-1,3", "1.5,2", "1", "01,2", "1, 2", 5],
        ),
        (place("x", line("a", "b")), ["0,50", "100,50"], ["50,49", "50,0", "50"]),
        (picture("x"), ["A" * 22, "a-_0" * 5 + "zz"], ["A" * 21, "A" * 23, "A" * 21 + "/", 7, ("A" * 22,)]),
    ],
)
def test_each_kind_takes_what_it_means(field: Field, good: list[Value], bad: list[Value]) -> None:
    for value in good:
        room = asked(field)
        say(room, 1, x=value)
        assert [one.values["x"] for one in room.session.written(room.session.at)] == [value]
    room = asked(field)
    for value in bad:
        assert no(room, 1, x=value).code in ("invalid", "too_many")
    assert not room.session.made, "nothing of it was kept"


def test_the_same_person_twice_is_once() -> None:
    room = asked(people("x", up_to=2))
    say(room, 1, x=("2", "2", "3"))
    assert [one.values["x"] for one in room.session.written(room.session.at)] == [("2", "3")]


def test_words_are_for_another_group_that_has_people_in_it() -> None:
    room = asked(addressee("to"), 6)
    here = room.session.group_number(room.session.at, 1)
    theirs = [n for n in range(3) if n != here]
    form = room.own(1).form
    assert form is not None
    assert [option.value for option in form.fields[0].options] == [str(n) for n in theirs]
    for wrong in (here, 3, -1, str(theirs[0])):
        assert no(room, 1, to=wrong).code == "invalid"
    for seat in room.session.groups_in(room.session.at)[theirs[1]]:
        room.must(c.MovePerson(by=HOST, seat=seat, group=theirs[0]))
    assert no(room, 1, to=theirs[1]).code == "invalid", "nobody is there any more"
    assert say(room, 1, to=theirs[0])


def test_names_to_choose_from_are_told_once_and_only_while_they_are_asked_for() -> None:
    room = room_of(
        Step("whom", 1, "Whom?", ALONE, (person("who"), people("more"))), Step("talk", 1, "Talk.", EVERYONE), people=3
    )
    assert [(one.value, one.text) for one in views.room(room.session, room.around()).names] == [
        (str(seat), f"Person{seat}x") for seat in (1, 2, 3)
    ]
    form = room.own(1).form
    assert form is not None
    assert all(field.options == () for field in form.fields)
    room.must(c.Leave(by=2))
    assert [one.value for one in views.room(room.session, room.around()).names] == ["1", "3"]
    room.next()
    assert views.room(room.session, room.around()).names == ()


# --- places left -----------------------------------------------------------------------------------------------

OFFER = Step("offer", 1, "Offer.", ALONE, (text("line"),))
JOIN = Step("join", 1, "Join.", ALONE, (pick("to", places=2),), sees=(on_stage("offer"),), entries=2)


def market(*steps: Step, people: int = 5) -> tuple[Room, str, str]:
    room = room_of(*steps, people=people)
    one, two = (say(room, seat, line=f"topic {seat}") for seat in (1, 2))
    room.next()
    return room, one, two


def places_left(room: Room, seat: int) -> dict[str, int]:
    form = room.own(seat).form
    assert form is not None
    return {option.value: option.left for option in form.fields[0].options}


def test_what_is_full_is_refused_and_a_change_of_mind_frees_a_place() -> None:
    room, one, two = market(OFFER, JOIN)
    first = say(room, 1, to=(one,))
    assert places_left(room, 3) == {one: 1, two: 2}
    say(room, 1, to=(one,))
    assert places_left(room, 3) == {one: 1, two: 2}, "one person takes one place"
    say(room, 2, to=(one,))
    answer = no(room, 3, to=(one,))
    assert (answer.code, answer.says) == ("too_many", FULL)
    assert places_left(room, 3) == {one: 0, two: 2}
    room.must(c.Revise(by=1, id=first, step=room.session.at, values={"to": (one,)}))
    second = next(made.id for made in room.session.written_by(room.session.at, 1) if made.id != first)
    for id in (first, second):
        room.must(c.Revise(by=1, id=id, step=room.session.at, values={"to": (two,)}))
    assert say(room, 3, to=(one,)), "there is a place again"
    assert no(room, 4, to=(one,)).says == FULL


def test_who_leaves_frees_a_place_and_late_words_take_none() -> None:
    room, one, _ = market(OFFER, JOIN, Step("talk", 1, "Talk.", EVERYONE))
    say(room, 1, to=(one,))
    say(room, 2, to=(one,))
    room.must(c.Leave(by=2))
    assert say(room, 3, to=(one,))
    room.must(c.Leave(by=3))
    room.next()
    room.now += 60
    room.must(c.Submit(by=4, id="late", step="1/join", values={"to": (one,)}, late=True))
    room.must(c.Back(by=HOST, step=room.session.at))
    assert places_left(room, 5)[one] == 1


def test_a_group_takes_one_place() -> None:
    together = Step(
        "join", 1, "Join.", groups_of(2), (pick("to", places=1),), by="scribe", sees=(on_stage("offer"),), entries=1
    )
    room, one, two = market(OFFER, together, people=4)
    mine, theirs = room.session.groups_in(room.session.at)
    id = say(room, mine[0], to=(one,))
    room.must(c.TakePen(by=mine[1], step=room.session.at))
    room.must(c.Revise(by=mine[1], id=id, step=room.session.at, values={"to": (one,)}))
    room.must(c.TakePen(by=theirs[0], step=room.session.at))
    assert no(room, theirs[0], to=(one,)).says == FULL
    assert say(room, theirs[0], to=(two,))


def test_without_a_number_there_is_always_room() -> None:
    free = Step("join", 1, "Join.", KEEP, (pick("to"),), sees=(on_stage("offer"),))
    room, one, _ = market(Step("offer", 1, "Offer.", groups_of(2), OFFER.form), free)
    for seat in room.seats:
        say(room, seat, to=(one,))
    assert set(places_left(room, 1).values()) == {-1}


def test_words_need_no_addressee_where_there_is_no_other_group() -> None:
    ask = Step("ask", 1, "Ask.", groups_of(5), (addressee("to"), text("words")))
    alone, two = room_of(ask, people=3), room_of(ask, people=10)
    for room, required in ((alone, False), (two, True)):
        form = room.own(1).form
        assert form
        assert form.fields[0].required is required
    say(alone, 1, words="to nobody yet")
    assert no(two, 1, words="to nobody yet").code == "empty"
