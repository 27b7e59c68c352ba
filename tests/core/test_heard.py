"""Whose words the room has heard: what was let out, what was open to all, and what went into either."""

from __future__ import annotations

from server.core import commands as c
from server.core import parts as p
from server.core import views
from structures.vocabulary import EVERYONE, PAIRS, Step, choice, line, on_stage, own, place, plot, text
from tests.core.made_up import item
from tests.pilot import HOST, ROLES, Room, plan_of

IDEA = (text("idea"),)


def control(room: Room) -> p.Control:
    return views.control(room.session, room.around())


def by_role(room: Room) -> dict[str, tuple[int, int]]:
    return {one.role: (one.heard, one.of) for one in control(room).heard}


def test_words_kept_back_are_not_heard_until_they_are_let_out() -> None:
    steps = (
        Step("alone", 2, "Write.", form=IDEA),
        Step("all", 5, "All.", EVERYONE, sees=(on_stage("alone", held=True),)),
    )
    room = Room(plan_of(item(*steps)), 5)
    room.go_to("alone")
    room.everyone_writes()
    room.next()
    assert set(by_role(room).values()) == {(0, 1)}
    one = next(iter(room.session.written("1/alone")))
    room.must(c.Moderate(by=HOST, id=one.id, act="show"))
    assert by_role(room)[ROLES[one.seat % len(ROLES)]] == (1, 1)
    assert sum(heard for heard, _ in by_role(room).values()) == 1


def test_words_open_to_all_are_heard_and_stay_so_in_later_steps_but_not_what_was_hidden() -> None:
    steps = (
        Step("alone", 2, "Write.", form=IDEA, sees=(on_stage("alone"),)),
        Step("rest", 2, "Rest.", sees=(own("alone"),)),
    )
    room = Room(plan_of(item(*steps)), 5)
    room.go_to("alone")
    ids = [room.write(seat) for seat in (1, 2)]
    assert sum(heard for heard, _ in by_role(room).values()) == 2
    room.next()
    assert sum(heard for heard, _ in by_role(room).values()) == 2
    room.must(c.Moderate(by=HOST, id=ids[0], act="hide"))
    assert sum(heard for heard, _ in by_role(room).values()) == 1


def test_a_private_choice_is_never_heard() -> None:
    room = Room(plan_of(item(Step("choose", 2, "Tap.", form=(choice("part", ("in", "out")),), capture="private"))), 5)
    room.go_to("choose")
    room.everyone_writes()
    assert set(by_role(room).values()) == {(0, 1)}


def test_a_place_on_a_line_is_no_voice() -> None:
    stand = Step("stand", 2, "Stand.", form=(place("where", line("no", "yes")),))
    room = Room(plan_of(item(stand, Step("look", 2, "Look.", sees=(plot("stand"),)))), 5)
    room.go_to("stand")
    room.everyone_writes()
    room.next()
    assert set(by_role(room).values()) == {(0, 1)}


def test_groups_not_heard_yet_are_named_where_one_pen_writes_for_each() -> None:
    pairs = Step("pairs", 2, "Write.", PAIRS, IDEA, by="scribe")
    room = Room(plan_of(item(pairs, Step("all", 5, "All.", EVERYONE, sees=(on_stage("pairs", held=True),)))), 6)
    room.go_to("pairs")
    room.everyone_writes()
    room.next()
    waiting = control(room).still
    assert len(waiting) == 3
    one = next(iter(room.session.written("1/pairs")))
    room.must(c.Moderate(by=HOST, id=one.id, act="show"))
    assert len(control(room).still) == 2
    assert set(control(room).still) < set(waiting)
