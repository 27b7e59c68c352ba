"""Files that are being made, or wait to be fetched: for a short while, each for whoever ordered it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from server.live.keys import new_id
from server.record.readers import Taken
from server.takeaway.press import NotMade, Say

KEPT = 300.0
"""Seconds for which a file waits to be fetched."""
MOST_KEPT = 200 * 1024 * 1024
"""Bytes of files that wait; beyond, the oldest go."""

Make = Callable[[Say], Awaitable[Taken]]


@dataclass(slots=True)
class Job:
    """`name` is the file's. `taken` is there once it is done; `code` and `says` tell why it failed."""

    whose: str
    name: str
    state: Literal["waiting", "reading", "writing", "done", "failed"] = "waiting"
    taken: Taken | None = None
    code: str = ""
    says: str = ""
    task: asyncio.Task[None] | None = field(default=None, repr=False)


class Jobs:
    """All that is ordered of one server."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def begin(self, whose: str, name: str, make: Make) -> str:
        """Begins to make a file for somebody; `name` is the file's without its ending. Returns the job's id."""
        id, job = new_id(), Job(whose, name)
        self._jobs[id] = job
        job.task = asyncio.create_task(self._run(id, job, make))
        return id

    def look(self, id: str, whose: str) -> Job | None:
        """The job of that id, if it is theirs and was not forgotten."""
        job = self._jobs.get(id)
        return job if job is not None and job.whose == whose else None

    async def close(self) -> None:
        """Ends all that is being made."""
        tasks = [job.task for job in self._jobs.values() if job.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, id: str, job: Job, make: Make) -> None:
        def say(state: Literal["waiting", "reading", "writing"]) -> None:
            job.state = state

        try:
            job.taken = await make(say)
            job.state = "done"
            self._make_room()
        except NotMade as why:
            job.state, job.code, job.says = "failed", why.code, why.says
        finally:
            asyncio.get_running_loop().call_later(KEPT, self._jobs.pop, id, None)

    def _make_room(self) -> None:
        done = [(id, job.taken) for id, job in self._jobs.items() if job.taken is not None]
        held = sum(len(taken.written) for _, taken in done)
        for id, taken in done[:-1]:
            if held <= MOST_KEPT:
                break
            del self._jobs[id]
            held -= len(taken.written)
