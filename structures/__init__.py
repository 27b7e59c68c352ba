"""Finds every structure, checks it, and puts called structures in place.

A structure is a folder here (`structures/<slug>/` with `__init__.py` and `card.md`), or comes with an installed
package through the entry point group `tingsha.structures`. Both go through the same door, and neither is registered
anywhere. One that is broken is reported by `problems()` and missing from `catalogue()`; it stops nothing else.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from structures.checks import Problem, check, check_loaded
from structures.step_checks import base_name, nearest
from structures.steps import titled
from structures.vocabulary import Call, Step, Structure, Time

__all__ = [
    "Found",
    "Problem",
    "Source",
    "base_name",
    "card",
    "catalogue",
    "folder",
    "problems",
    "resolve",
    "search",
    "with_minutes",
]

GROUP = "tingsha.structures"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Source:
    """Where a structure comes from: the name it goes by there, how to load it, and whether it is a folder here."""

    name: str
    load: Callable[[], Any]
    built_in: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: sound structures by slug, their cards and folders, and everything wrong with any of them."""

    structures: Mapping[str, Structure]
    cards: Mapping[str, str]
    folders: Mapping[str, Path]
    problems: tuple[Problem, ...]


class Circle(ValueError):
    """Structures that call each other round and round; the message names them in order."""


def catalogue() -> Mapping[str, Structure]:
    """Every sound structure by its slug, in order of slug. Found once in the life of the process."""
    return _found().structures


def problems() -> tuple[Problem, ...]:
    """What is wrong with structures found here; those named by an error are not in the catalogue."""
    return _found().problems


def card(slug: str) -> str:
    """The card of a structure, as Markdown. KeyError when there is no such structure."""
    if slug not in catalogue():
        raise KeyError(f"There is no structure '{slug}'.")
    return _found().cards[slug]


def folder(slug: str) -> Path | None:
    """Where a structure's card, sight table and review stand; None when it came as a bare value."""
    return _found().folders.get(slug)


def resolve(structure: Structure, *, minutes: Mapping[str, float] | None = None) -> tuple[Step, ...]:
    """The steps as they will be played: called structures are put in place, and lengths replaced.

    `minutes` gives new lengths by step; the name shared by repeated steps (`meet` for `meet-1`, `meet-2` …) means all
    of them. Steps measured per person stay so: their minutes are each person's. KeyError: no step is called that.
    """
    return with_minutes(put_in_place(structure, catalogue()), minutes or {})


def put_in_place(structure: Structure, known: Mapping[str, Structure]) -> tuple[Step, ...]:
    """The steps with every Call replaced by the steps of the structure in `known` that it names."""
    return tuple(_expanded(structure, known, (structure.slug,)))


def with_minutes(steps: tuple[Step, ...], minutes: Mapping[str, float]) -> tuple[Step, ...]:
    """The steps with other lengths; see `resolve`."""
    for name in minutes:
        if not any(name in (step.name, base_name(step)) for step in steps):
            raise KeyError(name)
    given = [minutes.get(step.name, minutes.get(base_name(step))) for step in steps]
    return tuple(
        step if length is None else replace(step, time=_as_long(step.time, length))
        for step, length in zip(steps, given, strict=True)
    )


def search(sources: Iterable[Source]) -> Found:
    """Loads and checks structures from these sources."""
    loaded: dict[str, Structure] = {}
    cards: dict[str, str] = {}
    beside: dict[str, Path] = {}
    wrong: list[Problem] = []
    for source in sources:
        try:
            thing = source.load()
            found = check_loaded(source.name, thing, source.built_in, loaded)
        except Exception as broken:  # somebody else's module may fail in any way, and must not take the rest along
            found = [_unloadable(source.name, broken)]
        wrong += found
        if not found:
            structure = getattr(thing, "STRUCTURE", thing)
            loaded[structure.slug] = structure
            if isinstance(thing, ModuleType) and thing.__file__:
                beside[structure.slug] = Path(thing.__file__).parent
            cards[structure.slug] = _card_in(beside.get(structure.slug))
    for slug, structure in sorted(loaded.items()):
        try:
            wrong += _calls(structure, loaded) or check(structure, put_in_place(structure, loaded), cards[slug])
        except Exception as broken:
            wrong.append(_unloadable(slug, broken))
    broken_ones = {problem.structure for problem in wrong if problem.error}
    sound = {slug: loaded[slug] for slug in sorted(loaded) if slug not in broken_ones}
    while stranded := {slug: of for slug, whole in sound.items() for of in _called_slugs(whole) - sound.keys()}:
        for slug, of in stranded.items():
            del sound[slug]
            wrong.append(Problem("LS009", slug, f"calls '{of}', which is broken; mend that first."))
    return Found(MappingProxyType(sound), MappingProxyType(cards), MappingProxyType(beside), tuple(wrong))


def folders(here: Path = HERE, package: str = __name__) -> list[Source]:
    """The structures that are folders of `here`, which is the folder of `package`."""
    names = sorted(path.parent.name for path in here.glob("*/__init__.py"))
    return [Source(name, _importer(f"{package}.{name}"), True) for name in names if name[0] not in "._"]


def installed() -> list[Source]:
    """The structures that installed packages bring."""
    return [Source(point.name, point.load, False) for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)]


@cache
def _found() -> Found:
    return search([*folders(), *installed()])


def _called(structure: Structure) -> list[Call]:
    return [part for part in structure.steps if isinstance(part, Call)]


def _called_slugs(structure: Structure) -> set[str]:
    return {call.structure for call in _called(structure)}


def _calls(structure: Structure, known: Mapping[str, Structure]) -> list[Problem]:
    """What keeps called structures from being put in place."""
    found = [
        Problem("LS007", structure.slug, f"'{call.name}' calls '{call.structure}'; {nearest(call.structure, known)}")
        for call in _called(structure)
        if call.structure not in known
    ]
    try:
        put_in_place(structure, known)
    except Circle as circle:
        found.append(Problem("LS008", structure.slug, f"calls go in a circle ({circle}); take one of them out."))
    except KeyError as missing:
        if not found:
            found.append(Problem("LS009", structure.slug, f"calls what calls {missing}, which is not there."))
    return found


def _unloadable(name: str, broken: Exception) -> Problem:
    return Problem("LS001", name, f"cannot be loaded: {type(broken).__name__}: {broken}. Mend its __init__.py.")


def _importer(module: str) -> Callable[[], ModuleType]:
    return lambda: importlib.import_module(module)


def _card_in(folder: Path | None) -> str:
    """The card.md of a folder; empty when there is none."""
    path = folder / "card.md" if folder else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""


def _expanded(structure: Structure, known: Mapping[str, Structure], trail: tuple[str, ...]) -> Iterable[Step]:
    for part in structure.steps:
        if isinstance(part, Step):
            yield part
            continue
        if part.structure in trail:
            raise Circle(" > ".join((*trail, part.structure)))
        whole = tuple(_expanded(known[part.structure], known, (*trail, part.structure)))
        inner = [s for s in whole if not part.only or {s.name, base_name(s)} & set(part.only)]
        inside = {s.name for s in inner} | {base_name(s) for s in inner}
        left_out = {s.name for s in whole} | {base_name(s) for s in whole}
        for step in with_minutes(tuple(inner), dict(part.minutes)):
            yield _under(part, step, inside, left_out - inside)


def _under(call: Call, step: Step, inside: set[str], left_out: set[str]) -> Step:
    """A step of a called structure under its caller's name for it. What it refers to goes along; what it would show of
    or take from a step that is left out goes with that step."""

    def renamed(name: str) -> str:
        return "" if name in left_out else f"{call.name}.{name}" if name in inside else name

    sees = (sight for sight in step.sees if not {sight.of, sight.by} & left_out)

    return replace(
        step,
        name=renamed(step.name),
        grouping=replace(step.grouping, of=renamed(step.grouping.of)),
        deals=renamed(step.deals),
        grows_from=renamed(step.grows_from),
        lanes_of=renamed(step.lanes_of),
        marks=renamed(step.marks),
        refines=renamed(step.refines),
        sees=(*(replace(sight, of=renamed(sight.of), by=renamed(sight.by)) for sight in sees), *call.sees),
        invitation=step.invitation or call.invitation,
        title=titled(call.title, step.title) if call.title and step.title else step.title,
    )


def _as_long(time: Time | float, minutes: float) -> Time | float:
    return minutes if isinstance(time, int | float) else replace(time, minutes=minutes)
