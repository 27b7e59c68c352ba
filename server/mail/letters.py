"""Letters by mail: each is written down first, and sent from there, so that none is lost and none goes twice.

A letter is taken by one process at a time. It goes once; it goes a second time only where a server was killed, or the
line broke, between the sending and the note of it, and then under the same Message-ID. It never goes a third time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import delete, exists, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.live.keys import new_id
from server.live.trouble import where
from server.log import Log
from server.mail.postman import NotTaken, Unsure

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0
WAITS = (2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR)
"""Seconds before each further try; the last one holds for all that follow."""
TAKEN_FOR = 15 * MINUTE
"""Seconds for which a letter that is being sent is nobody else's."""
MOST_SENDINGS = 2
"""Sendings of one letter whose end nobody knows."""
GOOD_FOR = 3 * DAY
"""Seconds for which a letter is worth sending, unless it says otherwise."""
REMEMBERED = 400 * DAY
"""Seconds for which the house knows that a letter was sent."""
IN_A_ROUND = 200

_EMPTY = {"address": "", "subject": "", "words": "", "calendar": ""}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """`about` names what it is, the same for the same letter ("promise/…/before"). `person`: whose it is, if they are
    somebody of a community; it goes when they do. `until`: the instant after which it is not worth sending (0: in
    three days). `calendar`: the text of a calendar file that goes with it."""

    about: str
    address: str
    subject: str
    words: str
    person: str | None = None
    calendar: str = ""
    until: float = 0.0


class Carrier(Protocol):
    """Sends one letter, or raises NotTaken or Unsure."""

    async def send(self, id: str, to: str, subject: str, words: str, calendar: str = "") -> None: ...


class Letters:
    """The letters of a house. Without a carrier there is no mail, and nothing is written down. `now` tells the seconds
    since 1970."""

    def __init__(self, log: Log, now: Callable[[], float], carrier: Carrier | None) -> None:
        self._log = log
        self._now = now
        self._carrier = carrier
        self._one_at_a_time = asyncio.Lock()
        self._going: set[asyncio.Task[None]] = set()

    @property
    def are_on(self) -> bool:
        return self._carrier is not None

    async def write(self, letter: Letter) -> bool:
        """Writes a letter down, to be sent; False when there was one about the same, or there is no mail. Raises
        NotSaved."""
        async with self._log.writing() as db:
            return await self.write_in(db, letter)

    async def write_in(self, db: AsyncConnection, letter: Letter) -> bool:
        """The same as part of a transaction: the letter goes if and only if that is kept."""
        if self._carrier is None:
            return False
        t, now = tables.letters, self._now()
        row: dict[str, Any] = {
            "id": new_id(), "about": letter.about, "person": letter.person, "address": letter.address,
            "subject": letter.subject, "words": letter.words, "calendar": letter.calendar, "made_at": now,
            "next_at": now, "until": letter.until or now + GOOD_FOR, "tries": 0, "begun": 0,
        }  # fmt: skip
        cells = select(*(literal(value, t.c[name].type) for name, value in row.items()))
        cells = cells.where(~exists().where(t.c.about == letter.about))
        done = await db.execute(insert(t).from_select(list(row), cells))
        return done.rowcount > 0

    async def call_off(self, about: str) -> None:
        """Takes back every letter that was not sent and whose `about` begins so."""
        t = tables.letters
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.about.startswith(about, autoescape=True), _waits()))

    async def waiting(self) -> int:
        """How many are still to be sent."""
        return len(await self._log.rows(select(tables.letters.c.id).where(_waits())))

    # --- sending -----------------------------------------------------------------------------------------------

    def hurry(self) -> None:
        """Sends what is due now, beside whatever goes on."""
        task = asyncio.create_task(self._hurry(), name="letters")
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def close(self) -> None:
        """Cuts off what is being sent; it is sent again once the house is open again."""
        for task in self._going:
            task.cancel()
        await asyncio.gather(*self._going, return_exceptions=True)

    async def send(self) -> None:
        """An errand: sends every letter that is due, and forgets what is long past."""
        if self._carrier is None:
            return
        async with self._one_at_a_time:
            await self._tidy()
            t, now = tables.letters, self._now()
            due = select(t.c.id).where(_waits(), t.c.next_at <= now).order_by(t.c.next_at, t.c.id).limit(IN_A_ROUND)
            for row in await self._log.rows(due):
                if not await self._send(self._carrier, row.id):
                    return

    async def _send(self, carrier: Carrier, id: str) -> bool:
        """Sends one letter if nobody else does; False when the mail server takes none just now."""
        t, now = tables.letters, self._now()
        mine = (t.c.id == id) & _waits() & (t.c.next_at <= now)
        async with self._log.writing() as db:
            taken = await db.execute(update(t).where(mine).values(next_at=now + TAKEN_FOR, begun=t.c.begun + 1))
            if taken.rowcount == 0:
                return True
            row = (await db.execute(select(t).where(t.c.id == id))).one()
        try:
            await carrier.send(id, row.address, row.subject, row.words, row.calendar)
        except Unsure:
            if row.begun >= MOST_SENDINGS:
                await self._note(id, given_up_at=self._now(), **_EMPTY)
        except NotTaken as why:
            log.warning("a letter was not taken: %s", why)
            if why.for_good:
                await self._note(id, given_up_at=self._now(), **_EMPTY)
            else:
                wait = WAITS[min(row.tries, len(WAITS) - 1)]
                await self._note(id, next_at=self._now() + wait, begun=row.begun - 1, tries=row.tries + 1)
            return not why.at_all
        else:
            await self._note(id, sent_at=self._now(), **_EMPTY)
        return True

    async def _note(self, id: str, **values: Any) -> None:
        t = tables.letters
        async with self._log.writing() as db:
            await db.execute(update(t).where(t.c.id == id).values(values))

    async def _tidy(self) -> None:
        t, now = tables.letters, self._now()
        is_over = (t.c.until < now) | (t.c.begun >= MOST_SENDINGS) & (t.c.next_at <= now)
        old = t.c.made_at < now - REMEMBERED
        async with self._log.writing() as db:
            await db.execute(update(t).where(_waits(), is_over).values(given_up_at=now, **_EMPTY))
            await db.execute(delete(t).where(old, ~_waits()))

    async def _hurry(self) -> None:
        try:
            await self.send()
        except Exception as failure:
            log.error("letters wait: %s", where(failure))


def _waits() -> Any:
    t = tables.letters
    return t.c.sent_at.is_(None) & t.c.given_up_at.is_(None)
