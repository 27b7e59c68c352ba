"""What each wish of a facilitator or a participant does, told as it happens in a room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import views
from server.core.commands import Refused
from tests.pilot import HOST, Room, item_of, one_item, plan_of


@pytest.fixture
def room() -> Room:
    return Room(plan_of(item_of("one_two_four_all", "1"), item_of("who_what_when", "2")), people=8)


def left(room: Room) -> float:
    assert room.session.clock is not None
    return room.session.clock.left_at(room.now)


def refused(answer: object) -> Refused:
    assert isinstance(answer, Refused)
    return answer


def test_a_second_tap_on_next_does_nothing(room: Room) -> None:
    room.next()
    first = room.session.at
    assert room.must(c.Next(by=HOST, step=first))
    second = room.session.at
    assert room.must(c.Next(by=HOST, step=first)) == ()
    assert room.session.at == second


def test_pause_stops_the_clock_and_resume_goes_on_with_what_was_left(room: Room) -> None:
    room.next()
    room.now += 20
    room.must(c.Pause(by=HOST))
    before = left(room)
    room.now += 300
    assert left(room) == before
    room.must(c.Resume(by=HOST))
    assert left(room) == before
    room.now += 5
    assert left(room) == pytest.approx(before - 5)
    assert room.must(c.Resume(by=HOST)) == (), "it runs already"


def test_extending_adds_to_what_is_left_also_over_time(room: Room) -> None:
    room.next()
    room.must(c.Extend(by=HOST, seconds=60))
    assert left(room) == pytest.approx(119, abs=1.5)
    room.now += 200
    assert left(room) < 0
    room.must(c.Extend(by=HOST, seconds=60))
    assert left(room) == pytest.approx(60, abs=0.5), "a minute from now, not a minute from then"
    room.must(c.Shorten(by=HOST, seconds=500))
    assert left(room) == pytest.approx(0, abs=0.5), "shortening never goes below nothing"


def test_an_outage_gives_its_time_back(room: Room) -> None:
    room.next()
    saved = left(room)
    room.now += 90
    room.must(c.Resume(by="clock", left=saved, away=90))
    assert left(room) == pytest.approx(saved)
    clock = views.room(room.session, room.around()).clock
    assert clock is not None
    assert clock.given_back == 90


def test_again_with_the_same_groups_with_new_groups_and_with_another_prompt(room: Room) -> None:
    while room.session.at != "1/all":
        room.next()
        room.everyone_writes()
    words = dict(room.session.made)
    room.must(c.Repeat(by=HOST, item="1", groups="same", invitation="And what else?"))
    room.must(c.Repeat(by=HOST, item="1", groups="new"))
    again = [item for item in room.session.items if item.repeats]
    assert [item.same_groups for item in again] == [False, True], "the one asked for last comes first"
    room.must(c.GoTo(by=HOST, item=again[1].key))
    room.next()
    assert room.session.groups_in(room.session.at) == room.session.groups["1/pairs"]
    assert room.session.now_item is not None
    assert room.session.now_item.invitation == "And what else?"
    room.must(c.GoTo(by=HOST, item=again[0].key))
    room.next()
    pairs = {frozenset(group) for group in room.session.groups["1/pairs"]}
    assert not pairs & {frozenset(group) for group in room.session.groups_in(room.session.at)}, "new partners"
    assert all(room.session.made[key] == made for key, made in words.items()), "both rounds are kept"


def test_inserting_skipping_and_going_back_lose_nothing(room: Room) -> None:
    room.next()
    room.everyone_writes()
    words = dict(room.session.made["1/alone"])
    room.must(c.Insert(by=HOST, item=item_of("troika")))
    assert [item.slug for item in room.session.items] == ["one_two_four_all", "troika", "who_what_when"]
    room.must(c.Skip(by=HOST, item="1"))
    assert room.session.now_item is not None
    assert room.session.now_item.slug == "troika"
    room.must(c.Skip(by=HOST, item=room.session.now_item.key))
    assert room.session.now_item.slug == "who_what_when"
    room.must(c.GoTo(by=HOST, item="1"))
    assert room.session.at == "1/alone"
    assert dict(room.session.made["1/alone"]) == words
    assert "1" not in room.session.skipped


def test_a_help_call_is_heard_and_answered(room: Room) -> None:
    room.next()
    room.must(c.CallHelp(by=3, words="We are stuck"))
    assert room.own(3).help
    call = views.control(room.session, room.around()).calls[0]
    assert (call.seat, call.words) == (3, "We are stuck")
    room.must(c.AnswerHelp(by=HOST, seat=3))
    assert not room.own(3).help
    assert views.control(room.session, room.around()).calls == ()


def test_late_words_wait_for_the_host_who_may_take_them_in(room: Room) -> None:
    room.go_to("all")
    room.now += 60
    late = room.must(c.Submit(by=2, id="late", step="1/fours", values={"idea": "one more"}, late=True))
    assert isinstance(late[0], e.Contributed)
    queue = views.control(room.session, room.around()).queues[0]
    assert [row.state for row in queue.rows if row.card.id == "late"] == ["late"]
    assert views.room(room.session, room.around()).blocks[0].cards == ()
    room.must(c.Moderate(by=HOST, id="late", act="restore"))
    room.must(c.Moderate(by=HOST, id="late", act="show"))
    assert [card.id for card in views.room(room.session, room.around()).blocks[0].cards] == ["late"]


def test_lines_put_together_stand_as_one_and_come_apart_again(room: Room) -> None:
    while room.session.at != "1/all":
        room.next()
        room.everyone_writes()
    ids = [one.id for one in room.session.written("1/fours")]
    for id in ids:
        room.must(c.Moderate(by=HOST, id=id, act="show"))
    room.must(c.PutInOne(by=HOST, ids=tuple(ids)))
    cards = views.room(room.session, room.around()).blocks[0].cards
    assert [(card.id, card.joined) for card in cards] == [(ids[0], len(ids) - 1)]
    room.must(c.TakeApart(by=HOST, id=ids[0]))
    assert len(views.room(room.session, room.around()).blocks[0].cards) == len(ids)


def test_what_was_brought_along_is_not_counted_as_written_today() -> None:
    room = Room(one_item("min_specs"), 4)

    def wrote() -> int:
        return views.control(room.session, room.around()).contributed

    room.next()
    assert wrote() == 0
    room.write(1)
    assert wrote() == 1


def test_a_tap_is_not_counted_as_written() -> None:
    room = Room(one_item("improv_prototyping"), 6)
    room.next()
    room.everyone_writes()
    assert views.control(room.session, room.around()).contributed == 0


def test_passing_and_finishing_are_seen_as_counts_only(room: Room) -> None:
    room.next()
    room.must(c.Pass(by=1, step=room.session.at))
    room.must(c.Finish(by=2, step=room.session.at))
    assert (room.own(1).settled, room.own(2).settled) == ("passed", "finished")
    assert views.control(room.session, room.around()).settled == 2
    room.must(c.Finish(by=2, step=room.session.at, again=True))
    assert room.own(2).settled == ""


def test_a_moved_person_leaves_the_pen_and_the_group_its_words(room: Room) -> None:
    room.go_to("fours")
    first, second = room.session.groups_in(room.session.at)[:2]
    room.write(first[0])
    room.must(c.MovePerson(by=HOST, seat=first[0], group=1))
    assert first[0] in room.session.groups_in(room.session.at)[1]
    group = views.group(room.session, room.around(), 0)
    assert (group.pen, len(group.words)) == (0, 1), "the words stay with the group that said them"
    assert views.group(room.session, room.around(), 1).words == ()
    assert second[0] in room.session.groups_in(room.session.at)[1]


def test_closing_ends_the_step_and_reopening_brings_it_back_paused(room: Room) -> None:
    room.next()
    room.everyone_writes()
    at = room.session.at
    room.must(c.Close(by=HOST))
    assert room.session.phase == "closed"
    assert refused(room.next()).code == "closed"
    assert refused(room.give(c.Submit(by=1, id="x", step=at, values={"idea": "?"}))).code == "closed"
    assert room.own(1).notes, "everybody has their own words"
    room.must(c.Reopen(by=HOST))
    assert room.session.at == at
    assert room.session.clock is not None
    assert not room.session.clock.running
    assert room.own(1).mine


def test_a_step_that_moves_on_by_itself_does_so_only_when_its_time_is_up() -> None:
    item = item_of("one_two_four_all")
    first = replace(item.steps[0], moves_on=True)
    room = Room(plan_of(replace(item, steps=(first, *item.steps[1:]))), people=4)
    room.next()
    at = room.session.at
    assert room.must(c.Elapse(by="clock", step=at)) == ()
    room.now += 61
    room.must(c.Elapse(by="clock", step=at))
    assert room.session.at != at
    assert room.must(c.Elapse(by="clock", step=at)) == (), "an old bell moves nothing"


def test_minutes_can_be_planned_and_notes_written(room: Room) -> None:
    room.must(c.PlanMinutes(by=HOST, step="1/pairs", minutes=7))
    room.go_to("pairs")
    assert left(room) == pytest.approx(420)
    room.must(c.WriteNote(by=HOST, step=room.session.at, words="  a long silence "))
    assert views.control(room.session, room.around()).note == "a long silence"


def test_what_cannot_be_done_is_refused_in_words() -> None:
    room = Room(one_item("one_two_four_all"), people=4)
    nos = [
        room.give(c.Submit(by=1, id="x", step="1/alone", values={"idea": "too early"})),
        room.give(c.Back(by=HOST)),
        room.give(c.Pause(by=HOST)),
        room.give(c.MovePerson(by=HOST, seat=1, group=0)),
        room.give(c.Skip(by=HOST, item="nothing")),
    ]
    room.next()
    step = room.session.at
    nos += [
        room.give(c.Submit(by=1, id="x", step=step, values={"idea": "w" * 5000})),
        room.give(c.Submit(by=1, id="x", step=step, values={"idea": "  "})),
        room.give(c.Submit(by=1, id="x", step=step, values={"else": "x"})),
        room.give(c.Submit(by=77, id="x", step=step, values={"idea": "a stranger"})),
        room.give(c.TakePen(by=1, step=step)),
        room.give(c.Submit(by=1, id="x", step="9/never", values={"idea": "x"})),
        room.give(c.Join(by=9, traits={"role": "king"})),
    ]
    assert all(isinstance(no, Refused) and no.says.endswith(".") for no in nos)
    room.write(2)
    mine = next(iter(room.session.written(step)), None)
    assert mine is not None
    assert refused(room.give(c.Revise(by=3, id=mine.id, step=step, values={"idea": "theft"}))).code == "not_yours"
    assert refused(room.give(c.Withdraw(by=3, id=mine.id))).code == "not_yours"


def test_neither_leaving_out_nor_the_clock_begins_what_is_for_more_people() -> None:
    first = item_of("one_two_four_all", "1")
    first = replace(first, steps=(replace(first.steps[0], moves_on=True),))
    room = Room(plan_of(first, item_of("mad_tea", "2")), people=5)
    room.next()
    before = room.session
    assert refused(room.give(c.Skip(by=HOST, item="1"))).code == "too_few"
    room.now += 3600
    assert refused(room.give(c.Elapse(by="clock", step=before.at))).code == "too_few"
    assert room.session is before
    room.must(c.Skip(by=HOST, item="1", anyway=True))
    assert room.session.at.startswith("2/")
    room.must(c.GoTo(by=HOST, item="1"))
    assert not isinstance(room.give(c.GoTo(by=HOST, item="2")), Refused), "what has begun is not held up again"
