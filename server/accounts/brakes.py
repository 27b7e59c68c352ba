"""Slows down those who guess. Counted in the database, so that a restart or another process gives nobody more tries.

A try is taken before the password is looked at and given back when it was right: many guesses at once win nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from sqlalchemy import Update, delete, insert, select, update

from server import tables
from server.live.clock import Clock
from server.live.keys import hashed
from server.log import Log, LostRace

FORGOTTEN = 6 * 3600.0
"""Seconds after which every brake is loose again."""


@dataclass(frozen=True, slots=True)
class Brake:
    """`most` tries in a row, and `rate` more each second."""

    what: str
    most: float
    rate: float


ACCOUNT = Brake("account", 8, 1 / 60)
ADDRESS = Brake("address", 40, 1 / 5)
FACTOR = Brake("factor", 5, 1 / 600)
AWAY = Brake("away", 60, 1 / 2)
"""Browsers that leave for the organisation's sign-in, by address."""


class Brakes:
    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def take(self, *whose: tuple[Brake, str]) -> int:
        """Takes a try of each and returns 0, or takes none and returns the seconds to wait. Raises NotSaved."""
        while True:
            try:
                return await self._take(whose)
            except LostRace:  # two first tries of the same at once
                continue

    async def _take(self, whose: tuple[tuple[Brake, str], ...]) -> int:
        t, now, wait = tables.brakes, self._clock.now(), 0.0
        async with self._log.writing() as db:
            left = {}
            for brake, name in whose:
                query = select(t.c.left, t.c.at).where(t.c.who == _who(brake, name)).with_for_update()
                row = (await db.execute(query)).first()
                had = min(brake.most, row.left + max(0.0, now - row.at) * brake.rate) if row else brake.most
                left[_who(brake, name)] = (had - 1, row is None)
                wait = max(wait, (1 - had) / brake.rate)
            if wait > 0:
                return ceil(wait)
            for who, (much, is_new) in left.items():
                kept = {"left": much, "at": now}
                await db.execute(insert(t).values(who=who, **kept) if is_new else _of(who).values(**kept))
        return 0

    async def give_back(self, *whose: tuple[Brake, str]) -> None:
        """The tries of somebody who was right."""
        t, now = tables.brakes, self._clock.now()
        async with self._log.writing() as db:
            for brake, name in whose:
                await db.execute(_of(_who(brake, name)).values(left=t.c.left + 1))
            await db.execute(delete(t).where(t.c.at < now - FORGOTTEN))


def _who(brake: Brake, name: str) -> str:
    return hashed(f"{brake.what}/{name}")


def _of(who: str) -> Update:
    return update(tables.brakes).where(tables.brakes.c.who == who)
