"""How long the pure core takes: views of a full room, deciding, folding. No sockets, no disk."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from bench.scripts import IDEA, SCRIPT
from server import scripts
from server.core import commands as c
from server.core import views
from server.core.commands import Command, Refused
from server.core.decide import decide
from server.core.events import Entry
from server.core.folding import evolve
from server.core.session import EMPTY, Session
from server.core.views import Around

HOST = "f1"
STOPS = ("alone", "pairs", "fours", "all", "commit", "word", "check")
"""The steps at which the views are timed, each with everybody's words in."""


class Room:
    """A session of `people` that is played by hand."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.session: Session = EMPTY
        self.now = 1.8e9
        self.rng = random.Random(1)
        self.names = {seat: f"Person {seat}" for seat in range(1, people + 1)}
        self.give(c.Open(by=HOST, plan=scripts.loads(SCRIPT)))

    def give(self, command: Command) -> None:
        decided = decide(self.session, command, self.now, self.rng)
        if isinstance(decided, Refused):
            raise ValueError(f"{type(command).__name__} in {self.session.at}: {decided.says}")
        for event in decided:
            self.session = evolve(self.session, Entry(0, self.now, command.by, event))

    def join(self) -> None:
        for seat in self.names:
            self.give(c.Join(by=seat, traits={}))

    def go(self, step: str) -> None:
        while not self.session.at.endswith(f"/{step}"):
            self.give(c.Next(by=HOST, step=self.session.at))

    def write(self) -> int:
        """Everybody who may writes; how many did."""
        step = self.session.now_step
        if step is None or not step.form:
            return 0
        writers: Iterable[int] = self.names
        if step.by == "scribe":
            groups = self.session.groups_in(self.session.at)
            writers = [group[0] for group in groups if group] or [1]
            for seat in writers:
                self.give(c.TakePen(by=seat, step=self.session.at))
        n = 0
        for n, seat in enumerate(writers, 1):
            self.give(
                c.Submit(by=seat, id=f"{self.session.at}{seat:08}", step=self.session.at, values=values(step.form, n))
            )
        return n

    def around(self) -> Around:
        return Around(self.names, frozenset(self.names), {}, (HOST,), "wren-maple-coin-527", "", self.now)


def values(form: Iterable[Any], n: int) -> dict[str, Any]:
    """Something in every field that must be filled in."""
    said: dict[str, Any] = {}
    for field in form:
        match field.kind:
            case "text" | "long":
                said[field.name] = f"{IDEA} ({n})"
            case "date":
                said[field.name] = "2027-03-01"
            case "score":
                said[field.name] = field.low + n % (field.high - field.low + 1)
    return said


def report(people: list[int], repeats: int) -> None:
    print("Milliseconds, medians; `own` and `group` are for all people or groups together, `json` in each.\n")
    print("| people | step | room | stage | control | group, all | own, all | room bytes | control bytes |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    costs = []
    for number in people:
        room = Room(number)
        joining = timed(room.join) / number
        writing: dict[str, float] = {}
        for step in STOPS:
            room.go(step)
            began = time.thread_time()
            wrote = room.write()
            writing[step] = (time.thread_time() - began) / max(1, wrote) * 1e3
            print(f"| {number} | {step} | {' | '.join(_views(room, repeats))} |", flush=True)
        costs.append((number, joining, writing))
    print("\nDeciding and taking in, milliseconds for one command (a submission alone; a scribe's with the pen)\n")
    print(f"| people | join | {' | '.join(STOPS)} |")
    print(f"| ---: | ---: |{' ---: |' * len(STOPS)}")
    for number, joining, writing in costs:
        print(f"| {number} | {joining:.3f} | {' | '.join(f'{took:.3f}' for took in writing.values())} |")


def _views(room: Room, repeats: int) -> list[str]:
    session, around = room.session, room.around()
    groups = sorted({views.group_of(session, seat) for seat in room.names} - {-1})

    def each(view: Callable[[int], Any], of: Iterable[int]) -> Callable[[], None]:
        def all_of_them() -> None:
            for one in of:
                encoded(view(one))

        return all_of_them

    took = [
        median(lambda: encoded(views.room(session, around)), repeats),
        median(lambda: encoded(views.stage(session, around)), repeats),
        median(lambda: encoded(views.control(session, around)), repeats),
        median(each(lambda n: views.group(session, around, n), groups), min(repeats, 3)),
        median(each(lambda n: views.own(session, around, n), room.names), min(repeats, 3)),
    ]
    sizes = [len(encoded(views.room(session, around))), len(encoded(views.control(session, around)))]
    return [*(f"{one:.2f}" for one in took), *(f"{size:,}" for size in sizes)]


def encoded(part: Any) -> bytes:
    return orjson.dumps(part, default=dict, option=orjson.OPT_NON_STR_KEYS)


def timed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1e3


def median(work: Callable[[], object], repeats: int) -> float:
    gc.collect()
    return statistics.median(timed(work) for _ in range(repeats))
