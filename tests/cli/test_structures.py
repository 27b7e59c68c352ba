from __future__ import annotations

import json
from pathlib import Path

from structures import catalogue
from tests.cli.terminal import run, tingsha


def test_the_table_names_every_structure() -> None:
    lines = tingsha("structures").output.splitlines()
    assert [line.split()[0] for line in lines] == ["slug", *catalogue()]
    assert "min for 25" in lines[0]
    (all_together,) = (line.split() for line in lines if line.startswith("one_two_four_all"))
    assert all_together == ["one_two_four_all", "1-2-4-All", "12", "4", "1,", "2,", "4,", "all"]


def test_minutes_are_for_so_many_people() -> None:
    def cafe(*words: object) -> list[str]:
        return next(line.split() for line in tingsha("structures", *words).output.splitlines() if "Café" in line)

    assert cafe()[3] == "41"
    assert cafe("--people", 26)[3] == "44", "one table has six"


async def test_as_a_process_for_programs(tmp_path: Path) -> None:
    code, out, err = await run(tmp_path, "structures", "--json")
    assert (code, err) == (0, "")
    listed = json.loads(out)
    assert [one["slug"] for one in listed] == list(catalogue())
    troika = next(one for one in listed if one["slug"] == "troika")
    assert (troika["title"], troika["minutes"], troika["least"]) == ("Troika Consulting", 30, 3)
    assert troika["sizes"] == [1, 3]
