"""What a phone may enter: one `Field` for each thing a contribution holds, and the canvases things are placed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "long", "choice", "score", "pick", "date", "person", "people", "place", "picture", "addressee"]

Tells = Literal["problem", "aim", "changes", "measures", "results", "learning", "next"]
"""What words are in a piece of improvement work: what is wrong, what it shall be like, what is changed, by what one
sees it, what came of it, what it taught, who does what next. A record finds them by it, in any language."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A space to place things on, 100 wide and 100 high, from the bottom left.

    `line`: from one end to the other. `axes`: two scales. `quadrants`: two scales that make four named fields.
    `loop`: the infinity loop of Ecocycle Planning. `rings`: one within another, innermost first.
    `x` and `y` name the two ends of a scale; `zones` name the fields one can choose from a list instead of pointing.
    """

    kind: Literal["line", "axes", "quadrants", "loop", "rings"]
    x: tuple[str, str] = ("", "")
    y: tuple[str, str] = ("", "")
    zones: tuple[str, ...] = ()


def line(left: str, right: str) -> Canvas:
    """One scale from left to right."""
    return Canvas("line", (left, right))


def axes(x: tuple[str, str], y: tuple[str, str]) -> Canvas:
    """Two scales: left and right end of the one, lower and upper end of the other."""
    return Canvas("axes", x, y)


def quadrants(x: tuple[str, str], y: tuple[str, str], *zones: str) -> Canvas:
    """Two scales that make four fields: lower left, lower right, upper left, upper right."""
    return Canvas("quadrants", x, y, zones)


def loop(*zones: str) -> Canvas:
    """The loop of Ecocycle Planning; `zones` are birth, maturity, rigidity, destruction, renewal, poverty in words."""
    return Canvas("loop", zones=zones)


def rings(*zones: str) -> Canvas:
    """Rings one within another; `zones` from the innermost to the outermost."""
    return Canvas("rings", zones=zones)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a contribution holds.

    `most` is the greatest number of characters (text, long), of choices (pick) or of people (people). `low`..`high`
    bound a score and `ends` names both ends of its scale. A `pick` chooses among the contributions this step lets its
    writer see; `places` is how many people each of them has room for (0: any number). A `place` is a point on its
    `canvas`. An `addressee` is one of the groups of this step, not one's own. `tells` is what its words are.
    """

    name: str
    kind: Kind
    label: str = ""
    hint: str = ""
    required: bool = True
    most: int = 0
    options: tuple[str, ...] = ()
    low: int = 1
    high: int = 5
    ends: tuple[str, str] = ("", "")
    places: int = 0
    canvas: Canvas | None = None
    # No screen of a session shows it, so what was said of a structure's screens still holds.
    tells: Tells | None = field(default=None, repr=False)


def text(
    name: str,
    label: str = "",
    *,
    hint: str = "",
    most: int = 280,
    required: bool = True,
    tells: Tells | None = None,
) -> Field:
    """A line or two of words."""
    return Field(name, "text", label, hint, required, most, tells=tells)


def long_text(
    name: str,
    label: str = "",
    *,
    hint: str = "",
    most: int = 2000,
    required: bool = True,
    tells: Tells | None = None,
) -> Field:
    """A paragraph or more."""
    return Field(name, "long", label, hint, required, most, tells=tells)


def choice(
    name: str, options: Iterable[str], label: str = "", *, required: bool = True, tells: Tells | None = None
) -> Field:
    """One of a few given answers."""
    return Field(name, "choice", label, "", required, options=tuple(options), tells=tells)


def score(
    name: str, label: str = "", *, low: int = 1, high: int = 5, ends: tuple[str, str] = ("", ""), required: bool = True
) -> Field:
    """A whole number from `low` to `high`; `ends` says what both ends mean."""
    return Field(name, "score", label, "", required, low=low, high=high, ends=ends)


def pick(name: str, label: str = "", *, up_to: int = 1, places: int = 0, required: bool = False) -> Field:
    """Up to `up_to` of the contributions on the screen; what is picked becomes the lineage."""
    return Field(name, "pick", label, "", required, most=up_to, places=places)


def date(name: str, label: str = "", *, required: bool = True) -> Field:
    """A day, as YYYY-MM-DD."""
    return Field(name, "date", label, "", required)


def person(name: str, label: str = "", *, required: bool = False) -> Field:
    """Somebody who has a seat in this session."""
    return Field(name, "person", label, "", required)


def people(name: str, label: str = "", *, up_to: int = 10, required: bool = False) -> Field:
    """Several people who have a seat in this session."""
    return Field(name, "people", label, "", required, most=up_to)


def place(name: str, canvas: Canvas, label: str = "", *, required: bool = True) -> Field:
    """A point on a canvas, by touch or from a list."""
    return Field(name, "place", label, "", required, canvas=canvas)


def picture(name: str, label: str = "", *, hint: str = "", required: bool = False) -> Field:
    """A drawing made on the phone, or a photo of paper. Ask in words what is on it too, for those who cannot see it."""
    return Field(name, "picture", label, hint, required)


def addressee(name: str, label: str = "") -> Field:
    """Another group of this step: the one these words are for."""
    return Field(name, "addressee", label)
