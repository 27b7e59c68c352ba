"""Structures in packages of other people: installed with pip, found by entry point, checked and played like ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{package}"
version = "1.0"

[project.entry-points."tingsha.structures"]
{slug} = "{package}"

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
"""
CODE = """
from structures.vocabulary import EVERYONE, Step, Structure, leaves, on_stage, text

STRUCTURE = Structure(
    slug="{slug}",
    title="Kind Wishes",
    purpose="Everybody goes home with a wish.",
    invitation="What do you wish somebody here?",
    steps=(
        Step("write", 2, "Write one wish.", form=(text("wish", "My wish"),), title="Write", cue="Take your time."),
        Step("read", 2, "Read them all.", EVERYONE, sees=(on_stage("{shown}", held=True),), talk=True, capture="none",
             title="Read", cue="A minute to read."),
    ),
    leaves=leaves("write"),
)
"""
SOUND, BROKEN, UNLOADABLE = "kind_wishes", "broken_wishes", "lost_wishes"


def package(folder: Path, slug: str, code: str) -> Path:
    """A package with one structure in `folder`."""
    name = f"{slug}_package"
    (folder / name / name).mkdir(parents=True)
    (folder / name / "pyproject.toml").write_text(PROJECT.format(package=name, slug=slug))
    (folder / name / name / "__init__.py").write_text(code)
    (folder / name / name / "card.md").write_text("# Kind Wishes\n\n## Purpose\nA wish for everybody.\n")
    return folder / name


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has put three packages: a sound one, one that shows what nobody wrote, a missing one."""
    folder = tmp_path_factory.mktemp("packages")
    packages = [
        package(folder, SOUND, CODE.format(slug=SOUND, shown="write")),
        package(folder, BROKEN, CODE.format(slug=BROKEN, shown="nothing")),
        package(folder, UNLOADABLE, "import nothing_of_that_name"),
    ]
    target = folder / "site"
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-warn-conflicts",
        "--disable-pip-version-check", "--target", str(target), *map(str, packages))  # fmt: skip
    return target


def run(*words: str, path: Path | None = None, code: int = 0) -> str:
    env = {**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}" if path else str(ROOT)}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_a_package_of_somebody_else_is_in_the_catalogue_and_plays(installed: Path) -> None:
    (line,) = run("-m", "structures", "check", SOUND, path=installed).splitlines()[-1:]
    assert line.split()[:2] == [SOUND, "bronze"], "it plays with one person and with twenty-five"
    said = run("-m", "structures", "play", SOUND, "7", path=installed)
    assert "Write (2 min, alone): Write one wish." in said
    assert len([line for line in said.splitlines() if line.startswith("  ")]) >= 5, "people wrote their wishes"
    script = "title: T\nitems:\n  - structure: kind_wishes\n    output: wishes\n"
    loads = f"from server.scripts import loads; print(loads({script!r}).items[0].title)"
    assert run("-c", loads, path=installed).strip() == "Kind Wishes"


def test_a_broken_package_is_told_of_by_number_and_name_and_stops_nothing(installed: Path) -> None:
    said = run("-m", "structures", "check", BROKEN, UNLOADABLE, path=installed, code=1)
    assert f"LS012 {BROKEN}: step 'read' shows 'nothing'" in said
    assert f"LS001 {UNLOADABLE}: cannot be loaded: ModuleNotFoundError" in said
    there = run("-c", "import structures; print(*structures.catalogue())", path=installed).split()
    assert SOUND in there
    assert BROKEN not in there
    assert UNLOADABLE not in there
    assert "troika" in there


def test_without_the_package_nothing_of_it_is_left(installed: Path) -> None:
    assert SOUND not in run("-c", "import structures; print(*structures.catalogue())").split()
