"""A timed part of a structure: how long it lasts, what is asked of whom; and steps that are played several times."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from structures.fields import Field
from structures.groupings import ALONE, Grouping, stations
from structures.sights import Sight

# --- time ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Time:
    """How long a step lasts, in minutes.

    `fixed`: that long. `per_person`: that long for each member of the largest group, so nobody's turn is cut.
    `open`: an estimate for the plan; the clock counts up and the facilitator's bell ends it. `days`: between two
    meetings, that many days of 1,440 minutes, with a due date in place of a clock; no meeting's minutes count it.
    """

    kind: Literal["fixed", "per_person", "open", "days"]
    minutes: float


def per_person(minutes: float) -> Time:
    """Each member of a group gets `minutes`; the largest group sets the length of the step."""
    return Time("per_person", minutes)


def until_the_bell(about: float) -> Time:
    """No fixed end; `about` minutes is what the plan reckons with."""
    return Time("open", about)


def days(number: float) -> Time:
    """Between meetings: people do it where they are, until it is due."""
    return Time("days", number * 1440)


# --- steps -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Role:
    """What one member of a group is called in a turn beside the lead, and what is asked of them."""

    name: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One of several prompts that groups have at the same time: group n gets lane n, and round again."""

    title: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One timed part of a structure.

    name      unique in the structure, a-z 0-9 - .
    time      minutes (a number is fixed time), `per_person(…)` or `until_the_bell(…)`
    ask       what people are asked to do now; `lead_ask` is what the lead is asked instead
    by        who writes: "each" person, one "scribe" per group, only the "lead", only the "rest"
    entries   most contributions per writer; 0 means as many as they like
    capture   where words may go: "none" (nothing can be written), "phone" (they never leave the phone and are gone
              with the session), "private" (the writer alone, never the record), "group" (the group's screens, the
              record counts them only), "room" (the record holds the words)
    named     the record says who wrote it
    pledge    what is written here stands on its writer's own page afterwards, as something they will do; nobody else is
              told whose it is
    talk      phones go dark and still; people talk
    turns     the step's time is shared equally by the members of a group, and the phone says whose turn it is
    lead/rest what the person whose turn it is, and the others, are called; `turn` counts from 0. Speaking order is
              fixed: in turn t the member at place t leads. In a circle those inside are the lead, the others the rest
    roles     the members after the lead in speaking order; who is left over is the `rest`
    lanes     prompts of their own for the groups; `lanes_of` takes them from the words of an earlier step instead
    marks     the form is filled once for each card of that step which its writer may see ("output": of the outputs in
              sight): keep or drop, rate, sort, place, answer
    refines   people (or the scribe) go on from the words of that step: the form begins with them
    round     (n, of) when the step is one of several alike
    deals     give each person one card of that step
    grows_from  the step whose words this one builds on: the lineage when nothing was picked
    cue, watch, move   for the facilitator: what to say, what to watch for, which of Kahane's moves
    moves_on  the step ends by itself when its time is up
    grace     seconds in which words still in flight are taken after the step closed
    invitation  replaces the structure's invitation while this step runs
    """

    name: str
    time: Time | float
    ask: str
    grouping: Grouping = ALONE
    form: tuple[Field, ...] = ()
    by: Literal["each", "scribe", "lead", "rest"] = "each"
    entries: int = 1
    sees: tuple[Sight, ...] = ()
    capture: Literal["none", "phone", "private", "group", "room"] = "room"
    named: bool = False
    talk: bool = False
    turns: bool = False
    lead: str = ""
    rest: str = ""
    lead_ask: str = ""
    turn: int = -1
    roles: tuple[Role, ...] = ()
    lanes: tuple[Lane, ...] = ()
    lanes_of: str = ""
    marks: str = ""
    refines: str = ""
    round: tuple[int, int] = (0, 0)
    deals: str = ""
    grows_from: str = ""
    cue: str = ""
    watch: str = ""
    move: str = ""
    moves_on: bool = False
    grace: float = 5.0
    title: str = ""
    invitation: str = ""
    # No screen of a session shows it, so what was said of a structure's screens still holds.
    pledge: bool = field(default=False, repr=False)


# --- several times over ----------------------------------------------------------------------------------------


def repeat(times: int, *steps: Step) -> tuple[Step, ...]:
    """The steps, `times` over, as `name-1`, `name-2` …; sights among them stay within their round."""
    return tuple(
        _numbered(step, n, {s.name for s in steps}, round=(n, times)) for n in range(1, times + 1) for step in steps
    )


def rotate(most: int, lead: str, rest: str, *steps: Step) -> tuple[Step, ...]:
    """The steps once for every member of a group in turn, each the `lead` once while the others are the `rest`.

    `most` is the size of the largest group; turns that no group is large enough to need are skipped when played.
    """
    names = {s.name for s in steps}
    return tuple(
        replace(_numbered(step, n + 1, names, round=(n + 1, most)), turn=n, lead=lead, rest=rest)
        for n in range(most)
        for step in steps
    )


def tour(most: int, of: str, *steps: Step) -> tuple[Step, ...]:
    """The steps once for each visit to the stations of step `of`: everybody goes round, the hosts stay.

    The first of the steps forms the groups. Visits for which there is no station left are skipped when played.
    """
    names = {s.name for s in steps}
    return tuple(
        replace(
            _numbered(step, n + 1, names, round=(n + 1, most)),
            grouping=stations(of, visit=n) if step is steps[0] else step.grouping,
        )
        for n in range(most)
        for step in steps
    )


def _numbered(step: Step, n: int, names: set[str], *, round: tuple[int, int]) -> Step:
    def inside(name: str) -> str:
        return f"{name}-{n}" if name in names else name

    return replace(
        step,
        name=f"{step.name}-{n}",
        round=round,
        deals=inside(step.deals),
        grows_from=inside(step.grows_from),
        grouping=replace(step.grouping, of=inside(step.grouping.of)),
        lanes_of=inside(step.lanes_of),
        marks=inside(step.marks),
        refines=inside(step.refines),
        sees=tuple(replace(s, of=inside(s.of), by=inside(s.by)) for s in step.sees),
    )


# --- titles ----------------------------------------------------------------------------------------------------


def titled(word: str, title: str) -> str:
    """A title behind another one and its colon, whose own colon gives way: "Look back: so what, tables"."""
    return f"{word}: {title[:1].lower()}{title[1:].replace(': ', ', ')}"
