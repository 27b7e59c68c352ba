"""`tingsha serve` when it cannot: what is in the way, and what to do. Serving itself is tried in tests/web."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT, run, tingsha


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = await run(tmp_path, "serve", "--port", port, "--database", "log.sqlite3")
    assert (code, out) == (1, "")
    assert f"port {port}, cannot be listened on" in err
    assert "Try another --port." in err


@pytest.mark.skipif(not (ROOT / "static" / "dist" / "join.html").is_file(), reason="the client is not built")
async def test_a_database_that_cannot_be_is_said(tmp_path: Path) -> None:
    code, _, err = await run(tmp_path, "serve", "--port", 0, "--database", "nowhere/log.sqlite3")
    assert code == 1
    assert "The database nowhere/log.sqlite3 cannot be used" in err
    assert "Traceback" not in err


def test_a_demo_needs_a_script_that_is_there() -> None:
    told = tingsha("serve", "--demo", "--script", "tastr")
    assert told.exit_code == 2
    assert "did you mean taster?" in told.output
