"""Simulated people come in over real sockets, and go when they are sent home."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.cli.terminal import ROOT, begin, tingsha
from tests.wire.house import Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


async def crowd(*words: object) -> Any:
    return await asyncio.to_thread(tingsha, "crowd", *words)


async def test_they_arrive_write_and_go_when_the_session_closes(served: Any) -> None:
    host = await served.host()
    come = asyncio.create_task(crowd(f"{served.origin}/join#{served.code}", "--people", 4, "--hurry", 100))
    await host.until(lambda: len(host.part("control")["people"]) == 4)
    await host.do("next", anyway=True)
    live = await served.house.sessions.live(served.session)
    async with asyncio.timeout(20):
        while live.session.contributions < 2:
            await live.changed()
    await host.do("close")
    told = await asyncio.wait_for(come, 20)
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["1", "2", "3", "4"]
    assert len({line.split()[1] for line in lines[:4]}) == 4
    assert "Everybody is in." in told.output
    assert lines[-1] == "The session has closed, and they have gone home."


async def test_as_a_process_control_c_sends_them_home(served: Any, tmp_path: Path) -> None:
    host = await served.host()
    code = served.code.replace("-", " ")
    bots = await begin(tmp_path, "crowd", served.origin, "--code", code, "--people", 2, "--hurry", 20, "--first", 30)
    try:
        await host.until(lambda: sum(person["here"] for person in host.part("control")["people"]) == 2, 60)
        bots.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(bots.communicate(), 20)
    finally:
        if bots.returncode is None:
            bots.kill()
    assert bots.returncode == 0, err.decode()
    assert out.decode().endswith("They have gone home.\n")
    assert err == b""
    await host.until(lambda: not any(person["here"] for person in host.part("control")["people"]))


async def test_the_door_says_no_in_its_own_words(served: Any) -> None:
    told = await crowd(f"{served.origin}/join#otter-plum-desk-348")
    assert told.exit_code == 1
    assert "No open session has this code." in told.output


async def test_who_comes_when_it_is_over_stays_outside_and_nothing_fails(served: Any) -> None:
    host = await served.host()
    come = asyncio.create_task(crowd(f"{served.origin}/join#{served.code}", "--people", 40, "--hurry", 4))
    await host.until(lambda: len(host.part("control")["people"]) >= 3)
    await host.do("close")
    told = await asyncio.wait_for(come, 30)
    assert told.exit_code == 0, told.output
    assert "Everybody is in" not in told.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["http://localhost:8000"], "This link has no code."),
        (["http://localhost:8000/control#abc"], "This is the link of the control screen."),
        (["http://localhost:8000/stage#abc"], "This is the link of the stage."),
        (["ftp://localhost/join#wren-maple-coin-527"], "is no link"),
        (["http://localhost:8000/join#x", "--people", "0"], "0 is not in the range"),
    ],
)
def test_a_link_that_cannot_be_is_said(words: list[str], says: str) -> None:
    told = tingsha("crowd", *words)
    assert told.exit_code == 2
    assert says in told.output


async def test_where_nobody_answers_or_somebody_else(unused_tcp_port: int) -> None:
    told = await crowd(f"http://127.0.0.1:{unused_tcp_port}/join#wren-maple-coin-527")
    assert told.exit_code == 1
    assert "Nobody answers at" in told.output

    async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\nnone")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(elsewhere, "127.0.0.1", unused_tcp_port):
        told = await crowd(f"http://127.0.0.1:{unused_tcp_port}/join#wren-maple-coin-527")
        assert told.exit_code == 1
        assert "is not Tingsha" in told.output


@pytest.mark.slow
async def test_the_demo_fills_the_room_twice_with_other_names_and_still_stops(tmp_path: Path) -> None:
    if not (ROOT / "static" / "dist" / "join.html").is_file():
        pytest.skip("the client is not built")
    server = await begin(tmp_path, "serve", "--demo", "--host", "127.0.0.1", "--port", "0")
    assert server.stdout
    assert server.stderr
    try:
        said = ""
        while "Ctrl-C" not in said:
            line = (await server.stdout.readline()).decode()
            assert line, (await server.stderr.read()).decode()
            said += line
        origin, _, token = next(word for word in said.split() if "/control#" in word).partition("/control#")
        host = await Screen(origin, token).connect()
        await fill(origin, token, host, 2)
        await fill(origin, token, host, 4)
        names = [person["name"] for person in host.part("control")["people"]]
        assert len(set(names)) == 4
        began = time.monotonic()
        os.kill(server.pid, signal.SIGINT)
        assert await asyncio.wait_for(server.wait(), 20) == 0
        assert time.monotonic() - began < 15
        await host.client.disconnect()
    finally:
        if server.returncode is None:
            server.kill()


async def fill(origin: str, token: str, host: Screen, until: int) -> None:
    """Press the button of the control screen for two more people; wait until so many are in."""
    bearer = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(headers=bearer) as http:
        async with http.get(f"{origin}/api/demo") as answer:
            assert await answer.json() == {"demo": True}
        async with http.post(f"{origin}/api/crowd", json={"people": 2}) as answer:
            assert (await answer.json())["ok"]
    await host.until(lambda: sum(person["here"] for person in host.part("control")["people"]) == until, 40)
