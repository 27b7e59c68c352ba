"""What is printed before a session is made from this: a plan, how many come, when, where, and how people come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.core.grouping import sizes_for
from server.core.plan import Item, Plan, bounds, planned, stations_reckoned, total_seconds
from server.record.handouts.qr import svg
from structures.vocabulary import Grouping, Step


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected: `line` stands small below their name; `link` leads to their own page, if it was made
    for this."""

    name: str
    line: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """`begins` is the wall clock where people meet, as `2026-11-05T10:00`, or empty; `code` and `join` are the words to
    type and the link; both empty for a script without a session."""

    plan: Plan
    people: int = 25
    begins: str = ""
    where: str = ""
    code: str = ""
    join: str = ""
    guests: tuple[Guest, ...] = ()
    a_sheet: int = 8
    """Badges on one sheet: 8 or 10."""

    @property
    def spoken(self) -> str:
        """The code as it is read and said; people type it with or without the blanks."""
        return self.code.replace("-", " ")

    @property
    def address(self) -> str:
        """Where people type the code, as they read it."""
        return self.join.partition("#")[0].partition("://")[2]

    def at(self, seconds: float) -> str:
        """The wall clock so long after the beginning; how long after it, where the beginning is not known."""
        if self.begins:
            return f"{datetime.fromisoformat(self.begins) + timedelta(seconds=seconds):%H:%M}"
        return f"{int(seconds // 3600)}:{int(seconds % 3600 // 60):02}"

    def squares(self) -> dict[str, bytes]:
        """The QR codes that are printed, as SVG by their names: "join.svg", and "3.svg" for the fourth guest's own."""
        links = {f"{n}.svg": guest.link for n, guest in enumerate(self.guests) if guest.link}
        return {name: svg(link) for name, link in ({"join.svg": self.join} | links).items() if link}

    def square(self, guest: int | None = None) -> str:
        """The name of the code for a guest: their own, else the session's; empty where there is none."""
        if guest is not None and self.guests[guest].link:
            return f"{guest}.svg"
        return "join.svg" if self.join else ""

    @property
    def seconds(self) -> float:
        return total_seconds(self.plan.items, self.people)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step as it is planned: all rounds that are alike are one, `times` over. `number` is the step's in its
    structure, from 1; `sizes` are those of the groups, empty where they are not known before."""

    step: Step
    number: int
    seconds: float
    times: int
    sizes: tuple[int, ...]
    together: str


def stretches(item: Item, people: int) -> Iterator[Stretch]:
    """The steps of an item as `people` play them, each with who is together."""
    played = [(step, seconds) for _, step, seconds in planned((item,), people)]
    times = Counter(_alike(step, seconds) for step, seconds in played)
    told: set[tuple[str, str, float]] = set()
    formed: tuple[int, ...] = (people,)
    for step, seconds in played:
        sizes = _sizes(step.grouping, people, formed)
        formed = sizes if step.grouping.forms else formed
        alike = _alike(step, seconds)
        if alike not in told:
            told.add(alike)
            shown = sizes if step.grouping.kind not in ("joined", "clusters", "stations") else ()
            number = item.steps.index(step) + 1
            together = _together(step, sizes, people) if item.kind == "structure" else "all together"
            yield Stretch(step, number, seconds, times[alike], shown, together)


def _alike(step: Step, seconds: float) -> tuple[str, str, float]:
    """What rounds have in common that can be told as one: their name, what is asked, how long they take."""
    return step.name.rpartition("-")[0] if step.round[1] else step.name, step.ask, seconds


def _sizes(grouping: Grouping, people: int, before: tuple[int, ...]) -> tuple[int, ...]:
    match grouping.kind:
        case "alone":
            return (1,) * people
        case "everyone":
            return (people,)
        case "keep":
            return before
        case "merge":
            of = grouping.size
            return tuple(sum(before[n : n + of]) for n in range(0, len(before), of))
        case "groups":
            return tuple(sizes_for(people, **bounds(grouping)))
        case "fold":
            return tuple(sizes_for(people, 2, least=2, most=None, remainder="up"))
        case "circle":
            inside = people if people <= 3 else min(grouping.size, max(2, people // 2))
            outside = sizes_for(people - inside, grouping.outer or 4, least=2, most=None, remainder="up")
            return (inside, *outside)
        case "stations":
            many = stations_reckoned(people)
            return tuple(people // many + (n < people % many) for n in range(many))
        case "clusters" | "joined":
            return tuple(sizes_for(people, grouping.size or 4, least=2, most=None, remainder="up"))


def _together(step: Step, sizes: tuple[int, ...], people: int) -> str:
    match step.grouping.kind:
        case "alone":
            return "each alone"
        case "everyone":
            return "all together"
        case "circle":
            inside, outside = sizes[0], sizes[1:]
            return f"{inside} inside" + (f", {groups(outside)} round them" if outside else "")
        case "joined":
            return "by what people choose"
        case "clusters":
            return "people of one kind together"
        case "keep" if len(sizes) > 1:
            return "in the same groups"
        case "stations":
            return f"about {len(sizes)} stations, people go round"
    if len(sizes) == people:
        return "each alone"
    return "all together" if len(sizes) <= 1 else groups(sizes)


def groups(sizes: tuple[int, ...]) -> str:
    """`11 pairs, 1 of 3`: groups by their sizes."""
    said = []
    for size, count in sorted(Counter(sizes).items(), key=lambda one: (-one[1], one[0])):
        if size == 2:
            said.append("1 pair" if count == 1 else f"{count} pairs")
        else:
            many = "1 group" if count == 1 else f"{count} groups"
            said.append(f"{count} of {size}" if said else f"{many} of {size}")
    return ", ".join(said)
