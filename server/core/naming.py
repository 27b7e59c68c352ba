"""Where a person's name may stand beside what they said: their own choice, at any time.

A step promises names or none; each person may want less than it promises, or let the promise reach further.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from server.core.events import Naming
from server.core.faces import Around
from server.core.plan import Item
from server.core.remembering import once
from server.core.session import Session
from structures.vocabulary import Step

SOMEBODY = "Somebody"
"""What a person is called whose name may stand nowhere, or who was erased."""


def signed(session: Session, around: Around, seat: int) -> str:
    """A person's name where words are read: beside their own, or named in somebody else's."""
    sitting = session.seats.get(seat)
    return SOMEBODY if sitting and sitting.naming == "nowhere" else around.name(seat)


def beyond(session: Session, around: Around, seat: int) -> str:
    """Their name for people who were not here: nothing, unless they agreed to that."""
    sitting = session.seats.get(seat)
    return around.name(seat) if sitting and sitting.naming == "reports" else ""


def those_beyond(session: Session, around: Around, seats: Iterable[int]) -> str:
    """The names of those among these people who agreed to that."""
    return ", ".join(filter(None, (beyond(session, around, seat) for seat in seats)))


def naming_of(session: Session, seat: int) -> Naming | Literal[""]:
    """What somebody chose, where there is something to choose: while they write under their name, and at the end."""
    sitting, item, step = session.seats.get(seat), session.now_item, session.now_step
    promised = item is not None and step is not None and bool(step.form) and promises(item, step)
    asked = asks_for_names(session.items) if session.phase == "closed" else promised
    return sitting.naming if sitting and asked else ""


def promises(item: Item, step: Step) -> bool:
    """Whether somebody's words of this step stand under their name."""
    return step.named or any(sight.named and sight.of == step.name for s in item.steps for sight in s.sees)


@once(16)
def asks_for_names(items: tuple[Item, ...]) -> bool:
    """Whether names stand anywhere in a session: beside words, or in them."""
    steps = [(item, step) for item in items for step in item.steps]
    return any(promises(*one) or any(f.kind in ("person", "people") for f in one[1].form) for one in steps)
