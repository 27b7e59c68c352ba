"""What a writer may choose among, mark, or go on from: always something that is in their sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from server.core.outcomes import is_word, words
from server.core.plan import step_key
from server.core.session import Contribution, Session
from server.core.sights import OUTPUT, dealt_card, group_words, in_sight, my_group, own_words, wrote_together
from structures.vocabulary import Sight, Step


def pickable(session: Session, seat: int) -> tuple[Contribution, ...]:
    """Everything on this person's screen that a pick may choose, each once.

    Where groups gather round what is picked, that is what this structure gathered, not what the session starts from.
    Words that grow from others are made of those, not of what everybody has before their eyes besides.
    """
    item, step = session.now_item, session.now_step
    gathers = item and step and any(s.grouping.kind == "joined" and s.grouping.of == step.name for s in item.steps)
    found: dict[str, Contribution] = {}
    for sight, cards in in_sight(session, seat):
        if (gathers and sight.of == OUTPUT) or (step and _stands_besides(step, sight)):
            continue
        found.update((c.id, c) for c in cards if not c.late and c.id not in session.hidden)
    return tuple(found.values())


def _stands_besides(step: Step, sight: Sight) -> bool:
    """Whether words that all see are only to be kept in mind: the step says that it grows from others."""
    return step.grows_from != "" and sight.whose == "all" and sight.of not in (step.grows_from, OUTPUT)


# --- marks -----------------------------------------------------------------------------------------------------


def markable(session: Session, seat: int) -> tuple[Contribution, ...]:
    """The cards this writer may mark in the present step: those of the step it marks (or of the outputs) that are in
    their sight, each once. What is hidden, taken back or put together with another cannot be marked."""
    return tuple({c.id: c for c in _to_mark(session, seat)}.values())


def is_markable(session: Session, seat: int, card: str) -> bool:
    """Whether this writer may mark that card in the present step."""
    return any(True for _ in _to_mark(session, seat, card))


def has_cards(session: Session, seat: int) -> bool:
    """Whether there is anything to mark for this writer."""
    return any(True for _ in _to_mark(session, seat))


def _to_mark(session: Session, seat: int, only: str = "") -> Iterator[Contribution]:
    item, step = session.now_item, session.now_step
    if not item or not step or not step.marks:
        return
    key = f"{item.key}/{step.marks}"
    for sight, cards in in_sight(session, seat):
        for one in cards:
            if only and one.id != only:
                continue
            meant = sight.of == OUTPUT if step.marks == OUTPUT else one.step == key
            if meant and is_word(session, one) and one.id not in session.together:
                yield one
    held = dealt_card(session, seat)
    if held and held.step == key and held.id not in session.together and only in ("", held.id):
        yield held


def marked_by(session: Session, step: Step, seat: int, group: int, card: str, late: bool) -> Contribution | None:
    """What this writer (or, where one pen writes, this group) has said about a card in the present step."""
    about = (card,)
    made: Iterable[Contribution] = (
        session.written(session.at) if step.by == "scribe" else session.written_by(session.at, seat)
    )
    if step.by == "scribe":
        made = (one for one in made if one.group == group)
    return next((one for one in made if one.about == about and one.late == late), None)


# --- going on --------------------------------------------------------------------------------------------------


def refined(session: Session, seat: int) -> Contribution | None:
    """The newest words that this writer goes on from in a step that refines another: their own; for a pen, what its
    people wrote. Only what they wrote themselves, what was written for them, or what this step lets them see. Where
    nobody went on in a round, the words of the round before still stand."""
    item, step = session.now_item, session.now_step
    by_name = {s.name: s for s in item.steps} if item else {}
    below = by_name.get(step.refines) if step else None
    while item and step and below:
        key = step_key(item, below)
        found = {one.id: one for one in own_words(session, seat, key)}
        if wrote_together(below):
            found.update((one.id, one) for one in words(session, key))
        elif step.by == "scribe":
            members = session.present() if wrote_together(step) else my_group(session, seat)
            seen = {one.id for _, cards in in_sight(session, seat) for one in cards}
            found.update((one.id, one) for one in group_words(session, members, key) if one.id in seen)
        made = [one for one in found.values() if is_word(session, one)]
        if made:
            return max(made, key=lambda one: (one.at, one.id))
        below = by_name.get(below.refines)
    return None
