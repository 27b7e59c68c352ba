"""Which steps of a structure are played: none for a turn that no group has a person for, nor for a visit to a station
that is not there; and whether there are people enough to begin."""

from __future__ import annotations

from server.core.commands import Refused
from server.core.plan import Item, step_key, steps_before, visit_of
from server.core.session import Session
from structures.vocabulary import Step


def is_needed(session: Session, item: Item, step: Step) -> bool:
    """Whether the step is played, as far as groups and stations are known by now."""
    visit = visit_of(item.steps, step)
    stations = _stations(session, item, visit) if visit else 0
    if visit and stations and visit.grouping.visit >= stations:
        return False
    if step.turn <= 0:
        return True
    forming = [s for s in (*steps_before(item.steps, step), step) if s.grouping.forms]
    groups = session.groups.get(step_key(item, forming[-1]), ()) if forming else ()
    return not groups or any(len(group) > step.turn for group in groups)


def too_few(item: Item, people: int) -> Refused | None:
    """Why an item is not for that many people. An empty room is somebody trying it out: it may go anywhere."""
    if not 0 < people < item.least:
        return None
    here = "1 is here" if people == 1 else f"{people} are here"
    says = f"{item.title} is meant for {item.least} people or more, and {here}. Wait, leave it out, or start it anyway."
    return Refused("too_few", says)


def rounds(session: Session, item: Item, step: Step) -> tuple[int, int]:
    """The number of a step's round and how many are played: (0, 0) outside rounds. A tour has one for each station, a
    turn-taking one for each member of the largest group."""
    number, of = step.round
    played = (s.round[0] for s in item.steps if s.round[1] == of and is_needed(session, item, s))
    return number, max(played, default=number) if of else 0


def _stations(session: Session, item: Item, visit: Step) -> int:
    """How many stations there are to visit, at least one; 0 while that is not known."""
    of = visit.grouping.of
    keys = [step_key(item, s) for s in item.steps if s.grouping.kind == "stations" and s.grouping.of == of]
    formed = [len(session.topics.get(key, ())) for key in keys if key in session.groups]
    return max(1, *formed) if formed else 0
