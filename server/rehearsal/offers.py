"""Who steps forward when only some are asked to: where the ask says "if", a few do, and the others let it pass."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Mapping
from typing import Any

ONLY_SOME = re.compile(r"\b(if you (care|have|are|will)|if not|is a line missing)\b", re.IGNORECASE)
"""An ask that is meant for a few: offer a topic if you care for one, tap if you will take a chair."""
AS_THEY_LIKE = re.compile(r"\bif you like\b", re.IGNORECASE)
LIKE_TO = 0.5
"""How often somebody does what need not be done."""
A_FEW = 3
ONE_IN = 5
"""Of a small room a few step forward, of a large one every fifth."""


def is_for_some(ask: str) -> bool:
    return bool(ONLY_SOME.search(ask))


def steps_forward(room: Mapping[str, Any], seat: int) -> bool:
    """The same few every time one looks, and others at another step. There is always somebody, so that a rehearsal
    does not end in a silence."""
    people: int = max(1, room["people"])
    begins: int = zlib.crc32(room["step"]["key"].encode())
    return (seat + begins) % people < max(A_FEW, people // ONE_IN)


def would_rather_not(ask: str, rng: random.Random) -> bool:
    return bool(AS_THEY_LIKE.search(ask)) and rng.random() >= LIKE_TO
