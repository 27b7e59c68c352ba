"""What is one person's alone in their part: their words as they were entered, what only they see, what they keep."""

from __future__ import annotations

from server.core import parts as p
from server.core import sights
from server.core.blocks import blocks
from server.core.cards import card, lines
from server.core.events import Value
from server.core.faces import Around, name_of
from server.core.pieces import Block
from server.core.plan import step_key
from server.core.session import Contribution, Session
from server.core.writing import writing_group
from structures.vocabulary import Sight, Step


def is_worded(step: Step | None) -> bool:
    """Whether a step's words have wordings one may want to go back to: an answer to a card is simply given anew."""
    return step is not None and not step.marks and any(f.kind in ("text", "long") for f in step.form)


def own_blocks(
    session: Session, around: Around, seat: int, sight: Sight, cards: tuple[Contribution, ...]
) -> tuple[Block, ...]:
    """What only this person sees. Words that never left the phone are not here: the phone puts its own in their place.
    Answers count as those of one's group, or of everybody."""
    item, key = session.now_item, sights.key_of(session, sight)
    source = session.step(key)
    if item and source and source.capture == "phone":
        return (Block(f"{sight.whose}:{sight.of}", name_of(item, source), "phone", (), of=key),)
    members = None if sight.whose == "all" else sights.my_group(session, seat)
    return blocks(session, around, sight, cards, members)


def own_now(session: Session, seat: int, step: Step | None) -> tuple[Contribution, ...]:
    """One's own words in the present step, to edit: for the one with the pen, the group's."""
    if not step:
        return ()
    if step.by == "scribe":
        number = writing_group(session, session.at, seat)
        if number < 0 or session.pens.get(session.at, {}).get(number) != seat:
            return ()
        return tuple(one for one in session.written(session.at) if one.group == number)
    return session.written_by(session.at, seat)


def mine(one: Contribution, step: Step | None) -> p.Mine:
    values: dict[str, Value] = dict(one.values)
    return p.Mine(one.id, values, one.about, one.draft, one.late, one.former if is_worded(step) else ())


def notes(session: Session, around: Around, seat: int) -> tuple[Block, ...]:
    """Everything this person wrote today, step by step."""
    found = []
    for item in session.items:
        for step in item.steps:
            key = step_key(item, step)
            written = tuple(card(session, around, one) for one in session.written_by(key, seat))
            if written:
                found.append(Block(key, f"{item.title}: {name_of(item, step)}", "cards", written))
    return tuple(found)


def commitments(session: Session, around: Around, seat: int) -> tuple[p.Commitment, ...]:
    """What this person said they would do: their named words that hold a day."""
    found = []
    for item in session.items:
        for step in item.steps:
            if step.named and any(f.kind == "date" for f in step.form):
                for one in session.written_by(step_key(item, step), seat):
                    said = {line.kind: line.text for line in lines(session, around, step, one.values)}
                    what = said.get("text") or said.get("long", "")
                    found.append(p.Commitment(what, said.get("date", ""), around.name(seat), said.get("person", "")))
    return tuple(found)
