"""A log of its own for each test, a clock that only moves when told, and a plan small enough to read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from server.core import commands as c
from server.core.plan import Ask, Item, Plan
from server.live.frames import Frame, Watching
from server.live.inbox import TakenSeat
from server.live.presence import Viewer
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.log import Log
from structures.vocabulary import EVERYONE, PAIRS, Step, of_group, on_stage, text
from tests.fresh import lay_database

STEPS = (  # names in one of them, so that who keeps theirs back changes what others see
    Step("alone", 2, "Write by yourself.", form=(text("idea"),), entries=0),
    Step(
        "pairs",
        3,
        "Talk in pairs.",
        grouping=PAIRS,
        form=(text("idea"),),
        by="scribe",
        sees=(of_group("alone", named=True),),
    ),
    Step("quick", 1, "A minute of silence.", moves_on=True),
    Step("all", 4, "What did you hear?", grouping=EVERYONE, sees=(on_stage("pairs"),)),
)
PLAN = Plan(
    "Our morning",
    "A short one",
    items=(
        Item("a", "structure", "A talk", "What helps?", "one", STEPS),
        Item("b", "structure", "Pairs once more", "What else?", "two", STEPS[1:2]),
    ),
    asks=(Ask("role", "Your role", ("nurse", "doctor")),),
)
HOST = "f1"


class HandClock:
    """Stands still until `advance`; sleepers wake in the order of their hours."""

    def __init__(self, at: float = 1_700_000_000.0) -> None:
        self.at = at
        self.sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self.served: list[Sessions] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.at + seconds, waking))
        await waking

    async def advance(self, seconds: float, *, step: float = 0.5) -> None:
        """Goes on by small steps, and lets everybody do their work after each."""
        end = self.at + seconds
        while self.at < end - 1e-9:
            await self.jump(min(step, end - self.at))

    async def jump(self, seconds: float) -> None:
        """All at once, as after a stop of the process."""
        self.at += seconds
        for waking in [w for due, w in self.sleepers if due <= self.at + 1e-9 and not w.done()]:
            waking.set_result(None)
        self.sleepers = [(due, w) for due, w in self.sleepers if not w.done()]
        await self.rest()

    async def rest(self) -> None:
        """Until every writer and every timer waits for something to come."""
        for _ in range(3000):
            await asyncio.sleep(0.001)
            opened = [task.result() for served in self.served for task in served._opening.values() if task.done()]
            asleep = sum(not waking.done() for _, waking in self.sleepers)
            asleep += sum(bool(live._changed._waiters) for live in opened)  # type: ignore[attr-defined]
            if asleep == len(opened) and all(live._inbox._wanted._waiters for live in opened):  # type: ignore[attr-defined]
                return
        raise AssertionError("something never rests")


class Screen:
    """What one screen has been told."""

    def __init__(self, live: LiveSession, viewer: Viewer) -> None:
        self.viewer = viewer
        self.frames: list[Frame] = []
        self.watching: Watching = live.watch(viewer, self.frames.append)
        self.frames[:0] = self.watching.frames

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(frame.encoded) for frame in self.frames]

    def shows(self) -> dict[str, Any]:
        """The screen as the wire contract has it: a part replaces the former one when its counter is greater."""
        known: dict[str, int] = {}
        values: dict[str, Any] = {}
        for part in self.told():
            if part["n"] > known.get(part["part"], -1):
                known[part["part"]], values[part["part"]] = part["n"], part["v"]
        return values


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    lay_database(tmp_path / "tingsha.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'tingsha.db'}"


Serving = Callable[..., Any]


@pytest.fixture
def serving(url: str, clock: HandClock) -> Serving:
    """`async with serving() as sessions`: a server's life on this test's database; call it again for a restart."""

    @asynccontextmanager
    async def life() -> AsyncIterator[Sessions]:
        log = await Log.open(url)
        sessions = Sessions(log, address="https://tingsha.example", clock=clock)
        clock.served.append(sessions)
        try:
            yield sessions
        finally:
            clock.served.remove(sessions)
            clock.sleepers.clear()
            await sessions.close()
            await log.close()

    return life


@pytest.fixture
async def sessions(serving: Serving) -> AsyncIterator[Sessions]:
    async with serving() as found:
        yield found


@pytest.fixture
async def live(sessions: Sessions) -> LiveSession:
    return await sessions.live(await sessions.create(PLAN))


class Room:
    """Shorthand for what people and the host do."""

    def __init__(self, live: LiveSession) -> None:
        self.live = live
        self.count = 0

    def new_id(self) -> str:
        self.count += 1
        return f"{self.count:022}"

    async def sit(self, *names: str) -> list[int]:
        found = await asyncio.gather(*(self.live.take_seat(self.new_id(), name, {"role": "nurse"}) for name in names))
        assert all(isinstance(one, TakenSeat) for one in found), found
        return sorted(one.number for one in found if isinstance(one, TakenSeat))

    async def go(self, to: str) -> None:
        """The host goes on until the step of that name runs."""
        while self.live.session.at != f"a/{to}":
            answer = await self.do(c.Next(by=HOST, step=self.live.session.at))
            assert answer.ok, answer

    def do(self, command: c.Command, *, id: str = "", digest: str = "d") -> Awaitable[Any]:
        return self.live.give(command, id or self.new_id(), digest)

    def submit(self, seat: int, words: str, *, step: str = "", id: str = "") -> Awaitable[Any]:
        key = step or self.live.session.at
        return self.do(c.Submit(by=seat, id=self.new_id(), step=key, values={"idea": words}), id=id)


@pytest.fixture
def room(live: LiveSession) -> Room:
    return Room(live)


async def settled(live: LiveSession) -> None:
    """Until every screen has the newest of everything."""
    for _ in range(200):
        if live._publishing.settled:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("publishing never settles")
