"""The people of a community: one by one, and by lists."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.live.keys import hashed, new_id
from server.log import Log
from server.season.communities import Unknown
from server.season.merging import MOST_PEOPLE, Merged, merge
from server.season.person import Details, Person
from server.season.roster import Entry
from server.season.separated import NoTable

PERSONAL = "person"
"""The kind of a link that is a person's own; its label is their id."""


class Taken(Exception):
    """Somebody else of the community has that address: `name` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class People:
    """Everybody of every community. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, now: Callable[[], float]) -> None:
        self._log = log
        self._now = now
        self._one_list_at_a_time = asyncio.Lock()

    async def of(self, community: str) -> list[Person]:
        """Everybody of a community by name, those who have gone last."""
        t = tables.people
        rows = await self._log.rows(select(t).where(t.c.community == community))
        people = [_person(row) for row in rows]
        return sorted(people, key=lambda one: (one.left_at is not None, one.details.name.casefold(), one.id))

    async def roles(self, community: str, most: int) -> list[tuple[str, int]]:
        """The roles of those who have not gone, with how many have each, the most frequent first."""
        t, many = tables.people, func.count()
        query = select(t.c.role, many).group_by(t.c.role).order_by(many.desc(), t.c.role).limit(most)
        query = query.where(t.c.community == community, t.c.left_at.is_(None), t.c.role != "")
        return [(str(role), int(count)) for role, count in await self._log.rows(query)]

    async def one(self, id: str) -> tuple[str, Person]:
        """The community and the person. Raises Unknown."""
        t = tables.people
        rows = await self._log.rows(select(t).where(t.c.id == id))
        if not rows:
            raise Unknown("person")
        return str(rows[0].community), _person(rows[0])

    async def here(self, id: str) -> tuple[str, Person] | None:
        """The community and the person; None when they are no longer in it."""
        try:
            community, person = await self.one(id)
        except Unknown:
            return None
        return None if person.left_at is not None else (community, person)

    async def linked(self, community: str) -> set[str]:
        """The ids of those who have a link of their own that opens."""
        t, people = tables.links, tables.people
        query = select(t.c.label).join(people, t.c.label == people.c.id)
        query = query.where(t.c.kind == PERSONAL, t.c.revoked.is_(False), people.c.community == community)
        return {str(row.label) for row in await self._log.rows(query)}

    # --- writing -----------------------------------------------------------------------------------------------

    async def add(self, community: str, details: Details) -> str:
        """Somebody new; returns their id. Raises Taken, or LostRace when there is no such community."""
        await self._free(community, details.email, "")
        row = row_of(community, details, self._now())
        async with self._log.writing() as db:
            await db.execute(insert(tables.people), [row])
        return str(row["id"])

    async def change(self, id: str, details: Details) -> None:
        """Raises Unknown or Taken."""
        community, _ = await self.one(id)
        await self._free(community, details.email, id)
        t = tables.people
        async with self._log.writing() as db:
            await db.execute(update(t).where(t.c.id == id).values(_cells(details)))

    async def part(self, id: str, *, gone: bool) -> None:
        """Somebody goes, or is back. Their words stay where they are. Raises Unknown."""
        t = tables.people
        async with self._log.writing() as db:
            done = await db.execute(update(t).where(t.c.id == id).values(left_at=self._now() if gone else None))
        if done.rowcount == 0:
            raise Unknown("person")

    async def relink(self, id: str) -> str:
        """The token of a new link that is a person's own, shown this once; it takes the place of all before, and their
        phrase opens nothing any more."""
        (token,) = await self.relink_all([id])
        return token

    async def relink_all(self, ids: Sequence[str]) -> list[str]:
        """The same for each of these people, all of it or nothing."""
        tokens = [new_id() for _ in ids]
        async with self._log.writing() as db:
            for id in ids:
                await _shut(db, id)
            await db.execute(insert(tables.links), [_link(id, token) for id, token in zip(ids, tokens, strict=True)])
        return tokens

    async def link_more(self, id: str) -> str:
        """The token of one more link that is a person's own; those they have go on."""
        token = new_id()
        async with self._log.writing() as db:
            await db.execute(insert(tables.links), [_link(id, token)])
        return token

    async def link_all(self, community: str) -> list[tuple[Person, str]]:
        """A link for everybody who is here and has none: the people and their tokens, shown this once."""
        linked = await self.linked(community)
        people = [one for one in await self.of(community) if one.left_at is None and one.id not in linked]
        made = [(person, new_id()) for person in people]
        if made:
            async with self._log.writing() as db:
                await db.execute(insert(tables.links), [_link(person.id, token) for person, token in made])
        return made

    async def unlink(self, id: str) -> None:
        """A person's own links open nothing any more, nor does their phrase."""
        async with self._log.writing() as db:
            await _shut(db, id)

    async def bring(self, community: str, entries: Sequence[Entry], *, keep: bool) -> Merged:
        """What a list comes to for a community; with `keep`, it is done, all of it or nothing. Raises NoTable when
        there are too many, LostRace when there is no such community."""
        async with self._one_list_at_a_time:
            people = await self.of(community)
            # A long list takes a while; the rooms that are in session must not wait for it.
            merged = await asyncio.to_thread(merge, people, entries)
            if len(people) + len(merged.added) > MOST_PEOPLE:
                raise NoTable(f"A community has room for {MOST_PEOPLE:,} people. Make another for the rest.")
            if keep:
                await self._keep(community, merged)
        return merged

    async def _keep(self, community: str, merged: Merged) -> None:
        t, now = tables.people, self._now()
        async with self._log.writing() as db:
            if merged.added:
                await db.execute(insert(t), [row_of(community, details, now) for details in merged.added])
            if merged.changed:
                cells: dict[str, Any] = {name: bindparam(name) for name in _cells(merged.changed[0][1])}
                each = [{"which": id, **_cells(details)} for id, details in merged.changed]
                await db.execute(update(t).where(t.c.id == bindparam("which")).values(cells), each)
            if merged.back:
                each = [{"which": id} for id in merged.back]
                await db.execute(update(t).where(t.c.id == bindparam("which")).values(left_at=None), each)

    async def _free(self, community: str, email: str, but: str) -> None:
        if not email:
            return
        for person in await self.of(community):
            if person.id != but and person.details.email.casefold() == email.casefold():
                raise Taken(person.details.name)


def _link(id: str, token: str) -> dict[str, Any]:
    return {"token_hash": hashed(token), "session": None, "kind": PERSONAL, "label": id, "revoked": False}


async def _shut(db: AsyncConnection, id: str) -> None:
    t = tables.links
    await db.execute(update(t).where(t.c.kind == PERSONAL, t.c.label == id).values(revoked=True))
    # Whoever found the link may have made the phrase.
    await db.execute(delete(tables.phrases).where(tables.phrases.c.person == id))


def row_of(community: str, details: Details, now: float) -> dict[str, Any]:
    """Somebody new, as the table keeps them."""
    return {"id": new_id(), "community": community, "joined_at": now, "left_at": None, **_cells(details)}


def _cells(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in details.__slots__}


def _person(row: Any) -> Person:
    details = Details(row.name, row.email, row.role, row.organisation, row.place, row.contact)
    return Person(row.id, details, row.joined_at, row.left_at)
