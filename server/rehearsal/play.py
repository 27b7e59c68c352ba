"""A whole session with simulated people in virtual time: two hours in a moment, and a record at the end.

The same plan, people and seed give the same log. A simulated facilitator shows held words one by one, marks some, and
moves on when the time is up, a little late now and then, as facilitators do.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import heapq
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import orjson

from server.core import commands as c
from server.core import views
from server.core.audiences import ROOM, Audience, touched
from server.core.commands import Command, Refused
from server.core.decide import decide
from server.core.events import Entry, Value
from server.core.folding import evolve
from server.core.plan import Plan
from server.core.session import EMPTY, Session
from server.core.views import Around
from server.rehearsal.people import Person, Screens, Wish
from server.rehearsal.voices import Deck, name, role

HOST = "f1"
SHOWN_AT_MOST = 12
LATE_AT_MOST = 25.0


@dataclass
class Play:
    """A session being played. `now` is virtual, in seconds since 1970; `names` maps seats to names. `anyway`: what is
    meant for more people is played all the same. `cast` are the numbers of the simulated people, so that the same ones
    may come again; `met` how often two of them were in one group in earlier sessions."""

    plan: Plan
    people: int
    seed: int
    begins: datetime.datetime
    anyway: bool = False
    cast: Sequence[int] = ()
    met: Mapping[frozenset[int], int] = field(default_factory=dict)
    session: Session = EMPTY
    entries: list[Entry] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.now = self.begins.timestamp()
        self._deck = Deck(self.rng)
        self._persons: dict[int, Person] = {}
        self._parts: dict[Audience, Mapping[str, Any]] = {}
        self.cast = self.cast or range(self.people)

    def run(self, progress: Callable[[str], None] = lambda said: None) -> None:
        """Open, let everybody in, play every step, close."""
        self._give(c.Open(by=HOST, plan=self.plan))
        for n in range(self.people):
            self._join(n + 1)
            self.now += self.rng.uniform(0.5, 4)
        while (following := self._give(c.Next(by=HOST, step=self.session.at, anyway=self.anyway))) is None:
            item, step = self.session.now_item, self.session.now_step
            progress(f"{item.title if item else ''}: {step.name if step else ''}")
            self._play_step()
        self.now += 5
        self._give(c.Close(by=HOST))
        if following != "not_now":
            raise RuntimeError(f"The session stopped before its end: {self.refused[-1]}")

    # --- people ------------------------------------------------------------------------------------------------

    def _join(self, seat: int) -> None:
        number = self.cast[seat - 1]
        traits = {ask.name: role(number, ask.options) for ask in self.plan.asks if ask.options}
        self.names[seat] = name(number)
        known = ((other, self.met.get(frozenset((number, self.cast[other - 1])), 0)) for other in self._persons)
        met = {other: times for other, times in known if times}
        here_as = next(iter(traits.values()), "")
        self._persons[seat] = Person(self.names[seat], here_as, self._deck, self.rng, self.begins.date())
        self._give(c.Join(by=seat, traits=traits, met=met))

    def _screens(self, seat: int) -> Screens:
        around = Around(self.names, frozenset(self.names), {}, (HOST,), "", "", self.now)
        number = views.group_of(self.session, seat)
        return Screens(
            self._part(ROOM, lambda: views.room(self.session, around)),
            self._part(("group", number), lambda: views.group(self.session, around, number)) if number >= 0 else {},
            self._part(("own", seat), lambda: views.own(self.session, around, seat)),
        )

    def _part(self, audience: Audience, make: Callable[[], Any]) -> Mapping[str, Any]:
        """A part as phones hold it; looked at again only when something has happened that may have changed it."""
        if audience not in self._parts:
            self._parts[audience] = _as_on_the_wire(make())
        return self._parts[audience]

    # --- one step ----------------------------------------------------------------------------------------------

    def _play_step(self) -> None:
        clock = self.session.clock
        began, total = self.now, clock.total if clock else 60.0
        step = self.session.now_step
        if step and (step.form or step.grouping.roam):
            self._everyone_acts(began)
        self._host_shows()
        self.now = max(self.now, began + total + max(0.0, self.rng.uniform(-LATE_AT_MOST, LATE_AT_MOST)))

    def _everyone_acts(self, began: float) -> None:
        """Each when they have thought long enough; whoever takes a pen writes soon after."""
        due: list[tuple[float, int, int]] = []
        for order, (seat, person) in enumerate(self._persons.items()):
            heapq.heappush(due, (began + person.thinks(self._screens(seat)), order, seat))
        while due:
            at, order, seat = heapq.heappop(due)
            self.now = max(self.now, at)
            for wish in self._persons[seat].acts(self._screens(seat)):
                if wish["do"] != "think":
                    self._give(command_of(wish, seat, self._id()))
                if wish["do"] in ("think", "take_pen"):
                    heapq.heappush(due, (self.now + self.rng.uniform(4, 20), order, seat))

    def _host_shows(self) -> None:
        """Held words reach the stage one at a time, a table after the other; the host marks a few for the record."""
        around = Around(self.names, frozenset(), {}, (HOST,), "", "", self.now)
        for queue in views.control(self.session, around).queues:
            if queue.held:
                for row in [row for row in queue.rows if row.state == "waiting"][:SHOWN_AT_MOST]:
                    self.now += self.rng.uniform(6, 18)
                    self._give(c.Moderate(by=HOST, id=row.card.id, act="show"))
                    if self.rng.random() < 0.15:
                        self._give(c.Moderate(by=HOST, id=row.card.id, act="mark"))

    # --- commands ----------------------------------------------------------------------------------------------

    def _give(self, command: Command) -> str | None:
        """None when accepted, else the refusal's code."""
        decided = decide(self.session, command, self.now, self.rng)
        if isinstance(decided, Refused):
            self.refused.append(f"{type(command).__name__}: {decided.says}")
            return decided.code
        for event in decided:
            entry = Entry(len(self.entries) + 1, self.now, command.by, event)
            self.entries.append(entry)
            before, self.session = self.session, evolve(self.session, entry)
            changed = touched(before, self.session, entry)
            for audience in list(self._parts) if changed is None else changed:
                self._parts.pop(audience, None)
        return None

    def _id(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"


def command_of(wish: Wish, seat: int, id: str) -> Command:
    """A person's wish as the core takes it."""
    match wish["do"]:
        case "take_pen":
            return c.TakePen(by=seat, step=wish["step"])
        case "pass":
            return c.Pass(by=seat, step=wish["step"])
        case "finish":
            return c.Finish(by=seat, step=wish["step"])
        case "go_to_group":
            return c.GoToGroup(by=seat, step=wish["step"], group=wish["group"])
        case _:
            values = {name: _value(value, id) for name, value in wish["values"].items()}
            about = tuple(wish["about"])
            return c.Submit(by=seat, id=id, step=wish["step"], values=values, about=about, draft=wish["draft"])


def _value(value: Any, id: str) -> Value:
    """A value as the core holds it. There is nobody to hand a picture to in virtual time: it only gets an id."""
    if isinstance(value, bytes):
        return base64.urlsafe_b64encode(hashlib.blake2b(value + id.encode(), digest_size=16).digest()).decode()[:22]
    return tuple(value) if isinstance(value, list) else cast(Value, value)


def _as_on_the_wire(part: Any) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = orjson.loads(orjson.dumps(part, option=orjson.OPT_NON_STR_KEYS))
    return plain
