"""Laws that hold for every structure. A new one is under them without a line of test; those that want every size of a
room are held in the same playings as the sight law, which sees them all."""

from __future__ import annotations

import random

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import pieces as p
from server.core import views
from server.core.audiences import touched
from server.core.commands import Refused
from server.core.folding import evolve, fold
from server.core.session import EMPTY
from structures import catalogue
from tests.laws.test_sight import SIZES, roams
from tests.pilot import HOST, Room, one_item

STRUCTURES = sorted(catalogue())

each_structure = pytest.mark.parametrize("slug", STRUCTURES)


def inside(room: Room) -> tuple[int, ...]:
    """Those inside a circle: one who is left there when another goes is not alone, the others sit round."""
    standing = room.session.step(room.session.standing.get(room.session.at, ""))
    circled = standing is not None and standing.grouping.kind == "circle"
    return room.session.groups_in(room.session.at)[0] if circled else ()


@each_structure
@pytest.mark.parametrize("people", [2, 7])
def test_what_was_not_touched_is_the_same(slug: str, people: int) -> None:
    """`touched` may name too much, never too little: an audience it leaves out has the view it had."""
    room = Room(one_item(slug), people)
    room.play()
    session, around = EMPTY, room.around()
    for entry in room.entries:
        after = evolve(session, entry)
        named = touched(session, after, entry)
        if named is not None and session.phase != "new":
            for audience, before_part, after_part in _both(session, after, around):
                assert audience in named or before_part == after_part, f"{audience} changed by {entry.event}"
        session = after


def _both(before: views.Session, after: views.Session, around: views.Around):  # type: ignore[no-untyped-def, name-defined]
    for audience, look in (("room", views.room), ("stage", views.stage), ("control", views.control)):
        yield (audience, 0), look(before, around), look(after, around)
    for seat in before.seats:
        yield ("own", seat), views.own(before, around, seat), views.own(after, around, seat)
    for number in range(len(after.groups_in(after.at))):
        yield ("group", number), views.group(before, around, number), views.group(after, around, number)


@each_structure
def test_it_wants_people_enough_to_begin_and_begins_with_fewer_when_told_so(slug: str) -> None:
    structure = catalogue()[slug]
    assert not isinstance(Room(one_item(slug), structure.least).give(c.Next(by=HOST)), Refused)
    for people in range(1, structure.least):
        room = Room(one_item(slug), people)
        for wish in (c.Next(by=HOST), c.GoTo(by=HOST, item="1")):
            before = room.session
            refused = room.give(wish)
            assert isinstance(refused, Refused)
            assert refused.code == "too_few"
            for told in (structure.title, f"for {structure.least} people", "1 is" if people == 1 else f"{people} are"):
                assert told in refused.says
            assert room.session is before
        assert views.control(room.session, room.around()).run[0].least == structure.least
        room.must(c.Next(by=HOST, anyway=True))
        assert views.control(room.session, room.around()).run[0].least == 0
        while not isinstance(room.give(c.Next(by=HOST, step=room.session.at)), Refused):
            pass  # what has begun is not held up again


@each_structure
@pytest.mark.parametrize("people", [3, 13])
def test_late_people_leavers_and_second_thoughts_change_nobody_elses_place(slug: str, people: int) -> None:
    room = Room(one_item(slug), people)
    dice = random.Random(people)

    def come_and_go(room: Room) -> None:
        at = room.session.at
        before = {seat: group for group in room.session.groups_in(at) for seat in group}
        latecomer = room.join()
        leaver = dice.choice([seat for seat in room.seats if seat != latecomer])
        room.must(c.Leave(by=leaver))
        after = {seat: group for group in room.session.groups_in(at) for seat in group}
        assert leaver not in after
        if before:
            assert latecomer in after
            alone = [group for group in set(after.values()) if len(group) == 1 and group != inside(room)]
            assert len(room.seats) == 1 or roams(room) or not alone
            moved = [s for s, g in before.items() if s in after and not set(g) - {leaver} <= set(after[s])]
            # only somebody left alone by the leaver is moved
            assert all(set(before[seat]) == {seat, leaver} for seat in moved)
        room.must(c.Back(by=HOST, step=at)) if dice.random() < 0.3 and room.session.stays[0].step != at else None

    steps = 0
    while not isinstance(room.next(), Refused) and steps < 80:
        steps += 1
        room.everyone_writes()
        come_and_go(room)
        room.everyone_writes()
    room.must(c.Close(by=HOST))
    assert fold(room.entries) == room.session


@each_structure
def test_back_reopens_a_step_with_its_words(slug: str) -> None:
    room = Room(one_item(slug), 7)
    while not isinstance(room.next(), Refused):
        room.everyone_writes()
        here = room.session.at
        words = dict(room.session.made.get(here, {}))
        groups = room.session.groups_in(here)
        if not isinstance(room.next(), Refused):
            assert room.session.stays[-1].step != here
            room.must(c.Back(by=HOST, step=room.session.at))
            assert room.session.at == here
            assert dict(room.session.made.get(here, {})) == words
            assert room.session.groups_in(here) == groups


def test_no_card_is_ones_own_nor_read_twice() -> None:
    for people in SIZES:
        room = Room(one_item("twenty_five_ten"), people)
        had: dict[int, set[str]] = {}
        full = 0

        def look(room: Room, had: dict[int, set[str]] = had) -> None:
            nonlocal full
            cards = room.session.dealt.get(room.session.at, {})
            full += bool(cards) and len(cards) == len(room.seats)
            for seat, card in cards.items():
                made = room.session.contribution(card)
                assert made is not None
                assert made.seat != seat, "never one's own card"
                assert card not in had.setdefault(seat, set()), "never the same card twice"
                had[seat].add(card)

        room.play(look)
        assert full == min(5, max(0, people - 1)), "everybody gets a card while the numbers allow"


def _ranking(room: Room) -> p.Block:
    return next(b for b in views.room(room.session, room.around()).blocks if b.show == "ranking")


def test_a_card_with_fewer_scores_gets_its_mean_and_ties_are_shown() -> None:
    room = Room(one_item("twenty_five_ten"), 7)
    room.go_to("write")
    room.everyone_writes()
    for n in range(1, 6):
        room.go_to(f"score-{n}")
        for seat in room.seats:
            card = room.own(seat).dealt
            assert card is not None
            room.must(c.Submit(by=seat, id=room.new_id(), step=room.session.at, values={"score": 4}))
    room.go_to("top")
    block = _ranking(room)
    assert [card.score.total for card in block.cards if card.score] == [20.0] * 7
    assert all(card.score and card.score.tied and card.score.place == 1 for card in block.cards)
    assert all(card.score and card.score.spread == (0, 0, 0, 5, 0) and card.score.outof == 25 for card in block.cards)


def test_a_step_that_was_left_takes_words_still_in_flight_and_no_others() -> None:
    room = Room(one_item("one_two_four_all"), 4)
    room.next()
    alone = room.session.at
    room.next()
    values = {"idea": "on its way when the step closed"}
    assert not isinstance(room.give(c.Submit(by=1, id=room.new_id(), step=alone, values=values)), Refused)
    room.now += 60
    refused = room.give(c.Submit(by=2, id=room.new_id(), step=alone, values=values))
    assert isinstance(refused, Refused)
    assert refused.code == "step_closed"
    late = room.must(c.Submit(by=2, id=room.new_id(), step=alone, values=values, late=True))
    assert isinstance(late[0], e.Contributed)
    assert late[0].late
