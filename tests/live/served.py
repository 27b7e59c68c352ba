"""A server's life for the kill test, in a process of its own: people write as fast as they are answered.

Prints `ack <seat> <contribution>` for each acknowledgement, after the fact; that is what must be found again.
Usage: served.py URL SESSION FIRST [early]   (with `early`, answers before anything is on disk: the planted fault)
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from server.core import commands as c
from server.live.inbox import Answer
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.log import Batch, Log

PEOPLE = 8


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


async def write(live: LiveSession, seat: int, first: int) -> None:
    n = first
    while True:
        n += 1
        id = f"{seat:03}{n:019}"
        ask = c.Submit(by=seat, id=id, step="a/alone", values={"idea": f"words {n} of {seat}"})
        answer = await live.give(ask, id, "d")
        if answer.ok:
            say(f"ack {seat} {id}")
        else:
            say(f"refused {answer.code}")
        await asyncio.sleep(0.002)


def answer_early(live: LiveSession) -> None:
    """The fault that the kill test must be able to see: an acknowledgement that does not mean "on disk"."""
    append = live._log.append
    give = live.give

    async def slow(batch: Batch) -> None:
        await asyncio.sleep(0.3)
        await append(batch)

    async def early(command: c.Command, command_id: str, digest: str) -> Answer:
        asking = asyncio.ensure_future(give(command, command_id, digest))
        await asyncio.sleep(0.005)
        return asking.result() if asking.done() else Answer(True, command_id)

    live._log.append = slow  # type: ignore[method-assign]
    live.give = early  # type: ignore[method-assign]


async def main(url: str, session_id: str, first: int, fault: str) -> None:
    log = await Log.open(url)
    sessions = Sessions(log)
    live = await sessions.live(session_id)
    live._pace.allows = lambda seat, now: True  # type: ignore[method-assign]
    if fault == "early":
        answer_early(live)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    assert live.session.clock is not None
    say(f"left {live.session.clock.left_at(live.now()):.3f}")
    writers = [asyncio.create_task(write(live, seat, first)) for seat in range(1, PEOPLE + 1)]
    await stopped.wait()
    await sessions.close()
    await log.close()
    for writer in writers:
        writer.cancel()
    say("stopped")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), "".join(sys.argv[4:])))
