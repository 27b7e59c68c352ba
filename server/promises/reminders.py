"""Letters about promises, to those who asked for them: one before the day, one after it while it is still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, select

from server import tables
from server.log import Log
from server.mail.letters import DAY, Letter, Letters
from server.promises.promises import Promises, Where

BEFORE = timedelta(days=3)
"""How long before its day a promise is called to mind."""
AFTER = timedelta(days=1)
"""How long after its day it is asked after."""
WORTH_SENDING = 2 * DAY
"""Seconds for which a letter waits for a mail server that is away."""
STILL_WORTH = timedelta(days=3)
"""How many days later than meant a letter may still be written, where the house was shut meanwhile."""

BEFORE_SUBJECT = "What you said you would do by {day}"
AFTER_SUBJECT = "How did it go?"
BEFORE_WORDS = """Hello {name},

in "{meeting}" you said:

    {what}

The day you chose is {day}.
"""
AFTER_WORDS = """Hello {name},

in "{meeting}" you said:

    {what}

The day you chose was {day}. Perhaps it is done. Perhaps it needs another day, or it is no longer the right thing:
to let it go is fine, too.
"""
FOOT = """
Your own page is the place to say how it stands: open the link that is yours, or {origin}/me on a phone that has
opened it before. There you can also say that you want no more of these letters.
"""


class Reminders:
    """Letters about promises. `origin` is where people reach the house, `now` tells the seconds since 1970."""

    def __init__(
        self, log: Log, promises: Promises, letters: Letters, now: Callable[[], float], *, origin: str
    ) -> None:
        self._log = log
        self._promises = promises
        self._letters = letters
        self._now = now
        self._origin = origin

    async def wants(self, person: str) -> bool:
        t = tables.reminded
        return bool(await self._log.rows(select(t.c.person).where(t.c.person == person)))

    async def ask(self, person: str, *, wanted: bool) -> None:
        """They want letters, or none any more; then what was not sent yet is not sent."""
        t, waits = tables.reminded, tables.letters
        async with self._log.writing() as db:
            if not wanted:
                await db.execute(delete(t).where(t.c.person == person))
            elif not (await db.execute(select(t.c.person).where(t.c.person == person))).all():
                await db.execute(insert(t).values(person=person, since=self._now()))
        if not wanted:
            mine = select(waits.c.about).where(waits.c.person == person, waits.c.about.startswith("promise/"))
            for row in await self._log.rows(mine):
                await self._letters.call_off(row.about)

    async def call_off(self, promise: str) -> None:
        """What was written about a promise and not sent yet is not sent: it stands otherwise now."""
        if self._letters.are_on:
            await self._letters.call_off(f"promise/{promise}/")

    async def write(self) -> None:
        """An errand: writes the letters that are due. Each is written once, for one promise and one day."""
        if not self._letters.are_on:
            return
        await self._promises.gather()
        t, s, p, r = tables.promises, tables.seats, tables.people, tables.reminded
        query = select(t.c.id, t.c.session, t.c.what, t.c.due, p.c.id.label("person"), p.c.name, p.c.email)
        query = query.join(s, (s.c.session == t.c.session) & (s.c.number == t.c.owner)).join(p, s.c.person == p.c.id)
        query = query.where(exists().where(r.c.person == p.c.id), t.c.state == "open", t.c.due != "")
        rows = await self._log.rows(query.where(p.c.left_at.is_(None), p.c.email != ""))
        where = await self._promises.where({row.session for row in rows})
        for row in rows:
            which = _due(date.fromisoformat(row.due), where[row.session].today(self._now()))
            if which:
                await self._write(row, which, where[row.session])
        self._letters.hurry()

    async def _write(self, row: Any, which: str, where: Where) -> None:
        day = spoken(date.fromisoformat(row.due))
        subject = BEFORE_SUBJECT.format(day=day) if which == "before" else AFTER_SUBJECT
        words = BEFORE_WORDS if which == "before" else AFTER_WORDS
        body = words.format(name=row.name, meeting=where.title, what=row.what, day=day)
        await self._letters.write(
            Letter(
                about=f"promise/{row.id}/{row.due}/{which}/{row.person}",
                address=row.email,
                subject=subject,
                words=body + FOOT.format(origin=self._origin),
                person=row.person,
                until=self._now() + WORTH_SENDING,
            )
        )


def spoken(day: date) -> str:
    """A day as people say it: "Tuesday 4 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def _due(day: date, today: date) -> str:
    """Which letter about a promise for `day` is to be written `today`: "before", "after", or none."""
    if day - BEFORE <= today < day:
        return "before"
    return "after" if day + AFTER <= today <= day + AFTER + STILL_WORTH else ""
