"""A session's clock at work: heartbeats, steps that move on by themselves, time given back after a stop.

Nothing is kept here that the session does not say: the timer reads the clock anew each time it looks.
"""

from __future__ import annotations

import logging
from typing import Protocol

from server.core.commands import Elapse, Resume
from server.core.plan import is_between_meetings
from server.core.session import Session, SessionClock
from server.live.clock import Clock
from server.live.inbox import PASSING, Answer
from server.live.trouble import where
from server.log import Beat

TICK = 0.25
BEAT = 1.0
"""Seconds between two heartbeats of a running clock."""
STOPPED = 5.0
"""When nothing ran for so many seconds the process had been stopped, and the time is given back."""
REFRESH = 5.0
"""Seconds between two looks at what changes by itself on the control screen: the groups' signs of life."""

log = logging.getLogger(__name__)


class Timed(Protocol):
    """What the timer needs of a live session."""

    @property
    def session(self) -> Session: ...
    @property
    def beat(self) -> Beat | None: ...
    async def changed(self) -> None: ...
    async def order(self, command: Elapse | Resume) -> Answer: ...
    def save_beat(self) -> None: ...
    def refresh_control(self) -> None: ...


async def run(live: Timed, clock: Clock, owed: Beat | None = None) -> None:
    """Runs until it is cancelled. `owed`: an outage that could not be given back yet, because the disk was full."""
    while owed and not await gave_back(live, clock, owed):
        await clock.sleep(BEAT)
    while True:
        try:
            await _run(live, clock)
        except Exception as failure:
            log.error("a timer failed and starts anew: %s", where(failure))
            await clock.sleep(BEAT)


async def gave_back(live: Timed, clock: Clock, saved: Beat) -> bool:
    """After a restart, lets the clock go on with what was left. False when that could not be written down."""
    away = max(0.0, clock.now() - saved.at)
    answer = await live.order(Resume(by="clock", left=saved.left, away=round(away, 3)))
    return answer.code not in PASSING


async def _run(live: Timed, clock: Clock) -> None:
    rung: SessionClock | None = None
    looked = refreshed = clock.now()
    while True:
        await clock.sleep(_until_next_look(live.session, clock.now()))
        running, now = live.session.clock, clock.now()
        if running is None or not running.running:
            await live.changed()
            looked = clock.now()
            continue
        away, looked = now - max(looked, running.at), now
        if away > STOPPED:
            await live.order(Resume(by="clock", left=running.left_at(now) + away, away=round(away, 3)))
        elif _is_over(live.session, now) and running != rung:
            answer = await live.order(Elapse(by="clock", step=live.session.at))
            rung = running if answer.ok or answer.code not in PASSING else None
        if _wants_beats(live.session) and (live.beat is None or now - live.beat.at >= BEAT):
            live.save_beat()
        if now - refreshed >= REFRESH:
            refreshed = now
            live.refresh_control()
        looked = clock.now()


def _until_next_look(session: Session, now: float) -> float:
    """Seconds: short enough for a heartbeat, and not beyond the end of a step that moves on by itself."""
    clock, step = session.clock, session.now_step
    if clock is None or not clock.running:
        return 0.0
    left = clock.left_at(now)
    return min(TICK, left) if step and step.moves_on and left > 0 else TICK


def _wants_beats(session: Session) -> bool:
    """False for a step that lasts days: its day stays, so nothing has to be written down every second."""
    step = session.now_step
    return step is None or not is_between_meetings(step)


def _is_over(session: Session, now: float) -> bool:
    clock, step = session.clock, session.now_step
    return bool(step and step.moves_on and clock and clock.left_at(now) <= 0)
