"""Sending: a screen that does not take anything holds nobody up, costs little, and is right again when it wakes."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any
from urllib.parse import urlsplit

from server.live.frames import Frame
from server.wire.gateway import Encoder, Screen
from server.wire.links import Holder


class Stubborn:
    """A send that has no room until it is let go."""

    def __init__(self) -> None:
        self.room = asyncio.Event()
        self.sent: list[str] = []

    async def __call__(self, message: Any) -> None:
        await self.room.wait()
        self.sent.append(message["text"])


def frame(part: str, n: int) -> Frame:
    return Frame(part, ("room", 0), n, json.dumps({"part": part, "n": n, "t": 0, "v": n}).encode())


def screen(send: Any) -> Screen:
    return Screen(send, None, Holder("seat"), None, Encoder())  # type: ignore[arg-type]


async def test_a_full_line_is_passed_over_and_gets_only_the_newest() -> None:
    line = Stubborn()
    slow = screen(line)
    for n in range(1000):
        slow.deliver(frame("room", n))
        slow.deliver(frame("own", n))
    await asyncio.sleep(0)
    assert line.sent == []
    line.room.set()
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(line.sent) <= 3
    told = [json.loads(text[2:])[1] for text in line.sent]
    assert {one["part"]: one["n"] for one in told} == {"room": 999, "own": 999}
    assert not slow.is_behind
    slow.deliver(frame("room", 1000))
    assert json.loads(line.sent[-1][2:])[1]["n"] == 1000, "at once again, without a task"


async def test_a_line_that_has_gone_harms_nobody() -> None:
    class Gone(OSError):
        pass

    async def send(message: Any) -> None:
        raise Gone

    gone = screen(send)
    gone.deliver(frame("room", 1))
    assert not gone.is_behind

    async def late(message: Any) -> None:
        await asyncio.sleep(0)
        raise RuntimeError("after close")

    gone = screen(late)
    gone.deliver(frame("room", 1))
    gone.deliver(frame("own", 1))
    await asyncio.sleep(0.01)
    assert not gone.is_behind


async def test_a_part_is_encoded_once_for_all() -> None:
    encode = Encoder()
    one = frame("room", 1)
    assert encode(one) is encode(one)
    assert encode(one)["text"] == '42["part",' + one.encoded.decode() + "]"


async def test_a_phone_that_stops_reading_is_right_again_when_it_wakes(served: Any) -> None:
    host, phone = await served.host(), await served.phone("Awake")
    token = await served.join("Asleep")
    where = urlsplit(served.origin)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(raw, (where.hostname, where.port))
    reader, writer = await asyncio.open_connection(sock=raw, limit=2**20)
    writer.write(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n"
        b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    hello = ("40" + json.dumps({"token": token})).encode()
    writer.write(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
    gateway = served.house.gateway
    async with asyncio.timeout(10):
        while sum(s.holder.role == "seat" for s in gateway.screens.values()) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    raw_transport = writer.transport
    raw_transport.pause_reading()
    asleep = next(s for s in gateway.screens.values() if s.holder.seat == 2)
    live = await served.house.sessions.live(served.session)
    big = "x" * 4000
    for n in range(1500):
        asleep.deliver(Frame("room", ("room", 0), 10**6 + n, json.dumps({"part": "room", "n": n, "v": big}).encode()))
        if asleep.is_behind:
            break
    assert asleep.is_behind, "its line is full"
    assert n < 400, "and not only after megabytes"
    await host.do("message", words="Can you hear me")
    await phone.until(lambda: phone.part("room")["message"] == "Can you hear me")
    assert live.session.message == "Can you hear me"
    raw_transport.resume_reading()
    taken = b""
    async with asyncio.timeout(10):
        while b"Can you hear me" not in taken:
            taken = (taken + await reader.read(65536))[-(2**20) :]
    writer.close()
