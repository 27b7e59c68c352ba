"""What README and CONTRIBUTING tell people to type works, and what they point to is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pydantic import TypeAdapter

import dev
from server.cli import COMMANDS, main
from server.record import FORMATS, Record, write
from structures import __main__ as tool
from structures import catalogue
from structures.new import SIGHT

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)#]+)[^)]*\)")
CODE = re.compile(r"`((?:server|static|tests|docs|bench|structures|session_scripts)/[\w/.]*)`")
MADE_ON_THE_WAY = "kind_wishes"


def commands(page: str) -> list[str]:
    """What a page tells people to type, in order."""
    return [line for block in SHELL.findall(page) for line in block.splitlines()]


@pytest.mark.parametrize("line", [*commands(README), *commands(CONTRIBUTING)])
def test_what_people_are_told_to_type_is_understood(line: str) -> None:
    match shlex.split(line):
        case ["tingsha", name, *words]:
            understood = main.get_command(click.Context(main), name)
            assert understood
            understood.make_context(name, words)
        case ["python3", "dev.py", word]:
            assert f"dev.py {word} " in (dev.__doc__ or "")
        case ["python", "-m", "structures", word, *_]:
            assert f"python -m structures {word} " in (tool.__doc__ or "")
        case ["python", "-m", "pytest", path, *_]:
            assert (ROOT / path).exists()
        case _:
            raise AssertionError("a test must know this kind of command")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_points_to_is_there(page: str) -> None:
    told = {path for path in LINK.findall(PAGES[page]) if not path.startswith("https://")}
    told |= {path for path in CODE.findall(PAGES[page]) if MADE_ON_THE_WAY not in path}
    assert told
    assert [path for path in sorted(told) if not (ROOT / path).exists()] == []


def test_the_table_of_commands_is_whole_and_each_row_is_understood() -> None:
    rows = re.findall(r"^\| `tingsha ([^`]+)` \| .+ \|$", README, re.MULTILINE)
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    for row in rows:
        name, *words = shlex.split(row)
        understood = main.get_command(click.Context(main), name)
        assert understood
        understood.make_context(name, words)


def test_all_of_the_menu_is_here() -> None:
    built_in = [slug for slug in catalogue() if (ROOT / "structures" / slug).is_dir()]
    assert len(built_in) >= 48
    assert "All of the menu is here" in README


def test_the_forms_of_the_example_record_are_one_record() -> None:
    """The example comes from a live run; its other forms are what its data gives today. To mend: `python -m
    tests.record.golden`, or keep a new run with TINGSHA_EXAMPLE=docs/example and tests/browser/test_main_job.py."""
    kept = {path.suffix[1:]: path.read_bytes() for path in (ROOT / "docs" / "example").iterdir()}
    record = TypeAdapter(Record).validate_python(json.loads(kept["json"])["sessions"][0]["record"])
    assert set(kept) == set(FORMATS)
    for form in set(FORMATS) - {"json"}:
        assert write(record, form) == kept[form], form


@pytest.mark.slow
def test_the_first_page_of_contributing_leads_to_a_structure_that_keeps_the_laws(tmp_path: Path) -> None:
    for name in ("server", "structures", "session_scripts", "tests", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(source, tmp_path / name)
    (table,) = re.findall(r"^```text\n(.*?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    assert table in SIGHT
    page = CONTRIBUTING.partition("A **script** is even less")[0]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    for line in commands(page):
        program, *words = shlex.split(line)
        assert program == "python"
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert (tmp_path / "structures" / "kind_wishes" / "card.md").is_file()
    assert "passed" in done.stdout
