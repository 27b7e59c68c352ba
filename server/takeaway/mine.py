"""Gathering what somebody's own page is made from: the sessions where they sat, and what the list knows of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from server import tables
from server.log import Log
from server.season.communities import Communities
from server.season.people import People
from server.season.person import Details
from server.takeaway.beside import known
from server.takeaway.material import Material, Of, Owner
from server.takeaway.source import Sources


class Mine:
    """Gathers it for a person of a community, or for whoever has a seat in one session."""

    def __init__(self, log: Log, sources: Sources, people: People, communities: Communities) -> None:
        self._log = log
        self._sources = sources
        self._people = people
        self._communities = communities

    async def of_person(self, person: str) -> Material:
        """All sessions where they sat, the oldest first. Raises Unknown."""
        community, found = await self._people.one(person)
        seats, held = tables.seats, tables.sessions
        query = select(seats.c.session, seats.c.number).join(held, held.c.id == seats.c.session)
        rows = await self._log.rows(query.where(seats.c.person == person).order_by(held.c.created_at, held.c.id))
        name = (await self._communities.one(community)).name
        sat_in = [(str(row.session), int(row.number)) for row in rows]
        return await self._material(community, found.details.name, name, listed(found.details), sat_in)

    async def of_seat(self, session: str, seat: int) -> Material:
        """That session alone."""
        title, _ = await self._sources.title(Of("session", session))
        called = next((one.name for one in await self._log.seats(session) if one.number == seat), "")
        return await self._material("", called, title, (), [(session, seat)])

    async def _material(
        self,
        community: str,
        name: str,
        whose: str,
        about: tuple[tuple[str, str], ...],
        sat_in: Sequence[tuple[str, int]],
    ) -> Material:
        at = dict(enumerate(sat_in, 1))
        held = {
            number: await self._sources.held(id, (await self._sources.title(Of("session", id)))[0])
            for number, (id, _) in at.items()
        }
        of = await known(self._log, community, {number: id for number, (id, _) in at.items()}, whole=False)
        owner = Owner(name, whose, about, {number: seat for number, (_, seat) in at.items()})
        return Material(name, held, {}, of, owner=owner)


def listed(of: Details) -> tuple[tuple[str, str], ...]:
    """What the community's list knows of somebody, a label and a text each."""
    known = (
        ("Name", of.name), ("Mail address", of.email), ("Role", of.role), ("Organisation", of.organisation),
        ("Place", of.place), ("The others may have the mail address", "yes" if of.contact else "no"),
    )  # fmt: skip
    return tuple((label, text) for label, text in known if text)
