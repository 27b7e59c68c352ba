"""One simulated person: what they do when their phone shows these parts.

They think before they write, some longer than others; a few would rather just talk. They know only what is on their
screen: `room`, `group` and `own` as the wire carries them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.rehearsal.voices import Deck, Voice, intent_of

Part = Mapping[str, Any]
Wish = dict[str, Any]
"""A command as the wire takes it: `do` and its arguments, without an id. "think": look again in a while."""

CARRIED_ON = ("idea", "problem", "paradox", "observation", "action")
"""What a group takes on from what its people brought; advice and the like are said anew."""
PASSES = 0.04
MORE = 0.4
"""How often somebody who has written one thing has another."""
THINK_SHARE = (0.12, 0.75)
"""Between these shares of a step's time somebody has thought long enough to write."""


@dataclass(frozen=True, slots=True)
class Screens:
    """What one phone shows: the room's, the group's (empty: none) and one's own part."""

    room: Part
    group: Part
    own: Part


class Person:
    """Somebody with a role, a pace of their own, and things to say. `today` is the day from which promises count."""

    def __init__(self, name: str, role: str, deck: Deck, rng: random.Random, today: datetime.date) -> None:
        self.name = name
        self.role = role
        self._deck = deck
        self._rng = rng
        self._pace = rng.uniform(0.7, 1.3)
        self._today = today

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
        if own["may"] == "pen" and not screens.group.get("pen"):
            yield {"do": "take_pen", "step": step}
        elif own["may"] == "write" and own.get("form") and not own["settled"]:
            yield from self._writes(screens, step)

    def _writes(self, screens: Screens, step: str) -> Iterator[Wish]:
        own, form = screens.own, screens.own["form"]
        room_left = (form["entries"] or 3) - len(own["mine"])
        if room_left <= 0:
            return
        # a scribe writes for others, and a score is no burden: those do not pass
        alone = screens.room["step"]["writes"] == "each" and form["fields"][0]["kind"] != "score"
        if alone and not own["mine"] and self._rng.random() < PASSES:
            yield {"do": "pass", "step": step}
            return
        yield {"do": "submit", "step": step, "values": self._values(screens), "about": [], "draft": False}
        if room_left > 1 and self._rng.random() < MORE:
            yield {"do": "think"}
        elif alone:
            yield {"do": "finish", "step": step}

    def _values(self, screens: Screens) -> dict[str, Any]:
        form, step = screens.own["form"], screens.room["step"]
        asked = " ".join((step["structure"], step["invitation"], step["ask"]))
        picked = self._picks(form)
        brought = self._brought(screens, form, picked)
        said: dict[str, Voice] = {}
        values: dict[str, Any] = {}
        for field in form["fields"]:
            match field["kind"]:
                case "pick":
                    if picked:
                        values[field["name"]] = [option["value"] for option in picked]
                case "score":
                    values[field["name"]] = self._score(field)
                case "person":
                    if field["options"] and self._rng.random() < 0.4:
                        values[field["name"]] = int(self._rng.choice(field["options"])["value"])
                case "choice":
                    values[field["name"]] = self._rng.choice(field["options"])["value"]
                case "date":
                    days = next((v["days"] for v in said.values() if "days" in v), 21)
                    values[field["name"]] = (self._today + datetime.timedelta(days=days)).isoformat()
                case _:
                    intent = intent_of(f"{asked} {field['label']}", field["name"])
                    if intent == "reservation" and self._is_content(values):
                        continue
                    words = brought.pop(0) if brought and intent in CARRIED_ON else ""
                    if not words:
                        voice = said.setdefault(intent, self._deck.draw(intent, self.role))
                        words = str(voice.get(field["name"]) or voice.get("words", ""))
                    values[field["name"]] = words[: field["most"] or None]
        return values

    def _brought(self, screens: Screens, form: Part, picked: list[Part]) -> list[str]:
        """The lines of a card on the table to carry on with: of one that was picked, else of any not yet written."""
        asked = [f["kind"] for f in form["fields"] if f["kind"] in ("text", "long")]
        blocks = [block for part in (screens.group, screens.own) for block in part.get("blocks", ())]
        cards = {card["id"]: [line["text"] for line in card["lines"]] for block in blocks for card in block["cards"]}
        taken = [[line["text"] for line in card["lines"]] for card in screens.group.get("words", ())]
        chosen = [cards[option["value"]] for option in picked if option["value"] in cards]
        left = [lines for lines in chosen or cards.values() if len(lines) == len(asked) and lines not in taken]
        return list(self._rng.choice(left)) if left else []

    def _picks(self, form: Part) -> list[Part]:
        options: list[Part] = next((f["options"] for f in form["fields"] if f["kind"] == "pick"), [])
        most = next((f["most"] for f in form["fields"] if f["kind"] == "pick"), 0)
        count = min(len(options), most or len(options), self._rng.choice((1, 2, 2)))
        return self._rng.sample(list(options), count)

    def _score(self, field: Part) -> int:
        low, high = field["low"], field["high"]
        return int(min(high, max(low, round(self._rng.gauss((low + high) / 2 + 0.6, 1.1)))))

    def _is_content(self, values: Mapping[str, Any]) -> bool:
        """Somebody who scored high rarely has a reservation."""
        given = [value for value in values.values() if isinstance(value, int)]
        return bool(given) and given[0] >= 4 and self._rng.random() < 0.85
