"""A structure seen before it is chosen: simulated people play it in virtual time, and a few moments of each step are
kept, as the stage, the facilitator and one phone would be told them."""

from __future__ import annotations

import asyncio
import datetime
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson

import structures
from server.core import views
from server.core.faces import word_of
from server.core.folding import evolve
from server.core.plan import Ask, Given, Item, Plan
from server.core.session import EMPTY, Session
from server.core.views import Around
from server.rehearsal.play import HOST, Play
from server.scripts.resolving import structure_item
from structures.vocabulary import Step

BEGINS = datetime.datetime(2026, 1, 5, 10, tzinfo=datetime.UTC)
SEED = 1
SEAT = 1
"""Whose phone is shown."""
KEPT = 60
"""Previews kept in memory; others are played anew."""
ALIKE_SHOWN = 1
"""Rounds of steps alike that are shown from beginning to end; of the others, the middle."""

ASK = Ask("role", "I am here as", ("a patient", "a carer", "a nurse", "a doctor"))
GIVEN = Given(
    "ideas",
    (
        "Ask every patient what matters most to them.",
        "One list of medicines that everybody can see.",
        "A phone line for questions between two visits.",
        "Look at each medicine again once a year.",
        "A pharmacist at every ward round.",
    ),
)


@dataclass(frozen=True, slots=True)
class Moment:
    at: float
    name: str
    session: Session


class Previews:
    """Plays each structure once for a number of people, one at a time and beside the event loop."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._one = asyncio.Lock()

    async def of(self, slug: str, people: int) -> bytes:
        """The JSON of a preview. KeyError when there is no such structure."""
        if slug not in structures.catalogue():
            raise KeyError(slug)
        key = (slug, people)
        if key not in self._made:
            async with self._one:
                if key not in self._made:  # somebody else may have asked for the same
                    self._made[key] = await asyncio.to_thread(preview, slug, people)
                    if len(self._made) > KEPT:
                        self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]


def preview(slug: str, people: int) -> bytes:
    """{"ok", "slug", "people", "frames"}: moments of each step in order, each with the parts of three screens."""
    play = rehearsed(structure_item("i1", structures.catalogue()[slug]), people)
    frames = [frame(play, moment) for moment in _moments(play)]
    said = {"ok": True, "slug": slug, "people": people, "frames": frames}
    return orjson.dumps(said, default=dict, option=orjson.OPT_NON_STR_KEYS)


def rehearsed(item: Item, people: int) -> Play:
    """One playing of a structure alone; where it uses earlier outputs, there are some."""
    takes = any(sight.of == "output" for step in item.steps for sight in step.sees)
    takes = takes or any(step.marks == "output" for step in item.steps)
    if takes:
        item = replace(item, uses=(GIVEN.name,))
    plan = Plan(item.title, items=(item,), asks=(ASK,), given=(GIVEN,) if takes else ())
    play = Play(plan, people, SEED, BEGINS, anyway=True)
    play.run()
    return play


def _moments(play: Play) -> Iterator[Moment]:
    """The beginning, the middle and the end of every step; of rounds all alike, the middle."""
    for stay in stays(play):
        for name, share in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
            if name == "middle" or stay.step.round[0] <= ALIKE_SHOWN:
                yield stay.moment(name, share)


@dataclass(frozen=True, slots=True)
class Stay:
    """A step that was played, and the session after each thing that happened in it."""

    step: Step
    at: tuple[float, ...]
    states: tuple[Session, ...]
    until: float

    def moment(self, name: str, share: float) -> Moment:
        """The session when that share of the step's time was over, 0 to 1; its very last instant belongs to the
        next."""
        when = min(self.at[0] + (self.until - self.at[0]) * share, self.until - 0.001)
        return Moment(when, name, self.states[max(0, bisect_right(self.at, when) - 1)])


def stays(play: Play) -> Iterator[Stay]:
    """Every step as it was played, in order."""
    session, key = EMPTY, ""
    step: Step | None = None
    at: list[float] = []
    states: list[Session] = []
    for entry in play.entries:
        session = evolve(session, entry)
        if session.at != key or session.phase == "closed":
            if step:
                yield Stay(step, tuple(at), tuple(states), entry.at)
            key, step, at, states = session.at, session.now_step, [], []
        at.append(entry.at)
        states.append(session)


def frame(play: Play, moment: Moment) -> dict[str, Any]:
    """What the screens are told in a moment."""
    session = moment.session
    around = Around(play.names, frozenset(play.names), {}, (HOST,), "", "", moment.at)
    number = views.group_of(session, SEAT)
    item, step = session.now_item, session.now_step
    return {
        "at": moment.at,
        "moment": moment.name,
        "step": word_of(item, step) if item and step else "",
        "says": (step.cue or step.ask) if step else "",
        "room": views.room(session, around),
        "stage": views.stage(session, around),
        "control": views.control(session, around),
        "group": views.group(session, around, number),
        "own": views.own(session, around, SEAT),
    }
