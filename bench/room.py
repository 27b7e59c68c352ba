"""A room of phones on raw sockets, and stopwatches: how long until all are in, are answered, see."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.line import Line, post
from bench.scripts import IDEA
from bench.served import Served

LONGEST = 120.0
"""Seconds after which a measurement is given up."""
QUIET = 0.6


@dataclass
class Phase:
    """What one measured spell cost. Times in seconds; `stall` is the longest wait of a request that does no work."""

    took: list[float] = field(default_factory=list)
    """One for each phone (or submission), in no order."""
    all: float = 0.0
    """Until the last phone had everything."""
    cpu: float = 0.0
    driver: float = 0.0
    """Processor time of the driver itself, and its longest gap: what it could not see."""
    driver_gap: float = 0.0
    stall: float = 0.0
    wall: float = 0.0
    deliveries: int = 0
    bytes: int = 0
    failed: int = 0


class Room:
    def __init__(self, served: Served) -> None:
        self.served = served
        self.phones: list[Line] = []
        self.host: Line | None = None
        self.heard = 0
        self.last_heard = 0.0
        self.saw: Callable[[Line, str, bytes], None] = lambda line, part, body: None
        self._memory: dict[str, tuple[bytes, Any]] = {}

    # --- coming and going ------------------------------------------------------------------------------------

    async def open(self) -> None:
        """A host and a stage, as there always are."""
        if self.served.kind == "tingsha":
            self.host = await Line(self.served.control, self._hear).join(self.served.port)
            await Line(self.served.stage, self._hear).join(self.served.port)

    async def join(self, people: int, within: float) -> Phase:
        """`people` phones that come within so many seconds: the door, a seat, a line, the first sight."""

        async def one(n: int) -> float:
            await asyncio.sleep(within * n / people)
            began = time.perf_counter()
            entry = {"id": secrets.token_urlsafe(16), "code": self.served.code, "name": f"Person {n + 1}"}
            seat = await post(self.served.port, "/api/join", entry)
            if not seat["ok"]:
                raise ConnectionError(seat["says"])
            self.phones.append(await Line(seat["token"], self._hear).join(self.served.port))
            return time.perf_counter() - began

        return await self._all([one(n) for n in range(people)])

    async def return_all(self) -> Phase:
        """Every line breaks at once, and every phone comes back at once."""
        before, self.phones = self.phones, []
        for phone in before:
            phone.leave()
        await self.quiet()

        async def again(token: str) -> float:
            began = time.perf_counter()
            self.phones.append(await Line(token, self._hear).join(self.served.port))
            return time.perf_counter() - began

        return await self._all([again(phone.token) for phone in before])

    async def _all(self, coming: list[Any]) -> Phase:
        async with self.measured() as phase:
            began = time.perf_counter()
            done = await asyncio.gather(*coming, return_exceptions=True)
            phase.all = time.perf_counter() - began
            phase.took = [one for one in done if isinstance(one, float)]
            phase.failed = len(done) - len(phase.took)
        return phase

    # --- writing and seeing ----------------------------------------------------------------------------------

    async def publish(self, times: int) -> Phase:
        """One small change for all, `times` over: how long until the last phone has it."""
        async with self.measured(probed=False) as phase:
            for n in range(1, times + 1):
                seen = self._when_all(lambda room, n=n: room["bells"] >= n)  # type: ignore[misc]
                began = time.perf_counter()
                await self.asker.ask("ring", new_id())
                await seen
                phase.took.append(time.perf_counter() - began)
                await asyncio.sleep(0.3)  # as shipped, a line may ask five times a second
        return phase

    async def submit(self, step: str, values: dict[str, Any], seen_by_all: Callable[[Any], bool] | None) -> Phase:
        """Everybody writes at the same moment. `took`: until each was answered; `all`: until the last sees all."""
        async with self.measured() as phase:
            seen = self._when_all(seen_by_all) if seen_by_all else None
            began = time.perf_counter()
            answers = []
            for phone in self.phones:
                more = {"contribution": new_id(), "step": step, "values": values}
                answers.append(self._timed(phone.ask("submit", new_id(), **more), began, phase))
            await asyncio.gather(*answers)
            if seen:
                await seen
            phase.all = time.perf_counter() - began
        return phase

    async def move(self, to: str) -> Phase:
        """The host moves on to a step; `all`: until every phone holds its new own part."""
        assert self.host is not None
        while True:
            phase = await self._next(self.host, self.host.part("control")["now_key"])
            await self.quiet()
            if self.host.part("control")["now_key"].endswith(f"/{to}"):
                return phase

    async def _next(self, host: Line, at: str) -> Phase:
        waiting, old = set(self.phones), f'"step":"{at}"'.encode()
        seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def saw(line: Line, part: str, body: bytes) -> None:
            if part == "own" and old not in body[:200]:
                waiting.discard(line)
                if not waiting and not seen.done():
                    seen.set_result(None)

        async with self.measured() as phase:
            self.saw = saw
            began = time.perf_counter()
            answer = await host.ask("next", new_id(), step=at)
            phase.took.append(time.perf_counter() - began)
            if not answer["ok"]:
                raise RuntimeError(answer["says"])
            await _soon(seen)
            phase.all = time.perf_counter() - began
        return phase

    @property
    def asker(self) -> Line:
        return self.host or self.phones[0]

    async def _timed(self, answer: Awaitable[Any], began: float, phase: Phase) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                told = await answer
        except (TimeoutError, ConnectionError):
            phase.failed += 1
            return
        phase.took.append(time.perf_counter() - began)
        if not told["ok"]:
            phase.failed += 1

    def _when_all(self, enough: Callable[[Any], bool]) -> Awaitable[None]:
        """Done when every phone's room satisfies `enough`. Phones that got the same bytes are looked at once."""
        waiting = set(self.phones)
        seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        last: tuple[bytes, bool] = (b"", False)
        counts: dict[Line, int] = {}

        def saw(line: Line, part: str, body: bytes) -> None:
            nonlocal last
            if line not in waiting:
                return
            if part == "line":  # one line each: the phone counts
                counts[line] = counts.get(line, 0) + 1
                good = enough({"count": counts[line], "bells": -1})
            elif part == "room":
                if body != last[0]:
                    last = (body, enough(json.loads(body)["v"]))
                good = last[1]
            else:
                return
            if good:
                waiting.discard(line)
                if not waiting and not seen.done():
                    seen.set_result(None)

        self.saw = saw
        return _soon(seen)

    def _hear(self, line: Line, part: str, body: bytes) -> None:
        self.heard += 1
        self.last_heard = time.perf_counter()
        self.saw(line, part, body)

    async def quiet(self) -> None:
        """Until nothing has come for a while."""
        latest = time.perf_counter()
        end = latest + LONGEST
        while (left := min(end, latest + QUIET) - time.perf_counter()) > 0:
            await asyncio.sleep(left)
            latest = max(latest, self.last_heard)

    # --- stopwatches -----------------------------------------------------------------------------------------

    @asynccontextmanager
    async def measured(self, *, probed: bool = True) -> AsyncIterator[Phase]:
        """Without the probe nothing but what is measured costs the server anything."""
        phase = Phase()
        probes = [asyncio.create_task(_gaps(phase))]
        if probed:
            probes.append(asyncio.create_task(self._stalls(phase)))
        await asyncio.sleep(0.05)
        heard, size = self.heard, sum(phone.bytes for phone in self.phones)
        cpu, own, wall = self.served.cpu(), time.process_time(), time.perf_counter()
        try:
            yield phase
            await asyncio.sleep(0.12)  # what was published last, to the others
        finally:
            phase.cpu = self.served.cpu() - cpu
            phase.driver, phase.wall = time.process_time() - own, time.perf_counter() - wall
            phase.deliveries = self.heard - heard
            phase.bytes = sum(phone.bytes for phone in self.phones) - size
            for probe in probes:
                probe.cancel()
            await asyncio.gather(*probes, return_exceptions=True)
            self.saw = lambda line, part, body: None

    async def _stalls(self, phase: Phase) -> None:
        """Asks for nothing, over and over, and keeps the longest wait."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.served.port)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                began = time.perf_counter()
                writer.write(b"GET /health HTTP/1.1\r\nHost: bench\r\n\r\n")
                await reader.readuntil(b"well")
                phase.stall = max(phase.stall, time.perf_counter() - began)
                await asyncio.sleep(0.02)


async def _soon(seen: asyncio.Future[None]) -> None:
    async with asyncio.timeout(LONGEST):
        await seen


async def _gaps(phase: Phase) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        phase.driver_gap = max(phase.driver_gap, time.perf_counter() - began - 0.005)


def new_id() -> str:
    return secrets.token_urlsafe(16)


def filled(form: dict[str, Any]) -> dict[str, Any]:
    """Something in every field of a form that must be filled in."""
    said: dict[str, Any] = {}
    for one in form["fields"]:
        match one["kind"]:
            case "text" | "long":
                said[one["name"]] = IDEA
            case "date":
                said[one["name"]] = "2027-03-01"
            case "score":
                said[one["name"]] = one["high"]
    return said
