"""`kill -9` in mid-step with words in flight: nothing acknowledged is missing or doubled, and the clock goes on."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server.core import commands as c
from server.core import events as e
from server.live.sessions import Sessions
from server.log import Log
from tests.live.conftest import HOST, PLAN, Room
from tests.live.served import PEOPLE

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3


@dataclass
class Life:
    """What one process said before it died."""

    acknowledged: set[str] = field(default_factory=set)
    left: float = 0.0
    seconds: float = 0.0
    stopping: float = 0.0
    code: int = 0
    said: list[str] = field(default_factory=list)


async def lived(url: str, session: str, number: int, seconds: float, end: signal.Signals, fault: str = "") -> Life:
    args = [url, session, str(number * 1_000_000), *([fault] if fault else [])]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.live.served", *args, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    first = (await asyncio.wait_for(process.stdout.readline(), 60)).decode().split()
    assert first[0] == "left"
    began = time.monotonic()
    await asyncio.sleep(seconds)
    sent = time.monotonic()
    process.send_signal(end)
    rest = (await asyncio.wait_for(process.stdout.read(), 60)).decode().splitlines()
    code = await asyncio.wait_for(process.wait(), 60)
    life = Life(left=float(first[1]), seconds=sent - began, stopping=time.monotonic() - sent, code=code, said=rest)
    life.acknowledged = {line.split()[2] for line in rest if line.startswith("ack ")}
    return life


async def opened(url: str) -> str:
    """A session with everybody seated in its first step."""
    log = await Log.open(url)
    sessions = Sessions(log)
    live = await sessions.live(await sessions.create(PLAN))
    room = Room(live)
    await room.sit(*(f"P{n}" for n in range(PEOPLE)))
    await room.go("alone")
    await room.do(c.Extend(by=HOST, seconds=3600))
    await sessions.close()
    await log.close()
    return live.id


async def on_disk(url: str, session: str) -> list[str]:
    log = await Log.open(url)
    try:
        entries = await Sessions(log).entries(session)
    finally:
        await log.close()
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    return [entry.event.id for entry in entries if isinstance(entry.event, e.Contributed)]


async def test_nothing_acknowledged_is_lost_and_nothing_doubled(url: str) -> None:
    session = await opened(url)
    acknowledged: set[str] = set()
    lefts: list[float] = []
    for number in range(KILLS):
        life = await lived(url, session, number, 0.4 + 0.25 * number, signal.SIGKILL)
        assert life.code == -signal.SIGKILL
        assert life.acknowledged
        acknowledged |= life.acknowledged
        if lefts:  # what was left when the one before died, to within a heartbeat
            assert lefts[-1] - 1.5 <= life.left <= lefts[-1] + 2.5
        lefts.append(life.left - life.seconds)
    found = await on_disk(url, session)
    assert acknowledged - set(found) == set()
    assert [id for id, times in Counter(found).items() if times > 1] == []
    # What is there without an acknowledgement was under way: one for each person and life at most.
    assert len(set(found) - acknowledged) <= PEOPLE * KILLS

    # The phones resend what they never heard of, and everything else too: nothing changes for what was there.
    log = await Log.open(url)
    sessions = Sessions(log)
    live = await sessions.live(session)
    answers = [
        await live.give(c.Submit(by=int(id[:3]), id=id, step="a/alone", values={"idea": "again"}), id, "d")
        for id in found[: PEOPLE * 2]
    ]
    assert all(answer.ok for answer in answers)
    await sessions.close()
    await log.close()
    assert await on_disk(url, session) == found


async def test_the_kill_test_can_fail(url: str) -> None:
    """With answers before the commit, acknowledged words are missing. If not, the test above proves nothing."""
    session = await opened(url)
    life = await lived(url, session, 0, 0.5, signal.SIGKILL, "early")
    assert life.acknowledged - set(await on_disk(url, session)) != set()


@pytest.mark.parametrize("seconds", [0.0, 0.5])
async def test_a_polite_stop_is_quick_and_clean(url: str, seconds: float) -> None:
    session = await opened(url)
    life = await lived(url, session, 0, seconds, signal.SIGTERM)
    assert life.code == 0
    assert life.said[-1] == "stopped"
    assert life.stopping < 12
    assert life.acknowledged <= set(await on_disk(url, session))
    again = await lived(url, session, 1, 0.0, signal.SIGKILL)
    assert again.left == pytest.approx(life.left - life.seconds, abs=life.stopping + 0.1)
