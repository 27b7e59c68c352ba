"""Links are keys: after a session they stand nowhere but with those who hold them."""

from __future__ import annotations

import io
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from server.web import logs


async def test_no_secret_and_no_words_in_logs_database_record_or_screens(
    serve: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stream = io.StringIO()
    before = list(logging.getLogger().handlers)
    logs.set_up(stream)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        served = await serve()
        host, ada = await served.host(), await served.phone("Ada CANARY-NAME")
        stage = await served.screen(served.stage).connect()
        invited = await served.post("/api/invite", {}, served.control)
        await host.do("next", anyway=True)
        await ada.until(lambda: ada.part("own")["form"] is not None)
        await ada.submit("CANARY-WORDS")
        await ada.do("submit", contribution="x", step="CANARY-WORDS", values={"idea": "CANARY-WORDS"})
        await served.post("/api/door", {"code": "CANARY-CODE"})
        await served.http.get(served.origin + "/api/CANARY-PATH?token=CANARY-QUERY")
        await served.post("/api/qr", {"text": f"{served.origin}/join#{served.code}"}, ada.token)
        await host.do("close")
        exports = [
            await (await served.http.get(
                f"{served.origin}/api/organise/sessions/{served.session}/record.{form}",
                headers={"Authorization": f"Bearer {served.organiser}"},
            )).text()
            for form in ("md", "csv", "json", "html")
        ]  # fmt: skip
    finally:
        logging.getLogger().handlers[:] = before
    secrets = [served.organiser, served.control, served.stage, ada.token, invited["link"].split("#")[1]]
    log = stream.getvalue() + caplog.text
    for secret in [*secrets, "CANARY", served.code]:
        assert secret not in log
    with sqlite3.connect(tmp_path / "log.sqlite3") as database:
        dump = "\n".join(database.iterdump())
    heard = "\n".join(line for screen in (host, ada, stage) for line in screen.heard)
    for secret in secrets:
        assert secret not in dump
        assert secret not in heard
        assert all(secret not in export for export in exports)
    assert "CANARY-WORDS" in dump  # the test can see words


def test_a_log_line_is_one_line_and_quotes_nobody() -> None:
    stream = io.StringIO()
    before = list(logging.getLogger().handlers)
    logs.set_up(stream)
    try:
        logger = logging.getLogger("elsewhere")
        logger.error("a\r\nb\u2028c\x1b[31m %s", "\ud800")
        try:
            raise ValueError("somebody's words")
        except ValueError:
            logger.exception("it failed")
    finally:
        logging.getLogger().handlers[:] = before
    assert len(stream.getvalue().splitlines()) in (2, 3)  # U+2028 is a line end to Python alone
    assert stream.getvalue().count("\n") == 2
    assert "\x1b" not in stream.getvalue()
    assert "somebody" not in stream.getvalue()
    assert "ValueError at test_secrets.py" in stream.getvalue()
