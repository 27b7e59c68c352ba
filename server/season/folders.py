"""Folders of scripts that a community can go through, meeting by meeting.

A folder in `session_scripts/` is one of them when the names of its scripts begin with a number: `1_situation.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from server import scripts
from server.core.plan import Plan, total_seconds

RECKONED = 25
"""People for whom minutes are reckoned."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A script of a series as it stands on disk: its plan, or why there is none."""

    script: str
    plan: Plan | None
    problems: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.plan.title if self.plan else words(scripts.slug_of(self.script)).capitalize()

    @property
    def minutes(self) -> int:
        return round(total_seconds(self.plan.items, RECKONED) / 60) if self.plan else 0

    @property
    def needs(self) -> tuple[str, ...]:
        """What it starts from, as people say it."""
        return tuple(dict.fromkeys(words(given.name) for given in self.plan.given)) if self.plan else ()

    @property
    def leaves(self) -> tuple[str, ...]:
        """What it leaves behind, as people say it."""
        return tuple(dict.fromkeys(words(item.output) for item in self.plan.items if item.output)) if self.plan else ()


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    title: str
    sheets: tuple[Sheet, ...]


def folders() -> list[Folder]:
    """Every series that comes with this installation, by name. Reads files."""
    root = scripts.scripts_folder()
    names = {path.parent.relative_to(root).as_posix() for path in root.rglob("*.yaml") if _is_numbered(path)}
    return [folder(name) for name in sorted(names - {"."})]


def folder(name: str) -> Folder:
    """Its scripts in the order of their numbers. KeyError when there is no such series. Reads files."""
    root = scripts.scripts_folder().resolve()
    place = (root / name).resolve()
    found = [path for path in place.glob("*.yaml") if _is_numbered(path)] if place.is_relative_to(root) else []
    if not name or not found:
        raise KeyError(f"There is no series '{name[:60]}'.")
    return Folder(name, words(place.name).capitalize(), tuple(map(_sheet, scripts.in_order(found))))


def sheet(name: str, script: str) -> Sheet:
    """One script of a series; it may have been taken away since. Reads a file."""
    try:
        return _sheet(scripts.path_of(f"{name}/{script}"))
    except KeyError:
        return Sheet(script, None, (f"The script {name}/{script}.yaml is not there any more. Put it back.",))


def words(name: str) -> str:
    """A name in a script as people say it: `situation.problem_statement` is "problem statement"."""
    return name.rpartition(".")[2].replace("_", " ").strip()


def _is_numbered(path: Path) -> bool:
    return scripts.number_of(path.name) is not None


def _sheet(path: Path) -> Sheet:
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(256)
def _read(path: Path, changed: int, size: int) -> Sheet:
    """A script takes a while to read, and pages that show it are looked at again and again."""
    try:
        return Sheet(path.stem, scripts.load(path))
    except scripts.ScriptError as wrong:
        return Sheet(path.stem, None, tuple(str(problem) for problem in wrong.problems if problem.error))
