"""Who may see what: the grants of a step. What nothing grants, nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

To = Literal["each", "lead", "rest"]
Show = Literal["cards", "wall", "ranking", "spread", "commitments", "columns", "plot", "matrix", "gallery", "web"]


@dataclass(frozen=True, slots=True)
class Sight:
    """A grant: while its step runs, this audience may see those contributions.

    `of` names a step of the same structure; "output" means the outputs the script says it `uses`.
    `whose`: own words, my present group's, the words of my group's lead, the card dealt to me, words addressed to my
    group, everybody's, or an earlier output. `to` narrows it to the lead or to the rest (of a group; in a circle, to
    those inside or outside). Sights of "all" to "each" are shown on the stage and on every screen. `named` adds who
    wrote it. `held` keeps words with the facilitator until shown. `show` says how: plain cards, a wall, a ranking by
    the scores or picks of step `by`, the spread of scores, commitments, columns by the answers of step `by`, a plot of
    where things were placed (in step `by`, or in `of` itself), a matrix of who asks whom, a gallery of pictures, or a
    web of who knows whom.
    """

    of: str
    whose: Literal["own", "group", "lead", "dealt", "addressed", "all", "output"]
    to: To = "each"
    named: bool = False
    show: Show = "cards"
    held: bool = False
    by: str = ""
    top: int = 0


def own(step: str) -> Sight:
    """My own words of that step, on my phone alone."""
    return Sight(step, "own")


def of_group(step: str, *, to: To = "each", named: bool = False) -> Sight:
    """Words written in that step by the people who are in my group now."""
    return Sight(step, "group", to, named)


def of_lead(step: str, *, to: To = "each") -> Sight:
    """What my group's lead (the client, the sharer) wrote in that step."""
    return Sight(step, "lead", to)


def dealt(step: str) -> Sight:
    """The card of that step which was dealt to me; never my own, never with a name."""
    return Sight(step, "dealt")


def addressed(step: str, by: str, *, to: To = "each") -> Sight:
    """Words of that step whose addressee (its field `by`) is my group."""
    return Sight(step, "addressed", to, by=by)


def on_stage(
    step: str,
    *,
    named: bool = False,
    held: bool = False,
    show: Literal["wall", "commitments", "gallery", "web"] = "wall",
) -> Sight:
    """Everybody's words of that step, on the stage and every phone. `held`: the facilitator shows them one by one."""
    return Sight(step, "all", "each", named, show, held)


def to_circle(step: str) -> Sight:
    """Everybody's words of that step, on the phones of those who sit in the inner circle."""
    return Sight(step, "all", "lead")


def ranking(step: str, *, by: str, top: int = 0) -> Sight:
    """The cards of that step in order of the scores (or the picks, or the first answer) given in step `by`, with ties
    and spread. `top` 0 shows all. `step` may be "output"."""
    return Sight(step, "all", "each", False, "ranking", False, by, top)


def spread(step: str) -> Sight:
    """How the scores of that step are spread, scale by scale, and the words given with them, without names."""
    return Sight(step, "all", "each", False, "spread")


def columns(step: str, *, by: str, whose: Literal["group", "all"] = "all") -> Sight:
    """The cards of that step sorted by the answers of the marking step `by`, with disagreement in sight; for
    everybody, or for each group what itself answered. `step` may be "output"."""
    return Sight(step, whose, show="columns", by=by)


def plot(step: str, *, by: str = "", whose: Literal["group", "all"] = "all") -> Sight:
    """Where the cards of that step were placed in the marking step `by`; without `by`, where that step's own
    contributions were placed. `step` may be "output"."""
    return Sight(step, whose, show="plot", by=by)


def matrix(step: str, *, by: str) -> Sight:
    """Which group asked which for what (step `step`, with an addressee), and what it answered (marking step `by`)."""
    return Sight(step, "all", show="matrix", by=by)


def earlier() -> Sight:
    """The earlier outputs the script says this structure uses, pinned on every screen."""
    return Sight("output", "output")
