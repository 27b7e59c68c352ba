"""One simulated person: what they do when their phone shows these parts.

They think before they write, some longer than others; a few would rather just talk. They know only what is on their
screen: `room`, `group` and `own` as the wire carries them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

from server.rehearsal.filling import Filling, Part, Screens
from server.rehearsal.offers import is_for_some, steps_forward, would_rather_not
from server.rehearsal.voices import Deck

Wish = dict[str, Any]
"""A command as the wire takes it: `do` and its arguments, without an id. "think": look again in a while. Bytes among
the values are a picture to hand in first: its id takes their place."""

PASSES = 0.04
ROAMS = 0.2
MORE, MORE_OF_A_GROUP = 0.4, 0.8
"""How often somebody who has written one thing has another, and somebody who writes for a group."""
THINK_SHARE = (0.12, 0.75)
"""Between these shares of a step's time somebody has thought long enough to write."""
ONE_HAND = ("score", "choice", "place")
"""What is given with one touch is no burden: nobody passes on it."""

__all__ = ["Person", "Screens", "Wish"]


class Person:
    """Somebody with a role, a pace of their own, and things to say. `today` is the day from which promises count."""

    def __init__(self, name: str, role: str, deck: Deck, rng: random.Random, today: datetime.date) -> None:
        self.name = name
        self.role = role
        self._rng = rng
        self._pace = rng.uniform(0.7, 1.3)
        self._filling = Filling(role, deck, rng, today)

    def thinks(self, screens: Screens) -> float:
        """Seconds from the beginning of a step until this person acts."""
        clock = screens.room.get("clock") or {}
        low, high = THINK_SHARE
        return float(clock.get("total", 60.0)) * min(0.95, self._rng.uniform(low, high) * self._pace)

    def acts(self, screens: Screens) -> Iterator[Wish]:
        """What this person does now, in order."""
        own = screens.own
        step = own.get("step", "")
        if not step:
            return
        if elsewhere := self._roams(screens):
            # what may be written there is seen on arriving
            yield {"do": "go_to_group", "step": step, "group": elsewhere["number"]}
            yield {"do": "think"}
            return
        form = own.get("form")
        if own["may"] == "pen" and not screens.group.get("pen"):
            yield {"do": "take_pen", "step": step}
        elif own["may"] == "write" and form and not own["settled"] and form["readers"]["record"] != "never":
            yield from self._marks(screens, step) if form["marks"] else self._writes(screens, step)

    def _roams(self, screens: Screens) -> Part | None:
        """Where people move freely, some go and see another group."""
        here = (screens.group.get("group") or {}).get("number", -1)
        others = [stall for stall in screens.room.get("market", ()) if stall["number"] != here]
        return self._rng.choice(others) if others and self._rng.random() < ROAMS else None

    def _writes(self, screens: Screens, step: str) -> Iterator[Wish]:
        own, form = screens.own, screens.own["form"]
        room_left = (form["entries"] or 3) - len(own["mine"])
        if room_left <= 0:
            return
        # a scribe writes for others: they do not pass
        alone = screens.room["step"]["writes"] == "each"
        burden = form["fields"][0]["kind"] not in ONE_HAND
        some = is_for_some(screens.room["step"]["ask"])
        values = self._filling.values(screens)
        if (alone and burden and not own["mine"] and self._stays_out(screens, some)) or not _is_whole(form, values):
            yield {"do": "pass", "step": step}
            return
        yield {"do": "submit", "step": step, "values": values, "about": [], "draft": False}
        if room_left > 1 and not some and self._rng.random() < (MORE if alone else MORE_OF_A_GROUP):
            yield {"do": "think"}
        elif alone and burden:
            yield {"do": "finish", "step": step}

    def _stays_out(self, screens: Screens, some: bool) -> bool:
        if some:
            return not steps_forward(screens.room, screens.own["seat"])
        return would_rather_not(screens.room["step"]["ask"], self._rng) or self._rng.random() < PASSES

    def _marks(self, screens: Screens, step: str) -> Iterator[Wish]:
        """Every card on the list, one after the other; what is marked already stays."""
        own, form = screens.own, screens.own["form"]
        done = {id for one in own["mine"] for id in one["about"]}
        for card in form["items"]:
            values = self._filling.values(screens, card["id"])
            if card["id"] not in done and _is_whole(form, values):
                yield {"do": "submit", "step": step, "values": values, "about": [card["id"]], "draft": False}


def _is_whole(form: Part, values: dict[str, Any]) -> bool:
    """Whether there is something in it, and nothing missing that has to be there."""
    return bool(values) and all(f["name"] in values for f in form["fields"] if f["required"])
