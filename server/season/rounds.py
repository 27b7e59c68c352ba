"""What is done again and again while the server runs: letters that are due, what is to be erased."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from server.live.trouble import where

EVERY = 600.0
"""Seconds between two rounds."""

Errand = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)


class Rounds:
    """Goes round all errands, the first time as soon as it begins. One that fails stops no other, nor itself next
    time."""

    def __init__(self, errands: Sequence[Errand], *, every: float = EVERY) -> None:
        self._errands = errands
        self._every = every
        self._going: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._going = asyncio.create_task(self._go(), name="rounds")

    async def once(self) -> None:
        """One round, now."""
        for errand in self._errands:
            try:
                await errand()
            except Exception as failure:
                log.error("an errand failed: %s", where(failure))

    async def close(self) -> None:
        """Ends the rounds; an errand that is under way is cut off, and its transaction undone."""
        if self._going is not None:
            self._going.cancel()
            await asyncio.gather(self._going, return_exceptions=True)

    async def _go(self) -> None:
        while True:
            await self.once()
            await asyncio.sleep(self._every)
