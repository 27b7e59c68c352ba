"""The server as a process: it says where to go, listens as it should, and ends in good order."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from server.app import inside_of, origin_of
from server.cli import main
from server.cli.settling import settle
from server.settings import Settings
from server.web import serving

ROOT = Path(__file__).resolve().parents[2]


def test_the_listening_socket_gives_up_dead_peers() -> None:
    with serving.listen("127.0.0.1", 0) as listening:
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == serving.LOST
        with socket.create_connection(listening.getsockname()):
            listening.setblocking(True)
            accepted, _ = listening.accept()
            with accepted:
                if hasattr(socket, "TCP_USER_TIMEOUT"):
                    assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == serving.LOST
        with pytest.raises(OSError, match="in use"):
            serving.listen(*listening.getsockname()[:2])


async def test_no_answer_waits_until_the_peer_says_that_it_has_heard() -> None:
    """Without TCP_NODELAY, 44 ms a request on a line that is kept; asyncio sets it on sockets that say they are TCP."""
    nodelay: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def accepted(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nodelay.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with serving.listen("127.0.0.1", 0) as listening:
        async with await asyncio.start_server(accepted, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            assert await asyncio.wait_for(nodelay, 10)
            writer.close()


def test_links_lead_to_where_people_are() -> None:
    with serving.listen("0.0.0.0", 0) as listening:
        port = listening.getsockname()[1]
        assert (
            origin_of(Settings(public_origin="https://Sessions.example.org/"), listening)
            == "https://sessions.example.org"
        )
        assert re.fullmatch(rf"http://\d+\.\d+\.\d+\.\d+:{port}", origin_of(Settings(), listening))
        assert "0.0.0.0" not in origin_of(Settings(), listening)
        assert inside_of(listening) == f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("origin", ["sessions.example.org", "ftp://x", "https://x/path", "https://x?y", "javascript:x"])
def test_a_public_origin_is_looked_at(origin: str) -> None:
    said = CliRunner().invoke(main, ["serve", "--public-origin", origin])
    assert said.exit_code == 1
    assert "https://sessions.example.org" in said.output


def test_what_is_given_counts_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINGSHA_PORT", "9001")
    monkeypatch.setenv("TINGSHA_DATABASE", "postgresql://db/tingsha")
    assert settle(False, {}).port == 9001
    assert settle(False, {"port": 9002}).port == 9002
    assert settle(False, {}).database == "postgresql+asyncpg://db/tingsha"
    demo = settle(True, {})
    assert demo.demo
    assert demo.database == "postgresql+asyncpg://db/tingsha"
    monkeypatch.delenv("TINGSHA_DATABASE")
    assert settle(True, {}).database.endswith("tingsha-demo.sqlite3")
    assert settle(True, {"host": "127.0.0.1"}).host == "127.0.0.1"


def test_long_collections_are_told(caplog: pytest.LogCaptureFixture) -> None:
    thresholds, callbacks = gc.get_threshold(), list(gc.callbacks)
    try:
        serving.calm_collector()
        assert gc.get_threshold()[0] == 100_000
        watch = gc.callbacks[-1]
        with caplog.at_level(logging.WARNING):
            watch("start", {})
            time.sleep(0.03)
            watch("stop", {})
        assert "garbage collection took" in caplog.text
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        gc.callbacks[:] = callbacks


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_serve_says_where_to_go_and_ends_in_good_order(tmp_path: Path, number: int) -> None:
    if not (ROOT / "static" / "dist" / "join.html").is_file():
        pytest.skip("the client is not built")
    command = [sys.executable, "-m", "server", "serve", "--demo", "--host", "127.0.0.1", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    try:
        said = ""
        while "Ctrl-C" not in said:
            line = (await process.stdout.readline()).decode()
            assert line, (await process.stderr.read()).decode()
            said += line
        links = dict(re.findall(r"(http://127\.0\.0\.1:\d+/(?:control|stage|join|organise))#(\S+)", said))
        assert [link.rsplit("/", 1)[1] for link in links] == ["control", "stage", "join", "organise"]
        origin = next(iter(links)).rsplit("/", 1)[0]
        async with aiohttp.ClientSession() as http:
            async with http.get(f"{origin}/join") as page:
                assert page.status == 200
                assert "default-src 'self'" in page.headers["content-security-policy"]
            # A screen that is connected and a request that waits for news must not hold the server up.
            line = await http.ws_connect(f"{origin}/socket.io/?EIO=4&transport=websocket")
            bearer = {"Authorization": f"Bearer {links[f'{origin}/stage']}"}
            known = {"epoch": "", "known": {}}
            async with http.post(f"{origin}/api/parts", json=known, headers=bearer) as first:
                told = await first.json()
            known = {"epoch": told["epoch"], "known": {one["part"]: one["n"] for one in told["parts"]}}
            poll = asyncio.create_task(http.post(f"{origin}/api/parts", json=known, headers=bearer))
            await asyncio.sleep(0.3)
            began = time.monotonic()
            process.send_signal(number)
            assert await asyncio.wait_for(process.wait(), 15) == 0
            assert time.monotonic() - began < 12, "a poll alone may last twenty"
            async with await poll as last:
                assert last.status == 200
            await line.close()
        assert '"level":"error"' not in (await process.stderr.read()).decode()
    finally:
        if process.returncode is None:
            process.kill()
