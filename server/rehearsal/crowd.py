"""A crowd of simulated people who join a running session over real sockets, as phones do.

A facilitator can practise with them: they sit down one after the other, think, write, take the pen and score at a
human pace, and come back when the connection is lost. They go when the session closes.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import random
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiohttp
import socketio

from server.rehearsal.people import Person, Screens, Wish
from server.rehearsal.voices import Deck, name, role

ARRIVALS = 0.6
"""Seconds between one person's arrival and the next, on average."""
ANSWER_WITHIN = 10.0
LOOK_AGAIN = (4.0, 20.0)


class CannotJoin(Exception):
    """The door said no; the sentence says why."""


class Crowd:
    """`people` simulated people for the session behind `code` at `url` (scheme://host:port).

    `hurry` divides the time they take (1: a human pace). `first` is the number of the first one, so that a second
    crowd has other names.
    """

    def __init__(self, url: str, code: str, people: int, *, seed: int = 1, hurry: float = 1.0, first: int = 0) -> None:
        self._url = url.rstrip("/")
        self._code = code
        self._numbers = range(first, first + people)
        self._rng = random.Random(seed)
        self._deck = Deck(self._rng)
        self._hurry = hurry
        self._inside = 0
        self._turned_away = CannotJoin("")

    async def run(self, arrived: Callable[[str], None] = lambda who: None) -> None:
        """Until the session closes. Raises CannotJoin when nobody can get in."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as http:
            door = await self._ask(http, "door", {"code": self._code})
            async with asyncio.TaskGroup() as coming:
                for n in self._numbers:
                    coming.create_task(self._one(http, door, n, arrived))
                    await asyncio.sleep(self._rng.expovariate(1 / ARRIVALS) / self._hurry)
        if not self._inside:
            raise self._turned_away

    async def _one(self, http: aiohttp.ClientSession, door: Any, n: int, arrived: Callable[[str], None]) -> None:
        traits = {ask["name"]: role(n, ask["options"]) for ask in door["asks"] if ask["options"]}
        who = Person(name(n), next(iter(traits.values()), ""), self._deck, self._rng, _today())
        try:
            token = await self.sit(http, n, who.name, traits)
        except CannotJoin as why:  # the room is full, or has closed meanwhile: whoever is inside stays
            self._turned_away = why
            return
        self._inside += 1
        phone = _Phone(self._url, token, who, self._hurry, self._rng, partial(self._hand_in, http, token))
        arrived(who.name)
        await phone.run()

    async def sit(self, http: aiohttp.ClientSession, n: int, name: str, traits: dict[str, str]) -> str:
        """The token of a seat for the `n`th person, taken with the code. Raises CannotJoin."""
        entry = {"id": secrets.token_urlsafe(16), "code": self._code, "name": name, "traits": traits}
        return str((await self._ask(http, "join", entry))["token"])

    async def _hand_in(self, http: aiohttp.ClientSession, token: str, picture: bytes) -> str:
        """A picture's id; nothing when it was not taken."""
        headers = {"authorization": f"Bearer {token}", "content-type": "image/png"}
        async with http.post(f"{self._url}/api/picture", data=picture, headers=headers) as answer:
            told = await answer.json()
        return str(told["id"]) if told.get("ok") else ""

    async def _ask(self, http: aiohttp.ClientSession, what: str, body: dict[str, Any]) -> Any:
        async with http.post(f"{self._url}/api/{what}", json=body) as answer:
            told = await answer.json()
        if not told.get("ok"):
            raise CannotJoin(told.get("says", "The session did not let us in."))
        return told


class _Phone:
    """One person's connection. Parts come in, wishes go out one at a time."""

    def __init__(
        self,
        url: str,
        token: str,
        who: Person,
        hurry: float,
        rng: random.Random,
        hand_in: Callable[[bytes], Awaitable[str]],
    ) -> None:
        self._url, self._token, self._who, self._hurry, self._rng = url, token, who, hurry, rng
        self._hand_in = hand_in
        self._parts: dict[str, Any] = {}
        self._changed = asyncio.Event()
        self._reached = ""
        # without handle_sigint=False it would take Ctrl-C away from the server or the command that runs the crowd
        self._sio = socketio.AsyncClient(
            reconnection_delay=0.5, reconnection_delay_max=5, randomization_factor=1, handle_sigint=False
        )
        self._sio.on("welcome", self._welcome)
        self._sio.on("part", self._part)

    async def run(self) -> None:
        await self._sio.connect(
            self._url, auth={"token": self._token}, transports=["websocket"], retry=True, wait_timeout=ANSWER_WITHIN
        )
        try:
            await self._live()
        finally:
            await self._sio.disconnect()

    def _welcome(self, told: Any) -> None:
        self._parts = {part["part"]: part["v"] for part in told["parts"]}
        self._changed.set()

    def _part(self, part: Any) -> None:
        self._parts[part["part"]] = part["v"]
        self._changed.set()

    async def _live(self) -> None:
        """Wait for a step, think, act; look again when something changed."""
        acted = ""
        while self._parts.get("room", {}).get("phase") != "closed":
            step = self._step()
            if step and step != acted:
                acted = step
                await self._sleep(self._who.thinks(self._screens()))
                while self._step() == step and await self._act():
                    await self._sleep(self._rng.uniform(*LOOK_AGAIN))
                continue
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), 30)

    async def _act(self) -> bool:
        """Do what there is to do now; True to look again in a while. Who has reached for a pen looks until it is there:
        the screen may still show who had it before, and nobody else will write for the group."""
        again = False
        for wish in list(self._who.acts(self._screens())):
            self._reached = wish["step"] if wish["do"] == "take_pen" else ""
            if wish["do"] != "think":
                await self._give(wish)
            again |= wish["do"] == "think"
        return again or self._reached == self._step()

    async def _give(self, wish: Wish) -> None:
        command = {"id": secrets.token_urlsafe(16), **wish}
        if wish["do"] == "submit":
            command["values"] = await self._handed_in(wish["values"])
            command["contribution"] = secrets.token_urlsafe(16)
        for _ in range(3):
            # the same id again, until there is an answer: nothing is written twice
            with contextlib.suppress(TimeoutError, socketio.exceptions.SocketIOError):
                await self._sio.call("command", command, timeout=ANSWER_WITHIN)
                return

    async def _handed_in(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with a picture's id where the picture was; without it when it was not taken."""
        ready = {}
        for field, value in values.items():
            with contextlib.suppress(TimeoutError, aiohttp.ClientError):
                held = await self._hand_in(value) if isinstance(value, bytes) else value
                if held != "":
                    ready[field] = held
        return ready

    def _screens(self) -> Screens:
        parts = self._parts
        return Screens(parts.get("room", {}), parts.get("group") or {}, parts.get("own", {}))

    def _step(self) -> str:
        """The step this phone shows; none while its parts, which come one by one, speak of different ones."""
        step = str(self._parts.get("own", {}).get("step", ""))
        return step if step == (self._parts.get("room", {}).get("step") or {}).get("key") else ""

    async def _sleep(self, seconds: float) -> None:
        """Think for a while; not longer than the step lasts."""
        step, until = self._step(), asyncio.get_running_loop().time() + seconds / self._hurry
        while (left := until - asyncio.get_running_loop().time()) > 0 and self._step() == step:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
