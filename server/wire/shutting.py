"""Shutting phones out of a seat: every link to it opens nothing any more, and lines that are open end.

In this process that is at once. Another process that holds a line of that seat looks every few seconds: apart from that
a seat's link is looked up once, so that a room that comes back all at once asks the database nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from sqlalchemy import select

from server import tables
from server.live.trouble import where
from server.log import Log
from server.wire.fallback import Fallback
from server.wire.gateway import Gateway
from server.wire.links import FRESH, Links

log = logging.getLogger(__name__)

SEAT = "seat"
AT_ONCE = 500
"""Links in one query."""


class Shutting:
    def __init__(self, saved: Log, links: Links, gateway: Gateway, fallback: Fallback) -> None:
        self._log = saved
        self._links = links
        self._gateway = gateway
        self._fallback = fallback
        self._looking: asyncio.Task[None] | None = None

    async def seat(self, session: str, number: int) -> None:
        """Whoever has that seat open is out. Their words stay, and the seat waits for who is let back in."""
        await self._log.revoke(session, SEAT, str(number))
        t = tables.links
        mine = (t.c.session == session) & (t.c.kind == SEAT) & (t.c.label == str(number))
        await self._end(frozenset(str(row[0]) for row in await self._log.rows(select(t.c.token_hash).where(mine))))

    async def person(self, person: str) -> None:
        """The same for every seat that somebody of a community has, in any session."""
        t = tables.seats
        for row in await self._log.rows(select(t.c.session, t.c.number).where(t.c.person == person)):
            await self.seat(row.session, row.number)

    async def session(self, session: str) -> None:
        """Every line ends of a session that was deleted, with all links to it."""
        self._links.forget()
        await self._gateway.revoke(session)

    async def look(self) -> None:
        """Ends the lines of seats that another process has shut or erased."""
        held, t = sorted(self._gateway.seats | self._fallback.seats), tables.links
        for some in (held[n : n + AT_ONCE] for n in range(0, len(held), AT_ONCE)):
            rows = await self._log.rows(select(t.c.token_hash).where(t.c.token_hash.in_(some), t.c.revoked.is_(False)))
            if shut := frozenset(some) - {str(row.token_hash) for row in rows}:
                await self._end(shut)

    def begin(self) -> None:
        self._looking = asyncio.create_task(self._look_on(), name="shutting")

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _end(self, shut: frozenset[str]) -> None:
        self._links.forget(*shut)
        self._fallback.end(shut)
        await self._gateway.end(shut)

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(FRESH)
            try:
                await self.look()
            except Exception as failure:
                log.error("it could not be looked up whose seats are shut: %s", where(failure))
