"""The words a structure is written in.

A structure is data: who is together, what is asked, what a phone may enter, who may see it, for how long.
Nothing here runs a session; the core reads these values and the screens follow from them. This module imports
nothing of ours, so a structure can be written, shared and installed without the rest of the house.

Rule of the house: a step shows nothing unless a `Sight` grants it. Leave `sees` empty and nobody sees a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

# --- time ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Time:
    """How long a step lasts, in minutes.

    `fixed`: that long. `per_person`: that long for each member of the largest group, so nobody's turn is cut.
    `open`: an estimate for the plan; the clock counts up and the facilitator's bell ends it.
    """

    kind: Literal["fixed", "per_person", "open"]
    minutes: float


def per_person(minutes: float) -> Time:
    """Each member of a group gets `minutes`; the largest group sets the length of the step."""
    return Time("per_person", minutes)


def until_the_bell(about: float) -> Time:
    """No fixed end; `about` minutes is what the plan reckons with."""
    return Time("open", about)


# --- who is together -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who is together in a step.

    `remainder` says what happens when people do not divide evenly: "up" makes some groups larger by one (talk),
    "down" makes some smaller by one (turn-taking, where one more person lengthens everybody's round). `least` and
    `most` bound the size where the numbers allow; nobody is ever left alone by arithmetic.
    """

    kind: Literal["alone", "groups", "merge", "keep", "everyone"]
    size: int = 0
    least: int = 2
    most: int = 0
    remainder: Literal["up", "down"] = "up"


ALONE = Grouping("alone")
EVERYONE = Grouping("everyone")
KEEP = Grouping("keep")


def groups_of(size: int, *, least: int = 2, most: int = 0, remainder: Literal["up", "down"] = "up") -> Grouping:
    """New groups of about `size`, avoiding people who have met. `most` defaults to one above `size`."""
    return Grouping("groups", size, least, most or size + (remainder == "up"), remainder)


def merge(count: int = 2) -> Grouping:
    """Neighbouring groups of the step before join, `count` by `count`; every former group stays whole."""
    return Grouping("merge", count, 2, 0)


PAIRS = groups_of(2)

# --- what a phone may enter ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a contribution holds.

    `most` is the greatest number of characters (text, long) or of choices (pick). `low`..`high` bound a score and
    `ends` names both ends of its scale. A `pick` chooses among the contributions this step lets its writer see.
    """

    name: str
    kind: Literal["text", "long", "choice", "score", "pick", "date", "person"]
    label: str = ""
    hint: str = ""
    required: bool = True
    most: int = 0
    options: tuple[str, ...] = ()
    low: int = 1
    high: int = 5
    ends: tuple[str, str] = ("", "")


def text(name: str, label: str = "", *, hint: str = "", most: int = 280, required: bool = True) -> Field:
    """A line or two of words."""
    return Field(name, "text", label, hint, required, most)


def long_text(name: str, label: str = "", *, hint: str = "", most: int = 2000, required: bool = True) -> Field:
    """A paragraph or more."""
    return Field(name, "long", label, hint, required, most)


def choice(name: str, options: Iterable[str], label: str = "", *, required: bool = True) -> Field:
    """One of a few given answers."""
    return Field(name, "choice", label, "", required, options=tuple(options))


def score(
    name: str, label: str = "", *, low: int = 1, high: int = 5, ends: tuple[str, str] = ("", ""), required: bool = True
) -> Field:
    """A whole number from `low` to `high`; `ends` says what both ends mean."""
    return Field(name, "score", label, "", required, low=low, high=high, ends=ends)


def pick(name: str, label: str = "", *, up_to: int = 1, required: bool = False) -> Field:
    """Up to `up_to` of the contributions on the screen; what is picked becomes the lineage."""
    return Field(name, "pick", label, "", required, most=up_to)


def date(name: str, label: str = "", *, required: bool = True) -> Field:
    """A day, as YYYY-MM-DD."""
    return Field(name, "date", label, "", required)


def person(name: str, label: str = "", *, required: bool = False) -> Field:
    """Somebody who has a seat in this session."""
    return Field(name, "person", label, "", required)


# --- who may see what ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sight:
    """A grant: while its step runs, this audience may see those contributions.

    `of` names a step of the same structure (or, for "output", nothing: the outputs the script says it `uses`).
    `whose`: own words, my present group's, the words of my group's lead, the card dealt to me, everybody's, or an
    earlier output. `to` narrows it to the lead or to the rest of a group. Sights of "all" are shown on the stage and
    on every screen. `show` says how. `named` adds who wrote it. `held` keeps words with the facilitator until shown.
    """

    of: str
    whose: Literal["own", "group", "lead", "dealt", "all", "output"]
    to: Literal["each", "lead", "rest"] = "each"
    named: bool = False
    show: Literal["cards", "wall", "ranking", "spread", "commitments"] = "cards"
    held: bool = False
    by: str = ""
    top: int = 0


def own(step: str) -> Sight:
    """My own words of that step, on my phone alone."""
    return Sight(step, "own")


def of_group(step: str, *, to: Literal["each", "lead", "rest"] = "each", named: bool = False) -> Sight:
    """Words written in that step by the people who are in my group now."""
    return Sight(step, "group", to, named)


def of_lead(step: str, *, to: Literal["each", "lead", "rest"] = "each") -> Sight:
    """What my group's lead (the client, the sharer) wrote in that step."""
    return Sight(step, "lead", to)


def dealt(step: str) -> Sight:
    """The card of that step which was dealt to me; never my own, never with a name."""
    return Sight(step, "dealt")


def on_stage(
    step: str, *, named: bool = False, held: bool = False, show: Literal["wall", "commitments"] = "wall"
) -> Sight:
    """Everybody's words of that step, on the stage and every phone. `held`: the facilitator shows them one by one."""
    return Sight(step, "all", "each", named, show, held)


def ranking(step: str, *, by: str, top: int = 0) -> Sight:
    """The cards of that step in order of the scores given in step `by`, with ties and spread. `top` 0 shows all."""
    return Sight(step, "all", "each", False, "ranking", False, by, top)


def spread(step: str) -> Sight:
    """How the scores of that step are spread, and the words given with them, without names."""
    return Sight(step, "all", "each", False, "spread")


def earlier() -> Sight:
    """The earlier outputs the script says this structure uses, pinned on every screen."""
    return Sight("", "output")


# --- steps and structures --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One timed part of a structure.

    name      unique in the structure, a-z 0-9 - .
    time      minutes (a number is fixed time), `per_person(…)` or `until_the_bell(…)`
    ask       what people are asked to do now; `lead_ask` is what the lead is asked instead
    by        who writes: "each" person, one "scribe" per group, only the "lead", only the "rest"
    entries   most contributions per writer; 0 means as many as they like
    capture   where words may go: "none" (nothing can be written), "private" (the writer alone, never the record),
              "group" (the group's screens, the record counts them only), "room" (the record holds the words)
    named     the record says who wrote it
    talk      phones go dark and still; people talk
    turns     the step's time is shared equally by the members of a group, and the phone says whose turn it is
    lead/rest what the person whose turn it is, and the others, are called; `turn` counts from 0
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
    capture: Literal["none", "private", "group", "room"] = "room"
    named: bool = False
    talk: bool = False
    turns: bool = False
    lead: str = ""
    rest: str = ""
    lead_ask: str = ""
    turn: int = -1
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


@dataclass(frozen=True, slots=True)
class Call:
    """Another structure played as part of this one: its steps are put here under `name.` with this invitation."""

    name: str
    structure: str
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Leaves:
    """What a structure leaves behind: the contributions of these steps, the best `top` of them when scored in `by`."""

    of: tuple[str, ...] = ()
    by: str = ""
    top: int = 0


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


def leaves(*steps: str, by: str = "", top: int = 0) -> Leaves:
    """The output of a structure: the words of these steps, in order of the scores of step `by` when given."""
    return Leaves(steps, by, top)


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


def _numbered(step: Step, n: int, names: set[str], *, round: tuple[int, int]) -> Step:
    def inside(name: str) -> str:
        return f"{name}-{n}" if name in names else name

    return replace(
        step,
        name=f"{step.name}-{n}",
        round=round,
        deals=inside(step.deals),
        grows_from=inside(step.grows_from),
        sees=tuple(replace(s, of=inside(s.of)) for s in step.sees),
    )
