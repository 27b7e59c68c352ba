"""Steps between meetings: they have a due date that nothing but the host moves, and no meeting's minutes count them."""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import pieces as p
from server.core import views
from server.core.commands import Refused
from server.core.plan import Item, Plan, planned, step_seconds, total_seconds
from server.core.timing import planned_run
from structures.vocabulary import EVERYONE, Step, days, text
from tests.pilot import HOST, Room

DAY = 86400.0
STEPS = (
    Step("brief", 5, "Listen.", grouping=EVERYONE),
    Step("field", days(7), "Look and listen.", form=(text("note"),), entries=0),
    Step("tell", 10, "Tell.", grouping=EVERYONE),
)
ITEM = Item("1", "structure", "It", steps=STEPS)


@pytest.fixture
def room() -> Room:
    room = Room(Plan("A session", items=(ITEM,)))
    for seat in (1, 2, 3):
        room.must(c.Join(by=seat))
    room.next()
    room.now += 300
    room.next()
    assert room.session.at == "1/field"
    return room


def clock(room: Room) -> p.Clock:
    found = views.room(room.session, room.around()).clock
    assert found is not None
    return found


def test_a_step_of_days_is_due_and_a_meetings_minutes_leave_it_out(room: Room) -> None:
    assert step_seconds(STEPS[1], 1) == 7 * DAY
    assert total_seconds((ITEM,), 25) == 15 * 60
    assert [step.name for _, step, _ in planned((ITEM,), 25)] == ["brief", "field", "tell"]
    assert clock(room).due == room.now + 7 * DAY
    run, end = planned_run(room.session)
    assert end == room.session.started_at + 15 * 60
    assert run[0].planned == 15 * 60
    room.now += 6 * DAY
    room.next()
    assert clock(room).due == 0, "back in a meeting"
    room.must(c.Close(by=HOST))
    run, end = planned_run(room.session)
    assert end == pytest.approx(room.session.started_at + 15 * 60 + 6 * DAY, abs=5), "what comes after them is no later"
    assert run[0].took < 400, "the days are no part of what the meeting took"


def test_minutes_set_for_a_step_of_days_move_its_day_and_no_plan() -> None:
    fresh = Room(Plan("A session", items=(ITEM,)))
    fresh.must(c.Join(by=1))
    fresh.must(c.PlanMinutes(by=HOST, step="1/field", minutes=14 * 1440))
    assert isinstance(fresh.give(c.PlanMinutes(by=HOST, step="1/field", minutes=400 * 1440)), Refused)
    assert isinstance(fresh.give(c.PlanMinutes(by=HOST, step="1/tell", minutes=1441)), Refused)
    fresh.next()
    fresh.next()
    assert clock(fresh).due == fresh.now + 14 * DAY
    run, end = planned_run(fresh.session)
    assert end == fresh.session.started_at + 15 * 60
    assert [step.seconds for step in run[0].steps] == [300, 14 * DAY, 600]


def test_pauses_outages_and_a_closed_session_do_not_move_the_day(room: Room) -> None:
    due = clock(room).due
    room.now += DAY
    room.must(c.Pause(by=HOST))
    assert clock(room).due == pytest.approx(due)
    room.now += DAY
    room.must(c.Resume(by=HOST))
    assert clock(room).due == pytest.approx(due)
    room.now += DAY
    assert room.must(c.Resume(by="clock", left=6 * DAY, away=DAY)) == (), "the server was away; the day is the day"
    assert clock(room).due == pytest.approx(due)
    room.must(c.Close(by=HOST))
    room.now += DAY
    room.must(c.Reopen(by=HOST))
    assert clock(room).due == pytest.approx(due)
    room.next()
    room.now += DAY
    room.must(c.Back(by=HOST, step=room.session.at))
    assert clock(room).due == pytest.approx(due)


def test_the_host_gives_days_and_takes_them(room: Room) -> None:
    due = clock(room).due
    room.must(c.Extend(by=HOST, seconds=3 * DAY))
    assert clock(room).due == pytest.approx(due + 3 * DAY)
    room.must(c.Shorten(by=HOST, seconds=2 * DAY))
    assert clock(room).due == pytest.approx(due + DAY)
    room.must(c.Pause(by=HOST))
    room.now += DAY
    room.must(c.Extend(by=HOST, seconds=DAY))
    assert clock(room).due == pytest.approx(due + 2 * DAY), "also while it is paused"
    room.now += 20 * DAY
    room.must(c.Resume(by=HOST))
    room.must(c.Extend(by=HOST, seconds=DAY))
    assert clock(room).due == pytest.approx(room.now + DAY), "what is overdue is forgiven"


def test_a_meetings_step_is_never_longer_than_a_day(room: Room) -> None:
    room.next()
    assert isinstance(room.give(c.Extend(by=HOST, seconds=DAY + 1)), Refused)
