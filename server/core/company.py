"""The people one is with, as screens show them: a group with its topic and its roles, and the market of groups one may
go to."""

from __future__ import annotations

from server.core import parts as p
from server.core.cards import first_words
from server.core.faces import Around, group_label
from server.core.outcomes import is_word, output_words
from server.core.plan import StepKey
from server.core.roles import lane_at, role_at
from server.core.session import Contribution, Session
from structures.vocabulary import ALONE

_KEPT_CLOSE = ("none", "phone", "private")
"""Words that a step captures so are nobody's topic."""


def group_face(session: Session, around: Around, key: StepKey, number: int, members: tuple[int, ...]) -> p.GroupFace:
    """A group of a step, the present one or one made ready."""
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
        topic=lane.title if lane else _topic(session, around, key, number),
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


def _topic(session: Session, around: Around, key: StepKey, number: int) -> str:
    """What a group is about, in the first words of what it goes back to; nothing once that is hidden or gone."""
    step = session.step(key)
    if step and step.lanes_of:
        lanes = _lanes(session, key, step.lanes_of)
        one = lanes[number % len(lanes)] if lanes else None
    else:
        topics = session.topics.get(session.standing.get(key, "") or key, ())
        one = session.contribution(topics[number]) if number < len(topics) else None
    if one is None or not is_word(session, one):
        return ""
    source = session.step(one.step)
    return "" if source and source.capture in _KEPT_CLOSE else first_words(around, session, one)


def _lanes(session: Session, key: StepKey, of: str) -> list[Contribution]:
    """The words that groups take as their lanes, in an order that stays: what is hidden later keeps its place."""
    item = session.item(key)
    if item is None:
        return []
    if of == "output":
        return [one for name in item.uses for one in output_words(session, name)]
    begun = next((stay.began for stay in session.stays if stay.step == key), float("inf"))
    made = (
        one
        for one in session.written(f"{item.key}/{of}")
        if not one.late and not session.is_draft(one) and one.id not in session.together
    )
    return sorted((one for one in made if session.hidden.get(one.id, begun) >= begun), key=lambda one: one.id)
