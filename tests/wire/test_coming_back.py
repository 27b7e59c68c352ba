"""Phones that come and go for hours leave nothing behind."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections import Counter
from typing import Any

from server.live.frames import Watching
from server.wire.gate import Line
from server.wire.gateway import Screen

TIMES = 60
PHONES = 4


async def test_coming_back_again_and_again_keeps_memory_flat(served: Any) -> None:
    host = await served.host()
    tokens = [await served.join(f"Person {n}") for n in range(PHONES)]
    gateway = served.house.gateway
    gateway._server.eio.ping_interval = 1  # Engine.IO looks once more for a phone that went, this much later

    async def come_and_go(times: int) -> None:
        for _ in range(times):
            phones = await asyncio.gather(*(served.screen(token).connect() for token in tokens))
            await asyncio.gather(*(phone.client.disconnect() for phone in phones))
            del served.screens[-PHONES:]
            host.heard.clear()
        await asyncio.sleep(1.5)
        async with asyncio.timeout(20):
            while gateway.lines > 1 or len(gateway.screens) > 1:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    await come_and_go(10)
    alive_before, tasks_before = alive(), len(asyncio.all_tasks())
    tracemalloc.start()
    try:
        await come_and_go(15)  # what is kept once is kept by now
        before = tracemalloc.get_traced_memory()[0]
        await come_and_go(TIMES)
        alive_after = alive()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert alive_after == alive_before
    assert alive_before[Screen] == 1, "the host's"
    assert len(asyncio.all_tasks()) <= tasks_before + 1
    assert grown < TIMES * PHONES * 1024, f"{grown:,} bytes after {TIMES * PHONES} returns"


def alive() -> Counter[type]:
    gc.collect()
    return Counter(type(one) for one in gc.get_objects() if isinstance(one, Screen | Watching | Line))
