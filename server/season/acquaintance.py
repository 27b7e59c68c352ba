"""Who of a community met whom: read out of the logs of its sessions, kept nowhere else."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Iterable

from sqlalchemy import func, select

from server import tables
from server.core import forming
from server.core.folding import fold
from server.live import codec
from server.log import Log

KEPT = 200
"""Sessions whose meetings are remembered; others are folded anew."""

Pairs = Counter[frozenset[str]]


class Acquaintance:
    """How often two persons were in one group, over any sessions."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._of_session: OrderedDict[str, tuple[int, Pairs]] = OrderedDict()

    def forget(self, session: str) -> None:
        """Folds a session anew when it is asked for again: somebody else sits in it now."""
        self._of_session.pop(session, None)

    async def met(self, person: str, sessions: Iterable[str]) -> dict[str, int]:
        """How often this person was in one group with others, by person. What the sessions hold is remembered until
        one of them goes on."""
        found = Counter[str]()
        for session, last in (await self._lengths(sessions)).items():
            for pair, times in (await self._pairs(session, last)).items():
                if person in pair:
                    found.update({other: times for other in pair if other != person})
        return dict(found)

    async def _lengths(self, sessions: Iterable[str]) -> dict[str, int]:
        """How many events each session has by now."""
        t = tables.events
        query = select(t.c.session, func.max(t.c.seq)).where(t.c.session.in_(list(sessions))).group_by(t.c.session)
        return {str(session): int(last) for session, last in await self._log.rows(query)}

    async def _pairs(self, session: str, last: int) -> Pairs:
        known = self._of_session.get(session)
        if known is None or known[0] != last:
            persons = {row.number: row.person for row in await self._log.seats(session) if row.person}
            rows = await self._log.events(session)
            # A long log takes a while; the rooms that are in session must not wait for it.
            together = await asyncio.to_thread(lambda: forming.met(fold(codec.entries(rows))))
            pairs = Pairs()
            for pair, times in together.items():
                if all(seat in persons for seat in pair):
                    pairs[frozenset(persons[seat] for seat in pair)] += times
            known = self._of_session[session] = last, pairs
            if len(self._of_session) > KEPT:
                self._of_session.popitem(last=False)
        self._of_session.move_to_end(session)
        return known[1]
