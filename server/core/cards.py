"""A contribution as a card: its lines ready to read, and what one audience may be told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from server.core import canvas
from server.core import pieces as p
from server.core.events import Value
from server.core.faces import Around, group_label
from server.core.naming import signed
from server.core.outcomes import is_word, output_words
from server.core.plan import StepKey
from server.core.roles import lane_at
from server.core.session import Contribution, Session
from structures.vocabulary import Field, Step

CARDS_SHOWN = 60
"""A block holds so many cards at most; the rest are counted."""

GIVEN = "line"
"""The one field of a contribution that was there before the session."""

_SPOKEN = ("text", "long")
_ASIDE = ("pick", "addressee")
"""What a card says elsewhere than in its lines: lineage, and whom it is for."""
_KEPT_CLOSE = ("none", "phone", "private")
"""Words that a step captures so are nobody's topic."""


def lines(session: Session, around: Around, step: Step | None, values: Mapping[str, Value]) -> tuple[p.Line, ...]:
    """A contribution's fields in the order of its form, ready to read. What it picked is lineage and stays out: the
    words of a pair do not travel to the stage inside the line of a four."""
    return tuple(by_field(session, around, step, values).values())


def by_field(session: Session, around: Around, step: Step | None, values: Mapping[str, Value]) -> dict[str, p.Line]:
    """The same lines by the names of their fields."""
    if step is None:
        said = values.get(GIVEN)
        return {GIVEN: p.Line("", "text", said)} if isinstance(said, str) else {}
    return {
        f.name: p.Line(f.label, f.kind, text)
        for f in step.form
        if f.kind not in _ASIDE and (text := _text(session, around, f, values.get(f.name)))
    }


def _text(session: Session, around: Around, f: Field, value: Value | None) -> str:
    match f.kind, value:
        case _, None:
            return ""
        case "person" | "people", _:
            return ", ".join(signed(session, around, seat) for seat in seats(value))
        case "place", str():
            return canvas.words_for(f.canvas, value) if f.canvas else ""
        case _:
            return str(value)


def seats(value: Value | None) -> tuple[int, ...]:
    """The people that a field of people holds, or the one that a field of a person does."""
    if isinstance(value, int):
        return (value,)
    return tuple(int(seat) for seat in value if seat.isdigit()) if isinstance(value, tuple) else ()


def says_something(step: Step | None, one: Contribution) -> bool:
    """Whether a contribution is a card of its own. One that only picks is counted with what it picked."""
    if step is None:
        return True
    return any(f.kind != "pick" and one.values.get(f.name) not in (None, "", ()) for f in step.form)


def first_words(around: Around, session: Session, one: Contribution) -> str:
    """A contribution in one line: its first words, or a whole sentence that has two parts."""
    entered = lines(session, around, session.step(one.step), one.values)
    said = [line for line in entered if line.kind not in ("score", "picture")]
    spoken = [line for line in said if line.kind in _SPOKEN]
    return sentence(said) or next((line.text for line in (*spoken, *said)), "")


class Words(Protocol):
    """Something said under a label."""

    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...


def sentence(said: Sequence[Words]) -> str:
    """Parts whose labels go on in small letters, as one sentence: "How can we … and at the same time …"; or nothing."""
    if any(one.label[:1].islower() for one in said[1:]):
        return " ".join(f"{one.label} {one.text}" for one in said)
    return ""


def card(
    session: Session, around: Around, one: Contribution, *, named: bool = False, with_former: bool = False
) -> p.Card:
    """What a card tells. `with_former` is for those who may go back to an earlier wording: its writer, its group."""
    step = session.step(one.step)
    to = addressed_to(session, one, step)
    group = ""
    if step and (step.by == "scribe" or to) and one.group >= 0 and session.groups_in(one.step):
        group = topic(session, around, one.step, one.group) or group_label(session, one.step, one.group)[0]
    return p.Card(
        id=one.id,
        lines=lines(session, around, step, one.values),
        by=signed(session, around, one.seat) if named and one.seat else "",
        group=group,
        marked=one.id in session.marked,
        draft=session.is_draft(one),
        joined=sum(1 for under in session.together.values() if under == one.id),
        to=to,
        about=one.about[0] if step and step.marks and one.about else "",
        former=one.former if with_former else (),
    )


def addressed_to(session: Session, one: Contribution, step: Step | None) -> str:
    """The label of the group a contribution is for; nothing when it is for nobody in particular."""
    number = next((one.values.get(f.name) for f in step.form if f.kind == "addressee"), None) if step else None
    return group_label(session, one.step, number)[0] if isinstance(number, int) else ""


def topic(session: Session, around: Around, key: StepKey, number: int) -> str:
    """What a group is about: its lane, or the first words of what it goes back to; nothing once that is hidden or
    gone."""
    if lane := lane_at(session, key, number):
        return lane.title
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
