"""Structures that a script brings along: read from YAML, and checked like every other structure, with its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.scripts.reading import Path_
from server.scripts.telling import Report, nearest
from server.scripts.vocabulary import MOST_STEPS, Bad, Reader
from structures import base_name, catalogue, put_in_place
from structures.checks import check, check_loaded
from structures.vocabulary import Call, Structure

MOST = 20
"""Structures that one script may bring."""
SOURCE = "This script"

_STEP = re.compile(r"steps? (?:are called )?'([^']+)'")


@dataclass(frozen=True, slots=True)
class Own:
    """The structures of a script by slug; `broken` are the slugs of those that cannot be played."""

    sound: Mapping[str, Structure] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def known(self) -> Mapping[str, Structure]:
        """Every structure an item of the script may name."""
        return {**catalogue(), **self.sound}


@dataclass(frozen=True, slots=True)
class _Read:
    structure: Structure
    path: Path_
    where: str
    steps: Mapping[str, Path_]


def own_structures(given: Any, report: Report) -> Own:
    """What stands under `structures:` in a script."""
    if not isinstance(given, list):
        return Own()  # the script's form says so
    if len(given) > MOST:
        report("SC114", f"brings {len(given)} structures along; {MOST} is the most.", ("structures",))
        return Own(broken=frozenset(_slug(one) for one in given))
    read: dict[str, _Read] = {}
    broken: set[str] = set()
    for n, one in enumerate(given):
        found = _read(n, one, {**catalogue(), **{slug: r.structure for slug, r in read.items()}}, report)
        if found is None:
            broken.add(_slug(one))
        else:
            read[found.structure.slug] = found
    sound: dict[str, Structure] = {}
    while read:
        # Those first that call none of the others, so that what is wrong is told where it stands.
        free = [slug for slug, one in read.items() if not _called(one.structure) & (read.keys() - {slug})] or [*read]
        known = {**catalogue(), **sound, **{slug: read[slug].structure for slug in free}}
        for slug in free:
            one = read.pop(slug)
            if _is_sound(one, known, broken, report):
                sound[slug] = one.structure
            else:
                broken.add(slug)
    return Own(sound, frozenset(broken))


def _called(structure: Structure) -> set[str]:
    return {part.structure for part in structure.steps if isinstance(part, Call)}


def _read(n: int, value: Any, others: Mapping[str, Structure], report: Report) -> _Read | None:
    path: Path_ = ("structures", n)
    where = f"structure {n + 1}" + (f" ({_slug(value)})" if _slug(value) else "")

    def tell(code: str, says: str, at: Path_) -> None:
        report(code, says, at, where)

    title = value.get("title") if isinstance(value, dict) else None
    usual = {"purpose": title, "invitation": title} if isinstance(title, str) else {}
    if isinstance(value, dict):
        value = {**{key: said for key, said in usual.items() if key not in value}, **value}
    try:
        structure = Reader(tell).record(Structure, value, path, {"source": SOURCE})
    except Bad:
        return None
    refused = check_loaded(structure.slug, structure, False, others)
    for problem in refused:
        tell(problem.code, problem.says, (*path, "slug"))
    steps = {str(name): at for name, at in _named(value.get("steps"), (*path, "steps"))}
    return None if refused else _Read(structure, path, where, steps)


def _is_sound(read: _Read, known: Mapping[str, Structure], broken: set[str], report: Report) -> bool:
    """Whether a structure plays, with those it calls; what is wrong is told."""
    structure = read.structure

    def tell(code: str, says: str, error: bool = True) -> None:
        named = _STEP.search(says)
        at = _place(named[1], read.steps) if named else None
        report(code, says, at or read.path, read.where, error)

    called = [part for part in structure.steps if isinstance(part, Call)]
    for call in called:
        if call.structure not in known:
            fix = "mend that first." if call.structure in broken else nearest(call.structure, known)
            report("LS007", f"'{call.name}' calls '{call.structure}'; {fix}", read.steps.get(call.name, read.path),
                   read.where)  # fmt: skip
    if any(call.structure not in known for call in called):
        return False
    size = _size(structure, known, ())
    if size > MOST_STEPS:
        if size == _ROUND:
            report("LS008", "calls go in a circle; take one of them out.", read.path, read.where)
        else:
            report("SC114", f"makes more than {MOST_STEPS} steps.", read.path, read.where)
        return False
    if any([not _fits(call, known, read, report) for call in called]):  # noqa: C419 - each says what is wrong with it
        return False
    found = check(structure, put_in_place(structure, known), "")
    for problem in found:
        if problem.code != "LS006":  # a structure of a script has no card
            tell(problem.code, problem.says, problem.error)
    return not any(problem.error for problem in found)


_ROUND = 10**9


def _size(structure: Structure, known: Mapping[str, Structure], trail: tuple[str, ...]) -> int:
    """How many steps it makes, counted without making them; _ROUND when calls go round, MOST_STEPS + 1 for more."""
    if structure.slug in trail:
        return _ROUND
    total = 0
    for part in structure.steps:
        inner = known.get(part.structure) if isinstance(part, Call) else None
        total += _size(inner, known, (*trail, structure.slug)) if inner else 1
        if total > MOST_STEPS:
            return _ROUND if total >= _ROUND else MOST_STEPS + 1
    return total


def _fits(call: Call, known: Mapping[str, Structure], read: _Read, report: Report) -> bool:
    """Whether the steps that a call names are steps of what it calls."""
    whole = put_in_place(known[call.structure], known)
    names = list(dict.fromkeys(name for step in whole for name in (base_name(step), step.name)))
    at = read.steps.get(call.name, read.path)
    is_well = True
    for key, wanted in (("only", call.only), ("minutes", tuple(dict(call.minutes)))):
        for name in wanted:
            if name not in names:
                report("SC105", f"'{key}' of '{call.name}' names '{name}', which is no step; {nearest(name, names)}",
                       (*at, key), read.where)  # fmt: skip
                is_well = False
    played = [name for step in whole if not call.only or {step.name, base_name(step)} & set(call.only)
              for name in (base_name(step), step.name)]  # fmt: skip
    for name in dict(call.minutes):
        if name in names and name not in played and is_well:
            report("SC105", f"'minutes' of '{call.name}' names '{name}', which 'only' leaves out.", (*at, "minutes"),
                   read.where)  # fmt: skip
            is_well = False
    return is_well


def _named(steps: Any, path: Path_) -> list[tuple[Any, Path_]]:
    """The names of steps and calls as they stand in a script, and where."""
    found: list[tuple[Any, Path_]] = []
    for n, one in enumerate(steps if isinstance(steps, list) else []):
        if isinstance(one, dict):
            found += _named(one.get("steps"), (*path, n, "steps"))
            found.append((one.get("name", one.get("call")), (*path, n)))
    return found


def _place(name: str, steps: Mapping[str, Path_]) -> Path_ | None:
    """Where a step stands that may be one of several alike, or of a called structure."""
    for one in (name, name.rpartition("-")[0], name.partition(".")[0]):
        if one in steps:
            return steps[one]
    return None


def _slug(value: Any) -> str:
    slug = value.get("slug") if isinstance(value, dict) else None
    return slug[:64] if isinstance(slug, str) else ""
