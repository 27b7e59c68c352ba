"""A room of bots round the pure core: scenarios read as what happens in a room.

    room = Room(one_item("troika"), people=7)
    room.next()
    room.everyone_writes()

Every contribution holds a canary (`canary(seat, step)`), so that a test can tell whose words reached which screen.
No clock, no chance: the hour is the room's own and the dice are seeded.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from server.core import commands as c
from server.core import events as e
from server.core import parts as p
from server.core import views
from server.core.commands import Command, Refused
from server.core.decide import decide
from server.core.events import Entry
from server.core.folding import evolve
from server.core.pieces import FormFace
from server.core.plan import Ask, Given, Item, Plan, step_key
from server.core.session import EMPTY, Session
from structures import catalogue, resolve

HOST = "f1"
ROLES = ("patient", "carer", "pharmacist", "doctor", "manager")
MORNING = 1_800_000_000.0
LARGE = 60
"""With more people than that, one in ten writes and nobody marks sixty cards: all of it would take the afternoon."""


def canary(seat: int, key: str) -> str:
    """A word that nobody else writes: it names its writer and its step."""
    return f"canary{seat}in{key.replace('/', '.')}end"


def item_of(slug: str, key: str = "1", **more: Any) -> Item:
    """A structure as a line of the run, as a script would put it there."""
    structure = catalogue()[slug]
    return Item(
        key=key,
        kind="structure",
        title=structure.title,
        slug=slug,
        invitation=structure.invitation,
        steps=resolve(structure),
        leaves=structure.leaves,
        least=structure.least,
        output=more.pop("output", slug),
        **more,
    )


BROUGHT = Given("brought", tuple(f"brought along {n}" for n in range(1, 6)))


def one_item(slug: str) -> Plan:
    """A session of one structure, with something brought along from an earlier one."""
    return plan_of(item_of(slug, uses=(BROUGHT.name,)), given=(BROUGHT,))


def plan_of(*items: Item, **more: Any) -> Plan:
    asks = (Ask("role", "I am here as", ROLES), Ask("place", "I am", ("in the room", "on video")))
    return Plan("A session", items=items, asks=asks, **{"spread": ("role",), **more})


def some_of(seats: Sequence[int]) -> tuple[int, ...]:
    """The first of a large room, who sit together, and some from all over it."""
    return tuple(sorted({*seats[:10], *seats[::10]}))


class Room:
    """One session with its people, in memory. `give` returns what `decide` returned; everything else builds on it."""

    def __init__(self, plan: Plan, people: int = 0, seed: int = 7) -> None:
        self.session: Session = EMPTY
        self.entries: list[Entry] = []
        self.rng = random.Random(seed)
        self.now = MORNING
        self.ids = 0
        self.names: dict[int, str] = {}
        self.here: frozenset[int] = frozenset()
        self.give(c.Open(by=HOST, plan=plan))
        for _ in range(people):
            self.join()

    # --- everything goes through here --------------------------------------------------------------------------

    def give(self, command: Command) -> tuple[e.Event, ...] | Refused:
        self.now += 0.25
        decided = decide(self.session, command, self.now, self.rng)
        if not isinstance(decided, Refused):
            for event in decided:
                entry = Entry(len(self.entries) + 1, self.now, command.by, event)
                self.entries.append(entry)
                self.session = evolve(self.session, entry)
        return decided

    def must(self, command: Command) -> tuple[e.Event, ...]:
        """Give a command that has to be accepted."""
        decided = self.give(command)
        assert not isinstance(decided, Refused), f"{command} was refused: {decided.says}"
        return decided

    # --- people ------------------------------------------------------------------------------------------------

    @property
    def seats(self) -> tuple[int, ...]:
        return self.session.present()

    def join(self, place: str = "in the room") -> int:
        seat = max(self.session.seats, default=0) + 1
        self.must(c.Join(by=seat, traits={"role": ROLES[seat % len(ROLES)], "place": place}))
        return seat

    def around(self) -> views.Around:
        if len(self.names) != len(self.session.seats):  # else the very same, as in a live session
            self.names = {seat: f"Person{seat}x" for seat in self.session.seats}
            self.here = frozenset(self.names)
        return views.Around(self.names, self.here, {}, (HOST,), "CODE", "https://tingsha.example", self.now)

    def own(self, seat: int) -> p.Own:
        return views.own(self.session, self.around(), seat)

    def screens(self, seats: Collection[int] | None = None) -> Iterator[tuple[str, tuple[p.Part, ...]]]:
        """Every screen there is (of phones, those of `seats` when given), by name, with the parts it shows."""
        around, session = self.around(), self.session
        room = views.room(session, around)
        groups: dict[int, p.Group] = {}
        for seat in session.seats if seats is None else seats:
            number = views.group_of(session, seat)
            if number >= 0 and number not in groups:
                groups[number] = views.group(session, around, number)
            group = (groups[number],) if number >= 0 else ()
            yield f"phone {seat}", (room, *group, views.own(session, around, seat))
        yield "stage", (room, views.stage(session, around))
        yield "control", (room, views.control(session, around))

    # --- writing -----------------------------------------------------------------------------------------------

    def new_id(self) -> str:
        # no order in an id, as on a phone
        self.ids += 1
        return f"{self.rng.getrandbits(64):016x}{self.ids:06d}"

    def values(self, seat: int, form: FormFace) -> Mapping[str, e.Value]:
        """Plausible answers to a form, the words with the writer's canary in them."""
        said = canary(seat, self.session.at)
        found: dict[str, e.Value] = {}
        for f in form.fields:
            match f.kind:
                case "text" | "long":
                    found[f.name] = f"{f.name} {said}"
                case "choice":
                    found[f.name] = self.rng.choice(f.options).value
                case "score":
                    found[f.name] = self.rng.randint(f.low, f.high)
                case "pick":
                    free = [o.value for o in f.options if o.left]
                    found[f.name] = tuple(self.rng.sample(free, min(2, f.most, len(free))))
                case "date":
                    found[f.name] = "2027-01-29"
                case "person":
                    found[f.name] = self.rng.choice(self.seats)
                case "people":
                    others = [other for other in self.seats if other != seat]
                    found[f.name] = tuple(map(str, self.rng.sample(others, min(2, len(others), f.most))))
                case "place":
                    on_a_line = f.canvas is not None and f.canvas.kind == "line"
                    found[f.name] = f"{self.rng.randint(0, 100)},{50 if on_a_line else self.rng.randint(0, 100)}"
                case "picture":
                    found[f.name] = f"{self.rng.getrandbits(88):022x}"
                case "addressee" if f.options:
                    found[f.name] = int(self.rng.choice(f.options).value)
        return found

    def write(self, seat: int, draft: bool = False) -> str:
        """One person writes what the step asks for; returns the contribution's id, or nothing when they may not."""
        own = self.own(seat)
        if own.may == "pen":
            self.must(c.TakePen(by=seat, step=self.session.at))
            own = self.own(seat)
        if own.may != "write" or own.form is None or own.form.readers.record == "never":
            return ""
        if own.form.marks:
            return self.mark(seat, own.form)
        if own.mine and own.form.entries == len(own.mine):
            return own.mine[0].id
        id = self.new_id()
        values = self.values(seat, own.form)
        if not any(value != () for value in values.values()):
            return ""  # there is nothing to choose yet
        self.must(c.Submit(by=seat, id=id, step=self.session.at, values=values, draft=draft))
        return id

    def mark(self, seat: int, form: FormFace) -> str:
        """One person marks every card the form holds (in a large room, some); returns the id of the last mark."""
        id = ""
        for card in form.items if len(self.seats) <= LARGE else self.rng.sample(form.items, min(3, len(form.items))):
            id = self.new_id()
            values = self.values(seat, form)
            self.must(c.Submit(by=seat, id=id, step=self.session.at, values=values, about=(card.id,)))
        return id

    def everyone_writes(self) -> None:
        """Everybody writes; where a group has one pen, its first member does. In a large room some of all do."""
        step = self.session.now_step
        if step is None or not step.form:
            return
        writers = self.seats
        if step.by == "scribe":
            groups = self.session.groups_in(self.session.at) or [self.seats]
            writers = tuple(group[0] for group in groups if group)
        for seat in writers if len(self.seats) <= LARGE else some_of(writers):
            self.write(seat)

    # --- the run -----------------------------------------------------------------------------------------------

    def next(self) -> tuple[e.Event, ...] | Refused:
        return self.give(c.Next(by=HOST, step=self.session.at, anyway=True))

    def go_to(self, name: str) -> None:
        """Go on until a step of that name runs."""
        while self.session.at.partition("/")[2] != name:
            moved = self.next()
            assert not isinstance(moved, Refused), f"there is no step {name!r} ahead"
            assert moved

    def play(self, at_each_step: Callable[[Room], None] = lambda room: None) -> None:
        """The whole session: at each step everybody writes; at the end it is closed."""
        while not isinstance(self.next(), Refused):
            self.everyone_writes()
            at_each_step(self)
        self.must(c.Close(by=HOST))

    def keys(self) -> list[str]:
        return [step_key(item, step) for item, step in self.session.slots()]
