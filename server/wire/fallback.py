"""Plain HTTP for those whose network blocks websockets: the same commands, and parts by long poll."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.frames import Frame, Watching
from server.live.presence import Viewer
from server.live.session import LiveSession
from server.live.sessions import Sessions
from server.wire import desk
from server.wire.door import Door
from server.wire.links import Holder, Links, Unknown
from server.wire.reading import NOT_UNDERSTOOD
from server.wire.roles import may

MOST = 64 * 1024
"""Bytes in one request."""
WAIT = 20.0
"""Seconds a long poll waits for news."""
LINGER = 15.0
"""Seconds for which somebody who polls is still here when no poll is open."""

STATUS = {
    "invalid": 400,
    "unknown_link": 401,
    "revoked": 401,
    "signed_out": 401,
    "forbidden": 403,
    "too_large": 413,
    "rate": 429,
}


class Known(BaseModel):
    """What POST /api/parts is sent: the counters of the parts the screen has."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    epoch: Annotated[str, Field(max_length=64)]
    known: dict[Literal["room", "group", "own", "stage", "control"], Annotated[int, Field(ge=0)]]


def answered(body: Any, *, status: int | None = None) -> Response:
    """JSON. A refusal has a status of its own where HTTP has one; what counts is what it says."""
    code = body.get("code", "") if isinstance(body, dict) else ""
    return Response(orjson.dumps(body), status or STATUS.get(code, 200), media_type="application/json")


def too_large() -> Response:
    return answered(desk.refused("", "too_long", "That is too long to send."), status=413)


async def body_of(request: Request) -> Any:
    """The JSON object of a request; None when it is none, or larger than MOST bytes."""
    if "json" not in request.headers.get("content-type", ""):
        return None
    raw = await bytes_of(request, most=MOST)
    if raw is None:
        return None
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None


async def bytes_of(request: Request, *, most: int) -> bytes | None:
    """The body of a request; None when it is larger than `most` bytes, of which no more is read, or comes in part."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        return None
    raw = bytearray()
    with contextlib.suppress(ClientDisconnect):  # who left in the middle is nothing for the log
        async for chunk in request.stream():
            raw += chunk
            if len(raw) > most:
                return None
        return bytes(raw)
    return None


class Fallback:
    """The routes under /api that phones, control screens and stages use."""

    def __init__(self, sessions: Sessions, links: Links, door: Door) -> None:
        self._sessions = sessions
        self._links = links
        self._door = door
        self._mailboxes: dict[str, Mailbox] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/api/door", self._knock, methods=["POST"]),
            Route("/api/join", self._enter, methods=["POST"]),
            Route("/api/command", self._command, methods=["POST"]),
            Route("/api/parts", self._parts, methods=["POST"]),
        ]

    def close(self) -> None:
        """Answers every poll that waits."""
        for mailbox in list(self._mailboxes.values()):
            mailbox.close()

    @property
    def seats(self) -> set[str]:
        """The hashes of the links of all seats that poll here."""
        return {token_hash for token_hash, mailbox in self._mailboxes.items() if mailbox.is_seat}

    def end(self, token_hashes: frozenset[str]) -> None:
        """Answers the polls that came by these links; the next finds them void."""
        for token_hash in token_hashes & self._mailboxes.keys():
            self._mailboxes[token_hash].close()

    async def holder(self, request: Request) -> Holder | Unknown:
        """Who sends this request, by its `Authorization: Bearer`."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return await self._links.who(token if scheme.lower() == "bearer" else None)

    async def _knock(self, request: Request) -> Response:
        return answered(await self._door.knock(await body_of(request), _address(request)))

    async def _enter(self, request: Request) -> Response:
        return answered(await self._door.enter(await body_of(request), _address(request)))

    async def _command(self, request: Request) -> Response:
        holder = await self.holder(request)
        if isinstance(holder, Unknown):
            return answered({"ok": False, "id": "", **holder.told()})
        if not holder.session:
            return answered(desk.refused("", "forbidden", desk.NOT_YOURS))
        body = await body_of(request)
        return answered(await desk.answer(await self._sessions.live(holder.session), holder, body))

    async def _parts(self, request: Request) -> Response:
        holder = await self.holder(request)
        if isinstance(holder, Unknown):
            return answered({"ok": False, **holder.told()})
        if holder.viewer is None or not may(holder.role, "parts"):
            return answered(desk.refused("", "forbidden", desk.NOT_YOURS))
        try:
            known = Known.model_validate(await body_of(request))
        except ValidationError:
            return answered(desk.refused("", "invalid", NOT_UNDERSTOOD))
        mailbox = self._mailboxes.get(holder.token_hash)
        if mailbox is None:
            live = await self._sessions.live(holder.session)
            mailbox = self._mailboxes.get(holder.token_hash)  # another request may have been quicker
            if mailbox is None:
                mailbox = self._mailboxes[holder.token_hash] = Mailbox(live, holder.viewer)
                mailbox.when_closed = partial(self._mailboxes.pop, holder.token_hash, None)
        return Response(await mailbox.news(known), media_type="application/json")


class Mailbox:
    """The newest of every part for somebody who polls; kept a little longer than a poll, so that they stay here."""

    def __init__(self, live: LiveSession, viewer: Viewer) -> None:
        self.when_closed: Callable[[], object] = lambda: None
        self.is_seat = viewer.seat > 0
        self._frames: dict[str, Frame] = {}
        self._changed = asyncio.Event()
        self._polls = 0
        self._is_closed = False
        self._end: asyncio.TimerHandle | None = None
        self._watching: Watching = live.watch(viewer, self.deliver)
        self._frames = {frame.part: frame for frame in self._watching.frames}

    def deliver(self, frame: Frame) -> None:
        self._frames[frame.part] = frame
        self._changed.set()

    def close(self) -> None:
        self._is_closed = True
        self._watching.close()
        self.when_closed()
        self._changed.set()
        if self._end is not None:
            self._end.cancel()

    async def news(self, known: Known) -> bytes:
        """What is newer than `known`, as soon as there is something, or nothing after a while."""
        self._polls += 1
        if self._end is not None:
            self._end.cancel()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WAIT):
                    while not (newer := self._newer(known)) and not self._is_closed:
                        self._changed.clear()
                        await self._changed.wait()
            parts = b",".join(frame.encoded for frame in newer)
            return b'{"epoch":' + orjson.dumps(self._watching.epoch) + b',"parts":[' + parts + b"]}"
        finally:
            self._polls -= 1
            if not self._polls and not self._is_closed:
                self._end = asyncio.get_running_loop().call_later(LINGER, self.close)

    def _newer(self, known: Known) -> list[Frame]:
        have = known.known if known.epoch == self._watching.epoch else {}
        return [frame for frame in self._frames.values() if frame.n > have.get(_part(frame), -1)]


def _part(frame: Frame) -> Any:
    return frame.part


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
