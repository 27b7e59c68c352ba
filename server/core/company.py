"""The people one is with, as screens show them: a group with its topic and its roles, and the market of groups one may
go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.core import pieces as p
from server.core.cards import topic
from server.core.faces import Around, group_label
from server.core.plan import Item, Plan, StepKey
from server.core.remembering import once
from server.core.roles import lane_at, role_at
from server.core.session import Session
from structures.vocabulary import ALONE


def group_face(session: Session, around: Around, key: StepKey, number: int, members: tuple[int, ...]) -> p.GroupFace:
    """A group of a step, the present one or one made ready."""
    made = _faces(session.plan, session.items, session.standing, session.called, around.names)
    told = key, number, members
    if told not in made:
        made[told] = _face(session, around, key, number, members)
    said = topic(session, around, key, number)
    return replace(made[told], topic=said) if said else made[told]


@once(4)
def _faces(
    plan: Plan,
    items: tuple[Item, ...],
    standing: Mapping[StepKey, StepKey],
    called: Mapping[StepKey, tuple[str, ...]],
    names: Mapping[int, str],
) -> dict[tuple[StepKey, int, tuple[int, ...]], p.GroupFace]:
    """Faces of groups without what they are about, by step, number and members: most stay when somebody writes."""
    return {}


def _face(session: Session, around: Around, key: StepKey, number: int, members: tuple[int, ...]) -> p.GroupFace:
    label, where, link = group_label(session, key, number)
    lane = lane_at(session, key, number)
    formation = session.step(session.standing.get(key, "") or key)
    grouping = formation.grouping if formation else ALONE
    return p.GroupFace(
        number=number,
        label=label,
        where=where,
        link=link,
        members=tuple(
            p.Member(seat, around.name(seat), role_at(session, key, number, place, len(members)).name)
            for place, seat in enumerate(members)
        ),
        topic="",
        ask=lane.ask if lane else "",
        sits="" if grouping.kind != "circle" else "out" if number else "in",
    )


def stalls(session: Session, around: Around) -> tuple[p.Stall, ...]:
    """The groups one may go to, while people move freely."""
    step = session.now_step
    if not step or not step.grouping.roam or session.phase != "running":
        return ()
    found = []
    for number, members in enumerate(session.groups_in(session.at)):
        face = group_face(session, around, session.at, number, members)
        if members or face.topic:
            found.append(p.Stall(number, face.label, face.topic, face.where, face.link, len(members)))
    return tuple(found)
