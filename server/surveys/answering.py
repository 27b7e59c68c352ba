"""Who answers a survey, and what they answered, as it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from server.scripts.survey import ROLE, STEPS, SurveyForm, Wave
from server.words import clean

LONGEST = 1000
"""Characters of an answer in one's own words."""
SHORTEST_WORDS = 6
"""Letters and figures that the words need by which somebody's two answers are put together."""

_NOT_SAID = re.compile(r"[^\w]|_")


class Refused(Exception):
    """What was asked cannot be: `why` is a word for the route, which says it to people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def person_of(id: str) -> str:
    """What `Surveys.answer` is told of somebody with a link of their own."""
    return f"person/{id}"


def own_words(said: str) -> str | None:
    """What it is told of somebody without one: their own words, whatever their case, spaces and accents. None when
    they are too short to be anybody's own."""
    plain = _NOT_SAID.sub("", unicodedata.normalize("NFKD", said).casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return f"words/{letters}" if len(letters) >= SHORTEST_WORDS else None


def read_answers(form: SurveyForm, wave: Wave, given: Mapping[str, Any]) -> dict[str, int | str]:
    """The answers as they are kept. Refused `invalid` when one fits no question of this wave, `nothing` when there is
    none."""
    asked = {question.name: question for question in form.questions if question.is_asked(wave)}
    kept: dict[str, int | str] = {}
    for name, value in given.items():
        question = asked.get(name)
        if isinstance(value, str) and question and question.kind == "open" and len(value) <= LONGEST:
            if words := clean(value):
                kept[name] = words
            continue
        low, high = 0, -1
        if name == ROLE and form.role:
            high = len(form.role.options) - 1
        elif question and question.kind == "statement":
            low, high = 1, STEPS
        elif question and question.kind == "choice":
            high = len(question.options) - 1
        if type(value) is not int or not low <= value <= high:
            raise Refused("invalid")
        kept[name] = value
    if not kept.keys() - {ROLE}:
        raise Refused("nothing")
    return kept
