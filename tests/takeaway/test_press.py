"""The press: whatever an order does, it is answered in words, the next one is served, and the house stands."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from server.live import codec
from server.log import Batch, Log, StoredSession
from server.record.readers import Taken
from server.record.taking import Choice
from server.rehearsal.play import Play
from server.scripts import load, path_of
from server.takeaway.jobs import Jobs
from server.takeaway.known import Known
from server.takeaway.material import Held, Material, Of
from server.takeaway.orders import Order
from server.takeaway.press import NotMade, Press
from server.takeaway.shares import DAY, Shares, TooMany
from tests.takeaway.wicked import CANARY

ENDS = {"has_nothing": "nothing", "fails": "trouble", "eats": "too_much", "dies": "too_much"}
HAND = (sys.executable, "-m", "tests.takeaway.wicked")


@pytest.fixture(scope="module")
def material() -> Material:
    from datetime import UTC, datetime

    play = Play(load(path_of("taster")), 3, 1, datetime(2026, 11, 5, 10, tzinfo=UTC), True)
    play.run(lambda said: None)
    rows = tuple(codec.stored(entry) for entry in play.entries)
    return Material("A taste", {1: Held("x", "A taste", rows, play.names)}, {}, Known())


def order(form: str) -> Order:
    return Order("take", "wicked", form)


async def test_whatever_an_order_does_the_next_one_is_served(
    material: Material, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINGSHA_SECRET", "hush")
    press = Press(HAND, seconds=2, idle=0.2, memory=400_000_000)
    try:
        said = list[str]()
        taken = await press.make(order("good"), material, said.append)
        assert taken.written == b"A taste of Liberating Structures"
        assert said == ["waiting", "reading", "writing"]
        assert (await press.make(order("knows"), material)).written == b"", "none of the house's secrets"
        looked = await press.make(Order("look", "wicked", tells={"until": 7}), material)
        told = json.loads(gzip.decompress(looked.written))
        assert (told["until"], told["sections"][0]["blocks"][0]["is"]) == (7, "paragraph")
        tree = json.loads(gzip.decompress((await press.make(Order("tree"), material)).written))
        assert tree["season"]["sessions"]["1"]["parts"]
        other = await press.make(Order("tree"), replace(material, title="Another"))
        title = json.loads(gzip.decompress(other.written))["season"]["title"]
        assert title == "Another", "no record in place of another"
        for form, code in ENDS.items():
            with caplog.at_level(logging.ERROR), pytest.raises(NotMade) as why:
                await press.make(order(form), material)
            assert (why.value.code, bool(why.value.says)) == (code, True), form
        assert "ValueError" in caplog.text
        assert CANARY not in caplog.text
        states: list[list[str]] = [[], []]
        slow = asyncio.create_task(press.make(order("sleeps"), material, states[0].append))
        await asyncio.sleep(0)
        quick = asyncio.create_task(press.make(order("good"), material, states[1].append))
        await asyncio.sleep(0)
        monkeypatch.setattr("server.takeaway.press.MOST_WAITING", 2)
        with pytest.raises(NotMade) as why:
            await press.make(order("good"), material)
        assert why.value.code == "busy"
        with pytest.raises(NotMade) as why:
            async with asyncio.timeout(20):  # its own two seconds, once there is a process; not those of beginning one
                await slow
        assert why.value.code == "too_long"
        assert states[1] == ["waiting"], "one at a time"
        assert (await quick).written
        assert (await press.make(order("good"), material)).written, "who was served waits no more"
        await asyncio.sleep(0.3)
        assert not press.is_up, "who is not needed goes"
    finally:
        await press.close()


async def test_who_toils_is_stopped_by_their_work_and_not_by_the_clock(material: Material) -> None:
    press = Press(HAND, seconds=120, work=1)
    try:
        with pytest.raises(NotMade) as why:
            async with asyncio.timeout(60):
                await press.make(order("toils"), material)
        assert why.value.code == "too_long"
        assert (await press.make(order("good"), material)).written, "the next one is served"
        assert 0 < press.spent < 1
    finally:
        await press.close()


async def test_a_file_is_its_makers_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.takeaway.jobs.MOST_KEPT", 10)
    jobs, made = Jobs(), Taken(b"sixsix", "text/plain", "txt")

    async def make(say: object) -> Taken:
        return made

    ids = [jobs.begin("ada", "a", make), jobs.begin("ada", "b", make)]
    await asyncio.sleep(0.05)
    assert [jobs.look(id, "ada") is None for id in ids] == [True, False], "together they are too large to be kept"
    assert jobs.look(ids[1], "bob") is None
    await jobs.close()


async def test_links_end_and_are_forgotten_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.takeaway.shares.MOST", 2)
    log = await Log.open(f"sqlite+aiosqlite:///{tmp_path / 'log.sqlite3'}")
    try:
        for id in ("s1", "s2"):
            await log.create(StoredSession(id, f"wren-maple-coin-52{id[1]}", "A taste", "", 0.0), Batch(id))
        clock = [1000.0]
        shares, of = Shares(log, lambda: clock[0]), Of("session", "s1")
        choice = Choice(frozenset({"glance"}), frozenset({"1:2"}), "1:1.1.1")
        token = await shares.make(of, "board", choice, 7, "")
        await shares.make(of, "board", Choice(), 30, "")
        with pytest.raises(TooMany):
            await shares.make(of, "board", Choice(), 1, "")
        assert await shares.of(Of("session", "s2")) == [], "each record has its own"
        assert await shares.opened("x" * 22) is None
        share = await shares.opened(token)
        assert share is not None
        assert (share.choice, share.is_over(clock[0]), share.is_over(clock[0] + 7 * DAY)) == (choice, False, True)
        await shares.revoke(share.id)
        clock[0] += 1
        await shares.revoke(share.id)
        share = await shares.one(share.id)
        assert share is not None
        assert (share.revoked_at, share.is_over(clock[0])) == (1000.0, True), "stopped once, and before its day"
        for days, left in ((1, 2), (31, 1), (61, 0)):
            clock[0] = 1001.0 + days * DAY
            await shares.tidy()
            assert len(await shares.of(of)) == left
    finally:
        await log.close()
