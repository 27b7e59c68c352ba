"""Promises in a session: what people wrote under their names, in steps that ask for a day; and what they wrote without
a name, for themselves to keep to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server.core.cards import seats
from server.core.forgetting import ERASED
from server.core.plan import Item, StepKey, step_key
from server.core.session import Contribution, Session
from structures.vocabulary import Step


@dataclass(frozen=True, slots=True)
class Promised:
    """What somebody said they would do. `due` is a day as YYYY-MM-DD, or empty; `beside` are the seats of those it is
    to be done with. `is_open`: the step may still change it. `alone`: it was written without a name, so only who wrote
    it may be told that it is theirs."""

    id: str
    seat: int
    what: str
    due: str
    beside: tuple[int, ...]
    is_open: bool
    alone: bool


def asks_for_promises(step: Step) -> bool:
    """Whether what is written in a step are promises: all may know who said it, and there is a day to it."""
    return step.named and step.capture == "room" and any(f.kind == "date" for f in step.form)


def asks_for_pledges(step: Step) -> bool:
    """Whether what each person writes in a step is something they will do, and nobody is told whose it is."""
    return step.pledge and not step.named and step.capture == "room" and step.by == "each"


def makes_promises(item: Item) -> bool:
    return any(map(asks_for_promises, item.steps))


def written(
    session: Session, asks: Callable[[Step], bool] = asks_for_promises
) -> Iterator[tuple[Step, StepKey, Contribution]]:
    """Every promise (or what else steps that `asks` names ask for) with its step, in the order of the run."""
    for item in session.items:
        for step in item.steps:
            if asks(step):
                key = step_key(item, step)
                for one in session.written(key):
                    if not one.late and one.id not in session.hidden and not session.is_draft(one):
                        yield step, key, one


def promised(session: Session) -> Iterator[Promised]:
    """Every promise that has words, and whose words were not erased."""
    for step, key, one in written(session, lambda step: asks_for_promises(step) or asks_for_pledges(step)):
        said = {f.kind: one.values.get(f.name) for f in step.form if one.values.get(f.name)}
        what, due = said.get("text") or said.get("long"), said.get("date")
        beside = seats(said.get("person") or said.get("people"))
        if isinstance(what, str) and what != ERASED:
            due = due if isinstance(due, str) else ""
            alone = asks_for_pledges(step)
            yield Promised(one.id, one.seat, what, due, beside, session.is_open(key), alone)
