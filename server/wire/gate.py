"""The gate between the web server and Engine.IO: only frames that our own screens send come through.

Everything else ends the connection cleanly, with a close frame and a disconnect that Engine.IO hears, so that no
half-open ghost stays in its tables. The gate is also where the origin, the size, the depth and the pace of frames are
looked at, and where a line that never says who it is comes to its end.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.wire.reading import too_large

LINE = "tingsha.line"
"""Where the scope of a websocket keeps its `Line`."""

POLICY_VIOLATION = 1008

CONNECT = re.compile(r"40(\{.*\})?", re.DOTALL)
EVENT = re.compile(r'42\d{0,9}(\["(?:command|hint)",\{.*\}\])', re.DOTALL)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
COMMAND_ID = re.compile(r'"id":"([A-Za-z0-9_-]{22})"')


@dataclass(frozen=True, slots=True)
class Limits:
    """`most` characters and `deepest` nesting in one frame; seconds until a line must have `joined`; frames per
    second and how many may come at once before they are slowed down."""

    most: int = 32_768
    deepest: int = 8
    joined: float = 10.0
    pace: float = 5.0
    burst: float = 20.0


class Gate:
    """An ASGI application around Engine.IO's. `origins` empty: a page may come from the host it speaks to."""

    def __init__(self, app: ASGIApp, *, origins: Collection[str] = (), limits: Limits | None = None) -> None:
        self.app = app
        self.origins = frozenset(origins)
        self.limits = limits or Limits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await _only_websockets(send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not self.welcomes(headers.get(b"origin"), headers.get(b"host", "")) or not _plain_opening(scope):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        line = Line(receive, send, self.limits)
        # Nothing that a stranger wrote into the address or the headers goes any further.
        query, names = b"EIO=4&transport=websocket", (b"upgrade", b"connection")
        kept = [(name, value) for name, value in scope["headers"] if name in names]
        await self.app({**scope, "query_string": query, "headers": kept, LINE: line}, line.receive, line.send)

    def welcomes(self, origin: str | None, host: str) -> bool:
        """Whether a page of that origin may open a line. Programs that are no browser send no origin."""
        return origin is None or is_ours(origin, host, self.origins)


class Line:
    """One websocket as it passes the gate.

    `straight` sends without the gate's watch; `when_joined` is called once the screen has been told that it is
    connected, so that nothing can overtake that.
    """

    def __init__(self, receive: Receive, send: Send, limits: Limits) -> None:
        self.straight = send
        self.when_joined: Callable[[], None] | None = None
        self._receive = receive
        self._limits = limits
        self._asked = self._joined = self._closed = False
        loop = asyncio.get_running_loop()
        self._now = loop.time
        self._deadline = loop.time() + limits.joined
        self._credit = limits.burst
        self._credited = loop.time()

    async def receive(self) -> Message:
        """The next message that Engine.IO may see."""
        while not self._closed:
            try:
                async with asyncio.timeout_at(None if self._joined else self._deadline):
                    message = await self._receive()
            except TimeoutError:
                if self._joined:
                    continue
                return await self._close(POLICY_VIOLATION, "nobody came in")
            if message["type"] != "websocket.receive":
                return message
            text = message.get("text")
            if text is None or message.get("bytes") is not None:
                return await self._close(1003, "text only")
            await self._slow_down()
            if len(text) > self._limits.most:
                if not await self._explain_too_large(text):
                    return await self._close(1009, "too large")
            elif self._fits(text):
                return message
            else:
                return await self._close(POLICY_VIOLATION, "not a frame of ours")
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    async def send(self, message: Message) -> None:
        """Engine.IO's own messages: pings, answers, and the word that the screen is connected."""
        if self._closed:
            return
        await self.straight(message)
        if message["type"] == "websocket.close":
            self._closed = True
        elif not self._joined and (message.get("text") or "").startswith("40"):
            self._joined = True
            if self.when_joined is not None:
                self.when_joined()

    def _fits(self, text: str) -> bool:
        if text in ("3", "1"):  # pong, good-bye
            return True
        if text == "41":
            return self._joined
        shape = EVENT if self._joined else CONNECT
        if not self._joined and self._asked:
            return False
        self._asked = True
        found = shape.fullmatch(text)
        return found is not None and self._shallow(text) and _is_json(found[1] or "{}")

    def _shallow(self, text: str) -> bool:
        deepest = self._limits.deepest
        if text.count("[") + text.count("{") <= deepest:
            return True
        depth = 0
        for sign in STRING.sub("", text):
            if sign in "[{":
                depth += 1
                if depth > deepest:
                    return False
            elif sign in "]}":
                depth -= 1
        return True

    async def _slow_down(self) -> None:
        """Waits until the line has credit for one more frame. Meanwhile the web server stops reading from it."""
        now = self._now()
        self._credit = min(self._limits.burst, self._credit + (now - self._credited) * self._limits.pace)
        self._credited = now
        self._credit -= 1
        if self._credit < 0:
            await asyncio.sleep(-self._credit / self._limits.pace)

    async def _explain_too_large(self, text: str) -> bool:
        """Answers a command that is too large to be read. False: it is nothing that could be answered."""
        event = re.match(r'42(\d{1,9})\["command",', text[:32])
        if event is None or not self._joined:
            return False
        command_id = COMMAND_ID.search(text[:4096]) or COMMAND_ID.search(text[-4096:])
        refusal = too_large(command_id[1] if command_id else "")
        answer = orjson.dumps([{"ok": False, "id": refusal.id, "code": refusal.code, "says": refusal.says}])
        await self.send({"type": "websocket.send", "text": f"43{event[1]}{answer.decode()}"})
        return True

    async def _close(self, code: int, reason: str) -> Message:
        with contextlib.suppress(OSError, RuntimeError):  # it may have gone already
            await self.send({"type": "websocket.close", "code": code, "reason": reason})
        self._closed = True
        return {"type": "websocket.disconnect", "code": code}


def is_ours(origin: str, host: str, origins: Collection[str]) -> bool:
    """Whether a page of that origin is one of ours: of `origins`, or, if there are none, of the host it speaks to."""
    if origins:
        return origin in origins
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and origin == f"{parts.scheme}://{host.lower()}" and parts.username is None


def _is_json(text: str) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _plain_opening(scope: Scope) -> bool:
    """A new websocket, never one that takes over another's Engine.IO session."""
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return query.get("EIO") == ["4"] and query.get("transport") == ["websocket"] and "sid" not in query


async def _only_websockets(send: Send) -> None:
    body = b'{"ok":false,"code":"invalid","says":"This address is for websockets."}'
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})
