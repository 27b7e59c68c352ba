"""The server's time: wall time when the process started, plus what the monotonic clock has counted since.

A step of the wall clock (NTP, a person, a laptop that woke) never moves a session's clock. Tests pass another clock.
"""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since 1970; never goes back and never jumps."""
        ...

    async def sleep(self, seconds: float) -> None: ...


class SteadyClock:
    def __init__(self) -> None:
        self._began = time.time() - time.monotonic()

    def now(self) -> float:
        return self._began + time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
