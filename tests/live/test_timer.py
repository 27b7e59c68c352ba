"""The clock at work, in virtual time: heartbeats, steps that move on, outages given back."""

from __future__ import annotations

import pytest

from server.core import commands as c
from server.core import events as e
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.log import Batch, Log, NotSaved
from tests.live.conftest import HOST, PLAN, HandClock, Room, Serving


def left(live: LiveSession) -> float:
    clock = live.session.clock
    assert clock is not None
    return clock.left_at(live.now())


async def test_a_running_clock_is_saved_every_second(live: LiveSession, room: Room, clock: HandClock) -> None:
    await room.go("alone")
    for passed in range(1, 6):
        await clock.advance(1)
        beat = await live._log.beat(live.id)
        assert beat is not None
        assert beat.left == pytest.approx(120 - passed, abs=0.3)
        assert beat.at == pytest.approx(clock.at, abs=0.3)


async def test_a_paused_clock_writes_nothing(live: LiveSession, room: Room, clock: HandClock) -> None:
    await room.go("alone")
    await clock.advance(10)
    await room.do(c.Pause(by=HOST))
    beat = await live._log.beat(live.id)
    await clock.advance(20)
    assert await live._log.beat(live.id) == beat
    assert left(live) == pytest.approx(110)


async def test_the_bell_informs_and_the_step_stays(live: LiveSession, room: Room, clock: HandClock) -> None:
    await room.go("alone")
    await clock.advance(130, step=1)
    assert live.session.at == "a/alone"
    assert left(live) == pytest.approx(-10)


async def test_a_step_that_moves_on_does_so_at_zero_and_once(
    live: LiveSession, room: Room, clock: HandClock, sessions: Sessions
) -> None:
    await room.go("quick")
    await clock.advance(59.75)
    assert live.session.at == "a/quick"
    await clock.advance(0.5)
    assert live.session.at == "a/all"
    await clock.advance(90, step=1)
    assert live.session.at == "a/all"
    closed = [x for x in await sessions.entries(live.id) if x.event == e.StepClosed("a/quick")]
    assert [x.by for x in closed] == ["clock"]


async def test_extending_and_pausing_move_the_end(live: LiveSession, room: Room, clock: HandClock) -> None:
    await room.go("quick")
    await clock.advance(50)
    await room.do(c.Extend(by=HOST, seconds=30))
    await clock.advance(20)
    await room.do(c.Pause(by=HOST))
    await clock.advance(100, step=1)
    assert live.session.at == "a/quick"
    await room.do(c.Resume(by=HOST))
    await clock.advance(19.5)
    assert live.session.at == "a/quick"
    await clock.advance(1)
    assert live.session.at == "a/all"


@pytest.mark.parametrize("away", [0.5, 12.0, 7200.0])
async def test_an_outage_gives_its_time_back(serving: Serving, clock: HandClock, away: float) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        await Room(live).go("quick")
        await clock.advance(20)
    await clock.jump(away)
    async with serving() as sessions:
        live = await sessions.live(live.id)
        assert left(live) == pytest.approx(40, abs=0.01)
        assert live.session.clock is not None
        assert live.session.clock.given_back == pytest.approx(away)
        await clock.advance(39.5)
        assert live.session.at == "a/quick"
        await clock.advance(1)
        assert live.session.at == "a/all"


async def test_wall_clock_jumps_across_a_restart_do_not_matter(serving: Serving, clock: HandClock) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        await Room(live).go("quick")
        await clock.advance(20)
    clock.at -= 3600
    for _ in range(3):  # and restarts again before a second has passed
        async with serving() as sessions:
            live = await sessions.live(live.id)
            assert left(live) == pytest.approx(40, abs=0.01)
            assert live.session.clock is not None
            assert live.session.clock.given_back == 0


async def test_a_paused_clock_stays_paused_over_a_restart(serving: Serving, clock: HandClock) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        await Room(live).go("alone")
        await clock.advance(20)
        await Room(live).do(c.Pause(by=HOST), id="p" * 22)
        entries = await sessions.entries(live.id)
    await clock.jump(600)
    async with serving() as sessions:
        live = await sessions.live(live.id)
        assert live.session.clock is not None
        assert not live.session.clock.running
        assert left(live) == pytest.approx(100)
        assert await sessions.entries(live.id) == entries


async def test_a_process_that_was_stopped_gives_the_time_back(live: LiveSession, room: Room, clock: HandClock) -> None:
    await room.go("quick")
    await clock.advance(20)
    await clock.jump(300)
    await clock.advance(0.25)
    assert live.session.at == "a/quick"
    assert left(live) == pytest.approx(40, abs=0.6)
    await clock.advance(38)
    assert live.session.at == "a/quick"
    await clock.advance(3)
    assert live.session.at == "a/all"


async def test_looking_at_a_session_does_not_start_its_clock(serving: Serving, clock: HandClock) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        await Room(live).go("alone")
        entries = await sessions.entries(live.id)
    async with serving() as sessions:
        seen = await sessions.peek(live.id)
        assert seen.at == "a/alone"
        assert await sessions.entries(live.id) == entries


async def test_an_outage_is_given_back_even_when_the_disk_was_full(
    serving: Serving, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        await Room(live).go("quick")
        await clock.advance(20)
    await clock.jump(600)

    async def full(self: Log, batch: Batch) -> None:
        raise NotSaved("disk_full")

    async with serving() as sessions:
        with monkeypatch.context() as patched:
            patched.setattr(Log, "append", full)
            live = await sessions.live(live.id)
            await clock.advance(3)
            assert live.session.at == "a/quick"
        await clock.advance(1.5)
        assert left(live) == pytest.approx(40, abs=1)
        assert live.session.clock is not None
        assert live.session.clock.given_back == pytest.approx(603.5, abs=1)
