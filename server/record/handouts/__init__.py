"""What is printed before a session: for whoever hosts it, for everybody who comes, and for when phones fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from server.record.handouts.occasion import Occasion

HANDOUTS: Mapping[str, str] = {
    "runsheet": "Run sheet",
    "cards": "Cards for everybody",
    "badges": "Name badges",
    "paper": "Paper in place of phones",
}
"""Each handout by its module, and what people call it."""


def make(handout: str, occasion: Occasion) -> bytes:
    """One of `HANDOUTS` as PDF, A4; KeyError for another. The same occasion gives the same bytes."""
    if handout not in HANDOUTS:
        raise KeyError(handout)
    # What sets type is heavy: it is loaded when something is printed.
    write = cast("Callable[[Occasion], bytes]", import_module(f"server.record.handouts.{handout}").write)
    return write(occasion)
