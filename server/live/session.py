"""One live session: an inbox, one writer, a clock, and the screens that watch.

What people ask goes into the inbox, and what becomes of it is published to the screens. An answer that says `ok` means
"on disk".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from server.core import views
from server.core.audiences import CONTROL, Audience
from server.core.commands import Command
from server.core.parts import Part
from server.core.session import Session
from server.core.views import Around
from server.live import timer
from server.live.clock import Clock
from server.live.draft import Seats
from server.live.frames import Frame, Watching
from server.live.inbox import Answer, Arrival, Inbox, Known, NoSeat, Pace, TakenSeat, Wish, refusal
from server.live.keys import hashed
from server.live.presence import Presence, Viewer
from server.live.publishing import Publishing
from server.live.writer import Writer
from server.log import Beat, Log, StoredSession


class LiveSession:
    """Use `Sessions.live`, which opens each session once."""

    def __init__(self, row: StoredSession, saved: Log, clock: Clock, url: str) -> None:
        self.id = row.id
        self.code = row.code
        self.url = url
        self._log = saved
        self._clock = clock
        self._inbox = Inbox()
        self._writer = Writer(row.id, saved, clock, self._inbox, self._published)
        self._pace = Pace()
        self._presence = Presence()
        self._publishing = Publishing(self)
        self._changed = asyncio.Event()
        self._closing = False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def session(self) -> Session:
        return self._writer.session

    @property
    def seats(self) -> Seats:
        return self._writer.seats

    @property
    def beat(self) -> Beat | None:
        """What was last saved of the clock."""
        return self._writer.beat

    # --- opening and closing -----------------------------------------------------------------------------------

    async def open(self) -> None:
        """Folds the log and begins to work. A clock that was running goes on with what was left."""
        await self._writer.open()
        self._tasks.append(asyncio.create_task(self._writer.run(), name=f"writer of {self.id}"))
        saved = self.beat if self.session.clock and self.session.clock.running else None
        if saved and await timer.gave_back(self, self._clock, saved):
            saved = None
        self._tasks.append(asyncio.create_task(timer.run(self, self._clock, saved), name=f"clock of {self.id}"))

    async def close(self) -> None:
        """Takes no more wishes, answers those that wait, and saves what is left on the clock."""
        self._closing = True
        for task in self._tasks[1:]:  # all but the writer
            task.cancel()
        self._writer.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._publishing.close()

    def rewriting(self) -> AbstractAsyncContextManager[None]:
        """While this is held, nothing is written here. Then what the log says is read anew, and all screens with it;
        a log that is gone leaves everything as it was."""
        return self._writer.rewriting()

    async def look_who_sits(self) -> None:
        """Reads anew which people sit here, where they were changed beside the log."""
        await self._writer.look_who_sits()

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

    def _published(self, before: Session, touched: set[Audience] | None) -> None:
        self._changed.set()
        after = self.session
        if any(getattr(before, what) is not getattr(after, what) for what in ("groups", "standing", "at", "items")):
            self._publishing.regroup()
        self._publishing.touch(touched)
        self._publishing.flush()
