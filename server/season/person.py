"""What is known about somebody of a community, and how long it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = {"name": 60, "email": 254, "role": 120, "organisation": 120, "place": 120}
"""Characters."""

_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")


@dataclass(frozen=True, slots=True)
class Details:
    """`contact`: the others may have the address. All but the name may be empty."""

    name: str
    email: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """`left_at` is None while they have not gone; instants in seconds since 1970."""

    id: str
    details: Details
    joined_at: float = 0.0
    left_at: float | None = None


def is_address(email: str) -> bool:
    """Whether mail can be sent there, as far as its form tells."""
    return _ADDRESS.fullmatch(email) is not None
