"""A screen on a raw socket: as little Engine.IO and Socket.IO as it takes, so that the driver is not what is measured.

Frames are cut by hand and masked with zeros; a part's JSON is left alone unless somebody asks for it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, cast

UPGRADE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
LONGEST = 60.0
"""Seconds after which a line that brings no first sight is given up."""
WELCOME, PART, ACK = b'42["welcome",', b'42["part",', b"43"


class Line(asyncio.Protocol):
    """`heard(line, part, body)` is called for each part, with the JSON of {"part", "n", "t", "v"} as it came."""

    def __init__(self, token: str, heard: Callable[[Line, str, bytes], None]) -> None:
        self.token = token
        self.heard = heard
        self.transport: asyncio.Transport
        self.welcomed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.acks: dict[int, asyncio.Future[Any]] = {}
        self.parts: dict[str, bytes] = {}
        self.bytes = 0
        self.is_lost = False
        self._asked = 0
        self._left = b""
        self._is_open = False

    async def join(self, port: int) -> Line:
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", port)
        async with asyncio.timeout(LONGEST):
            await self.welcomed
        return self

    def leave(self) -> None:
        self.transport.abort()

    def part(self, name: str) -> Any:
        """What the newest of that part holds."""
        return json.loads(self.parts[name])["v"] if name in self.parts else None

    def ask(self, do: str, id: str, **more: Any) -> asyncio.Future[Any]:
        """Sends a command; the future is its answer."""
        return self.send_asked({"id": id, "do": do, **more})

    def send_asked(self, body: dict[str, Any]) -> asyncio.Future[Any]:
        self._asked += 1
        answer = self.acks[self._asked] = asyncio.get_running_loop().create_future()
        self.send(f'42{self._asked}["command",{json.dumps(body)}]'.encode())
        return answer

    def send(self, text: bytes) -> None:
        size = len(text)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
        self.transport.write(head + bytes(4) + text)

    # --- the line itself -------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(UPGRADE)

    def connection_lost(self, failure: Exception | None) -> None:
        self.is_lost = True
        for waiting in (self.welcomed, *self.acks.values()):
            if not waiting.done():
                waiting.set_exception(ConnectionError("the line has gone"))
                waiting.exception()  # whoever still waits is told; nobody need

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        data = self._left + data if self._left else data
        at = 0
        if not self._is_open:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._left = data
                return
            self._is_open = True
        at = self._frames(data, at)
        self._left = data[at:]

    def _frames(self, data: bytes, at: int) -> int:
        """Takes every whole frame; where the rest begins."""
        end = len(data)
        while end - at >= 2:
            size, body = data[at + 1], at + 2
            if size == 126:
                size, body = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, body = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if end - body < size:
                break
            if data[at] == 0x81:
                self._text(data[body : body + size])
            at = body + size
        return at

    def _text(self, text: bytes) -> None:
        if text.startswith(PART):
            self._part(text[len(PART) : -1])
        elif text.startswith(ACK):
            number, _, answer = text[2:].partition(b"[")
            waiting = self.acks.pop(int(number), None)
            if waiting and not waiting.done():
                waiting.set_result(json.loads(answer[:-1]))
        elif text.startswith(WELCOME):
            for part in json.loads(text[len(WELCOME) : -1])["parts"]:
                self._part(json.dumps(part, separators=(",", ":")).encode())
            if not self.welcomed.done():
                self.welcomed.set_result(None)
        elif text.startswith(b"0{"):
            self.send(b"40" + json.dumps({"token": self.token}).encode())
        elif text == b"2":
            self.send(b"3")
        elif text.startswith(b"44") and not self.welcomed.done():
            self.welcomed.set_exception(ConnectionError(text.decode()))

    def _part(self, body: bytes) -> None:
        name = body[9 : body.index(b'"', 9)].decode()  # {"part":"room",…
        self.parts[name] = body
        self.heard(self, name, body)


async def post(port: int, path: str, body: dict[str, Any]) -> Any:
    """One HTTP request on a connection of its own, as a phone makes it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = json.dumps(body).encode()
    writer.write(
        b"POST %b HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (path.encode(), len(said), said)
    )
    answer = await reader.read()
    writer.close()
    return json.loads(answer.partition(b"\r\n\r\n")[2])
