"""Errands are run again and again, whatever becomes of the others."""

from __future__ import annotations

import asyncio
import logging

import pytest

from server.season.rounds import Rounds


async def test_an_errand_that_fails_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    thrice = asyncio.Event()

    async def falls() -> None:
        done.append("falls")
        raise RuntimeError("the disk is full")

    async def goes() -> None:
        done.append("goes")
        if len(done) == 6:
            thrice.set()

    rounds = Rounds([falls, goes], every=0.001)
    with caplog.at_level(logging.ERROR):
        rounds.begin()
        await asyncio.wait_for(thrice.wait(), 10)
        await rounds.close()
    assert done[:6] == ["falls", "goes"] * 3
    assert "an errand failed" in caplog.text
    been = len(done)
    await asyncio.sleep(0.02)
    assert len(done) == been
