"""What somebody wrote, in every session where they sat, and what it grew into."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from server import tables
from server.live.sessions import Sessions
from server.log import Log
from server.record.own import Sat, sat


async def sat_in(log: Log, sessions: Sessions, person: str) -> tuple[Sat, ...]:
    """What a person left in each session, the oldest first."""
    seats, held = tables.seats, tables.sessions
    query = select(seats.c.session, seats.c.number).join(held, held.c.id == seats.c.session)
    found = await log.rows(query.where(seats.c.person == person).order_by(held.c.created_at, held.c.id))
    told = []
    for row in found:
        entries, names = await sessions.entries(row.session), await sessions.names(row.session)
        # A long session takes a while to read; the rooms that are in session must not wait for it.
        told.append(await asyncio.to_thread(sat, entries, names, row.number))
    return tuple(told)
