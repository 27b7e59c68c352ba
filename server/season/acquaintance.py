"""Who of a community met whom: read out of the logs of its sessions, kept nowhere else."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable

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
        self._of_session: OrderedDict[str, Pairs] = OrderedDict()

    def forget(self, session: str) -> None:
        """Folds a session anew when it is asked for again: somebody else sits in it now."""
        self._of_session.pop(session, None)

    async def met(self, person: str, sessions: Iterable[str]) -> dict[str, int]:
        """How often this person was in one group with others, by person. The sessions must be over: what they hold is
        remembered."""
        found = Counter[str]()
        for session in sessions:
            for pair, times in (await self._pairs(session)).items():
                if person in pair:
                    found.update({other: times for other in pair if other != person})
        return dict(found)

    async def _pairs(self, session: str) -> Pairs:
        if session not in self._of_session:
            persons = {row.number: row.person for row in await self._log.seats(session) if row.person}
            folded = fold(codec.entries(await self._log.events(session)))
            pairs = Pairs()
            for pair, times in forming.met(folded).items():
                if all(seat in persons for seat in pair):
                    pairs[frozenset(persons[seat] for seat in pair)] += times
            self._of_session[session] = pairs
            if len(self._of_session) > KEPT:
                self._of_session.popitem(last=False)
        self._of_session.move_to_end(session)
        return self._of_session[session]
