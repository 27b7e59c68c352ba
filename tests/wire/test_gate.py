"""The gate: what is no frame of ours ends the line cleanly, and no ghost stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from typing import Any

import pytest
import websockets.asyncio.client as ws
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.wire.gate import Gate, Limits

QUERY = "/socket.io/?EIO=4&transport=websocket"


def url(served: Any, query: str = QUERY) -> str:
    return str(served.origin).replace("http", "ws") + query


async def dial(served: Any, **more: Any) -> Any:
    """A raw line, as far as Engine.IO's greeting."""
    line = await ws.connect(url(served), max_size=2**20, proxy=None, **more)
    assert str(await line.recv()).startswith("0{")
    return line


async def come_in(served: Any, token: str) -> Any:
    line = await dial(served)
    await line.send("40" + json.dumps({"token": token}))
    assert str(await line.recv()).startswith("40{")
    assert str(await line.recv()).startswith('42["welcome",')
    return line


async def closed(line: Any, seconds: float = 10) -> int:
    async with asyncio.timeout(seconds):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await line.recv()
    return int(line.close_code or 0)


async def emptied(served: Any, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while served.house.gateway.lines or served.house.gateway.screens:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


BEFORE = ["", "xyz", "4", "4[[[[", "0", "2probe", "5", "6", "b4AAAA", "41", '42["command",{}]', "43", "44", "451-",
          "40x", "40/admin,", "400{}", '40{"token":' + "[" * 40 + "]" * 40 + "}", "40{}\x00", "40[1]"]  # fmt: skip
AFTER = ["", "xyz", "4", "42", "42[", "42[[[[[", '42["disconnect","x"]', '42["connect",{"asgi.scope":1},{"token":"x"}]',
         '42["command"]', '42["command",1]', '42["command",{},{}', '42["message",{}]', "43", '430["x"]', "44{}",
         '451-["command",{"_placeholder":true,"num":0}]', "461-0[]", '42/admin,["command",{}]', "40{}", "0{}", "5", "6",
         '42["command",' + '{"a":' * 20 + "1" + "}" * 20 + "]", '4299999999999["command",{}]', "bAAAA"]  # fmt: skip


@pytest.mark.parametrize("frame", BEFORE)
async def test_before_coming_in_only_coming_in_is_heard(served: Any, frame: str) -> None:
    line = await dial(served)
    await line.send(frame)
    assert await closed(line) == 1008
    await emptied(served)


async def test_after_coming_in_only_our_own_frames_are_heard(served: Any) -> None:
    token = await served.join()
    for frame in AFTER:
        line = await come_in(served, token)
        await line.send(frame)
        assert await closed(line) == 1008, frame
    await emptied(served)


async def test_no_binary_and_nothing_huge(served: Any) -> None:
    token = await served.join()
    line = await come_in(served, token)
    await line.send(b"4")
    assert await closed(line) == 1003
    line = await come_in(served, token)
    await line.send('42["hint",{"unsent":' + "1" * 40_000 + "}]")
    assert await closed(line) == 1009
    line = await come_in(served, token)
    await line.send("x" * 300_000)
    assert await closed(line) == 1009
    await emptied(served)


async def test_broken_json_ends_the_line(served: Any, caplog: pytest.LogCaptureFixture) -> None:
    token = await served.join()
    for broken in (
        '420["command",{"id":]}]',
        '421["command",{"id":"\\ud800","do":"ring"}]',
        '42["hint",{"unsent":NaN}]',
    ):
        line = await come_in(served, token)
        await line.send(broken)
        assert await closed(line) == 1008
    await emptied(served)
    assert not caplog.records


async def test_who_never_says_who_they_are_is_let_go(serve: Any) -> None:
    served = await serve(limits=Limits(joined=0.5))
    assert await closed(await dial(served), 5) == 1008
    refused = await dial(served)
    await refused.send('40{"token":"nobody"}')
    assert "unknown_link" in str(await refused.recv())
    assert await closed(refused, 5) == 1008
    inside = await come_in(served, await served.join())
    await asyncio.sleep(0.8)
    await inside.send('427["hint",{"unsent":0}]')
    assert str(await inside.recv()).startswith("437")
    await inside.close()
    await emptied(served)


async def test_a_flood_is_slowed_down_and_the_others_do_not_notice(serve: Any) -> None:
    served = await serve(limits=Limits(pace=20, burst=10))
    flood, innocent = await come_in(served, await served.join("A")), await served.phone("B")
    loop = asyncio.get_running_loop()
    sent = [asyncio.create_task(flood.send(f'42{n}["hint",{{"unsent":1}}]')) for n in range(60)]
    began = loop.time()
    assert await innocent.client.call("hint", {"unsent": 1}, timeout=30) == {"ok": True}
    assert loop.time() - began < 1
    answered = 0
    while answered < 30:
        answered += str(await flood.recv()).startswith("43")
    assert loop.time() - began > 0.8
    await asyncio.gather(*sent)


@pytest.mark.parametrize(
    ("origin", "set_origin", "enters"),
    [
        (None, "", True),
        ("self", "", True),
        ("https://evil.example", "", False),
        ("null", "", False),
        ("", "", False),
        ("http://127.0.0.1", "", False),
        ("self.evil.example", "", False),
        ("file://", "", False),
        ("https://sessions.example.org", "https://sessions.example.org", True),
        (None, "https://sessions.example.org", True),
        ("http://sessions.example.org", "https://sessions.example.org", False),
        ("https://sessions.example.org.evil.example", "https://sessions.example.org", False),
        ("https://evil-sessions.example.org", "https://sessions.example.org", False),
        ("https://sessions.example.org:8443", "https://sessions.example.org", False),
        ("HTTPS://SESSIONS.EXAMPLE.ORG", "https://sessions.example.org", False),
        ("self", "https://sessions.example.org", False),
        ("null", "https://sessions.example.org", False),
    ],
)
async def test_pages_of_other_houses_open_no_line(
    serve: Any, origin: str | None, set_origin: str, enters: bool
) -> None:
    served = await serve(public_origin=set_origin)
    headers = {} if origin is None else {"Origin": origin.replace("self", served.origin)}
    if enters:
        await (await dial(served, additional_headers=headers)).close()
    else:
        with pytest.raises(InvalidStatus) as refused:
            await dial(served, additional_headers=headers)
        assert refused.value.response.status_code == 403
    await emptied(served)


async def test_a_forwarded_host_from_a_stranger_changes_nothing(served: Any) -> None:
    forged = {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    with pytest.raises(InvalidStatus):
        await dial(served, additional_headers=forged)


@pytest.mark.parametrize(
    "query",
    [
        "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3&transport=websocket", "/socket.io/",
        "/socket.io/?EIO=4&transport=websocket&sid=abc", "/socket.io/?EIO=4&transport=websocket&sid=", "/other",
        "/socket.io/?EIO=4&transport=websocket&transport=polling",
    ],
)  # fmt: skip
async def test_no_line_takes_over_another(served: Any, query: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await ws.connect(url(served, query), proxy=None)
    assert refused.value.response.status_code == 403


async def test_engine_io_is_not_spoken_over_plain_http(served: Any) -> None:
    async with served.http.get(served.origin + "/socket.io/?EIO=4&transport=polling") as response:
        assert response.status == 400
    assert served.house.gateway.lines == 0


def mutated(dice: random.Random, frames: list[str]) -> str:
    frame = list(dice.choice(frames))
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(frame) + 1)
        match dice.randrange(4):
            case 0:
                frame.insert(at, chr(dice.choice([0, 34, 44, 45, 47, 48, 52, 91, 93, 123, 125, 0x2028, 0x1F600])))
            case 1 if frame:
                del frame[at - 1]
            case 2:
                frame[at:at] = frame[: dice.randint(0, 40)]
            case _:
                frame[at:] = frame[at : at + dice.randint(0, 10)]
    return "".join(frame)


@pytest.mark.slow
async def test_thousands_of_mutated_frames_leave_no_ghost(serve: Any) -> None:
    served = await serve(limits=Limits(pace=5000, burst=5000, joined=3))
    token, dice = await served.join(), random.Random(20)
    good = [
        "40" + json.dumps({"token": token}), "3", "41", "1", '420["hint",{"unsent":1}]',
        '42["hint",{"unsent":1}]', '421["command",{"id":"' + "a" * 22 + '","do":"call_help","words":"x"}]',
        '422["command",{"id":"' + "b" * 22 + '","do":"submit","contribution":"' + "c" * 22
        + '","step":"i1/alone","values":{"idea":"words [and] {brackets}"}}]',
        '451-["command",{"_placeholder":true,"num":0}]', '42["disconnect","x"]', "4", "0", "2probe", "5", "6",
    ]  # fmt: skip
    sent = 0

    async def fuzz() -> None:
        nonlocal sent
        while sent < 4000:
            with contextlib.suppress(ConnectionClosed, OSError, TimeoutError):
                line = await (dial(served) if dice.random() < 0.3 else come_in(served, token))
                for _ in range(dice.randint(1, 12)):
                    sent += 1
                    await line.send(mutated(dice, good) if dice.random() < 0.8 else dice.choice(good))
                if dice.random() < 0.5:
                    await line.close()
                else:
                    line.transport.abort()

    await asyncio.gather(*(fuzz() for _ in range(8)))
    await emptied(served, 10)
    assert (await served.phone("After")).part("room")["people"] >= 1


def test_words_with_brackets_are_no_depth() -> None:
    assert Gate.welcomes(Gate(None), None, "x")  # type: ignore[arg-type]
    from server.wire.gate import Line

    line = Line.__new__(Line)
    line._limits = Limits()
    assert line._shallow('42["command",{"values":{"idea":"' + "[{" * 500 + '\\"[[["}}]')
    assert not line._shallow('42["command",{"values":' + "[" * 9)
