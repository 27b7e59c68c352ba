"""All sessions of this process."""

from __future__ import annotations

import asyncio
import dataclasses
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.core.commands import Open, Refused
from server.core.decide import decide
from server.core.events import Entry
from server.core.folding import fold
from server.core.plan import Plan
from server.core.session import EMPTY, Session
from server.live import codec
from server.live.clock import Clock, SteadyClock
from server.live.codes import new_code
from server.live.keys import new_id
from server.live.session import LiveSession
from server.log import Batch, Log, LostRace, StoredSession

FIRST_FACILITATOR = "f1"
_TRIES = 20


class UnknownSession(Exception):
    """There is no session of that id."""


class Sessions:
    """Opens each session once, on first use. `address` is where phones find the join page, shown on the stage."""

    def __init__(self, log: Log, *, address: str = "", clock: Clock | None = None) -> None:
        self._log = log
        self._address = address
        self._clock = clock or SteadyClock()
        self._opening: dict[str, asyncio.Task[LiveSession]] = {}
        self._shut: dict[str, asyncio.Lock] = {}

    # --- sessions ----------------------------------------------------------------------------------------------

    async def create(self, plan: Plan, *, title: str = "") -> str:
        """A new session that runs `plan`, in its lobby and led by the facilitator "f1"; returns its id."""
        plan = dataclasses.replace(plan, title=title or plan.title)
        now = self._clock.now()
        opened = decide(EMPTY, Open(by=FIRST_FACILITATOR, plan=plan), now, random.Random())
        if isinstance(opened, Refused):
            raise ValueError(opened.says)
        events = tuple(codec.stored(Entry(n, now, FIRST_FACILITATOR, event)) for n, event in enumerate(opened, 1))
        for _ in range(_TRIES):
            row = StoredSession(new_id(), new_code(), plan.title, plan.subtitle, now)
            try:
                await self._log.create(row, Batch(row.id, events))
            except LostRace:
                continue  # somebody else has that code
            return row.id
        raise RuntimeError("No free join code was found.")

    async def live(self, session_id: str) -> LiveSession:
        """The session at work; raises UnknownSession. Going away while it opens does no harm."""
        opening = self._opening.get(session_id)
        if opening is None or (opening.done() and opening.exception()):
            opening = self._opening[session_id] = asyncio.create_task(self._open(session_id))
        try:
            return await asyncio.shield(opening)
        except UnknownSession:
            self._opening.pop(session_id, None)
            raise

    async def _open(self, session_id: str) -> LiveSession:
        if session_id in self._shut:
            async with self._shut[session_id]:
                pass
        rows = await self._log.sessions(id=session_id)
        if not rows:
            raise UnknownSession
        live = LiveSession(rows[0], self._log, self._clock, self._address)
        await live.open()
        return live

    @asynccontextmanager
    async def rewriting(self, session_id: str) -> AsyncIterator[None]:
        """While this is held, nobody else writes in that session, nor opens it; what is rewritten meanwhile is then
        what it is, here and on all its screens."""
        while session_id not in self._opening:
            async with self._shut.setdefault(session_id, asyncio.Lock()):
                if session_id not in self._opening:
                    yield
                    return
        async with (await self.live(session_id)).rewriting():
            yield

    async def drop(self, session_id: str) -> None:
        """A session that is no longer in the database is no longer at work either."""
        opening = self._opening.pop(session_id, None)
        if opening is not None:
            (done,) = await asyncio.gather(opening, return_exceptions=True)
            if isinstance(done, LiveSession):
                await done.close()

    @property
    def are_people_here(self) -> bool:
        """Whether anybody is in a session that runs."""
        opened = [one.result() for one in self._opening.values() if one.done() and not one.exception()]
        return any(live.session.phase == "running" and live.here for live in opened)

    async def peek(self, session_id: str) -> Session:
        """A session as it stands, without setting it to work (a clock that stood still goes on standing)."""
        opening = self._opening.get(session_id)
        if opening and opening.done() and not opening.exception():
            return opening.result().session
        return fold(await self.entries(session_id))

    async def look_who_sits(self, session_id: str) -> None:
        """Reads anew which people sit in a session, where they were changed beside its log."""
        opening = self._opening.get(session_id)
        if opening and opening.done() and not opening.exception():
            await opening.result().look_who_sits()

    async def entries(self, session_id: str) -> list[Entry]:
        """The whole log of a session."""
        return codec.entries(await self._log.events(session_id))

    async def names(self, session_id: str) -> dict[int, str]:
        """Names by seat."""
        return {row.number: row.name for row in await self._log.seats(session_id)}

    async def rows(self) -> list[StoredSession]:
        """Every session, newest first."""
        return await self._log.sessions()

    async def by_code(self, code: str) -> StoredSession | None:
        """The session of that join code, as `codes.read_code` writes it."""
        rows = await self._log.sessions(code=code) if code else []
        return rows[0] if rows else None

    async def close(self) -> None:
        """Answers what waits, saves every clock, and stops. The log stays open; whoever opened it closes it."""
        opening, self._opening = self._opening, {}
        done = await asyncio.gather(*opening.values(), return_exceptions=True)
        await asyncio.gather(*(live.close() for live in done if isinstance(live, LiveSession)))
