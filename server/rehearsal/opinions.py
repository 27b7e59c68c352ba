"""What simulated people think of things: they lean the same way about the same thing, and not all of them do.

A card has a leaning that follows from its id, so that a room of people agrees about it more or less, as rooms do: most
put it where it belongs, some next to it, a few at the other end.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

Part = Mapping[str, Any]

AGREE = 0.62
"""How often somebody answers as most do."""


def leaning(about: str, salt: str = "") -> float:
    """Between 0 and 1, the same for everybody and at every time."""
    return zlib.crc32(f"{salt}:{about}".encode()) / 0xFFFFFFFF


def answer(options: Sequence[Part], about: str, rng: random.Random) -> str:
    """One of a few answers: mostly the one the room leans to, else any."""
    if about and rng.random() < AGREE:
        return str(options[min(int(leaning(about) * len(options)), len(options) - 1)]["value"])
    return str(rng.choice(options)["value"])


def score(field: Part, about: str, rng: random.Random) -> int:
    low, high = field["low"], field["high"]
    middle = low + (high - low) * (0.3 + 0.6 * leaning(about)) if about else (low + high) / 2 + 0.6
    return int(min(high, max(low, round(rng.gauss(middle, (high - low) / 3.6)))))


def place(canvas: Part, about: str, rng: random.Random) -> str:
    """A place as "x,y": in or beside the zone where most see it; on a scale somewhere near where most do."""
    zones = canvas["zones"]
    if zones:
        zone = zones[min(int(leaning(about) * len(zones)), len(zones) - 1)]
        if not about or rng.random() > AGREE:
            zone = rng.choice(zones)
        far = 2 if canvas["kind"] == "loop" else 6
        x, y = rng.gauss(zone["x"], far), rng.gauss(zone["y"], far)
    else:
        x, y = _near(about, "x", rng), _near(about, "y", rng)
    return f"{_whole(x)},{50 if canvas['kind'] == 'line' else _whole(y)}"


def _near(about: str, axis: str, rng: random.Random) -> float:
    """Most stand near one spot of a scale, and some near the other end of it."""
    middle = 15 + 70 * leaning(about, axis)
    return rng.gauss(middle if rng.random() < 0.75 else 100 - middle, 11)


def _whole(at: float) -> int:
    return min(100, max(0, round(at)))
