"""The one writer of a live session.

It takes what waits, decides each wish against the session as it evolves, puts everything on disk in one transaction,
then publishes, then answers. What is in memory can be folded from the log at any moment; if another process wrote
first, this one reads what it missed and decides again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from server.core.audiences import Audience
from server.core.folding import fold
from server.core.session import EMPTY, Session
from server.live import codec, timer
from server.live.clock import Clock
from server.live.draft import Draft, Given, Seats
from server.live.inbox import Asked, Inbox, Wish, refusal
from server.live.trouble import where
from server.log import Batch, Beat, Log, LostRace, NotSaved, StoredAnswer

RACES = 8
"""So often a batch is decided anew when somebody else wrote first."""
REMEMBERED = 2000
"""So many answers are kept in memory; older ones are found on disk."""

Published = Callable[[Session, set[Audience] | None], None]
"""Hears of a change: the session as it was before, and whom it may concern (None: everybody)."""

log = logging.getLogger(__name__)


class Writer:
    """Holds `session` and `seats` as the log has them, and the last `beat` of the clock: for others to read only."""

    def __init__(self, id: str, saved: Log, clock: Clock, inbox: Inbox, published: Published) -> None:
        self.session: Session = EMPTY
        self.seats = Seats()
        self.beat: Beat | None = None
        self.seq = 0
        self._id = id
        self._log = saved
        self._clock = clock
        self._inbox = inbox
        self._published = published
        self._rng = random.Random()
        self._known: OrderedDict[Given, StoredAnswer] = OrderedDict()
        self._one_hand = asyncio.Lock()
        self._stopping = False

    async def open(self) -> None:
        """Folds the log."""
        await self._catch_up([])
        self.beat = await self._log.beat(self._id)

    def stop(self) -> None:
        """Has `run` answer those that wait, save what is left on the clock, and return."""
        self._stopping = True
        self._inbox.wake()

    @asynccontextmanager
    async def rewriting(self) -> AsyncIterator[None]:
        """See `LiveSession.rewriting`."""
        async with self._one_hand:
            yield
            rows, seats = await self._log.events(self._id), Seats.of(await self._log.seats(self._id))
            if rows:
                before, self.seats = self.session, seats
                self.session, self.seq = fold(codec.entries(rows)), rows[-1].seq
                self._known.clear()
                self._published(before, None)

    async def look_who_sits(self) -> None:
        """See `LiveSession.look_who_sits`."""
        rows = await self._log.seats(self._id)
        self.seats = self.seats.with_people_of(rows)

    # --- taking what waits -------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Writes until it is stopped."""
        while not (self._stopping and self._inbox.is_empty):
            batch = await self._inbox.batch()
            try:
                async with self._one_hand:
                    await self._turn(batch)
            except Exception as failure:
                log.error("a batch of %s failed: %s", self._id, where(failure))
                _refuse(batch, "error")
        async with self._one_hand:
            await self._turn([])  # the clock's last beat

    async def _turn(self, batch: list[Asked]) -> None:
        for _ in range(RACES):
            draft = Draft(self._id, self.session, self.seq, self.seats, self._known, self._clock.now(), self._rng)
            for asked in batch:
                draft.take(asked)
            beat = self._next_beat(draft)
            try:
                await self._log.append(
                    Batch(
                        self._id,
                        tuple(draft.events),
                        tuple(draft.answers.values()),
                        tuple(draft.seats),
                        tuple(draft.links),
                        beat,
                    )
                )
            except LostRace:
                await self._catch_up(batch)
                continue
            except NotSaved as refused:
                log.error("a batch of %s was not saved: %s", self._id, refused.why)
                for asked, result, is_new in draft.results:
                    asked.settle(refusal(refused.why) if is_new else result)
                return
            except Exception as failure:
                log.error("a batch of %s could not be written: %s", self._id, where(failure))
                if len(batch) == 1:
                    _refuse(batch, "error")
                else:
                    for asked in batch:
                        await self._turn([asked])
                return
            self._take_in(draft, beat)
            for asked, result, _ in draft.results:
                asked.settle(result)
            return
        _refuse(batch, "busy")

    def _next_beat(self, draft: Draft) -> Beat | None:
        """What to save of the clock: always when it was set, otherwise once a second while it runs."""
        clock, now = draft.session.clock, self._clock.now()
        if clock is None:
            return None
        is_due = self.beat is None or now - self.beat.at >= timer.BEAT or self._stopping
        if clock is self.session.clock and not (clock.running and is_due):
            return None
        return Beat(clock.left_at(now), now)

    def _take_in(self, draft: Draft, beat: Beat | None) -> None:
        """The batch is on disk: it becomes what is, and is published."""
        before, self.session, self.seq = self.session, draft.session, draft.seq
        self.beat = beat or self.beat
        if draft.seats:
            self.seats = self.seats.plus(draft.seats)
        self._remember(draft.answers.values())
        if self.session is not before:
            self._published(before, draft.touched)

    def _remember(self, answers: Iterable[StoredAnswer]) -> None:
        for answer in answers:
            self._known[answer.actor, answer.command] = answer
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _catch_up(self, batch: list[Asked]) -> None:
        """Reads what others wrote: events, seats, and the answers that the wishes of this batch got before."""
        rows = await self._log.events(self._id, self.seq)
        seats = Seats.of(await self._log.seats(self._id))
        wishes = [(codec.actor_text(w.command.by), w.id) for w in batch if isinstance(w, Wish) and w.id]
        self._remember(await self._log.answers(self._id, wishes))
        before, self.seats = self.session, seats
        if rows:
            self.session, self.seq = fold(codec.entries(rows), before), rows[-1].seq
            self._published(before, None)


def _refuse(batch: list[Asked], code: str) -> None:
    for asked in batch:
        asked.settle(refusal(code))
