"""A backup is made while the server runs, opens like any other database, and old ones are taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from server.log import Log
from tests.cli.terminal import run, tingsha


async def test_a_backup_of_a_server_that_runs(served: Any, tmp_path: Path) -> None:
    await served.join("Ada")
    code, said, _ = await run(tmp_path, "backup", "copies", "--database", tmp_path / "log.sqlite3")
    (made,) = (tmp_path / "copies").iterdir()
    assert (code, said.strip()) == (0, str(made))
    assert made.stat().st_mode & 0o077 == 0, "names are in it"
    log = await Log.open(f"sqlite+aiosqlite:///{made}")
    assert [seat.name for seat in await log.seats(served.session)] == ["Ada"]
    await log.close()


def test_what_cannot_be_backed_up_is_said(tmp_path: Path) -> None:
    for words, why in (
        (("backup", tmp_path, "--database", "postgresql://house/db"), "pg_dump"),
        (("backup", tmp_path, "--database", tmp_path / "none.sqlite3"), "There is no database"),
        (("backup", tmp_path, "--keep", "0"), "0"),
    ):
        told = tingsha(*words)
        assert told.exit_code != 0
        assert why in told.output
    assert list(tmp_path.iterdir()) == []
