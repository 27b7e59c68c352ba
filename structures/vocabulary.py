"""The words a structure is written in.

A structure is data: who is together, what is asked, what a phone may enter, who may see it, for how long.
Nothing here runs a session; the core reads these values and the screens follow from them. This module imports
nothing of ours but its four pages (fields, groupings, sights, steps), so a structure can be written, shared and
installed without the rest of the house.

Rule of the house: a step shows nothing unless a `Sight` grants it. Leave `sees` empty and nobody sees a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from structures.fields import (
    Canvas,
    Field,
    Tells,
    addressee,
    axes,
    choice,
    date,
    line,
    long_text,
    loop,
    people,
    person,
    pick,
    picture,
    place,
    quadrants,
    rings,
    score,
    text,
)
from structures.groupings import (
    ALONE,
    EVERYONE,
    KEEP,
    PAIRS,
    Grouping,
    circle,
    clusters,
    fold,
    groups_of,
    joined,
    merge,
    stations,
)
from structures.sights import (
    Sight,
    addressed,
    columns,
    dealt,
    earlier,
    matrix,
    of_group,
    of_lead,
    on_stage,
    own,
    plot,
    ranking,
    spread,
    to_circle,
)
from structures.steps import (
    Lane,
    Role,
    Step,
    Time,
    days,
    per_person,
    repeat,
    rotate,
    tour,
    until_the_bell,
)

__all__ = [
    "ALONE", "EVERYONE", "KEEP", "PAIRS",
    "Call", "Canvas", "Field", "Grouping", "Lane", "Leaves", "Role", "Sight", "Step", "Structure", "Tells", "Time",
    "addressed", "addressee", "axes", "call", "choice", "circle", "clusters", "columns", "date", "days", "dealt",
    "earlier", "fold", "groups_of", "joined", "leaves", "line", "long_text", "loop", "matrix", "merge", "of_group",
    "of_lead", "on_stage", "own", "people", "per_person", "person", "pick", "picture", "place", "plot", "quadrants",
    "ranking", "repeat", "rings", "rotate", "score", "spread", "stations", "text", "to_circle", "tour",
    "until_the_bell",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """Another structure played as part of this one: its steps are put here under `name.` with this invitation.

    `title` goes before the titles of its steps. `minutes` are new lengths by step. `only` names the steps that are
    played (all when empty). `sees` are grants of the caller's own steps, in sight through all of it.
    """

    name: str
    structure: str
    invitation: str = ""
    title: str = ""
    minutes: tuple[tuple[str, float], ...] = ()
    only: tuple[str, ...] = ()
    sees: tuple[Sight, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a structure leaves behind: the contributions of these steps, the best `top` of them when scored, picked or
    answered in `by`; with `only`, those alone to which most people answered that, the clearest first. "output" among
    the steps hands on earlier outputs that people picked or marked."""

    of: tuple[str, ...] = ()
    by: str = ""
    top: int = 0
    only: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """A Liberating Structure (or kin): invitation, participation, groups, steps and time in one value.

    `least` is the number of people from which it is itself; with fewer it still plays, and the check says so.
    `source` names who it comes from. Its folder's card.md tells people about it.
    """

    slug: str
    title: str
    purpose: str
    invitation: str
    steps: tuple[Step | Call, ...]
    leaves: Leaves = Leaves()
    least: int = 2
    source: str = "Liberating Structures (Henri Lipmanowicz, Keith McCandless)"


def leaves(*steps: str, by: str = "", top: int = 0, only: str = "") -> Leaves:
    """The output of a structure: the words of these steps, in order of the scores of step `by` when given."""
    return Leaves(steps, by, top, only)


def call(
    name: str,
    structure: str,
    invitation: str = "",
    *,
    title: str = "",
    minutes: Mapping[str, float] | None = None,
    only: tuple[str, ...] = (),
    sees: tuple[Sight, ...] = (),
) -> Call:
    """Another structure as part of this one; see `Call`."""
    return Call(name, structure, invitation, title, tuple((minutes or {}).items()), only, sees)
