"""The press: whatever an order does, it is answered in words, the next one is served, and the house stands."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import sys

import pytest

from server.live import codec
from server.rehearsal.play import Play
from server.scripts import load, path_of
from server.takeaway.known import Known
from server.takeaway.material import Held, Material
from server.takeaway.orders import Order
from server.takeaway.press import NotMade, Press
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
        with pytest.raises(NotMade) as why:
            await slow
        assert why.value.code == "too_long"
        assert states[1] == ["waiting"], "one at a time"
        assert (await quick).written
        await asyncio.sleep(0.3)
        assert not press.is_up, "who is not needed goes"
    finally:
        await press.close()
