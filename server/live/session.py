"""One live session: an inbox, one writer, a clock, and the screens that watch.

The writer takes what waits, decides each wish against the session as it evolves, puts everything on disk in one
transaction, then publishes, then answers. An answer that says `ok` means "on disk". What is in memory can be folded
from the log at any moment; if another process wrote first, this one reads what it missed and decides again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager

from server.core import views
from server.core.audiences import CONTROL, Audience
from server.core.commands import Command
from server.core.folding import fold
from server.core.parts import Part
from server.core.session import EMPTY, Session
from server.core.views import Around
from server.live import codec, timer
from server.live.clock import Clock
from server.live.draft import Draft, Given, Seats
from server.live.frames import Frame, Watching
from server.live.inbox import Answer, Arrival, Asked, Inbox, Known, NoSeat, Pace, TakenSeat, Wish, refusal
from server.live.keys import hashed
from server.live.presence import Presence, Viewer
from server.live.publishing import Publishing
from server.live.trouble import where
from server.log import Batch, Beat, Log, LostRace, NotSaved, StoredAnswer, StoredSession

__all__ = ["Answer", "Frame", "LiveSession", "NoSeat", "TakenSeat", "Viewer", "Watching"]

RACES = 8
"""So often a batch is decided anew when somebody else wrote first."""
REMEMBERED = 2000
"""So many answers are kept in memory; older ones are found on disk."""

log = logging.getLogger(__name__)


class LiveSession:
    """Use `Sessions.live`, which opens each session once. `session` and `seats` are for reading only."""

    def __init__(self, row: StoredSession, saved: Log, clock: Clock, url: str) -> None:
        self.id = row.id
        self.code = row.code
        self.url = url
        self.session: Session = EMPTY
        self.seats = Seats()
        self.beat: Beat | None = None
        self._log = saved
        self._clock = clock
        self._rng = random.Random()
        self._seq = 0
        self._known: OrderedDict[Given, StoredAnswer] = OrderedDict()
        self._inbox = Inbox()
        self._pace = Pace()
        self._presence = Presence()
        self._publishing = Publishing(self)
        self._changed = asyncio.Event()
        self._closing = False
        self._one_hand = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    # --- opening and closing -----------------------------------------------------------------------------------

    async def open(self) -> None:
        """Folds the log and begins to work. A clock that was running goes on with what was left."""
        await self._catch_up([])
        self.beat = await self._log.beat(self.id)
        self._tasks.append(asyncio.create_task(self._write(), name=f"writer of {self.id}"))
        saved = self.beat if self.session.clock and self.session.clock.running else None
        if saved and await timer.gave_back(self, self._clock, saved):
            saved = None
        self._tasks.append(asyncio.create_task(timer.run(self, self._clock, saved), name=f"clock of {self.id}"))

    async def close(self) -> None:
        """Takes no more wishes, answers those that wait, and saves what is left on the clock."""
        self._closing = True
        for task in self._tasks[1:]:  # all but the writer
            task.cancel()
        self._inbox.wake()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._publishing.close()

    @asynccontextmanager
    async def rewriting(self) -> AsyncIterator[None]:
        """While this is held, nothing is written here. Then what the log says is read anew, and all screens with it;
        a log that is gone leaves everything as it was."""
        async with self._one_hand:
            yield
            rows, seats = await self._log.events(self.id), Seats.of(await self._log.seats(self.id))
            if rows:
                before, self.seats = self.session, seats
                self.session, self._seq = fold(codec.entries(rows)), rows[-1].seq
                self._known.clear()
                self._publish(before, None)

    # --- what people ask ---------------------------------------------------------------------------------------

    async def give(self, command: Command, command_id: str, digest: str) -> Answer:
        """The answer, once it is on disk; the first answer when this id was answered before. `digest` tells whether
        a resend says the same. Going away while waiting changes nothing."""
        wish = Wish(command, command_id, digest, asyncio.get_running_loop().create_future())
        if isinstance(command.by, int) and not self._pace.allows(command.by, self._clock.now()):
            wish.settle(refusal("rate"))
        elif self._closing or not self._inbox.put(wish):
            wish.settle(refusal("busy"))
        return await asyncio.shield(wish.answer)

    async def order(self, command: Command) -> Answer:
        """A command of the clock's own."""
        return await self.give(command, "", "")

    async def take_seat(self, join_id: str, name: str, traits: Mapping[str, str]) -> TakenSeat | NoSeat:
        """A seat, always the same for the same `join_id` (128 random bits made by the phone), with a fresh token."""
        return await self._arrive(Arrival(hashed(join_id), name, traits, asyncio.get_running_loop().create_future()))

    async def take_own_seat(
        self, person: str, name: str, traits: Mapping[str, str], known: Known
    ) -> TakenSeat | NoSeat:
        """The seat of a person of a community, always the same for them, from whichever device they come, with what
        is `known` there of them and others."""
        answer: asyncio.Future[TakenSeat | NoSeat] = asyncio.get_running_loop().create_future()
        # no phone can send a join id with a slash in it
        return await self._arrive(Arrival(hashed(f"person/{person}"), name, traits, answer, person, known))

    async def _arrive(self, arrival: Arrival) -> TakenSeat | NoSeat:
        if self._closing or not self._inbox.put(arrival):
            arrival.settle(refusal("busy"))
        return await asyncio.shield(arrival.answer)

    def watch(self, viewer: Viewer, deliver: Callable[[Frame], None]) -> Watching:
        """A screen begins to look: `frames` of what comes back are what it may see now. `deliver` must not wait."""
        watching = self._publishing.watch(viewer, deliver)
        gone = watching.closed

        def closed(watching: Watching) -> None:
            gone(watching)
            watching.closed = lambda _: None
            if self._presence.went(viewer):
                self.refresh_control()

        watching.closed = closed
        if self._presence.came(viewer):
            self.refresh_control()
        return watching

    def hint(self, seat: int, unsent: int) -> None:
        """A phone holds that many contributions that are not here yet."""
        if seat in self.session.seats and self._presence.holds(seat, unsent):
            self.refresh_control()

    async def has_picture(self, id: str, seat: int) -> bool:
        """Whether that seat added a picture of that id."""
        return await self._log.picture_seat(self.id, id) == seat

    @property
    def here(self) -> frozenset[int]:
        """The seats with at least one screen."""
        return self._presence.here

    # --- what there is to see ----------------------------------------------------------------------------------

    def view(self, audience: Audience) -> Part:
        """What that audience may see now."""
        kind, number = audience
        match kind:
            case "room":
                return views.room(self.session, self.around())
            case "stage":
                return views.stage(self.session, self.around())
            case "control":
                return views.control(self.session, self.around())
            case "group":
                return views.group(self.session, self.around(), number)
            case "own":
                return views.own(self.session, self.around(), number)
        raise ValueError("there is no such part")

    def group_of(self, seat: int) -> int:
        return views.group_of(self.session, seat)

    def now(self) -> float:
        return self._clock.now()

    def around(self) -> Around:
        there = self._presence
        return Around(
            self.seats.names, there.here, there.unsent, there.facilitators, self.code, self.url, self._clock.now()
        )

    # --- the timer's needs -------------------------------------------------------------------------------------

    async def changed(self) -> None:
        """Returns after the session's next change."""
        self._changed.clear()
        await self._changed.wait()

    def save_beat(self) -> None:
        """Has what is left on the clock written down, soon."""
        self._inbox.wake()

    def refresh_control(self) -> None:
        self._publishing.touch({CONTROL})
        self._publishing.flush()

    # --- the writer --------------------------------------------------------------------------------------------

    async def _write(self) -> None:
        while not (self._closing and self._inbox.is_empty):
            batch = await self._inbox.batch()
            try:
                async with self._one_hand:
                    await self._turn(batch)
            except Exception as failure:
                log.error("a batch of %s failed: %s", self.id, where(failure))
                _refuse(batch, "error")
        async with self._one_hand:
            await self._turn([])  # the clock's last beat

    async def _turn(self, batch: list[Asked]) -> None:
        for _ in range(RACES):
            draft = Draft(self.id, self.session, self._seq, self.seats, self._known, self._clock.now(), self._rng)
            for asked in batch:
                draft.take(asked)
            beat = self._next_beat(draft)
            try:
                await self._log.append(
                    Batch(
                        self.id,
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
                log.error("a batch of %s was not saved: %s", self.id, refused.why)
                for asked, result, is_new in draft.results:
                    asked.settle(refusal(refused.why) if is_new else result)
                return
            except Exception as failure:
                log.error("a batch of %s could not be written: %s", self.id, where(failure))
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
        is_due = self.beat is None or now - self.beat.at >= timer.BEAT or self._closing
        if clock is self.session.clock and not (clock.running and is_due):
            return None
        return Beat(clock.left_at(now), now)

    def _take_in(self, draft: Draft, beat: Beat | None) -> None:
        """The batch is on disk: it becomes what is, and is published."""
        before, self.session, self._seq = self.session, draft.session, draft.seq
        self.beat = beat or self.beat
        if draft.seats:
            self.seats = self.seats.plus(draft.seats)
        self._remember(draft.answers.values())
        if self.session is not before:
            self._publish(before, draft.touched)

    def _publish(self, before: Session, touched: set[Audience] | None) -> None:
        self._changed.set()
        after = self.session
        if any(getattr(before, what) is not getattr(after, what) for what in ("groups", "standing", "at", "items")):
            self._publishing.regroup()
        self._publishing.touch(touched)
        self._publishing.flush()

    def _remember(self, answers: Iterable[StoredAnswer]) -> None:
        for answer in answers:
            self._known[answer.actor, answer.command] = answer
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _catch_up(self, batch: list[Asked]) -> None:
        """Reads what others wrote: events, seats, and the answers that the wishes of this batch got before."""
        rows = await self._log.events(self.id, self._seq)
        seats = Seats.of(await self._log.seats(self.id))
        wishes = [(codec.actor_text(w.command.by), w.id) for w in batch if isinstance(w, Wish) and w.id]
        self._remember(await self._log.answers(self.id, wishes))
        before, self.seats = self.session, seats
        if rows:
            self.session, self._seq = fold(codec.entries(rows), before), rows[-1].seq
            self._publish(before, None)


def _refuse(batch: list[Asked], code: str) -> None:
    for asked in batch:
        asked.settle(refusal(code))
