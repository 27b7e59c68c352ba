"""Who may see which contributions: the one place where a grant becomes cards in somebody's sight.

Grant, never subtract: each function here starts from nothing and adds what a `Sight` of the present step names.
Hidden words, words that came late and drafts of a step still open are in nobody's sight but their writer's (a
scribe's draft is in the group's sight: the others see it live).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from server.core.grouping import lead_of
from server.core.outcomes import (
    base,
    best,
    is_let_out,
    is_word,
    marks,
    output_words,
    played,
    steps_named,
    weights,
    words,
)
from server.core.plan import StepKey, step_key
from server.core.remembering import once
from server.core.session import Contribution, Session
from structures.vocabulary import Sight, Step

__all__ = ["base", "is_let_out", "is_word", "output_words", "steps_named", "words"]

Granted = Iterator[tuple[Sight, tuple[Contribution, ...]]]
OUTPUT = "output"
"""What a sight names instead of a step when it speaks of the earlier outputs that its item uses."""
EARLIER = Sight(OUTPUT, "output")
MARKED = ("columns", "plot", "matrix", "ranking")
"""Ways of showing cards that also tell what was said about them in step `by`."""


def sights_now(session: Session) -> tuple[Sight, ...]:
    """What the present step grants."""
    step = session.now_step
    return step.sees if step and session.phase == "running" else ()


def key_of(session: Session, sight: Sight) -> StepKey:
    """The step of the present item that a sight speaks of."""
    item = session.now_item
    return f"{item.key}/{sight.of}" if item else ""


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


def for_group(session: Session, number: int) -> Granted:
    """What everybody in a group may see alike."""
    groups = session.groups_in(session.at)
    if not 0 <= number < len(groups):
        return
    members = groups[number]
    for sight in sights_now(session):
        if sight.to == "each":
            yield from _with_members(session, sight, number, members)


def for_person(session: Session, seat: int) -> Granted:
    """What this person may see and the others of the group may not: own words, and what only their part sees (the
    lead or the rest of a group; in a circle, those inside or outside)."""
    part = part_in_turn(session, seat)
    for sight in sights_now(session):
        if sight.whose == "own":
            key = key_of(session, sight)
            if key != session.at:
                yield sight, own_words(session, seat, key)
        elif sight.to != "each" and sight.to == part:
            if sight.whose == "all":
                yield sight, _everybodys(session, sight)
            else:
                yield from _with_members(
                    session, sight, session.group_number(session.at, seat), my_group(session, seat)
                )


def for_all(session: Session) -> Granted:
    """What every screen may see. Held words are in sight once the facilitator has shown them."""
    for sight in sights_now(session):
        if is_for_all(sight):
            yield sight, _everybodys(session, sight)


def is_for_all(sight: Sight) -> bool:
    """True for a grant to the whole room, the stage with it."""
    return sight.whose == "all" and sight.to == "each"


def for_facilitator(session: Session) -> Granted:
    """The words a step shares with all, as the facilitator holds them: also those waiting, hidden, or come late."""
    for sight in sights_now(session):
        if is_for_all(sight) and sight.show in ("wall", "commitments", "gallery", "web") and sight.of != OUTPUT:
            key = key_of(session, sight)
            yield sight, tuple(c for c in session.written(key) if not session.is_draft(c))


def outputs(session: Session) -> tuple[tuple[str, tuple[Contribution, ...]], ...]:
    """The earlier outputs on every screen in the present step, by name: those the script says this item uses. A
    structure may name the steps that show them; else all do."""
    item, step = session.now_item, session.now_step
    if not item or not step or not item.uses or session.phase != "running":
        return ()
    chosen = any(sight.whose == "output" for s in item.steps for sight in s.sees)
    if chosen and not any(sight.whose == "output" for sight in step.sees):
        return ()
    return tuple((name, _let_out(session, name)) for name in item.uses)


def in_sight(session: Session, seat: int) -> Granted:
    """Everything on this person's screens now, grant by grant: the room's, the group's, their own."""
    yield from for_all(session)
    for _, made in outputs(session):
        yield EARLIER, made
    yield from for_group(session, session.group_number(session.at, seat))
    yield from for_person(session, seat)


# --- what a sight names ----------------------------------------------------------------------------------------


@once()
def _everybodys(session: Session, sight: Sight) -> tuple[Contribution, ...]:
    if sight.of == OUTPUT:
        found = _used(session)
    else:
        key = key_of(session, sight)
        live = key == session.at and wrote_together(session.now_step)
        source = live_words(session, 0) if live else words(session, key)
        found = _granted(source, session.together, session.shown if sight.held else None)
    item = session.now_item
    if sight.show == "ranking" and sight.top and item:
        weight = weights(session, item, sight.by)
        return best(found, weight, sight.top) if weight is not None else ()
    return found


@once()
def _granted(
    source: tuple[Contribution, ...], together: Mapping[str, str], shown: frozenset[str] | None
) -> tuple[Contribution, ...]:
    """Those that stand by themselves, and of words that are held those that were shown. The same while people write
    in another step, so done once for all of them."""
    return tuple(c for c in source if c.id not in together and (shown is None or c.id in shown))


def _with_members(session: Session, sight: Sight, number: int, members: tuple[int, ...]) -> Granted:
    key = key_of(session, sight)
    if sight.whose == "group":
        if sight.of == OUTPUT:
            yield sight, _used(session)
        elif key != session.at or not session.now_step or session.now_step.by != "scribe":
            yield sight, group_words(session, members, key)
    elif sight.whose == "lead":
        leading = lead_of(members, session.now_step.turn if session.now_step else -1)
        if leading is not None:
            yield sight, group_words(session, (leading,), key)
    elif sight.whose == "addressed" and number >= 0:
        yield sight, _addressed(session, key, sight.by, number)


def _addressed(session: Session, key: StepKey, by: str, number: int) -> tuple[Contribution, ...]:
    """Words of a step that are for a group: while the groups are those they were written among. What somebody wrote
    before groups were formed anew is for nobody: its number means another group now."""
    if session.standing.get(key) != session.standing.get(session.at):
        return ()
    return tuple(c for c in words(session, key) if c.group >= 0 and c.values.get(by) == number)


def _used(session: Session) -> tuple[Contribution, ...]:
    """The words of all the outputs this item uses, as screens may show them."""
    item = session.now_item
    return tuple(one for name in item.uses for one in _let_out(session, name)) if item else ()


@once()
def _let_out(session: Session, name: str) -> tuple[Contribution, ...]:
    return tuple(one for one in output_words(session, name) if is_let_out(session, one))


# --- what was said about cards ---------------------------------------------------------------------------------


def marks_for(session: Session, sight: Sight, members: tuple[int, ...] | None) -> tuple[Contribution, ...]:
    """What a sight lets be counted about its cards: what everybody said in step `by` (members None), or what these
    people said, or the pen of their group for them. Nothing where the sight only shows words. Picks and scores of
    several rounds count together; while a step is open, drafts do not count."""
    item = session.now_item
    if not item or not sight.by or sight.show not in MARKED or sight not in sights_now(session):
        return ()
    found: list[Contribution] = []
    for step in played(session, item, sight.by):
        key = step_key(item, step)
        made = marks(session, key)
        if members is None:
            found.extend(made)
            continue
        grouped = step.by == "scribe" and session.standing.get(key) == session.standing.get(session.at)
        said = _by_writer(made, grouped)
        number = session.group_number(session.at, members[0]) if members else -1
        for voice in (("group", number), *(("seat", seat) for seat in members)):
            found.extend(said.get(voice, ()))
    return tuple(sorted(found, key=lambda one: one.id))


@once()
def _by_writer(made: tuple[Contribution, ...], grouped: bool) -> Mapping[tuple[str, int], tuple[Contribution, ...]]:
    """Marks by who made them: a group where one pen wrote for it and it is together still, else a person."""
    found: dict[tuple[str, int], tuple[Contribution, ...]] = {}
    for one in made:
        voice = ("group", one.group) if grouped and one.group >= 0 else ("seat", one.seat)
        found[voice] = (*found.get(voice, ()), one)
    return found
