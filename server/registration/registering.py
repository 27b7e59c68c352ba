"""Pages to register on, and who registered. Whoever gets a place becomes a person of the community.

All that changes who has a place happens under a lock on the community: of two people and one last place, one gets it,
and the same address does not make two people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.live.keys import hashed, new_id
from server.log import Log
from server.mail.letters import Letters
from server.registration import registration_letters
from server.registration.places import MOST, Form, HasRoom, Registrant, Registration, State, TooMany
from server.registration.registered import (
    cells_of,
    check,
    details_of,
    locked,
    only,
    page_of,
    pages_of,
    registrant_of,
    registrant_row,
    said,
)
from server.season.communities import Unknown
from server.season.people import row_of as person_row
from server.season.person import Details

WAITING_KEPT = 30 * 86400.0
"""Seconds after a page is over for which we keep who waited in vain."""
INTEREST_KEPT = 365 * 86400.0
"""Seconds for which we keep who is interested."""

LIVE = ("in", "waiting", "interested")
NOBODY = {"name": "", "email": "", "role": "", "organisation": "", "place": "", "contact": False}


class Registering:
    """All pages to register on. `now` tells the seconds since 1970."""

    def __init__(self, log: Log, now: Callable[[], float], letters: Letters) -> None:
        self._log = log
        self._letters = letters
        self.now = now

    # --- pages -------------------------------------------------------------------------------------------------

    async def of(self, community: str) -> list[Registration]:
        """The pages of a community, the newest first."""
        t = tables.registrations
        query = select(t).where(t.c.community == community).order_by(t.c.created_at.desc(), t.c.id)
        return await pages_of(await self._log.rows(query), self._log.rows)

    async def one(self, id: str) -> Registration:
        """Raises Unknown."""
        t = tables.registrations
        return only(await pages_of(await self._log.rows(select(t).where(t.c.id == id)), self._log.rows))

    async def make(self, community: str, form: Form) -> str:
        """A new page; returns its id. Raises Unknown when the community has no such series or meeting."""
        row = {"id": new_id(), "community": community, "created_at": self.now(), **cells_of(form)}
        async with self._log.writing() as db:
            await check(db, community, form)
            await db.execute(insert(tables.registrations), [row])
        return str(row["id"])

    async def change(self, id: str, form: Form) -> list[Registrant]:
        """Returns those who have got a place by it. Raises Unknown."""
        t = tables.registrations
        async with self._log.writing() as db:
            community = (await locked(db, id)).community
            await check(db, community, form)
            await db.execute(update(t).where(t.c.id == id).values(cells_of(form)))
            up = await self._settle(db, id)
        self._letters.hurry()
        return up

    async def open(self, id: str, is_open: bool) -> None:
        """Opens or closes a page at once. Raises Unknown."""
        t, now = tables.registrations, self.now()
        async with self._log.writing() as db:
            form = (await locked(db, id)).form
            closes_at = form.closes_at if form.closes_at is None or form.closes_at > now else None
            opens_at = now if form.opens_at is None else min(form.opens_at, now)
            cells = {"opens_at": opens_at, "closes_at": closes_at} if is_open else {"closes_at": now}
            await db.execute(update(t).where(t.c.id == id).values(cells))

    async def drop(self, id: str) -> None:
        """Takes a page away with the list of those who registered. Who has become a person of the community stays
        one. Raises Unknown."""
        t = tables.registrations
        async with self._log.writing() as db:
            done = await db.execute(delete(t).where(t.c.id == id))
        if done.rowcount == 0:
            raise Unknown("registration")

    # --- who registers -----------------------------------------------------------------------------------------

    async def take(self, id: str, key: str, details: Details, link: str) -> Registrant:
        """Somebody registers. With a key that was used before, nothing changes, and they are told how they stand.
        `link` is their own, for a letter; empty: no letter. Raises Unknown or TooMany."""
        r = tables.registrants
        async with self._log.writing() as db:
            page = await locked(db, id)
            had = (await db.execute(select(r.c.id).where(r.c.key_hash == hashed(key)))).scalar()
            if had is None:
                last = (await db.execute(select(func.max(r.c.turn)).where(r.c.registration == id))).scalar() or 0
                if last >= MOST:
                    raise TooMany
                state = page.next_state(self.now())
                row = {
                    "id": new_id(), "registration": id, "turn": last + 1, "state": state, "key_hash": hashed(key),
                    "person": None, "brought": False, "untold": False, "asked_at": self.now(), **said(details),
                }  # fmt: skip
                if state == "in":
                    row |= await self.person(db, page.community, details)
                await db.execute(insert(r), [row])
                if link and details.email:
                    number = page.counts.waiting + 1 if state == "waiting" else 0
                    whom = registrant_of(SimpleNamespace(**row), number)
                    await self._letters.write_in(db, registration_letters.first(page, whom, link))
        self._letters.hurry()
        return await self.mine(key)

    async def mine(self, key: str) -> Registrant:
        """How whoever holds this key stands. Raises Unknown."""
        r = tables.registrants
        return await self._whoever(r.c.key_hash == hashed(key))

    async def registrant(self, id: str) -> Registrant:
        """Raises Unknown."""
        return await self._whoever(tables.registrants.c.id == id)

    async def on(self, id: str, *states: State) -> list[Registrant]:
        """Those on a page in these states (none named: all but the cancelled), in the order in which they came."""
        r = tables.registrants
        return await self._listed((r.c.registration == id) & r.c.state.in_(states or LIVE))

    async def interested(self, community: str) -> list[Registrant]:
        """All who are interested, over all pages of a community, in the order in which they said so."""
        r, t = tables.registrants, tables.registrations
        mine = select(t.c.id).where(t.c.community == community).scalar_subquery()
        found = await self._listed((r.c.state == "interested") & r.c.registration.in_(mine))
        return sorted(found, key=lambda one: (one.asked_at, one.id))

    async def cancel(self, registrant: str) -> list[Registrant]:
        """Somebody takes their name away: nothing they said stays here, and they leave the community if this page
        brought them and they have not sat in a session. Returns those who got a place by it. Raises Unknown."""
        r = tables.registrants
        async with self._log.writing() as db:
            row = await registrant_row(db, registrant)
            await locked(db, row.registration)
            row = await registrant_row(db, registrant)
            gone = {"state": "cancelled", "person": None, "brought": False, "untold": False, **NOBODY}
            await db.execute(update(r).where(r.c.id == registrant).values(gone))
            if row.brought:
                await self._leave(db, row.person)
            up = await self._settle(db, row.registration)
        await self._letters.call_off(f"register/{registrant}/")
        self._letters.hurry()
        return up

    async def move(self, registrant: str, to: State, page: str) -> Registrant:
        """The organiser gives somebody a place on a page, more than there are if need be, or sends the last ones back
        to the line where there are too many. Raises Unknown or HasRoom."""
        r = tables.registrants
        async with self._log.writing() as db:
            row = await registrant_row(db, registrant)
            here = await locked(db, page)
            row = await registrant_row(db, registrant)
            there = await page_of(db, row.registration)
            if row.state not in LIVE or here.community != there.community:
                raise Unknown("registrant")
            cells: dict[str, Any] = {"state": to, "untold": row.untold or row.state != to}
            if row.registration != page:
                last = (await db.execute(select(func.max(r.c.turn)).where(r.c.registration == page))).scalar() or 0
                cells |= {"registration": page, "turn": last + 1}
            if to == "in" and row.state != "in":
                cells |= await self.person(db, here.community, details_of(row))
            if to == "waiting" and row.state == "in":
                if here.form.capacity is None or here.counts.inside <= here.form.capacity:
                    raise HasRoom
                cells |= {"person": None, "brought": False}
            await db.execute(update(r).where(r.c.id == registrant).values(cells))
            if to == "in" and row.state != "in":
                await self._tell(db, here, await registrant_row(db, registrant))
            if to == "waiting" and row.brought:
                await self._leave(db, row.person)
        self._letters.hurry()
        return await self.registrant(registrant)

    async def told(self, registrants: Iterable[str]) -> None:
        """Somebody has told them that they have a place."""
        r = tables.registrants
        async with self._log.writing() as db:
            await db.execute(update(r).where(r.c.id.in_(list(registrants))).values(untold=False))

    async def settle(self) -> None:
        """Places that became free in other ways (somebody was erased, a date was changed) go to those who wait."""
        r = tables.registrants
        waited_for = select(r.c.registration).where(r.c.state == "waiting").distinct()
        for (id,) in await self._log.rows(waited_for):
            async with self._log.writing() as db:
                await locked(db, id)
                await self._settle(db, id)
        self._letters.hurry()

    async def forget(self) -> None:
        """Takes out who cancelled or waited in vain, a month after the page is over, and old interest."""
        r, now = tables.registrants, self.now()
        old = (r.c.state == "interested") & (r.c.asked_at < now - INTEREST_KEPT)
        over = []
        for row in await self._log.rows(select(r.c.registration).where(r.c.state != "in").distinct()):
            page = await self.one(row.registration)
            ended = page.ends_at if page.ends_at is not None else page.form.closes_at
            if ended is not None and ended < now - WAITING_KEPT:
                over.append(page.id)
        async with self._log.writing() as db:
            vain = r.c.registration.in_(over) & r.c.state.in_(("waiting", "cancelled"))
            await db.execute(delete(r).where(old | vain))

    # --- inside a transaction ----------------------------------------------------------------------------------

    async def _settle(self, db: AsyncConnection, id: str) -> list[Registrant]:
        """Free places go to those who wait; the caller has locked the page."""
        r = tables.registrants
        page = await page_of(db, id)
        query = select(r).where(r.c.registration == id, r.c.state == "waiting").order_by(r.c.turn)
        waiting = {row.id: row for row in await db.execute(query)}
        up = page.moving_up(list(waiting), self.now())
        for one in up:
            cells = {"state": "in", "untold": True}
            cells |= await self.person(db, page.community, details_of(waiting[one]))
            await db.execute(update(r).where(r.c.id == one).values(cells))
            await self._tell(db, page, await registrant_row(db, one))
        return [registrant_of(await registrant_row(db, one), 0) for one in up]

    async def _tell(self, db: AsyncConnection, page: Registration, row: Any) -> None:
        """Writes to somebody who has got a place; where there is no mail, it is left to the organiser."""
        whom, r = registrant_of(row, 0), tables.registrants
        if not whom.details.email:
            return
        if await self._letters.write_in(db, registration_letters.has_place(page, whom, self.now())):
            await db.execute(update(r).where(r.c.id == whom.id).values(untold=False))

    async def person(self, db: AsyncConnection, community: str, details: Details) -> dict[str, Any]:
        """The person of the community that this is: known by the address, or new. Nobody can change by registering
        what is known of somebody else."""
        p = tables.people
        same = None
        if details.email:
            query = select(p.c.id, p.c.email, p.c.left_at).where(p.c.community == community, p.c.email != "")
            if details.email.isascii():  # as all but a few are; every database knows these letters in both cases
                query = query.where(func.lower(p.c.email) == details.email.lower())
            mine = details.email.casefold()
            same = next((row for row in await db.execute(query) if row.email.casefold() == mine), None)
        if same is None:
            row = person_row(community, details, self.now())
            await db.execute(insert(p), [row])
            return {"person": row["id"], "brought": True}
        if same.left_at is not None:
            await db.execute(update(p).where(p.c.id == same.id).values(left_at=None))
        return {"person": same.id, "brought": same.left_at is not None}

    async def _leave(self, db: AsyncConnection, person: str) -> None:
        """Somebody whom a page brought gives a place up, and goes unless they have another or have sat somewhere."""
        r, s, p = tables.registrants, tables.seats, tables.people
        other = select(r.c.id).where(r.c.person == person, r.c.state == "in").limit(1)
        if id := (await db.execute(other)).scalar():
            await db.execute(update(r).where(r.c.id == id).values(brought=True))
        elif (await db.execute(select(s.c.number).where(s.c.person == person).limit(1))).first() is None:
            await db.execute(update(p).where(p.c.id == person).values(left_at=self.now()))

    async def _whoever(self, which: Any) -> Registrant:
        r = tables.registrants
        rows = await self._log.rows(select(r).where(which))
        if not rows:
            raise Unknown("registrant")
        ahead = select(func.count()).where(
            r.c.registration == rows[0].registration, r.c.state == "waiting", r.c.turn <= rows[0].turn
        )
        number = (await self._log.rows(ahead))[0][0] if rows[0].state == "waiting" else 0
        return registrant_of(rows[0], number)

    async def _listed(self, which: Any) -> list[Registrant]:
        r = tables.registrants
        found, waiting = [], 0
        for row in await self._log.rows(select(r).where(which).order_by(r.c.turn, r.c.id)):
            waiting += row.state == "waiting"
            found.append(registrant_of(row, waiting if row.state == "waiting" else 0))
        return found
