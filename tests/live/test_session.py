"""One inbox, one writer: answers, resends, seats, refusals, and what happens when something fails."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from server.core import commands as c
from server.live.draft import Draft
from server.live.inbox import BURST, NoSeat, TakenSeat
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.log import Batch, NotSaved
from tests.live.conftest import HOST, PLAN, HandClock, Room, Serving


async def test_a_session_opens_in_its_lobby_with_a_code(live: LiveSession, sessions: Sessions) -> None:
    assert live.session.phase == "lobby"
    assert live.session.lead == HOST
    [row] = await sessions.rows()
    assert (row.id, row.code, row.title, row.subtitle) == (live.id, live.code, "Our morning", "A short one")


async def test_an_answer_means_on_disk(live: LiveSession, sessions: Sessions, room: Room) -> None:
    [seat] = await room.sit("Ann")
    await room.go("alone")
    answer = await room.submit(seat, "an idea")
    assert answer.ok
    written = [e.event.values for e in await sessions.entries(live.id) if type(e.event).__name__ == "Contributed"]
    assert written == [{"idea": "an idea"}]


async def test_a_hundred_at_once_share_few_commits(
    live: LiveSession, sessions: Sessions, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats = await room.sit(*(f"P{n}" for n in range(100)))
    assert seats == list(range(1, 101))
    await room.go("alone")
    commits = 0
    append = live._log.append

    async def counted(batch: Batch) -> None:
        nonlocal commits
        commits += 1
        await append(batch)

    monkeypatch.setattr(live._log, "append", counted)
    answers = await asyncio.gather(*(room.submit(seat, f"idea {seat}") for seat in seats))
    assert all(a.ok for a in answers)
    assert commits <= 3
    entries = await sessions.entries(live.id)
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    assert len(live.session.made["a/alone"]) == 100


async def test_a_resend_changes_nothing_and_gets_the_same_answer(live: LiveSession, room: Room) -> None:
    [seat] = await room.sit("Ann")
    await room.go("alone")
    same = c.Submit(by=seat, id="x" * 22, step="a/alone", values={"idea": "once"})
    first, again = await asyncio.gather(room.do(same, id="k" * 22), room.do(same, id="k" * 22))
    later = await room.do(same, id="k" * 22)
    assert first == again == later
    assert first.ok
    assert len(live.session.made["a/alone"]) == 1


async def test_the_same_id_with_other_words_is_refused(live: LiveSession, room: Room) -> None:
    [seat] = await room.sit("Ann")
    await room.go("alone")
    await room.do(c.Submit(by=seat, id="x" * 22, step="a/alone", values={"idea": "a"}), id="k" * 22, digest="1")
    answer = await room.do(
        c.Submit(by=seat, id="y" * 22, step="a/alone", values={"idea": "b"}), id="k" * 22, digest="2"
    )
    assert (answer.ok, answer.code) == (False, "id_reused")
    assert len(live.session.made["a/alone"]) == 1


async def test_one_id_of_two_people_is_two_commands(live: LiveSession, room: Room) -> None:
    one, two = await room.sit("Ann", "Ben")
    await room.go("alone")
    answers = await asyncio.gather(*(room.submit(seat, "mine", id="k" * 22) for seat in (one, two)))
    assert all(a.ok for a in answers)
    assert len(live.session.made["a/alone"]) == 2


async def test_refusals_are_answers_and_stay_the_same(live: LiveSession, room: Room) -> None:
    [seat] = await room.sit("Ann")
    early = c.Submit(by=seat, id="x" * 22, step="a/alone", values={"idea": "too early"})
    first = await room.do(early, id="k" * 22)
    assert not first.ok
    assert first.says
    await room.go("alone")
    assert await room.do(early, id="k" * 22) == first


async def test_answers_outlive_a_restart(serving: Serving) -> None:
    async with serving() as sessions:
        live = await sessions.live(await sessions.create(PLAN))
        room = Room(live)
        [seat] = await room.sit("Ann")
        await room.go("alone")
        yes = await room.submit(seat, "kept", id="k" * 22)
        no = await room.submit(seat, "", id="n" * 22)
        before, number = live.session, seat
    async with serving() as sessions:
        live = await sessions.live(live.id)
        assert live.session.made == before.made
        assert live.seats.names == {number: "Ann"}
        room = Room(live)
        assert await room.submit(seat, "kept", id="k" * 22) == yes
        assert await room.submit(seat, "", id="n" * 22) == no
        assert len(live.session.made["a/alone"]) == 1


async def test_joining_again_is_the_same_seat(live: LiveSession) -> None:
    first = await live.take_seat("j" * 22, "Ann", {"role": "nurse"})
    again = await live.take_seat("j" * 22, "Ann", {"role": "nurse"})
    other = await live.take_seat("o" * 22, "Ann", {"role": "doctor"})
    assert isinstance(first, TakenSeat)
    assert isinstance(again, TakenSeat)
    assert isinstance(other, TakenSeat)
    assert first.number == again.number == 1
    assert first.token != again.token
    assert other.number == 2
    assert len(live.session.seats) == 2


async def test_a_refused_seat_is_not_taken(live: LiveSession) -> None:
    got = await live.take_seat("j" * 22, "Ann", {"role": "pirate"})
    assert isinstance(got, NoSeat)
    assert got.says
    assert not live.session.seats
    assert not live.seats.names


async def test_no_secret_and_no_name_stands_in_the_log(
    live: LiveSession, sessions: Sessions, url: str, tmp_path: Any
) -> None:
    taken = await live.take_seat("a-join-id-of-22-chars-", "Barbara Canary", {"role": "nurse"})
    assert isinstance(taken, TakenSeat)
    events = await live._log.events(live.id)
    assert "Barbara" not in "".join(row.payload for row in events)
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Barbara Canary" in raw  # what is searched really is the database
    assert taken.token.encode() not in raw
    assert b"a-join-id-of-22-chars-" not in raw


# --- when something fails ----------------------------------------------------------------------------------------


async def test_a_command_that_fails_is_refused_and_the_others_go_on(
    live: LiveSession, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = await room.sit("Ann", "Ben")
    await room.go("alone")
    whole = Draft._decide

    def broken(draft: Any, command: c.Command) -> Any:
        if command.by == one:
            raise KeyError("the secret words of Ann")
        return whole(draft, command)

    monkeypatch.setattr(Draft, "_decide", broken)
    with caplog.at_level(logging.ERROR):
        bad, good = await asyncio.gather(room.submit(one, "x", id="b" * 22), room.submit(two, "y"))
    assert (bad.ok, bad.code) == (False, "error")
    assert bad.says
    assert good.ok
    assert "Submit" in caplog.text
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text
    monkeypatch.undo()
    assert (await room.submit(one, "x", id="b" * 22)).ok


async def test_a_wish_that_the_database_cannot_hold_harms_nobody_else(
    live: LiveSession, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = await room.sit("Ann", "Ben")
    await room.go("alone")
    append = live._log.append

    async def picky(batch: Batch) -> None:
        if any(str(one) == row.by for row in batch.events):
            raise ValueError("no such letter")
        await append(batch)

    monkeypatch.setattr(live._log, "append", picky)
    bad, good = await asyncio.gather(room.submit(one, "x"), room.submit(two, "y"))
    assert bad.code == "error"
    assert good.ok
    assert [m.seat for m in live.session.made["a/alone"].values()] == [two]


@pytest.mark.parametrize("why", ["disk_full", "busy"])
async def test_a_full_disk_refuses_and_recovers(
    live: LiveSession, room: Room, monkeypatch: pytest.MonkeyPatch, why: Any
) -> None:
    [seat] = await room.sit("Ann")
    await room.go("alone")

    async def full(batch: Batch) -> None:
        raise NotSaved(why)

    before = live.session
    with monkeypatch.context() as patched:
        patched.setattr(live._log, "append", full)
        no = await room.submit(seat, "words", id="k" * 22)
    assert (no.ok, no.code) == (False, why)
    assert live.session is before
    assert (await room.submit(seat, "words", id="k" * 22)).ok


async def test_going_away_while_waiting_changes_nothing(live: LiveSession, sessions: Sessions, room: Room) -> None:
    [seat] = await room.sit("Ann")
    await room.go("alone")
    waiting = asyncio.ensure_future(room.submit(seat, "in flight", id="k" * 22))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await room.submit(seat, "in flight", id="k" * 22)).ok
    assert len(live.session.made["a/alone"]) == 1


async def test_who_sends_too_quickly_is_told_so_and_only_they(live: LiveSession, room: Room, clock: HandClock) -> None:
    one, two = await room.sit("Ann", "Ben")
    await room.go("alone")
    answers = [await room.submit(one, f"{n}") for n in range(BURST + 5)]
    assert [a.code for a in answers] == [""] * BURST + ["rate"] * 5
    assert (await room.submit(two, "quiet")).ok
    await clock.advance(1)
    answers = [await room.submit(one, f"{n}") for n in range(8)]
    assert [a.code for a in answers] == [""] * 5 + ["rate"] * 3
    answers = await asyncio.gather(*(room.do(c.Ring(by=HOST)) for _ in range(60)))
    assert all(a.ok for a in answers)


async def test_an_inbox_that_is_full_says_busy(live: LiveSession, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.inbox.WAITING", 3)
    answers = await asyncio.gather(*(room.do(c.Ring(by=HOST)) for _ in range(10)))
    assert sorted(a.code for a in answers) == [""] * 3 + ["busy"] * 7


async def test_two_processes_at_one_session_agree(serving: Serving) -> None:
    """Each appends where it believes the log ends; who is late reads what it missed and decides again."""
    async with serving() as here, serving() as there:
        id = await here.create(PLAN)
        one, two = await here.live(id), await there.live(id)
        rooms = Room(one), Room(two)
        rooms[1].count = 1000
        await rooms[0].sit("Ann")
        await rooms[1].sit("Ben")
        await rooms[0].go("alone")
        await rooms[1].do(c.Ring(by=HOST))  # hears of the step
        await asyncio.gather(
            *(room.submit(seat, f"{n}") for n in range(10) for room, seat in zip(rooms, (1, 2), strict=True))
        )
        await asyncio.gather(*(room.do(c.Ring(by=HOST)) for room in rooms))
        entries = await here.entries(id)
        assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
        assert one.session.seats.keys() == two.session.seats.keys() == {1, 2}
        last = max((one, two), key=lambda live: live._writer.seq)
        assert len(last.session.made["a/alone"]) == 20
        # A resend to the other process gets the first one's answer.
        yes = await rooms[0].submit(1, "across", id="k" * 22)
        assert await rooms[1].submit(1, "across", id="k" * 22) == yes
        assert len(two.session.made["a/alone"]) == 21
