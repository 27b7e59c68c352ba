"""What a session is going to do: the resolved script, as it is embedded in `SessionOpened`.

Everything a session needs of its structures is here by value, so an old log folds without old structure code.
Lengths are computed from the steps and the sizes of the groups; no total is ever stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from server.core.grouping import sizes_for
from server.core.wishes import Weight
from structures.vocabulary import Grouping, Leaves, Step, Tells, Time

StepKey = str
"""`<item key>/<step name>`: names one playing of one step in one session."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the join page asks beside the name: used for mixing groups and for the record by role."""

    name: str
    label: str
    options: tuple[str, ...] = ()
    why: str = "Only used to mix the groups."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group meets: a table, a corner, a video room with its link."""

    name: str
    where: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An output that was there before the session began, under its name: of an earlier meeting, or typed in.

    What comes from an earlier session of the series is called `session.output`. Then `source` is that session's title,
    and `refs` say line by line where it stands in the records of the series: "1:5.3.2", or nothing where it was typed.
    `tells` is what that session said that it is.
    """

    name: str
    lines: tuple[str, ...]
    source: str = ""
    refs: tuple[str, ...] = ()
    tells: Tells | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the run: a structure with its invitation, a plenary talk, a break, or a facilitator's note.

    `least` is how many people it is meant for. `repeats` is the key of the item this one plays again. `tells` is what
    its output is, for records in any language.
    """

    key: str
    kind: Literal["structure", "talk", "break", "note"]
    title: str
    invitation: str = ""
    slug: str = ""
    steps: tuple[Step, ...] = ()
    leaves: Leaves = Leaves()
    uses: tuple[str, ...] = ()
    output: str = ""
    note: str = ""
    repeats: str = ""
    same_groups: bool = False
    least: int = 1
    tells: Tells | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A resolved script. `series` is the title of what this is a session of. `source` says whose order of questions it
    is. `spread` and `together` name asks whose answers are mixed or kept together in groups, `mixing` says how much the
    wishes for groups count, by the names of `wishes` and of asks. `ready` are structures that the script brought along,
    to be put into the run."""

    title: str
    subtitle: str = ""
    purpose: str = ""
    items: tuple[Item, ...] = ()
    asks: tuple[Ask, ...] = ()
    spread: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    alias: bool = False
    given: tuple[Given, ...] = ()
    ready: tuple[Item, ...] = ()
    series: str = ""
    source: str = ""
    mixing: Mapping[str, Weight] = field(default_factory=dict)


def step_key(item: Item, step: Step) -> StepKey:
    return f"{item.key}/{step.name}"


def largest_group(grouping: Grouping, people: int, before: int = 1) -> int:
    """The size of the largest group that `people` make; `before` is the largest group of the step before."""
    match grouping.kind:
        case "alone":
            return 1
        case "everyone":
            return people
        case "keep":
            return before
        case "merge":
            return min(people, before * grouping.size)
        case "groups":
            return max(sizes_for(people, **bounds(grouping)), default=1)
        case "clusters":
            return _largest_of(people, grouping.size or 4)
        case "circle":
            inside = people if people <= 3 else min(grouping.size, max(2, people // 2))
            return max(inside, _largest_of(people - inside, grouping.outer or 4))
        case "joined":
            return _largest_of(people, 4)
        case "stations":
            return -(-people // stations_reckoned(people))
        case "fold":
            return _largest_of(people, 2)


def _largest_of(people: int, size: int) -> int:
    return max(sizes_for(people, size, least=2, most=None, remainder="up"), default=1)


def stations_reckoned(people: int) -> int:
    """How many stations a plan reckons with, before anybody has offered one."""
    return max(1, min(people // 4, 7))


def steps_before(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """The steps of its structure that come before a step, in order."""
    return steps[: _place(steps, step)]


def steps_after(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """The steps of its structure that come after a step, in order."""
    return steps[_place(steps, step) + 1 :]


def _place(steps: tuple[Step, ...], step: Step) -> int:
    for place, one in enumerate(steps):
        if one.name == step.name:
            return place
    return len(steps)


def visit_of(steps: tuple[Step, ...], step: Step) -> Step | None:
    """The step that forms the groups of the visit a step belongs to; None outside a tour."""
    if step.grouping.kind == "stations":
        return step
    if step.round[1]:
        for earlier in reversed(steps_before(steps, step)):
            if earlier.round != step.round:
                break
            if earlier.grouping.kind == "stations":
                return earlier
    return None


def bounds(grouping: Grouping) -> dict[str, Any]:
    """The grouping's own bounds, as `of_size` and `sizes_for` take them."""
    return {
        "size": grouping.size,
        "least": grouping.least,
        "most": grouping.most or None,
        "remainder": grouping.remainder,
    }


def step_seconds(step: Step, largest: int) -> float:
    """Seconds this step takes when its largest group has that many members; between meetings, those of all the days."""
    time = step.time if isinstance(step.time, Time) else Time("fixed", step.time)
    return 60.0 * time.minutes * (max(1, largest) if time.kind == "per_person" else 1)


def is_between_meetings(step: Step) -> bool:
    """True for a step that lasts days: it has a due date, and no meeting's minutes count it."""
    return isinstance(step.time, Time) and step.time.kind == "days"


def planned(items: tuple[Item, ...], people: int) -> Iterator[tuple[Item, Step, float]]:
    """Every step that `people` would play, with its seconds in a meeting (none for a step between meetings); turns
    that no group needs are left out, and visits for which there is no station."""
    for item in items:
        formed = 1
        for step in item.steps:
            largest = largest_group(step.grouping, people, formed)
            if step.grouping.forms:
                formed = largest
            visit = visit_of(item.steps, step)
            if visit and visit.grouping.visit >= stations_reckoned(people):
                continue
            if step.turn < formed or step.turn <= 0:
                seconds = step_seconds(step, max(largest, formed) if step.turn >= 0 else largest)
                yield item, step, 0.0 if is_between_meetings(step) else seconds


def total_seconds(items: tuple[Item, ...], people: int) -> float:
    """Seconds the items take for that many people."""
    return sum(seconds for _, _, seconds in planned(items, people))
