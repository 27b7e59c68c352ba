"""What a script may say, key by key. Everything else is refused. docs/scripts.md tells the same to people."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from server.core.wishes import Weight
from structures.vocabulary import Tells

Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Source = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}(\.[a-z][a-z0-9_]{0,31})?$")]
"""An output by its name, or one of an earlier session of the series: `situation.problem_statement`."""
LONGEST = 24 * 60.0
"""Minutes that one step or item may take in a meeting."""
MOST_DAYS = 100
"""Days that a step between meetings may last."""
MOST_GIVEN = 10
"""Outputs that a session may be given, and lines that each of them may hold."""
MOST_LINES = 60
GivenLine = Annotated[str, StringConstraints(min_length=1, max_length=280)]

_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


def minutes_of(given: Any, most: float = LONGEST) -> float:
    """Minutes as a number, or as words such as "12m30s", "1h" or "90s"; at most `most` of them."""
    if isinstance(given, str) and given and (found := _DURATION.fullmatch(given.replace(" ", ""))) and found[0]:
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        given = days * 1440 + hours * 60 + minutes + seconds / 60
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise ValueError('must be minutes, such as 12, 2.5 or "12m30s"')
    if not 0 < given <= most:
        raise ValueError(f"must be more than 0 minutes and at most {'a day' if most <= LONGEST else '100 days'}")
    return float(given)


def _minutes_by_step(given: Any) -> float | dict[str, float]:
    if not isinstance(given, dict):
        return minutes_of(given)
    if not given:
        raise ValueError("must name a step and its minutes, such as {pairs: 3}")
    by_step = {}
    for step, minutes in given.items():
        try:
            by_step[str(step)] = minutes_of(minutes, MOST_DAYS * 1440)  # of a step between meetings
        except ValueError as wrong:
            raise ValueError(f"for step '{step}' {wrong}") from None
    return by_step


def _web(link: str) -> str:
    if link and not re.fullmatch(r"https?://[^\s]+", link):
        raise ValueError("must begin with https:// or http://")
    return link


def _weight(given: Any) -> Weight:
    for weight in get_args(Weight):
        if isinstance(given, str) and given.strip().replace(" ", "_") == weight:
            return weight  # type: ignore[no-any-return]
    raise ValueError(f"must be one of: {', '.join(weight.replace('_', ' ') for weight in get_args(Weight))}")


WeightWord = Annotated[Weight, BeforeValidator(_weight)]
Minutes = Annotated[float, BeforeValidator(minutes_of)]
MinutesByStep = Annotated[float | dict[str, float], BeforeValidator(_minutes_by_step)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)


class AskForm(Strict):
    name: Name
    label: Line
    options: list[Line] = Field(default=[], max_length=20)
    why: Line = "Only used to mix the groups."


class PlaceForm(Strict):
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    where: Annotated[str, StringConstraints(max_length=120)] = ""
    link: Annotated[str, StringConstraints(max_length=500), AfterValidator(_web)] = ""


class SeriesForm(Strict):
    title: Line
    n: int = Field(ge=1, le=99)
    of: int = Field(ge=1, le=99)


class OptionsForm(Strict):
    rounds: int | None = Field(default=None, ge=1, le=20)
    groups: int | None = Field(default=None, ge=2, le=100)
    turns: int | None = Field(default=None, ge=1, le=20)


class StructureItem(Strict):
    """A structure to be played."""

    structure: str
    title: Line | None = None
    invitation: Line | None = None
    minutes: MinutesByStep | None = None
    uses: list[Source] = []
    output: Name | None = None
    tells: Tells | None = None
    options: OptionsForm = OptionsForm()
    note: Paragraph = ""


class TalkItem(Strict):
    """A part in which everybody is together: a welcome, a recap, a close; with `writes`, everybody writes a line."""

    talk: Line
    minutes: Minutes
    invitation: Line | None = None
    ask: Line | None = None
    writes: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    uses: list[Source] = []
    output: Name | None = None
    tells: Tells | None = None
    cue: Paragraph = ""
    note: Paragraph = ""


class BreakItem(Strict):
    """A break, with its clock on every screen."""

    break_: Line = Field(alias="break")
    minutes: Minutes
    ask: Line | None = None
    note: Paragraph = ""


class NoteItem(Strict):
    """A note for the facilitator, in its place in the run; nobody else sees it."""

    note: Paragraph


KINDS: dict[str, type[StructureItem | TalkItem | BreakItem | NoteItem]] = {
    "structure": StructureItem,
    "talk": TalkItem,
    "break": BreakItem,
    "note": NoteItem,
}
Kind = Literal["structure", "talk", "break", "note"]


class ScriptForm(Strict):
    """A script without its items, which are read one by one so that each can say what is wrong with it."""

    title: Line
    subtitle: Line | None = None
    source: Line | None = None
    series: SeriesForm | None = None
    purpose: Paragraph = ""
    alias: bool = False
    asks: list[AskForm] = Field(default=[], max_length=10)
    spread: list[Name] = []
    together: list[Name] = []
    mixing: dict[str, WeightWord] = Field({}, max_length=20)
    places: list[PlaceForm] = Field(default=[], max_length=200)
    given: dict[Source, Annotated[list[GivenLine], Field(max_length=MOST_LINES)]] = Field({}, max_length=MOST_GIVEN)
    structures: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = Field(min_length=1, max_length=200)
