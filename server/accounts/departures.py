"""Browsers that are away at the organisation's sign-in: what was agreed before they went, kept for ten minutes."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select

from server import tables
from server.live.clock import Clock
from server.live.keys import hashed
from server.log import Log

LONGEST = 600.0


@dataclass(frozen=True, slots=True)
class Departure:
    """`invitation`: hash of the one-time link that is being used; `account`: which one is being connected."""

    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    invitation: str | None = None
    account: str | None = None


class Departures:
    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def leave(self, state: str, browser: str, departure: Departure) -> None:
        t, now = tables.departures, self._clock.now()
        row = {name: getattr(departure, name) for name in departure.__slots__}
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.expires_at < now))
            hashes = {"state_hash": hashed(state), "browser_hash": hashed(browser)}
            await db.execute(insert(t).values(**hashes, **row, expires_at=now + LONGEST))

    async def arrive(self, state: str, browser: str) -> Departure | None:
        """What this very browser went with, once only."""
        t = tables.departures
        mine = (t.c.state_hash == hashed(state)) & (t.c.browser_hash == hashed(browser))
        query = select(t.c.nonce, t.c.verifier, t.c.invitation, t.c.account)
        async with self._log.writing() as db:
            row = (await db.execute(query.where(mine, t.c.expires_at > self._clock.now()))).first()
            if row is None or (await db.execute(delete(t).where(mine))).rowcount != 1:
                return None
        return Departure(*row)
