"""Who gets a place: the rules of a page to register on. Pure.

A place goes to whoever comes first. When all are taken, people wait in the order in which they came, and nobody passes
those who wait. Whoever has a place keeps it, also when there are fewer places than before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from server.season.person import Details

Stand = Literal["not_yet", "before", "open", "closed", "over"]
"""`not_yet`: nobody knows when it opens. `over`: what it is for has begun."""
State = Literal["in", "waiting", "interested", "cancelled"]

MOST = 20_000
"""People on one page, whatever became of them."""


class TooMany(Exception):
    """The page has taken all it can hold."""


class HasRoom(Exception):
    """There are places enough: nobody has to go back to the line."""


@dataclass(frozen=True, slots=True)
class Form:
    """What an organiser says of a page to register on. Instants in seconds since 1970; `opens_at` None: not known yet,
    `closes_at` None: never, `capacity` None: room for everybody. `series` and `meeting` are empty where it is for the
    community. `roles` are the ones to choose from; where there are none, people write theirs."""

    title: str
    about: str = ""
    series: str = ""
    meeting: str = ""
    opens_at: float | None = None
    closes_at: float | None = None
    zone: str = "UTC"
    capacity: int | None = None
    asks: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have a place, wait, and are interested."""

    inside: int = 0
    waiting: int = 0
    interested: int = 0


@dataclass(frozen=True, slots=True)
class Date:
    """A meeting that a page is for. `starts_at` in seconds since 1970, None while there is no date."""

    id: str
    title: str
    starts_at: float | None
    zone: str
    place: str


@dataclass(frozen=True, slots=True)
class Registration:
    """A page to register on. `community` is an id, `called` its name. No `dates`: it is for the community."""

    id: str
    community: str
    called: str
    form: Form
    dates: tuple[Date, ...] = ()
    counts: Counts = Counts()

    @property
    def ends_at(self) -> float | None:
        """When the last meeting begins that it is for; None while nobody knows."""
        starts = [date.starts_at for date in self.dates]
        known = [at for at in starts if at is not None]
        return max(known) if known and len(known) == len(starts) else None

    def stand(self, now: float) -> Stand:
        form = self.form
        if self.ends_at is not None and self.ends_at <= now:
            return "over"
        if form.closes_at is not None and form.closes_at <= now:
            return "closed"
        if form.opens_at is None:
            return "not_yet"
        return "before" if form.opens_at > now else "open"

    @property
    def free(self) -> int | None:
        """Places that are left; None where there is room for everybody."""
        return None if self.form.capacity is None else max(0, self.form.capacity - self.counts.inside)

    def next_state(self, now: float) -> State:
        """What somebody becomes who registers now."""
        if self.stand(now) != "open":
            return "interested"
        return "in" if (self.free is None or self.free > 0) and not self.counts.waiting else "waiting"

    def moving_up(self, waiting: Sequence[str], now: float) -> Sequence[str]:
        """Which of those who wait, in their order, get a place now."""
        return () if self.stand(now) == "over" else waiting[: self.free]


@dataclass(frozen=True, slots=True)
class Registrant:
    """Somebody who registered. `number` is their place in the line, from 1; 0 for those who do not wait. `person` is
    empty until they have a place. `asked_at` in seconds since 1970."""

    id: str
    registration: str
    state: State
    number: int
    details: Details
    person: str
    untold: bool
    asked_at: float
