from __future__ import annotations

import json
from pathlib import Path

from server.record import FORMATS
from tests.cli.terminal import run, tingsha


def test_a_script_is_played_and_its_record_written(tmp_path: Path) -> None:
    folder = tmp_path / "here" / "rehearsal"
    told = tingsha("play", "taster", "--people", 7, "--out", folder)
    assert told.exit_code == 0
    assert {path.name for path in folder.iterdir()} == {f"record.{form}" for form in FORMATS}
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))["sessions"][0]["record"]
    assert record["people"] == 7
    assert "A taste of Liberating Structures: 7 people, seed 1\n" in told.output
    assert "20 minutes planned, " in told.output
    assert "1-2-4-All      Alone    each alone" in told.output
    assert "1 of 3, 2 of 2" in told.output, "seven people make one three and two pairs"
    assert "It left: What makes it hard (" in told.output
    assert str(folder / "record.html") in told.output


async def test_as_a_process_the_record_comes_alone_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: Mine\nitems:\n  - structure: troika\n")
    code, out, err = await run(tmp_path, "play", "mine.yaml", "--people", 5, "--seed", 3)
    assert code == 0
    assert out.startswith("# Mine\n")
    assert "seed 3" not in out
    assert "Mine: 5 people, seed 3" in err
    assert "\r" not in err, "progress is for terminals"
    assert tingsha("play", tmp_path / "mine.yaml", "--people", 5, "--seed", 3).stdout == out
    assert tingsha("play", tmp_path / "mine.yaml", "--people", 5, "--seed", 4).stdout != out


def test_a_broken_script_is_not_played(tmp_path: Path) -> None:
    script = tmp_path / "broken.yaml"
    script.write_text("title: x\nitems:\n  - structure: triokra\n")
    told = tingsha("play", script, "--out", tmp_path / "out")
    assert told.exit_code == 1
    assert "SC104" in told.output
    assert not (tmp_path / "out").exists()


def test_what_is_meant_for_more_people_is_named_and_played_all_the_same_when_told(tmp_path: Path) -> None:
    script = tmp_path / "mine.yaml"
    script.write_text("title: Mine\nitems:\n  - structure: troika\n  - structure: mad_tea\n")
    told = tingsha("play", script, "--people", 3)
    assert told.exit_code == 1
    assert "Mad Tea: 6 or more" in told.output
    assert "Troika" not in told.output
    assert "--people 6" in told.output
    assert "--anyway" in told.output
    assert tingsha("play", script, "--people", 3, "--anyway").exit_code == 0
    assert tingsha("play", script, "--people", 6).exit_code == 0


def test_a_series_is_played_and_each_promise_followed_back(tmp_path: Path) -> None:
    told = tingsha("play", "facilitating_breakthrough", "--people", 9, "--out", tmp_path / "season")
    assert told.exit_code == 0, told.output
    assert "Tackling overprescribing together: 4 sessions, seed 1" in told.output
    assert "success.success_criteria (" in told.output
    assert {path.name for path in (tmp_path / "season").iterdir()} == {
        "season.md", "season.json", "season.html", "1_situation", "2_success", "3_path", "4_commit",
    }  # fmt: skip
    written = (tmp_path / "season" / "4_commit" / "record.json").read_text(encoding="utf-8")
    last = json.loads(written)["sessions"][0]["record"]
    assert {word["origin"].partition(":")[0] for along in last["brought"] for word in along["words"]} == {"2", "3"}
    assert {along["source"] for along in last["brought"]} == {"Define success", "From here to there"}


def test_a_series_names_each_part_that_is_meant_for_more(tmp_path: Path) -> None:
    told = tingsha("play", "facilitating_breakthrough", "--people", 3)
    assert told.exit_code == 1
    assert "1-2-4-All: 4 or more" in told.output
    (tmp_path / "2_end.yaml").write_text(
        "title: E\ngiven: {begin.x: []}\nitems:\n  - {structure: troika, uses: [begin.x]}"
    )
    told = tingsha("play", tmp_path)
    assert told.exit_code == 1
    assert "SC115" in told.output


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = tingsha("play", "taster", "--people", 4, "--out", tmp_path / "file" / "below")
    assert told.exit_code == 1
    assert "Nothing can be written to" in told.output
