"""Those who would like to hear about it: told when a page opens, and given a place when they then want one."""

from __future__ import annotations

from sqlalchemy import func, select, update

from server import tables
from server.live.keys import hashed
from server.log import Log
from server.mail.letters import Letters
from server.registration import registration_letters
from server.registration.places import Registrant
from server.registration.registered import details_of, locked
from server.registration.registering import Registering
from server.season.communities import Unknown


class Inviting:
    def __init__(self, log: Log, registering: Registering, letters: Letters) -> None:
        self._log = log
        self._registering = registering
        self._letters = letters

    async def invite(self, id: str, link: str) -> int:
        """Writes to everybody of the community who is interested that this page is open; to nobody twice. `link` leads
        to the page. Returns how many letters there are. Raises Unknown."""
        page, written = await self._registering.one(id), 0
        for whom in await self._registering.interested(page.community):
            if whom.details.email:
                written += await self._letters.write(registration_letters.is_open(page, whom, link))
        self._letters.hurry()
        return written

    async def claim(self, key: str) -> Registrant:
        """Somebody who was interested takes a place, or the end of the line, now that the page is open. Raises
        Unknown."""
        r = tables.registrants
        async with self._log.writing() as db:
            mine = select(r).where(r.c.key_hash == hashed(key))
            row = (await db.execute(mine)).first()
            if row is None:
                raise Unknown("registrant")
            page = await locked(db, row.registration)
            row = (await db.execute(mine)).one()
            state = page.next_state(self._registering.now())
            if row.state == "interested" and state != "interested":
                last = (await db.execute(select(func.max(r.c.turn)).where(r.c.registration == page.id))).scalar_one()
                cells = {"state": state, "turn": last + 1}
                if state == "in":
                    cells |= await self._registering.person(db, page.community, details_of(row))
                await db.execute(update(r).where(r.c.id == row.id).values(cells))
        return await self._registering.mine(key)
