"""The way back through the host: a code that leads one phone to one seat, once, within ten minutes.

It looks like a join code and is typed where those are typed. The first phone that shows it has the seat; the same phone
may show it again while it is good, in case the answer was lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from server import tables
from server.accounts.housekey import HouseKey
from server.live.codes import new_code
from server.live.keys import hashed, new_id
from server.log import Log, StoredLink

GOOD = 600.0
"""Seconds for which a code is good."""


@dataclass(frozen=True, slots=True)
class Back:
    """A seat, and the token of one more link to it; those it has go on."""

    session: str
    seat: int
    token: str

    @property
    def link(self) -> StoredLink:
        return StoredLink(hashed(self.token), self.session, "seat", str(self.seat))


class WaysBack:
    """`key` makes the marks; `now` tells the seconds since 1970."""

    def __init__(self, log: Log, key: HouseKey, now: Callable[[], float]) -> None:
        self._log = log
        self._key = key
        self._now = now

    async def make(self, session: str, seat: int) -> str:
        """A fresh code for a seat, shown this once; it takes the place of the one before. Raises LostRace when there
        is no such seat."""
        t, code = tables.ways_back, new_code()
        row = {
            "session": session,
            "seat": seat,
            "mark": self._mark(code),
            "phone": "",
            "expires_at": self._now() + GOOD,
        }
        async with self._log.writing() as db:
            await db.execute(delete(t).where((t.c.session == session) & (t.c.seat == seat)))
            await db.execute(insert(t), [row])
        return code

    async def take(self, code: str, phone: str) -> Back | None:
        """What a code, as `codes.read_code` writes it, opens for a phone: `phone` is an id that it made. None: it is no
        such code, or another phone has used it, or its time is over."""
        t, now, by = tables.ways_back, self._now(), hashed(phone)
        good = (t.c.mark == self._mark(code)) & (t.c.expires_at > now) & t.c.phone.in_(("", by))
        # Most codes that come here lead nowhere: those must not wait for whoever writes.
        if not phone or not await self._log.rows(select(t.c.seat).where(good)):
            return None
        async with self._log.writing() as db:
            if (await db.execute(update(t).where(good).values(phone=by))).rowcount == 0:
                return None
            row = (await db.execute(select(t.c.session, t.c.seat).where(t.c.mark == self._mark(code)))).one()
            back = Back(str(row.session), int(row.seat), new_id())
            link = {name: getattr(back.link, name) for name in back.link.__slots__}
            await db.execute(insert(tables.links), [link])
        return back

    async def tidy(self) -> None:
        """Forgets codes whose time is over."""
        t = tables.ways_back
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.expires_at < self._now()))

    def _mark(self, code: str) -> str:
        return self._key.mark("way back", code)
