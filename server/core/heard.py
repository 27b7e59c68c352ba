"""Whose words the room has heard, by role and by group: for the facilitator to call on those not heard yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from server.core import parts as p
from server.core import sights
from server.core.faces import group_label
from server.core.forms import WORDS
from server.core.session import Contribution, Session
from structures.vocabulary import Step


def heard(session: Session) -> tuple[p.Heard, ...]:
    """By role: how many people have had words on the stage today, their own or such as went into those shown."""
    if not session.plan.asks:
        return ()
    ask = session.plan.asks[0].name
    of = Counter(session.seats[seat].traits.get(ask, "") for seat in session.present())
    seats: set[int] = set()
    for one in on_stage(session):
        voices = (session.contribution(id) for id in one.about)
        seats |= {one.seat} | {voice.seat for voice in voices if voice}
    by_role = Counter(session.seats[seat].traits.get(ask, "") for seat in seats if seat in session.seats)
    return tuple(p.Heard(role, by_role[role], count) for role, count in of.most_common() if role)


def on_stage(session: Session) -> Iterator[Contribution]:
    """What has been on the stage: the lines that were let out, and all of what played steps show without holding it."""
    for id in session.shown | {session.spot}:
        if one := session.contribution(id):
            yield one
    for stay in session.stays:
        step = session.step(stay.step)
        for sight in step.sees if step else ():
            key = f"{stay.step.partition('/')[0]}/{sight.of}"
            if sights.is_for_all(sight) and not sight.held and has_words(session.step(key)):
                yield from sights.words(session, key)


def has_words(step: Step | None) -> bool:
    """Whether people say something in a step: a place on a line is no voice."""
    return step is not None and any(f.kind in WORDS for f in step.form)


def still(session: Session) -> tuple[str, ...]:
    """The groups none of whose words have been shown in this harvest."""
    waiting: dict[int, tuple[bool, str]] = {}
    for sight, cards in sights.for_facilitator(session):
        for one in cards if sight.held else ():
            source = session.step(one.step)
            if source and source.by == "scribe" and one.group >= 0:
                before, _ = waiting.get(one.group, (False, ""))
                waiting[one.group] = (before or one.id in session.shown, one.step)
    labels = ((group_label(session, key, number)[0], shown) for number, (shown, key) in sorted(waiting.items()))
    return tuple(label for label, shown in labels if label and not shown)
