"""A folder of scripts as a series: its sessions in order, and what each is given by the ones before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from server.core.plan import Item, Plan
from server.scripts.problems import Problem, ScriptError
from server.scripts.reading import read
from server.scripts.resolving import plan_of
from server.scripts.survey import is_survey
from server.scripts.telling import nearest

_NUMBER = re.compile(r"^\d+_")


@dataclass(frozen=True, slots=True)
class SeriesScript:
    """One session of a series. `slug` is what the ones after it call it: its file's name without the number."""

    slug: str
    path: Path
    plan: Plan


@dataclass(frozen=True, slots=True)
class Series:
    title: str
    sessions: tuple[SeriesScript, ...]


def series_in(folder: Path) -> Series:
    """The scripts of a folder in the order of their names. ScriptError, holding every problem of all of them, when one
    cannot be played, when there is none, or when one is given what no session before it leaves."""
    paths = in_order(path for path in folder.glob("*.yaml") if not is_survey(path))
    if not paths:
        raise ScriptError((Problem("SC001", "holds no script; put *.yaml files into it.", str(folder), 0, "", True),))
    found: list[SeriesScript] = []
    problems: list[Problem] = []
    for path in paths:
        shown = f"{folder.name}/{path.name}"
        try:
            plan, wrong = plan_of(read(path, shown))
        except ScriptError as unread:
            plan, wrong = None, unread.problems
        problems += [problem for problem in wrong if problem.error]
        if plan:
            problems += _not_left(plan, found, shown)
            found.append(SeriesScript(slug_of(path.stem), path, plan))
    if problems:
        raise ScriptError(tuple(problems))
    return Series(next((part.plan.series for part in found if part.plan.series), folder.name), tuple(found))


RESERVATIONS = "_reservations"
"""After the name of an output whose agreement was asked for: what still troubled people."""


def _left_by(item: Item) -> list[str]:
    if not item.output:
        return []
    return [item.output, f"{item.output}{RESERVATIONS}"] if item.leaves.by else [item.output]


def slug_of(name: str) -> str:
    """What other sessions call a script: `2_success` is `success`."""
    return _NUMBER.sub("", name)


def number_of(name: str) -> int | None:
    """Where in its series a script stands, by its name: 2 for `2_success`. None: its name does not say."""
    found = _NUMBER.match(name)
    return int(found[0][:-1]) if found else None


def in_order(paths: Iterable[Path]) -> list[Path]:
    """The scripts of a series by their numbers, 10 after 2; those without a number first."""
    return sorted(paths, key=lambda path: (number_of(path.name) or 0, path.name))


def _not_left(plan: Plan, before: list[SeriesScript], shown: str) -> Iterator[Problem]:
    """What a plan is given by name that no session before it leaves."""
    left = [f"{part.slug}.{name}" for part in before for item in part.plan.items for name in _left_by(item)]
    for given in plan.given:
        if "." in given.name and given.name not in left:
            says = f"is given '{given.name}', which no session before it leaves; {nearest(given.name, left)}"
            yield Problem("SC115", says, shown, 0, "given", True)
