"""Who is together in a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Remainder = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who is together in a step.

    `alone`, `everyone`, `keep` (as in the step before) and, newly formed:
    `groups`: of about `size`. `merge`: neighbouring groups join, `size` by `size`. `clusters`: people with the same
    answer to the script's first question (their role, say), or about `size` where nothing was asked.
    `circle`: group 0 is the inner circle of at most `size`, of those who chose its first option in step `of`; the
    others sit outside in groups of about `outer`. `joined`: by what people picked in step `of`; with `roam` they may
    move to another group whenever they like. `stations`: one group for each contribution of step `of`; its writer
    stays there, everybody else goes round, and this is visit number `visit` (from 0). `fold`: pairs from the two ends
    of the line of step `of`, so that those farthest apart meet.

    `remainder` says what happens when people do not divide evenly: "up" makes some groups larger by one (talk),
    "down" makes some smaller by one (turn-taking, where one more person lengthens everybody's round). `least` and
    `most` bound the size where the numbers allow; nobody is ever left alone by arithmetic.
    """

    kind: Literal["alone", "groups", "merge", "keep", "everyone", "clusters", "circle", "joined", "stations", "fold"]
    size: int = 0
    least: int = 2
    most: int = 0
    remainder: Remainder = "up"
    of: str = ""
    outer: int = 0
    roam: bool = False
    visit: int = 0

    @property
    def forms(self) -> bool:
        """True when new groups come about in this step."""
        return self.kind not in ("alone", "keep", "everyone")


ALONE = Grouping("alone")
EVERYONE = Grouping("everyone")
KEEP = Grouping("keep")


def groups_of(size: int, *, least: int = 2, most: int = 0, remainder: Remainder = "up") -> Grouping:
    """New groups of about `size`, avoiding people who have met. `most` defaults to one above `size`."""
    return Grouping("groups", size, least, most or size + (remainder == "up"), remainder)


def merge(count: int = 2) -> Grouping:
    """Neighbouring groups of the step before join, `count` by `count`; every former group stays whole."""
    return Grouping("merge", count, 2, 0)


def clusters(size: int = 5) -> Grouping:
    """People of one kind together: by their answer to the script's first question, else about `size` at random."""
    return Grouping("clusters", size)


def circle(size: int, *, outer: int = 4, of: str = "") -> Grouping:
    """An inner circle of at most `size` that the others watch, in groups of `outer`. Who leads is who sits inside.

    `of` is a step with a choice whose first option means "I take a chair inside"; without it, or with nobody willing,
    the circle is drawn by lot, and the facilitator moves people.
    """
    return Grouping("circle", size, of=of, outer=outer)


def joined(of: str, *, roam: bool = False) -> Grouping:
    """Groups by what people picked in step `of`. Who picked nothing joins the smallest. `roam`: move at any time."""
    return Grouping("joined", of=of, roam=roam)


def stations(of: str, *, visit: int = 0) -> Grouping:
    """Everybody visits the writers of step `of` in turn; see `tour`, which makes one visit after the other."""
    return Grouping("stations", of=of, visit=visit)


def fold(of: str) -> Grouping:
    """Pairs from both ends of the line people placed themselves on in step `of`: first with last, and so on."""
    return Grouping("fold", 2, of=of)


PAIRS = groups_of(2)
