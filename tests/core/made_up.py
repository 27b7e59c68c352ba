"""Structures made up for a test: only as many steps as it needs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from server.core import commands as c
from server.core.commands import Refused
from server.core.events import Value
from server.core.plan import Item
from structures.vocabulary import Step
from tests.pilot import Room, plan_of


def item(*steps: Step, key: str = "1", **more: Any) -> Item:
    return Item(key=key, kind="structure", title="Made up", invitation="What now?", steps=steps, **more)


def room_of(*steps: Step, people: int = 4, **more: Any) -> Room:
    """A room in the first of these steps."""
    room = Room(plan_of(item(*steps, **more)), people)
    room.next()
    return room


def say(room: Room, seat: int, about: tuple[str, ...] = (), id: str = "", **values: Value) -> str:
    """Somebody writes that, and it is taken; with the pen, where there is one."""
    step = room.session.now_step
    if step and step.by == "scribe":
        room.must(c.TakePen(by=seat, step=room.session.at))
    id = id or room.new_id()
    room.must(c.Submit(by=seat, id=id, step=room.session.at, values=values, about=about))
    return id


def no(room: Room, seat: int, about: tuple[str, ...] = (), **values: Value) -> Refused:
    """Somebody writes that, and it is refused."""
    answer = room.give(c.Submit(by=seat, id=room.new_id(), step=room.session.at, values=values, about=about))
    assert isinstance(answer, Refused), "this should have been refused"
    assert answer.says.endswith(".")
    return answer


def screens_with(room: Room, words: str) -> set[str]:
    """The names of the screens that hold these words anywhere."""
    return {name for name, parts in room.screens() if words in json.dumps([asdict(part) for part in parts])}


def phones(*seats: int) -> set[str]:
    return {f"phone {seat}" for seat in seats}
