"""How good a structure is, in three steps that a command can prove.

Bronze: it plays, with few people and with many. Silver: its card is whole and its own, every step has a cue, and a
sight table beside it (`sight.txt`) says who may read whose words. Gold: somebody looked at its screens on a phone, a
laptop and a projector, axe-core found nothing serious, and `review.md` says so of the steps as they stand now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from server.core.plan import Ask, Item, Plan, total_seconds
from server.rehearsal.play import Play
from server.scripts import insertable
from structures import card, catalogue, folder, problems, resolve
from structures.new import CARD

Grade = Literal["none", "bronze", "silver", "gold"]

PLAYED_WITH = (1, 2, 3, 5, 8, 13, 25)
SCREENS = ("phone", "laptop", "projector", "axe-core")
PLACEHOLDERS = frozenset(line for line in CARD.splitlines() if line.endswith("?"))
REVIEWED = re.compile(r"^Steps: ([0-9a-f]{12})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a structure is, and what it lacks for the next step up."""

    slug: str
    grade: Grade
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        structure, steps = catalogue()[self.slug], resolve(catalogue()[self.slug])
        minutes = total_seconds((Item("i", "structure", "", steps=steps),), 25) / 60
        facts = f"{len(steps)} steps, {minutes:g} min for 25, from {structure.least} people"
        above = {"none": "bronze", "bronze": "silver", "silver": "gold"}.get(self.grade, "")
        return f"{self.slug:28} {self.grade:7} {facts}" + (f"; for {above}: {' '.join(self.lacks)}" if above else "")


def quality(slug: str) -> Quality:
    """The grade of a sound structure. KeyError when there is no such one."""
    for grade, lacks in (("none", _plays), ("bronze", _is_whole), ("silver", _was_looked_at)):
        if missing := tuple(lacks(slug)):
            return Quality(slug, grade, missing)  # type: ignore[arg-type]
    return Quality(slug, "gold", ())


def fingerprint(slug: str) -> str:
    """Twelve letters that change when anything people see of its steps does: a review is of these steps only."""
    return hashlib.sha256(repr(resolve(catalogue()[slug])).encode()).hexdigest()[:12]


def played(slug: str, people: int) -> Play:
    """The structure as the only item of a session, played to its end in virtual time."""
    ask = Ask("role", "I am here as", ("a patient", "a carer", "a pharmacist", "a doctor or nurse"))
    item = insertable(slug)
    play = Play(
        Plan(item.title, items=(item,), asks=(ask,)), people, 1, datetime(2026, 1, 1, 10, tzinfo=UTC), anyway=True
    )
    play.run()
    return play


def _plays(slug: str) -> Iterator[str]:
    for people in PLAYED_WITH:
        try:
            played(slug, people)
        except Exception as broken:  # somebody else's structure may fail in any way; that is what is asked here
            yield f"it does not play with {people}: {type(broken).__name__}: {broken}."
            return


def _is_whole(slug: str) -> Iterator[str]:
    yield from (problem.says for problem in problems() if problem.structure == slug)
    steps = resolve(catalogue()[slug])
    if without_cue := [step.name for step in steps if not step.cue]:
        yield f"no cue in {', '.join(without_cue)}."
    if unsaid := [line for line in card(slug).splitlines() if line in PLACEHOLDERS]:
        yield f"its card still asks '{unsaid[0]}'; answer it."
    if not re.search(r"^\*Good for: .+ · Online: .+\*$", card(slug), re.MULTILINE):
        yield "its card does not say what it is good for; write *Good for: opening · Online: yes* under the title."
    if _beside(slug, "sight.txt") is None and any(step.form for step in steps):
        yield "no sight.txt beside it says who may read whose words."


def _was_looked_at(slug: str) -> Iterator[str]:
    review = _beside(slug, "review.md")
    if review is None:
        yield "nobody has looked at all its screens yet; docs/structures.md says how."
        return
    if missing := [screen for screen in SCREENS if screen not in review]:
        yield f"its review says nothing of {', '.join(missing)}."
    told = REVIEWED.search(review)
    if told is None or told.group(1) != fingerprint(slug):
        yield f"its review is of other steps; look again, and write Steps: {fingerprint(slug)}."


def _beside(slug: str, name: str) -> str | None:
    place = folder(slug)
    path = place / name if place else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else None
