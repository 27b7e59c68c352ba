"""Reads a script, checks it and resolves it into a plan.

A script is one YAML file in `session_scripts/`; docs/scripts.md tells how to write one. Every problem is told at
once, with its line, what is wrong and the nearest right name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from server.core.plan import Item, Plan, total_seconds
from server.scripts.lengths import RECKONED
from server.scripts.problems import Problem, ScriptError
from server.scripts.reading import parse, read
from server.scripts.resolving import plan_of, structure_item
from server.scripts.series import RESERVATIONS, Series, SeriesScript, in_order, number_of, series_in, slug_of
from server.scripts.survey import SURVEY, SurveyForm, is_survey, survey_of
from structures import catalogue

__all__ = [
    "RESERVATIONS",
    "SURVEY",
    "Problem",
    "Script",
    "ScriptError",
    "Series",
    "SeriesScript",
    "SurveyForm",
    "check",
    "in_order",
    "insertable",
    "is_survey",
    "listing",
    "load",
    "loads",
    "number_of",
    "path_of",
    "scripts_folder",
    "series_in",
    "slug_of",
    "survey",
    "surveys",
]

NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*")
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Script:
    """A script as it stands in a list: its plan (None when it cannot be played) and what is wrong with it. `minutes`
    is reckoned for 25 people."""

    name: str
    title: str
    plan: Plan | None
    minutes: float
    problems: tuple[Problem, ...]


def load(path: Path | str) -> Plan:
    """The plan of the script in a file. ScriptError, holding every problem, when it cannot be played."""
    path = Path(path)
    return _sound(*plan_of(read(path, _shown(path))))


def loads(words: str, name: str = "script") -> Plan:
    """The plan of a script given as words; problems call it `name`. ScriptError as in `load`."""
    return _sound(*plan_of(parse(words, name)))


def check(path: Path | str) -> list[Problem]:
    """Everything wrong with the script or the survey in a file, warnings too, in order of lines; empty when all is
    well."""
    path = Path(path)
    return list((survey_of if is_survey(path) else _read)(path, _shown(path))[1])


def survey(path: Path | str) -> SurveyForm:
    """The survey in a file. ScriptError, holding every problem, when it cannot be asked."""
    path = Path(path)
    form, problems = survey_of(path, _shown(path))
    if form is None:
        raise ScriptError(problems)
    return form


def surveys() -> list[Path]:
    """The surveys that come with this installation, by the names of their folders."""
    return sorted(scripts_folder().rglob(SURVEY))


def listing() -> list[Script]:
    """The scripts that come with this installation, by name, sound or not."""
    root = scripts_folder()
    found = []
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).with_suffix("").as_posix()
        if not _is_name(name) or is_survey(path):
            continue
        found.append(_listed(path, name, _stamp(path)))
    return found


def path_of(name: str) -> Path:
    """The file of a listed script. KeyError when the name is none of a listed script's; no name leads elsewhere."""
    path = (scripts_folder() / f"{name}.yaml").resolve() if _is_name(name) else None
    if path is None or is_survey(path) or not path.is_relative_to(scripts_folder().resolve()) or not path.is_file():
        raise KeyError(f"There is no script '{name[:LONGEST_NAME]}'.")
    return path


def scripts_folder() -> Path:
    """Where scripts live: `session_scripts/` of a clone, or the same folder inside an installed wheel."""
    server = Path(__file__).resolve().parents[1]
    packed = server / "_scripts"
    return packed if packed.is_dir() else server.parent / "session_scripts"


def insertable(slug: str, *, invitation: str = "", key: str = "x") -> Item:
    """A structure as a line to put into a running session. KeyError when there is no such structure."""
    structure = catalogue().get(slug)
    if structure is None:
        raise KeyError(f"There is no structure '{slug[:64]}'.")
    return structure_item(key, structure, invitation=invitation.strip())


@lru_cache(maxsize=256)
def _listed(path: Path, name: str, stamp: tuple[int, int]) -> Script:
    # Reading YAML takes a tenth of a second a script; a file that has not changed is read once.
    plan, problems = _read(path, f"{name}.yaml")
    minutes = total_seconds(plan.items, RECKONED) / 60 if plan else 0.0
    return Script(name, plan.title if plan else name, plan, minutes, problems)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does. One that cannot be looked at gets no stamp: reading it says why."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size


def _read(path: Path, name: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    try:
        return plan_of(read(path, name))
    except ScriptError as wrong:
        return None, wrong.problems


def _sound(plan: Plan | None, problems: tuple[Problem, ...]) -> Plan:
    if plan is None:
        raise ScriptError(problems)
    return plan


def _shown(path: Path) -> str:
    """The path as people know it: seen from where they stand, when the file is below."""
    resolved = path.resolve()
    return str(resolved.relative_to(Path.cwd())) if resolved.is_relative_to(Path.cwd()) else str(path)


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and NAME.fullmatch(name) is not None
