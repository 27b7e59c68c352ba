"""The locks: complete, hashed, bound to no host, and for every platform that people have on their desks."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pinned(lock: str) -> dict[str, str]:
    """Version by name."""
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))


def named(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[._-]+", "-", match[0]).lower()


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_pin_has_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    pins = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for entry in re.split(r"\n(?=\S)", pins):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_locks_hold_what_is_asked_for_and_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, everything = (pinned(lock) for lock in PYTHON_LOCKS)
    assert {named(requirement) for requirement in project["dependencies"]} <= run.keys()
    assert run.items() <= everything.items()
    for source in ("requirements.in", "requirements-dev.in"):
        asked = {named(line) for line in (ROOT / source).read_text().splitlines() if line and line[0].isalpha()}
        assert asked <= everything.keys(), "python3 dev.py lock"


def test_dev_py_installs_the_locked_uv() -> None:
    assert f"uv=={pinned('requirements-dev.lock')['uv']}" == dev.UV


def test_what_the_server_imports_is_there_where_no_tests_are() -> None:
    """`dev.py run` and a released package install requirements.lock alone."""
    served = pinned("requirements.lock").keys()
    homes = packages_distributions()
    stray = set()
    for path in [*(ROOT / "server").rglob("*.py"), *(ROOT / "structures").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import)
                else [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level
                else []
            )  # fmt: skip
            for top in {name.split(".")[0] for name in names} - {"server", "structures"} - sys.stdlib_module_names:
                if not {named(home) for home in homes.get(top, [])} & served:
                    stray.add((top, str(path.relative_to(ROOT))))
    assert stray == set()


def npm(folder: str = "static") -> dict[str, dict[str, object]]:
    packages: dict[str, dict[str, object]] = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    return packages


@pytest.mark.parametrize("folder", ["static", "tests/browser", "tests/record"])
def test_the_locks_of_npm_name_no_host_and_have_hashes(folder: str) -> None:
    for name, package in npm(folder).items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name


@pytest.mark.parametrize(
    "binary",
    [
        "@biomejs/cli-{darwin-arm64,darwin-x64,linux-x64,linux-arm64,win32-x64}",
        "@rolldown/binding-{darwin-arm64,darwin-x64,linux-x64-gnu,linux-arm64-gnu,win32-x64-msvc}",
        "lightningcss-{darwin-arm64,darwin-x64,linux-x64-gnu,linux-arm64-gnu,win32-x64-msvc}",
        "@typescript/typescript-{darwin-arm64,darwin-x64,linux-x64,linux-arm64,win32-x64}",
    ],
)
def test_the_client_lock_names_every_desktop(binary: str) -> None:
    """npm keeps only the binaries that it saw: a lock made behind an incomplete mirror fails on another's machine."""
    stem, platforms = binary.rstrip("}").split("{")
    missing = [platform for platform in platforms.split(",") if f"node_modules/{stem}{platform}" not in npm()]
    assert missing == []


def test_pinned_tools_stay_exact() -> None:
    package = json.loads((ROOT / "static/package.json").read_text())
    loose = [
        f"{name} {version}"
        for name, version in (package["dependencies"] | package["devDependencies"]).items()
        if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ]
    assert loose == []
