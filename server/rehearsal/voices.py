"""What simulated people have to say: the voices of `voices.yaml`, by what a step asks for and by role."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from server.rehearsal.intents import ALWAYS, BY_FIELD, BY_LABEL, BY_WORDS, IDEAS

Voice = Mapping[str, Any]

NAMES = (
    "Amina", "Peter", "Rosa", "Tom", "Joan", "Sunil", "Mei", "Bryn", "Derek", "Hannah", "Farid", "Grace",
    "Margaret", "Kofi", "Ellie", "Ruth", "Winston", "Priya", "Colin", "Lena", "Sam", "Barbara", "Ivan", "Nuala",
    "Jo", "Yusuf", "Agnes", "Mateo", "Sian", "Olu", "Ingrid", "Callum", "Fatima", "Gethin", "Dorothy", "Ravi",
    "Elsie", "Marek", "Shanice", "Hugh", "Noor", "Teresa", "Ade", "Wendy", "Anil", "Bethan", "Frank", "Leila",
    "Stefan", "Maud", "Chidi", "Pearl", "Owen", "Zofia", "Abdul", "Iris", "Lloyd", "Carmen", "Eamon", "Tilly",
)  # fmt: skip


def role(n: int, options: Sequence[str]) -> str:
    """What the n-th simulated person is here as: mostly one of the first four, now and then the fifth."""
    if len(options) <= 4:
        return options[n % len(options)] if options else ""
    return options[4] if n % 12 == 11 else options[n % 4]


def name(n: int) -> str:
    """The name of the n-th simulated person, from 0; no two alike."""
    again = n // len(NAMES)
    return NAMES[n % len(NAMES)] + (f" {again + 1}" if again else "")


@cache
def voices() -> Mapping[str, tuple[Voice, ...]]:
    """All voices by intent."""
    text = files("server.rehearsal").joinpath("voices.yaml").read_text("utf-8")
    return {intent: tuple(said) for intent, said in YAML(typ="safe").load(text).items()}


def intent_of(asked: str, field: str, label: str) -> str:
    """What a field asks for, by its own name, its label and the words around it."""
    return known_intent(asked, field, label) or "idea"


def label_intent(label: str) -> str:
    """What a label tells by itself; nothing when it does not."""
    label = label.casefold()
    return next((intent for words, intent in BY_LABEL.items() if words in label), "")


def known_intent(asked: str, field: str, label: str) -> str:
    """As `intent_of`, and nothing when neither name nor words tell."""
    asked, label = asked.casefold(), label.casefold()
    told = ALWAYS.get(field) or label_intent(label)
    if not told and field in IDEAS:
        told = BY_FIELD.get(label, "")
    if told or field in BY_FIELD:
        return told or BY_FIELD[field]
    if "bold" in asked:
        return "bold_idea"
    if told := next((intent for words, intent in BY_WORDS.items() if words in asked), ""):
        return told
    return "idea" if field in IDEAS else ""


class Deck:
    """The voices still unsaid, one pile an intent: a room says each of them once before it begins again."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._piles: dict[str, list[Voice]] = {}

    def draw(self, intent: str, role: str) -> Voice:
        """A voice of that intent, of that role while there is one."""
        pile = self._piles.setdefault(intent, [])
        if not pile:
            pile += voices()[intent]
            self._rng.shuffle(pile)
        at = next((n for n, voice in enumerate(pile) if voice.get("role", role) == role), 0)
        return pile.pop(at)
