"""Promises whose words were erased, or whose people were."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.core.events import Amended, Contributed, Entry, Revised
from server.core.forgetting import ERASED
from server.log import Log
from server.promises.promising import STANDS, as_it_stands


async def promised_by(log: Log, seats: Iterable[tuple[str, int]]) -> set[str]:
    """Every wording of the promises of these seats (session and number): later sessions may have begun with it."""
    t, c, theirs = tables.promises, tables.promise_changes, list(seats)
    query = select(t.c.said, t.c.said_due, t.c.what, t.c.due, c.c.what.label("former"), c.c.due.label("before"))
    mine = tuple_(t.c.session, t.c.seat).in_(theirs) | tuple_(t.c.session, t.c.owner).in_(theirs)
    found = set[str]()
    for row in await log.rows(query.outerjoin(c, c.c.promise == t.c.id).where(mine)):
        for words in filter(None, (row.said, row.what, row.former)):
            days = {"", row.said_due, row.due, row.before or ""}
            found |= {words, *(as_it_stands(words, state, day) for state in STANDS for day in days)}
    return found


async def forget_seat(db: AsyncConnection, session: str, seat: int) -> None:
    """Takes out all that somebody said: their promises, and what they said about others'. What they had taken over goes
    back to whoever said it first, in those words."""
    t, c = tables.promises, tables.promise_changes
    here = t.c.session == session
    await db.execute(delete(t).where(here, t.c.seat == seat))
    back = {"owner": t.c.seat, "what": t.c.said, "due": t.c.said_due, "offered": None, "state": "open"}
    await db.execute(update(t).where(here, t.c.owner == seat).values(back))
    await db.execute(update(t).where(here, t.c.offered == seat).values(offered=None))
    theirs = c.c.promise.in_(select(t.c.id).where(here))
    await db.execute(delete(c).where(theirs, (c.c.seat == seat) | (c.c.other == seat)))


async def forget_words(db: AsyncConnection, session: str, rewritten: Iterable[Entry]) -> None:
    """Takes out the promises whose words are erased in these entries of a log; the others are gathered anew."""
    t, g = tables.promises, tables.gathered
    events = [entry.event for entry in rewritten]
    said = [one for one in events if isinstance(one, Contributed | Revised | Amended)]
    gone = {one.id for one in said if ERASED in one.values.values()}
    await db.execute(delete(t).where(t.c.session == session, t.c.contribution.in_(gone)))
    await db.execute(delete(g).where(g.c.session == session))
