"""What people ask of a live session, what they are answered, and how much of it is taken at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from server.core.commands import Command, Refused
from server.core.events import Naming
from server.core.wishes import Tie

BATCH = 500
"""So many wishes at most share one commit."""
WAITING = 5000
"""So many wishes at most wait in one session."""
BURST = 20
SUSTAINED = 5.0
"""A participant may give so many commands at once, and so many a second for long."""
PASSING = ("busy", "disk_full", "error", "rate")
"""Refusals that are not remembered: the same may be sent again later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to; `ok` means that it is on disk. `code` is for programs, `says` for people."""

    ok: bool
    id: str
    code: str = ""
    says: str = ""

    def encoded(self) -> str:
        return orjson.dumps({"ok": self.ok, "code": self.code, "says": self.says}).decode()

    @classmethod
    def decoded(cls, id: str, text: str) -> Answer:
        return cls(id=id, **orjson.loads(text))


@dataclass(frozen=True, slots=True)
class NoSeat:
    """Why somebody could not sit down: a code for programs, a sentence for people."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class TakenSeat:
    """A seat and the token that opens it. Every join gets a token of its own; the server keeps only its hash."""

    number: int
    token: str


_SAYS = {
    "busy": "The server could not save this just now. Your words are still on this screen. Please try again.",
    "disk_full": "The server's disk is full, so this is not saved yet. Your words are still on this screen.",
    "error": "Something went wrong on our side. Your words are still on this screen.",
    "id_reused": "This was sent before with other words. Please send it anew.",
    "rate": "That was very quick. Your words are still on this screen. Please try again in a few seconds.",
}


def refusal(code: str) -> NoSeat:
    """A refusal of the live session itself, before or after anything was decided. It is never remembered."""
    return NoSeat(code, _SAYS[code])


@dataclass(slots=True, eq=False)
class Wish:
    """A command on its way. Without an `id` (the clock's own) its answer is not remembered."""

    command: Command
    id: str
    digest: str
    answer: asyncio.Future[Answer]

    def settle(self, result: Answer | Refused | NoSeat | TakenSeat) -> None:
        """The answer goes to whoever still waits for it; nobody may have."""
        if self.answer.done():
            return
        if isinstance(result, Refused | NoSeat):
            result = Answer(False, self.id, result.code, result.says)
        assert isinstance(result, Answer)
        self.answer.set_result(result)


@dataclass(frozen=True, slots=True)
class Known:
    """What a community knows of somebody and other persons, by person: how often they were in one group in earlier
    sessions, from whom they are to be kept apart (or together with whom), who is of their organisation, and where they
    last let their name stand."""

    met: Mapping[str, int] = field(default_factory=dict)
    ties: Mapping[str, Tie] = field(default_factory=dict)
    colleagues: frozenset[str] = frozenset()
    naming: Naming = "here"


@dataclass(slots=True, eq=False)
class Arrival:
    """Somebody who wants a seat. `person`: who they are in their community, if they came by a link of their own, and
    what is `known` of them there."""

    join_hash: str
    name: str
    traits: Mapping[str, str]
    answer: asyncio.Future[TakenSeat | NoSeat]
    person: str = ""
    known: Known = field(default_factory=Known)

    def settle(self, result: Answer | Refused | NoSeat | TakenSeat) -> None:
        if self.answer.done():
            return
        if isinstance(result, Refused):
            result = NoSeat(result.code, result.says)
        assert isinstance(result, TakenSeat | NoSeat)
        self.answer.set_result(result)


Asked = Wish | Arrival


class Inbox:
    """Wishes in the order they came. One reader; `wake` makes it look even when nothing came."""

    def __init__(self) -> None:
        self._waiting: deque[Asked] = deque()
        self._wanted = asyncio.Event()

    def put(self, asked: Asked) -> bool:
        """False when too many wait already."""
        if len(self._waiting) >= WAITING:
            return False
        self._waiting.append(asked)
        self._wanted.set()
        return True

    def wake(self) -> None:
        self._wanted.set()

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    async def batch(self) -> list[Asked]:
        """Everything that waits, BATCH at most; empty when only woken."""
        await self._wanted.wait()
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        if not self._waiting:
            self._wanted.clear()
        return batch


class Pace:
    """How quickly each participant sends: a bucket of BURST that fills with SUSTAINED a second."""

    def __init__(self) -> None:
        self._buckets: dict[int, tuple[float, float]] = {}

    def allows(self, seat: int, now: float) -> bool:
        full, since = self._buckets.get(seat, (float(BURST), now))
        full = min(float(BURST), full + (now - since) * SUSTAINED)
        allowed = full >= 1.0
        self._buckets[seat] = (full - 1.0 if allowed else full, now)
        return allowed
