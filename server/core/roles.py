"""What each person is called in a turn and what is asked of them: the lead, named roles in speaking order, the rest,
those inside and outside a circle, and a group's own prompt."""

from __future__ import annotations

from server.core.plan import StepKey
from server.core.session import Session
from server.core.sights import my_group
from structures.vocabulary import Lane, Role

OVER = "Your group has had all its turns. Talk on, or rest."
NOBODY = Role("")


def role_at(session: Session, key: StepKey, number: int, place: int, size: int) -> Role:
    """The role of the member at that place of group `number`, which has `size` members, in a step."""
    step = session.step(key)
    if step is None:
        return NOBODY
    lead, rest = Role(step.lead, step.lead_ask), Role(step.rest)
    if step.turn < 0:
        formation = session.step(session.standing.get(key, "") or key)
        if formation is None or formation.grouping.kind != "circle":
            return NOBODY
        return rest if number else lead
    if step.turn >= size:
        return NOBODY
    after_lead = (place - step.turn) % size
    if after_lead == 0:
        return lead
    return step.roles[after_lead - 1] if after_lead <= len(step.roles) else rest


def role_of(session: Session, seat: int) -> Role:
    """The role somebody has now."""
    members = my_group(session, seat)
    if seat not in members:
        return NOBODY
    number = session.group_number(session.at, seat)
    return role_at(session, session.at, number, members.index(seat), len(members))


def says(session: Session, seat: int) -> str:
    """What is asked of somebody in place of what the step asks of all: by their role. What a lane asks stands with
    the group, beside it."""
    step, members = session.now_step, my_group(session, seat)
    if step is None:
        return ""
    if step.turn >= 0 and step.turn >= len(members):
        return OVER
    return role_of(session, seat).ask


def lane_at(session: Session, key: StepKey, number: int) -> Lane | None:
    """The lane of a group: group n has lane n, and round again."""
    step = session.step(key)
    return step.lanes[number % len(step.lanes)] if step and step.lanes and number >= 0 else None
