from __future__ import annotations

from pathlib import Path

import pytest

from server.scripts import listing
from tests.cli.terminal import run, tingsha

BROKEN = """
title: Two slips
items:
  - structure: triokra
  - structure: one_two_four_all
    minutes: {pears: 3}
"""


def test_a_script_is_told_by_its_parts() -> None:
    told = tingsha("check", "taster")
    assert told.exit_code == 0
    assert "A taste of Liberating Structures: 20 minutes for 25 people" in told.output
    assert "2  0:00    7  1-2-4-All" in told.output
    assert "4  0:14  5.5  Who/What/When" in told.output
    assert "leaves promises" in told.output


def test_minutes_are_reckoned_for_the_people_who_come() -> None:
    few = tingsha("check", "taster", "--people", 3).output
    assert "for 3 people" in few
    assert "meant for 4 or more" in few
    assert "for 1 person\n" in tingsha("check", "taster", "--people", 1).output


def test_without_a_name_every_script_of_the_listing_is_looked_through() -> None:
    told = tingsha("check")
    assert told.exit_code == 0
    assert [script.title for script in listing() if script.title not in told.output] == []


def test_all_that_is_wrong_is_told_at_once_and_sound_scripts_too(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    told = tingsha("check", tmp_path / "broken.yaml", "taster")
    assert told.exit_code == 1
    assert "broken.yaml:4: item 1 (triokra): SC104" in told.output
    assert "broken.yaml:6: item 2 (one_two_four_all): SC105" in told.output
    assert "A taste of Liberating Structures" in told.output
    assert "docs/scripts.md" in told.output


def test_a_warning_fails_nothing(tmp_path: Path) -> None:
    script = tmp_path / "short.yaml"
    script.write_text("title: Short\nitems:\n  - structure: one_two_four_all\n    minutes: {alone: 0.5}\n")
    told = tingsha("check", script)
    assert told.exit_code == 0
    assert "SC201 (a warning)" in told.output
    assert "Short: 11.5 minutes" in told.output


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("tastre", "did you mean taster?"),
        ("taster.yaml", "did you mean taster?"),
        ("nothing_like_it", f"there is {', '.join(script.name for script in listing())}."),
        (".", "is a folder"),
    ],
)
def test_a_script_that_is_not_there_is_said_with_the_nearest(named: str, says: str) -> None:
    told = tingsha("check", named)
    assert told.exit_code == 2
    assert says in told.output


async def test_as_a_process(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN)
    code, out, err = await run(tmp_path, "check", "broken.yaml", "taster")
    assert code == 1
    assert err.startswith("broken.yaml:4: item 1 (triokra): SC104")
    assert out.startswith("A taste"), "what is wrong stays out of what is told"
