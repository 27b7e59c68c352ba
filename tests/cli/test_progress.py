from __future__ import annotations

import io
import sys

import pytest

from server.cli.progress import CLEAR, progress


class Stream(io.StringIO):
    def __init__(self, watched: bool) -> None:
        super().__init__()
        self._watched = watched

    def isatty(self) -> bool:
        return self._watched


@pytest.mark.parametrize("watched", [True, False])
def test_progress_is_for_eyes_on_one_line_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, watched: bool) -> None:
    monkeypatch.setattr(sys, "stderr", stream := Stream(watched))
    monkeypatch.setenv("COLUMNS", "20")
    with progress() as say:
        say("1 of 2  Alone")
        say("2 of 2  " + "long " * 20)
    said = stream.getvalue()
    assert said == (f"{CLEAR}1 of 2  Alone{CLEAR}2 of 2  long long l{CLEAR}" if watched else "")
