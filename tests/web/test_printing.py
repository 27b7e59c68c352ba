"""What is printed before a session, over the air and from the terminal."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.cli.terminal import tingsha

HOME = "/api/organise"


async def printed(served: Any, path: str, body: dict[str, Any]) -> PdfReader:
    headers = {"Authorization": f"Bearer {served.organiser}"}
    async with served.http.post(f"{served.origin}{HOME}/{path}", json=body, headers=headers) as answer:
        assert answer.headers["content-type"] == "application/pdf", await answer.text()
        assert answer.headers["content-disposition"].endswith('.pdf"')
        return PdfReader(io.BytesIO(await answer.read()))


async def test_a_session_is_printed_and_badges_bring_new_links(served: Any, tmp_path: Path) -> None:
    path = f"sessions/{served.session}/print"
    sheet = await printed(served, f"{path}/runsheet", {"people": 40, "begins": "2026-11-05T09:30", "where": "The hall"})
    words = sheet.pages[0].extract_text()
    assert "40 people" in words
    assert "09:30" in words
    assert served.code.replace("-", " ") in words
    for body in ({"begins": "2026-02-30T09:30"}, {"names": [""]}, {"a_sheet": 9}, {"people": -1}):
        assert (await served.post(f"{HOME}/{path}/badges", body, served.organiser))["code"] == "invalid"
    assert (await served.post(f"{HOME}/{path}/nothing", {}, served.organiser))["code"] == "unknown"

    community = (await served.post(f"{HOME}/communities", {"name": "Ours", "purpose": ""}, served.organiser))["id"]
    one = (await served.post(f"{HOME}/communities/{community}/people", {"name": "Rosa"}, served.organiser))["id"]
    old = (await served.post(f"{HOME}/people/{one}/link", {}, served.organiser))["link"].partition("#")[2]
    badges = await printed(served, f"communities/{community}/badges", {"people": [one]})
    assert "Rosa" in badges.pages[0].extract_text()
    assert (await served.post("/api/me", {}, old))["code"] == "revoked"
    assert (await served.post(f"{HOME}/communities/{community}/badges", {"people": ["x"]}, served.organiser))[
        "code"
    ] == "unknown"

    names = tmp_path / "names.txt"
    names.write_text("Rosa\n\nJo\n", encoding="utf-8")
    said = ("--what", "badges", "--names", names, "--out", tmp_path / "print", "--database", tmp_path / "log.sqlite3")
    told = await asyncio.to_thread(tingsha, "handouts", served.code, *said)
    assert told.exit_code == 0, told.output
    assert "Jo" in PdfReader(told.output.strip()).pages[0].extract_text()
