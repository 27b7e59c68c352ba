"""Who is connected, and how many words their phones still hold. Nothing of this is ever written down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

MOST_UNSENT = 999


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a seat by its number, a facilitator by their label, or the stage."""

    kind: Literal["seat", "facilitator", "stage"]
    seat: int = 0
    label: str = ""


class Presence:
    """Counts watchers: a person with two tabs is one person, and is here until the last one goes."""

    def __init__(self) -> None:
        self._watching: Counter[Viewer] = Counter()
        self.here: frozenset[int] = frozenset()
        self.facilitators: tuple[str, ...] = ()
        self.unsent: dict[int, int] = {}

    def came(self, viewer: Viewer) -> bool:
        """True when this changed who is here."""
        self._watching[viewer] += 1
        return self._watching[viewer] == 1 and self._count(viewer)

    def went(self, viewer: Viewer) -> bool:
        """True when this changed who is here."""
        self._watching[viewer] -= 1
        if self._watching[viewer]:
            return False
        del self._watching[viewer]
        return self._count(viewer)

    def holds(self, seat: int, unsent: int) -> bool:
        """A phone says how many contributions it holds that the server does not have. True when that is news."""
        unsent = max(0, min(MOST_UNSENT, unsent))
        if self.unsent.get(seat, 0) == unsent:
            return False
        self.unsent = {**self.unsent, seat: unsent}
        return True

    def _count(self, viewer: Viewer) -> bool:
        if viewer.kind == "seat":
            is_here = self._watching[viewer] > 0
            self.here = self.here | {viewer.seat} if is_here else self.here - {viewer.seat}
        elif viewer.kind == "facilitator":
            self.facilitators = tuple(sorted({v.label for v in self._watching if v.kind == "facilitator"}))
        return viewer.kind != "stage"
