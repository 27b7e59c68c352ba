"""The press: files are made in a process of their own, one at a time, within bounds of time and memory.

A room that is in session must not wait for somebody's record. So the server hands over the rows that it found, and gets
bytes back. The process is begun when it is needed and ends when it was idle for a while. One that takes too long, needs
too much or dies is ended, and the next order begins another: whatever a record holds, the house stands.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import server
from server.record.handouts.occasion import Occasion
from server.record.readers import Taken
from server.takeaway.material import Material
from server.takeaway.orders import HEAD, At, Frame, Made, Not, Order, framed

WORK = 30.0
"""The most that one file may take, in seconds of the processor: how busy the machine is besides is not its fault."""
SECONDS = 90.0
"""The longest that one file may take once its turn has come, however busy the machine is: others wait behind it."""
MEMORY = 1024 * 1024 * 1024
"""The most that the process may have, in bytes."""
STARTING = 30.0
"""Seconds that the process may take to begin."""
DYING = 5.0
"""Seconds that the process may take to end once it has hung up."""
IDLE = 120.0
"""Seconds after which a process that nobody needs ends."""
MOST_WAITING = 40
KNOWN = frozenset({"TINGSHA_FONTS"})
"""Settings of the house that the process needs as well."""
OVERWORKED = -signal.SIGXCPU if sys.platform != "win32" else None
"""What the process ends with when the system ends it for its work."""
HAND = (sys.executable, "-m", "server.takeaway.hand")

State = Literal["waiting", "reading", "writing"]
Say = Callable[[State], None]

log = logging.getLogger(__name__)


WHY = {
    "busy": "Many files are being made just now. Please try again in a minute.",
    "too_long": "This took too long, so it was stopped. Try fewer sections, or another form.",
    "too_much": "This is too much for one file. Try fewer sections, or another form.",
    "trouble": "This could not be made. Nothing is lost: the record is safe. Try another form.",
}


class NotMade(Exception):
    """There is no file; `code` and the words say why, to whoever asked."""

    def __init__(self, code: str, says: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.says = says or WHY[code]


class _Died(Exception):
    """The process is gone; `of_work`, because it had worked for as long as it may."""

    def __init__(self, of_work: bool) -> None:
        super().__init__()
        self.of_work = of_work


class Press:
    """Makes one file after the other. `hand` is the command that begins the process; `work` is in seconds of the
    processor, other lengths are in seconds on the clock and in bytes."""

    def __init__(
        self,
        hand: Sequence[str] = HAND,
        *,
        seconds: float = SECONDS,
        work: float = WORK,
        memory: int = MEMORY,
        idle: float = IDLE,
    ) -> None:
        self._command = (*hand, str(seconds), str(work), str(memory))
        self._seconds = seconds
        self._idle = idle
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process: asyncio.subprocess.Process | None = None
        self._ending: asyncio.TimerHandle | None = None
        self.peak = 0
        """The most memory that the last process to finish a file ever had, in bytes."""
        self.spent = 0.0
        """What the last file took, in seconds of the processor."""

    async def make(self, order: Order, material: Material | Occasion, say: Say = lambda state: None) -> Taken:
        """The file. `say` is told when its turn has come and how far it is. Raises NotMade."""
        if self._waiting >= MOST_WAITING:
            raise NotMade("busy")
        say("waiting")
        self._waiting += 1
        try:
            asked = await asyncio.to_thread(_asked, order, material)
            async with self._turn:
                return await self._within(asked, say)
        finally:
            self._waiting -= 1

    @property
    def is_up(self) -> bool:
        """Whether there is a process just now."""
        return self._process is not None

    async def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._stay_awake()
        await self._end()

    async def _within(self, asked: bytes, say: Say) -> Taken:
        self._stay_awake()
        done = False
        try:
            async with asyncio.timeout(STARTING + self._seconds) as bound:

                def heard(state: State) -> None:
                    # Where the machine is busy it takes a while until there is a process: that is not the file's fault.
                    bound.reschedule(asyncio.get_running_loop().time() + self._seconds)
                    say(state)

                answer = await self._answer(asked, heard)
            done = True
        except TimeoutError:
            raise NotMade("too_long") from None
        except _Died as died:
            raise NotMade("too_long" if died.of_work else "too_much") from None
        finally:
            if done:
                self._ending = asyncio.get_running_loop().call_later(self._idle, self._let_go)
            else:
                await self._end()
        if isinstance(answer, Made):
            self.peak, self.spent = answer.peak, answer.spent
            return answer.taken
        if answer.why == "nothing":
            raise NotMade("nothing", answer.says)
        if answer.why == "too_much":
            raise NotMade("too_much")
        log.error("a file could not be made: %s", answer.says)
        raise NotMade("trouble")

    async def _answer(self, asked: bytes, say: Say) -> Made | Not:
        """Raises _Died when the process does not live to answer."""
        code = None
        for first in (True, False):
            heard = False
            try:
                process = await self._up()
                assert process.stdin
                assert process.stdout
                process.stdin.write(asked)
                await process.stdin.drain()
                while True:
                    size = HEAD.unpack(await process.stdout.readexactly(HEAD.size))[0]
                    frame: Frame = pickle.loads(await process.stdout.readexactly(size))
                    if not isinstance(frame, At):
                        return frame
                    heard = True
                    say(frame.state)
            except (asyncio.IncompleteReadError, ConnectionError):
                code = await self._gone()
                if heard or not first:
                    break  # it died of this order; one that was dead before gets another process
        raise _Died(code == OVERWORKED)

    async def _up(self) -> asyncio.subprocess.Process:
        if self._process is None:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe, env=_around())
        return self._process

    def _stay_awake(self) -> None:
        if self._ending:
            self._ending.cancel()
            self._ending = None

    def _let_go(self) -> asyncio.subprocess.Process | None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        return process

    async def _gone(self) -> int | None:
        """The process hung up: what it ended with. Ending it at once would hide that."""
        if self._process is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), DYING)
        return await self._end()

    async def _end(self) -> int | None:
        """Ends the process, if there is one; what it ended with."""
        process = self._let_go()
        return await process.wait() if process else None


def _around() -> dict[str, str]:
    """What the process knows of its surroundings: where our code is, and none of the house's secrets."""
    ours = str(Path(server.__file__).parent.parent)
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    known = {name: value for name, value in os.environ.items() if name in KNOWN or not name.startswith("TINGSHA_")}
    return known | {"PYTHONPATH": paths}


def _asked(order: Order, material: Material | Occasion) -> bytes:
    # Packed twice, so that the hand can tell the same material by its bytes alone.
    return framed((order, pickle.dumps(material, pickle.HIGHEST_PROTOCOL)))
