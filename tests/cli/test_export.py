"""Records are taken from the database: of a server that runs, and of one that has stopped."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from server import scripts
from server.cli.export import find
from server.log import StoredSession
from server.record.readers import READERS
from tests.cli.terminal import run, tingsha

ROWS = [
    StoredSession("a" * 22, "wren-maple-coin-527", "See our situation", "", 1_795_000_000.0),
    StoredSession("b" * 22, "otter-plum-desk-348", "See our way", "", 1_795_100_000.0),
]


async def exported(*words: object) -> Any:
    return await asyncio.to_thread(tingsha, "export", *words)


async def test_a_record_is_the_one_the_server_gives(served: Any, tmp_path: Path) -> None:
    host, phone = await served.host(), await served.phone("Ada")
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    await phone.submit("Nobody owns the list — ältere Leute 💊")
    await host.do("close")
    database = tmp_path / "log.sqlite3"

    code, listed, _ = await run(tmp_path, "export", "--database", database)
    assert code == 0
    assert served.code in listed
    assert "A taste" in listed

    bearer = {"Authorization": f"Bearer {served.organiser}"}
    for form in ("md", "json", "html"):
        where = f"{served.origin}/api/organise/sessions/{served.session}/record.{form}"
        async with served.http.get(where, headers=bearer) as answer:
            given = await answer.read()
        told = await exported(served.code.replace("-", " ").upper(), "--format", form, "--database", database)
        assert told.stdout_bytes == given
    out = tmp_path / "records"
    told = await exported("taste", "--format", "all", "--out", out, "--database", database)
    assert told.exit_code == 0
    names = {path.name for path in out.iterdir()}
    assert names == {path.rsplit("/", 1)[-1] for path in told.output.split()}
    assert {re.fullmatch(r"a-taste-\d{4}-\d\d-\d\d\.(\w+)", name)[1] for name in names} == {  # type: ignore[index]
        form.suffix for form in READERS["facilitator"].forms.values()
    }
    part = await exported("taste", "--format", "md", "--sections", "glance", "--database", database)
    whole = await exported("taste", "--format", "md", "--database", database)
    assert 0 < len(part.stdout) < len(whole.stdout)
    assert "Nobody owns the list" not in part.stdout
    assert "There is: glance" in (await exported("taste", "--sections", "x", "--database", database)).output
    assert "There is no series 'x'" in (await exported("--series", "x", "--database", database)).output
    assert (await served.screen(served.stage).connect()).part("room")["phase"] == "closed"


async def test_of_many_sessions_the_right_one_or_none(served: Any, tmp_path: Path) -> None:
    plan = scripts.load(scripts.path_of("taster"))
    ids = [await served.house.sessions.create(plan, title=title) for title in ("Spring", "Late spring")]
    database = tmp_path / "log.sqlite3"
    assert (await exported(ids[0], "--format", "md", "--database", database)).stdout.startswith("# Spring\n")
    assert (await exported("late", "--format", "md", "--database", database)).stdout.startswith("# Late spring\n")
    many = await exported("spring", "--database", database)
    assert many.exit_code == 1
    assert "2 sessions have 'spring' in their titles" in many.output
    assert "A taste" not in many.output
    none = await exported("autumn", "--database", database)
    assert none.exit_code == 1
    assert "There is no session 'autumn'" in none.output
    assert "A taste" in none.output


def test_many_files_need_a_folder() -> None:
    told = tingsha("export", "x", "--format", "all")
    assert told.exit_code == 2
    assert "--out FOLDER" in told.output


def test_a_database_is_not_made_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = tingsha("export")
    assert told.exit_code == 1
    assert "There is no database tingsha.sqlite3 here" in told.output
    assert "tingsha-demo" not in told.output
    (tmp_path / "tingsha-demo.sqlite3").write_bytes(b"")
    assert "--database tingsha-demo.sqlite3" in tingsha("export").output
    assert not (tmp_path / "tingsha.sqlite3").exists()


def test_what_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite3").write_text("This is a shopping list, and no database at all. " * 50)
    told = tingsha("export", "--database", tmp_path / "notes.sqlite3")
    assert told.exit_code == 1
    assert "notes.sqlite3 cannot be used" in told.output


def test_a_password_is_never_shown() -> None:
    told = tingsha("export", "--database", "sqlite+nothing://me:secret@db/x")
    assert told.exit_code == 1
    assert "secret" not in told.output


def test_an_id_and_a_code_count_more_than_a_title() -> None:
    assert find(ROWS, "a" * 22) is ROWS[0]
    assert find(ROWS, "Otter plum desk 348") is ROWS[1]
    assert find(ROWS, "WAY") is ROWS[1]
