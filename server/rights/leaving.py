"""What stands of somebody beside the logs, and how it goes: names, links, pictures, and what other tables know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.core.naming import SOMEBODY
from server.live import codec
from server.live.keys import hashed, new_id
from server.rights.unsaid import forget_seat
from server.season.people import PERSONAL

Seat = tuple[str, int]
"""A session's id and a seat's number."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom an erasure is about: somebody of a community, if `person` is not empty, and where they sat."""

    community: str
    person: str
    seats: tuple[Seat, ...]


Reach = Callable[[AsyncConnection, Whose], Awaitable[None]]
"""Erases what a table of its own holds of somebody. What points to the person's row by a foreign key goes (CASCADE) or
lets go (SET NULL) by itself; words that would stay are taken out here."""


async def leave(db: AsyncConnection, whose: Whose, reaches: Iterable[Reach]) -> None:
    """Takes out what stands beside the logs: names, pictures, answers, links, and the person."""
    seats, answers, pictures, links = tables.seats, tables.answers, tables.pictures, tables.links
    for session, number in whose.seats:
        nobody = {"name": SOMEBODY, "join_hash": hashed(new_id()), "person": None}
        here = (seats.c.session == session) & (seats.c.number == number)
        await db.execute(update(seats).where(here).values(nobody))
        actor, label = codec.actor_text(number), (links.c.kind == "seat") & (links.c.label == str(number))
        await db.execute(delete(answers).where(answers.c.session == session, answers.c.actor == actor))
        await db.execute(delete(pictures).where(pictures.c.session == session, pictures.c.seat == number))
        await db.execute(delete(links).where(links.c.session == session, label))
        ways = tables.ways_back
        await db.execute(delete(ways).where(ways.c.session == session, ways.c.seat == number))
        await forget_seat(db, session, number)
    for reach in reaches:
        await reach(db, whose)
    if whose.person:
        await unlink(db, select(tables.people.c.id).where(tables.people.c.id == whose.person))
        await db.execute(delete(tables.people).where(tables.people.c.id == whose.person))


async def unlink(db: AsyncConnection, people: Select[tuple[str]]) -> None:
    """Links of these people's own open nothing any more, and are gone."""
    t = tables.links
    await db.execute(delete(t).where(t.c.kind == PERSONAL, t.c.label.in_(people)))


async def no_mention(db: AsyncConnection, session: str, seq: int) -> None:
    """That line is no longer one to look at."""
    t = tables.mentions
    await db.execute(delete(t).where(t.c.session == session, t.c.seq == seq))
