"""What may be asked about surveys, read strictly."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.scripts.survey import MOST_QUESTIONS, Wave
from server.surveys.answering import LONGEST
from server.web.asked import Asked, Id
from server.wire.words import Label

Answer = Annotated[str, Field(max_length=LONGEST)] | int
Answers = Annotated[
    dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")], Answer], Field(max_length=MOST_QUESTIONS + 1)
]


class Make(Asked):
    """A survey from a folder of scripts, about a series or about one meeting."""

    folder: Annotated[str, Field(max_length=64)]
    series: Id | None = None
    meeting: Id | None = None


class Which(Asked):
    wave: Wave


class Look(Asked):
    """A survey as its link names it; whatever stands there is answered in words."""

    survey: Label


class Mine(Asked):
    """Answers by a link of one's own; None takes them back."""

    survey: Id
    wave: Wave
    answers: Answers | None


class ByWords(Mine):
    """Answers of somebody without one: by words of their own, and a secret that their phone has made."""

    words: Label
    phone: Id
