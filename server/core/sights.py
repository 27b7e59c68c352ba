"""Who may see which contributions: the one place where a grant becomes cards in somebody's sight.

Grant, never subtract: each function here starts from nothing and adds what a `Sight` of the present step names.
Hidden words, words that came late and drafts of a step still open are in nobody's sight but their writer's (a
scribe's draft is in the group's sight: the others see it live).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from server.core.grouping import lead_of
from server.core.plan import Item, StepKey
from server.core.session import Contribution, Session
from structures.vocabulary import Sight, Step


def sights_now(session: Session) -> tuple[Sight, ...]:
    """What the present step grants."""
    step = session.now_step
    return step.sees if step and session.phase == "running" else ()


def key_of(session: Session, sight: Sight) -> StepKey:
    """The step of the present item that a sight speaks of."""
    item = session.now_item
    return f"{item.key}/{sight.of}" if item else ""


def base(name: str) -> str:
    """The name of a step without the number of its round: `score-3` is a playing of `score`."""
    head, _, tail = name.rpartition("-")
    return head if head and tail.isdigit() else name


def steps_named(item: Item, name: str) -> Iterator[Step]:
    """The step of that name, or all its rounds."""
    return (step for step in item.steps if name and (step.name == name or base(step.name) == name))


def is_word(session: Session, c: Contribution) -> bool:
    """True when it has been let go of, came in time (or was taken in), and is not hidden."""
    return not c.late and c.id not in session.hidden and not session.is_draft(c)


def words(session: Session, key: StepKey) -> Iterator[Contribution]:
    """The words of a step that may be shown at all, in an order that tells nothing about who came when."""
    return iter(sorted((c for c in session.written(key) if is_word(session, c)), key=lambda c: c.id))


def my_group(session: Session, seat: int) -> tuple[int, ...]:
    """The people one is with now, oneself among them."""
    number = session.group_number(session.at, seat)
    return session.groups_in(session.at)[number] if number >= 0 else ()


def part_in_turn(session: Session, seat: int) -> str:
    """`lead` or `rest` in a step of turns, or inside and outside a circle; `over` when one's group has had all its
    turns; else nothing."""
    step = session.now_step
    if step and step.turn < 0:
        return {-1: "", 0: "lead"}.get(_seat_in_circle(session, seat), "rest")
    if not step:
        return ""
    leading = lead_of(my_group(session, seat), step.turn)
    return "over" if leading is None else "lead" if leading == seat else "rest"


def _seat_in_circle(session: Session, seat: int) -> int:
    """The number of one's group where an inner circle sits (0: inside), or -1 where none does."""
    standing = session.step(session.standing.get(session.at, ""))
    if standing is None or standing.grouping.kind != "circle":
        return -1
    return session.group_number(session.at, seat)


def own_words(session: Session, seat: int, key: StepKey) -> tuple[Contribution, ...]:
    """What this person wrote in a step, or their group's scribe for them; hidden or not, draft or not."""
    step = session.step(key)
    group = session.group_number(key, seat) if step and step.by == "scribe" else -1
    if group < 0:
        return session.written_by(key, seat)
    return tuple(c for c in session.written(key) if c.seat == seat or c.group == group)


def group_words(session: Session, members: Iterable[int], key: StepKey) -> tuple[Contribution, ...]:
    """The words of these people in a step, in an order that tells nothing about who came when."""
    found = (c for seat in members for c in session.written_by(key, seat) if is_word(session, c))
    return tuple(sorted(found, key=lambda c: c.id))


def wrote_together(step: Step | None) -> bool:
    """True for a step in which everybody writes one text, with one pen that goes round."""
    return step is not None and step.by == "scribe" and step.grouping.kind == "everyone"


def live_words(session: Session, number: int) -> tuple[Contribution, ...]:
    """What a group's scribe has written in the present step, letter by letter."""
    step = session.now_step
    if not step or step.by != "scribe":
        return ()
    return tuple(
        c for c in session.written(session.at) if c.group == number and not c.late and c.id not in session.hidden
    )


def dealt_card(session: Session, seat: int) -> Contribution | None:
    """The card in this person's hands in the present step, if the step grants its sight."""
    if not any(sight.whose == "dealt" for sight in sights_now(session)):
        return None
    card = session.contribution(session.dealt.get(session.at, {}).get(seat, ""))
    return card if card and is_word(session, card) else None


def for_group(session: Session, number: int) -> Iterator[tuple[Sight, tuple[Contribution, ...]]]:
    """What everybody in a group may see alike."""
    groups = session.groups_in(session.at)
    if not 0 <= number < len(groups):
        return
    members = groups[number]
    for sight in sights_now(session):
        if sight.to == "each":
            yield from _with_members(session, sight, members)


def for_person(session: Session, seat: int) -> Iterator[tuple[Sight, tuple[Contribution, ...]]]:
    """What this person may see and the others of the group may not: own words, and what only their part sees."""
    part = part_in_turn(session, seat)
    for sight in sights_now(session):
        if sight.whose == "own":
            key = key_of(session, sight)
            if key != session.at:
                yield sight, own_words(session, seat, key)
        elif sight.to != "each" and sight.to == part:
            yield from _with_members(session, sight, my_group(session, seat))


def for_all(session: Session) -> Iterator[tuple[Sight, tuple[Contribution, ...]]]:
    """What every screen may see. Held words are in sight once the facilitator has shown them."""
    for sight in sights_now(session):
        if sight.whose == "all":
            key = key_of(session, sight)
            live = key == session.at and wrote_together(session.now_step)
            source = live_words(session, 0) if live else words(session, key)
            granted = (c for c in source if c.id not in session.together)
            yield sight, tuple(c for c in granted if not sight.held or c.id in session.shown)


def for_facilitator(session: Session) -> Iterator[tuple[Sight, tuple[Contribution, ...]]]:
    """The words a step shares with all, as the facilitator holds them: also those waiting, hidden, or come late."""
    for sight in sights_now(session):
        if sight.whose == "all" and sight.show in ("wall", "commitments"):
            key = key_of(session, sight)
            yield sight, tuple(c for c in session.written(key) if not session.is_draft(c))


def _with_members(
    session: Session, sight: Sight, members: tuple[int, ...]
) -> Iterator[tuple[Sight, tuple[Contribution, ...]]]:
    key = key_of(session, sight)
    if sight.whose == "group":
        if key == session.at and session.now_step and session.now_step.by == "scribe":
            return
        yield sight, group_words(session, members, key)
    elif sight.whose == "lead":
        leading = lead_of(members, session.now_step.turn if session.now_step else -1)
        if leading is not None:
            yield sight, group_words(session, (leading,), key)


def pickable(session: Session, seat: int) -> tuple[Contribution, ...]:
    """Everything on this person's screen that a pick may choose, each once."""
    number = session.group_number(session.at, seat)
    found: dict[str, Contribution] = {}
    for source in (for_group(session, number), for_person(session, seat), for_all(session)):
        for _, cards in source:
            found.update((c.id, c) for c in cards if not c.late and c.id not in session.hidden)
    return tuple(found.values())
