"""A whole script for a full room: how many bytes each screen is told in each step, and what making them costs.

Simulated people play it in virtual time; each step is looked at as it ends, when it holds the most. No sockets.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable, Iterator

import orjson

from server import scripts
from server.core import events as e
from server.core import views
from server.core.folding import evolve
from server.core.session import EMPTY, Session
from server.core.views import Around
from server.rehearsal.play import Play

BEGINS = datetime.datetime(2026, 11, 5, 12, tzinfo=datetime.UTC)
LOOKED_AT = 40
"""Phones that are looked at, spread over all."""
FOR_A_PHONE = 64 * 1024
"""Bytes of all its parts together, above which a phone on a poor line waits a second or more."""


def report(name: str, people: int, peer: int) -> None:
    """Prints a table for `people`, beside the same script with `peer` people in the same run."""
    small, large = measured(name, peer), measured(name, people)
    print(f"Bytes of each part (before compression), milliseconds to make it; {people} people beside {peer}.\n")
    print(
        "| step | a phone, median | largest | x of it at " + str(peer) + " | stage | control | room ms | control ms |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for step, now in large.items():
        before = small.get(step)
        times = f"{now.phone / before.phone:.1f}" if before else "—"
        print(
            f"| {step} | {now.phone:,} | {now.largest:,} | {times} | {now.stage:,} | {now.control:,} "
            f"| {now.room_ms:.1f} | {now.control_ms:.1f} |"
        )
    most = max(one.largest for one in large.values())
    print(f"\nThe most a phone is told at once: {most:,} bytes, {most / FOR_A_PHONE:.2f} of what a poor line bears.")


class Sizes:
    """What the screens are told as a step ends."""

    def __init__(self, session: Session, around: Around) -> None:
        room, self.room_ms = timed(lambda: views.room(session, around))
        seats = session.present()
        phones = [room + own_of(session, around, seat) for seat in seats[:: max(1, len(seats) // LOOKED_AT)]]
        self.phone, self.largest = round(statistics.median(phones)), max(phones)
        self.stage, _ = timed(lambda: views.stage(session, around))
        self.control, self.control_ms = timed(lambda: views.control(session, around))


def own_of(session: Session, around: Around, seat: int) -> int:
    """Bytes of a person's own part and of their group's."""
    number = views.group_of(session, seat)
    group = written(views.group(session, around, number)) if number >= 0 else 0
    return written(views.own(session, around, seat)) + group


def measured(name: str, people: int) -> dict[str, Sizes]:
    """By step, in the order of the script."""
    play = Play(scripts.load(scripts.path_of(name)), people, 1, BEGINS, anyway=True)
    play.run()
    return {step: Sizes(session, around) for step, session, around in _endings(play)}


def _endings(play: Play) -> Iterator[tuple[str, Session, Around]]:
    session = EMPTY
    for entry in play.entries:
        if isinstance(entry.event, e.StepClosed):
            item, step = session.now_item, session.now_step
            assert item
            assert step
            around = Around(play.names, frozenset(play.names), {}, ("f1",), "wren-maple-coin-527", "", entry.at)
            yield f"{item.title}: {step.title or step.name}", session, around
        session = evolve(session, entry)


def written(part: object) -> int:
    return len(orjson.dumps(part, option=orjson.OPT_NON_STR_KEYS))


def timed(make: Callable[[], object]) -> tuple[int, float]:
    """Bytes of a part, and milliseconds of this thread to make it: the quickest of three."""
    took = []
    for _ in range(3):
        began = time.thread_time()
        made = make()
        took.append((time.thread_time() - began) * 1e3)
    return written(made), min(took)
