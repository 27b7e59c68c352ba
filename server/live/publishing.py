"""Sending what changed, to whom it concerns, and only that.

A screen is the sum of a few parts; each part of each audience is a channel. After an event the channels it may have
touched are looked at again, each at most ten times a second; a value is encoded once however many screens show it,
and sent only when it is another than before. This is the only place that hands out views.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from server.core.audiences import CONTROL, ROOM, STAGE, Audience
from server.core.parts import Part
from server.live.frames import Frame, Watching
from server.live.keys import new_id
from server.live.presence import Viewer
from server.live.trouble import where

SPELL = 0.1
"""Seconds between two values of one channel."""
SHARE = 8
"""A value that takes long to make is made less often: after it, the others have SHARE times as long."""
LONGEST_SPELL = 1.0
SLICE = 0.010
"""Seconds of work after which the others of the process get their turn."""
GROUP = 1
"""Where a seat's watching has its group among its audiences."""

log = logging.getLogger(__name__)


class Source(Protocol):
    """What there is to see."""

    def view(self, audience: Audience) -> Part: ...
    def group_of(self, seat: int) -> int: ...
    def now(self) -> float: ...


@dataclass(slots=True, eq=False)
class _Channel:
    """The last value of a part for one audience, its counter, and who watches it with the counter they were given."""

    value: bytes | None = None
    n: int = 0
    next_at: float = float("-inf")
    watchers: dict[Watching, int] = field(default_factory=dict)


class Publishing:
    """The channels of one session. All methods run on the event loop and none of them waits."""

    def __init__(self, source: Source) -> None:
        self.epoch = new_id()
        self._source = source
        self._channels: dict[Audience, _Channel] = {}
        self._dirty: dict[Audience, None] = {}
        self._seated: dict[Watching, None] = {}
        self._began = time.monotonic()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def settled(self) -> bool:
        """True when every screen has the newest of everything."""
        return not self._dirty

    # --- screens -----------------------------------------------------------------------------------------------

    def watch(self, viewer: Viewer, deliver: Callable[[Frame], None]) -> Watching:
        """A new screen, with everything it may see now in its `frames`."""
        watching = Watching(viewer, deliver, self.epoch, self._audiences(viewer), self._leave)
        frames = []
        for audience in watching.audiences:
            channel = self._channels.setdefault(audience, _Channel())
            # A value that is about to change may have been made for another group of the same number.
            stale = audience in self._dirty and audience[0] in ("group", "own")
            if channel.value is None or stale:
                self._publish(audience, channel)
            if channel.value is not None:
                frames.append(self._frame(audience, channel))
                watching.seen[audience[0]] = channel.n
            channel.watchers[watching] = watching.seen.get(audience[0], 0)
        watching.frames = tuple(frames)
        if viewer.kind == "seat":
            self._seated[watching] = None
        return watching

    def close(self) -> None:
        """Nothing is sent from now on."""
        if self._timer:
            self._timer.cancel()
        self._channels.clear()
        self._dirty.clear()
        self._seated.clear()

    def _audiences(self, viewer: Viewer) -> list[Audience]:
        if viewer.kind == "facilitator":
            return [ROOM, CONTROL]
        if viewer.kind == "stage":
            return [ROOM, STAGE]
        return [ROOM, ("group", self._source.group_of(viewer.seat)), ("own", viewer.seat)]

    def _leave(self, watching: Watching) -> None:
        for audience in watching.audiences:
            self._drop(watching, audience)
        watching.audiences = []
        self._seated.pop(watching, None)

    def _drop(self, watching: Watching, audience: Audience) -> None:
        channel = self._channels.get(audience)
        if channel:
            channel.watchers.pop(watching, None)
            if not channel.watchers:
                channel.value = None  # nobody watches it, so nobody keeps it fresh; the counter stays
                self._dirty.pop(audience, None)

    # --- changes -----------------------------------------------------------------------------------------------

    def touch(self, audiences: Iterable[Audience] | None) -> None:
        """These channels (None: all) may have changed."""
        wanted = self._channels.keys() if audiences is None else self._channels.keys() & set(audiences)
        for audience in wanted:
            if self._channels[audience].watchers:
                self._dirty[audience] = None

    def regroup(self) -> None:
        """Puts every phone to the group its person is in now. To be called before anything is sent of a session in
        which people may have moved, so that no group's words reach those who have left it."""
        moved: set[Audience] = set()
        for watching in self._seated:
            was, now = watching.audiences[GROUP], ("group", self._source.group_of(watching.viewer.seat))
            if was != now:
                self._drop(watching, was)
                watching.audiences[GROUP] = now
                self._channels.setdefault(now, _Channel()).watchers[watching] = 0
                moved.add(now)
        self.touch(moved)

    def flush(self) -> None:
        """Sends what may be sent now, and sees to it that the rest is sent in time."""
        began = time.monotonic()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        wait = float("inf")
        for audience in sorted(self._dirty, key=_urgency):
            channel = self._channels[audience]
            early = channel.next_at - time.monotonic()
            if early > 0:
                wait = min(wait, early)
            elif time.monotonic() - began > SLICE:
                wait = 0.0
                break
            else:
                self._publish(audience, channel)
        if wait < float("inf"):
            self._timer = asyncio.get_running_loop().call_later(wait, self.flush)

    def _publish(self, audience: Audience, channel: _Channel) -> None:
        """Looks at a channel anew, and sends it to the screens that have another value."""
        self._dirty.pop(audience, None)
        began = time.monotonic()
        try:
            value = orjson.dumps(self._source.view(audience), default=_plain, option=orjson.OPT_NON_STR_KEYS)
        except Exception as failure:
            log.error("the part %s could not be made: %s", audience[0], where(failure))
            channel.value = None
            return
        if value != channel.value:
            channel.value = value
            self._count_on(channel)
        behind = [watching for watching, n in channel.watchers.items() if n != channel.n]
        # A screen that came from another group may know a higher counter; nothing new may look old to it.
        newest = max((watching.seen.get(audience[0], 0) for watching in behind), default=-1)
        if newest >= channel.n:
            self._count_on(channel, newest)
        if behind:
            self._send(self._frame(audience, channel), behind)
            channel.watchers = dict.fromkeys(channel.watchers, channel.n)
        now = time.monotonic()
        channel.next_at = now + min(LONGEST_SPELL, max(SPELL, SHARE * (now - began)))

    def _count_on(self, channel: _Channel, beyond: int = 0) -> None:
        """Counters follow the clock: they grow, and tell nobody how much others were sent."""
        channel.n = max(channel.n + 1, beyond + 1, int((time.monotonic() - self._began) * 1000))

    def _frame(self, audience: Audience, channel: _Channel) -> Frame:
        assert channel.value is not None
        head = orjson.dumps({"part": audience[0], "n": channel.n, "t": round(self._source.now(), 3)})
        return Frame(audience[0], audience, channel.n, head[:-1] + b',"v":' + channel.value + b"}")

    def _send(self, frame: Frame, watchers: list[Watching]) -> None:
        for watching in watchers:
            watching.seen[frame.part] = frame.n
            try:
                watching.deliver(frame)
            except Exception as failure:
                log.error("a screen could not be told of %s: %s", frame.part, where(failure))


def _urgency(audience: Audience) -> tuple[int, int]:
    """What everybody sees first, then groups, then single phones."""
    return {"room": 0, "control": 1, "stage": 2, "group": 3}.get(audience[0], 4), audience[1]


def _plain(value: Any) -> Any:
    """Mappings that are no dicts."""
    return dict(value)
