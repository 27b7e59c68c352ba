"""How simulated people fill in a form: every kind of field, from what is on the screen."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.rehearsal import opinions
from server.rehearsal.offers import is_for_some, steps_forward
from server.rehearsal.pictures import drawing
from server.rehearsal.voices import Deck, Voice, intent_of, label_intent

Part = Mapping[str, Any]

SAID_ANEW = (
    "advice", "question", "open_question", "takeaway", "reservation", "helped", "commitment", "bold_idea", "missing",
    "ready", "sign",
)  # fmt: skip
"""What nobody takes on from what others brought: it is said anew."""
SPOKEN = ("text", "long")
COMMENTS = 0.25
"""How often somebody adds words to a mark that need not have any."""
LEAVES_OUT = 0.3
"""How often somebody leaves out what need not be there."""
TOUCHES = ("", " And we say why.", " Starting with one list.", " With patients and carers.")
"""How words change a little when people go on from them."""


@dataclass(frozen=True, slots=True)
class Screens:
    """What one phone shows: the room's, the group's (empty: none) and one's own part."""

    room: Part
    group: Part
    own: Part


class Filling:
    """How one person fills forms: with the voices of their role, and opinions that most share."""

    def __init__(self, role: str, deck: Deck, rng: random.Random, today: datetime.date) -> None:
        self._role, self._deck, self._rng, self._today = role, deck, rng, today

    def values(self, screens: Screens, about: str = "") -> dict[str, Any]:
        """What this person enters; `about` is the card it is about, if any."""
        form = screens.own["form"]
        said: dict[str, Voice] = {}
        picked = self._picks(form)
        card = self._brought(screens, form, picked)
        brought = _spoken(card)
        values: dict[str, Any] = {}
        for field in form["fields"]:
            value = (
                self._words(screens, field, values, said, brought, about)
                if field["kind"] in SPOKEN
                else self._other(screens, field, said, picked, about)
            )
            if value not in (None, "", []):
                values[field["name"]] = value
        if _spoken(card) and not brought:
            return values | _answers(form, {line["text"] for line in card["lines"]})
        return values | _answers(form, {str(voice.get("when")) for voice in said.values()})

    def _other(self, screens: Screens, field: Part, said: Mapping[str, Voice], picked: list[Part], about: str) -> Any:
        """The value of a field that holds no words of one's own; None when left empty."""
        rng, step = self._rng, screens.own["step"]
        match field["kind"]:
            case "pick":
                return [option["value"] for option in picked]
            case "score":
                return opinions.score(field, about, rng)
            case "choice":
                if begun := (screens.own["form"]["start"] or {}).get(field["name"]):
                    return begun
                if not about and is_for_some(screens.room["step"]["ask"]):
                    # "tap if it is you": the first answer steps forward, the last one stays where it is
                    return field["options"][0 if steps_forward(screens.room, screens.own["seat"]) else -1]["value"]
                return opinions.answer(field["options"], about, rng)
            case "place":
                return opinions.place(field["canvas"], about or f"{step} {field['name']}", rng)
            case "date":
                days = next((v["days"] for v in said.values() if "days" in v), 21)
                return (self._today + datetime.timedelta(days=days)).isoformat()
            case "person":
                others = self._others(screens)
                wanted = field["required"] or rng.random() < 0.4
                return int(rng.choice(others)) if others and wanted else None
            case "people":
                others = self._others(screens)
                return rng.sample(others, min(len(others), field["most"] or 3, rng.randint(1, 4)))
            case "picture":
                return drawing(rng) if field["required"] or rng.random() > LEAVES_OUT else None
            case "addressee":
                return int(rng.choice(field["options"])["value"]) if field["options"] else None
        return None

    def _words(
        self,
        screens: Screens,
        field: Part,
        values: Mapping[str, Any],
        said: dict[str, Voice],
        brought: list[str],
        about: str,
    ) -> str | None:
        form, step = screens.own["form"], screens.room["step"]
        most = field["most"] or None
        if begun := (form["start"] or {}).get(field["name"]):
            touched = str(begun).endswith(tuple(filter(None, TOUCHES)))
            changed = begun if touched else f"{begun}{self._rng.choice(TOUCHES)}"
            return str(begun if most and len(changed) > most else changed)
        if about and not field["required"] and self._rng.random() > COMMENTS:
            return None
        asked = " ".join((step["structure"], step["invitation"], step["ask"]))
        intent = intent_of(asked, field["name"], field["label"])
        if intent == "reservation" and self._is_content(values):
            return None
        words = brought.pop(0) if brought and intent not in SAID_ANEW else ""
        if not words:
            # a step that goes with what was said just before comes from the same voice
            voice = next((v for v in said.values() if field["name"] in v), None) or said.setdefault(
                intent, self._deck.draw(intent, self._role)
            )
            then = voice.get("then") if _answers(form, {str(voice.get("when"))}) else ""
            words = str(then or voice.get(field["name"]) or voice.get("words") or next(iter(_texts(voice))))
        return words[:most]

    def _others(self, screens: Screens) -> list[str]:
        own = str(screens.own["seat"])
        return [one["value"] for one in screens.room.get("names", ()) if one["value"] != own]

    def _brought(self, screens: Screens, form: Part, picked: list[Part]) -> Part:
        """A card on the table to carry on with: one that was picked, else any not yet written; an empty one if none."""
        asked = [f["label"] for f in form["fields"] if f["kind"] in SPOKEN]
        blocks = [block for part in (screens.group, screens.own) for block in part.get("blocks", ())]
        cards = {card["id"]: card for block in blocks for card in block["cards"]}
        taken = [_spoken(card) for card in screens.group.get("words", ())]
        chosen = [cards[option["value"]] for option in picked if option["value"] in cards]
        left = [card for card in chosen or cards.values() if _goes_on(card, asked) and _spoken(card) not in taken]
        return self._rng.choice(left) if left else {"lines": ()}

    def _picks(self, form: Part) -> list[Part]:
        field: Part = next((f for f in form["fields"] if f["kind"] == "pick"), {"options": (), "most": 0})
        options = [option for option in field["options"] if option["left"] != 0]
        count = min(len(options), field["most"] or len(options), self._rng.choice((1, 2, 2)))
        # what most lean to is picked more often
        weighed = sorted(options, key=lambda o: self._rng.random() * (0.3 + opinions.leaning(o["value"])), reverse=True)
        return weighed[:count]

    def _is_content(self, values: Mapping[str, Any]) -> bool:
        """Somebody who scored high rarely has a reservation."""
        given = [value for value in values.values() if isinstance(value, int)]
        return bool(given) and given[0] >= 4 and self._rng.random() < 0.85


def _goes_on(card: Part, asked: list[str]) -> bool:
    """Whether what a card says answers what is asked: as many lines, and none that is known to be something else."""
    said = [line["label"] for line in card["lines"] if line["kind"] in SPOKEN]
    told = [(label_intent(was), label_intent(now)) for was, now in zip(said, asked, strict=False)]
    return len(said) == len(asked) and all(was == now for was, now in told if was and now)


def _spoken(card: Part) -> list[str]:
    return [line["text"] for line in card["lines"] if line["kind"] in SPOKEN]


def _answers(form: Part, known: set[str]) -> dict[str, str]:
    """The answers of a form that go with the words: "We must not" with what one must not do."""
    return {
        field["name"]: option["value"]
        for field in form["fields"]
        if field["kind"] == "choice"
        for option in field["options"]
        if option["text"] in known
    }


def _texts(voice: Voice) -> list[str]:
    return [str(said) for key, said in voice.items() if key not in ("role", "days", "when", "then")]
