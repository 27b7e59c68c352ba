"""Where somebody of a community lets their name stand, in all sessions they sat in: kept in the logs of these."""

from __future__ import annotations

from sqlalchemy import select

from server import tables
from server.core.commands import ChooseNaming
from server.core.events import Naming
from server.core.naming import asks_for_names
from server.live.sessions import Sessions
from server.log import Log


class Signatures:
    def __init__(self, log: Log, sessions: Sessions) -> None:
        self._log = log
        self._sessions = sessions

    async def last(self, person: str) -> Naming:
        """What they said in the newest session they sat in; it goes for the next one."""
        for session, seat in (await self._seats(person))[:1]:
            return (await self._sessions.peek(session)).seats[seat].naming
        return "here"

    async def is_asked(self, person: str) -> bool:
        """Whether any session they sat in has a step that asks for names."""
        for session, _ in await self._seats(person):
            if asks_for_names((await self._sessions.peek(session)).items):
                return True
        return False

    async def choose(self, person: str, where: Naming) -> bool:
        """Says so in every session they sat in; whether all of them have it on disk."""
        done = True
        for session, seat in await self._seats(person):
            if (await self._sessions.peek(session)).seats[seat].naming != where:
                live = await self._sessions.live(session)
                done &= (await live.give(ChooseNaming(by=seat, where=where), "", "")).ok
        return done

    async def _seats(self, person: str) -> list[tuple[str, int]]:
        """Sessions and seats, the newest first."""
        s, held = tables.seats, tables.sessions
        query = select(s.c.session, s.c.number).join(held, held.c.id == s.c.session).where(s.c.person == person)
        rows = await self._log.rows(query.order_by(held.c.created_at.desc(), s.c.session, s.c.number.desc()))
        return [(row.session, row.number) for row in rows]
