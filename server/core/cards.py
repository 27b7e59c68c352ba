"""Contributions as cards: in lists and walls, ranked by their scores, or spread over a scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from server.core import parts as p
from server.core.events import Value
from server.core.faces import Around, group_label, word_of
from server.core.plan import Item, step_key
from server.core.session import Contribution, Session
from server.core.sights import steps_named, words
from structures.vocabulary import Field, Sight, Step

CARDS_SHOWN = 60
"""A block holds so many cards at most; the rest are counted."""


def lines(around: Around, step: Step | None, values: Mapping[str, Value]) -> tuple[p.Line, ...]:
    """A contribution's fields in the order of its form, ready to read. What it picked is lineage and stays out: the
    words of a pair do not travel to the stage inside the line of a four."""
    fields = step.form if step else ()
    return tuple(
        p.Line(f.label, f.kind, text)
        for f in fields
        if f.kind != "pick" and (text := _text(around, f, values.get(f.name)))
    )


def _text(around: Around, f: Field, value: Value | None) -> str:
    if value is None:
        return ""
    return around.name(value) if f.kind == "person" and isinstance(value, int) else str(value)


def first_words(around: Around, session: Session, one: Contribution) -> str:
    """A contribution in one line: its first words, or a whole sentence that has two parts."""
    said = [line for line in lines(around, session.step(one.step), one.values) if line.kind != "score"]
    return sentence(said) or next((line.text for line in said), "")


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


def card(session: Session, around: Around, one: Contribution, *, named: bool = False) -> p.Card:
    step = session.step(one.step)
    group = ""
    if step and step.by == "scribe" and one.group >= 0 and session.groups_in(one.step):
        group = group_label(session, one.step, one.group)[0]
    return p.Card(
        id=one.id,
        lines=lines(around, step, one.values),
        by=around.name(one.seat) if named else "",
        group=group,
        marked=one.id in session.marked,
        draft=session.is_draft(one),
        joined=sum(1 for under in session.together.values() if under == one.id),
    )


def block(session: Session, around: Around, sight: Sight, cards: tuple[Contribution, ...]) -> p.Block:
    """What a sight shows, in the way it asks for."""
    item = session.now_item
    source = item and next((s for s in item.steps if s.name == sight.of), None)
    title = word_of(item, source) if item and source else ""
    key = f"{sight.whose}:{sight.of}"
    if sight.show == "ranking" and item:
        return p.Block(
            key, title, "ranking", tuple(ranked(session, around, item, cards, sight.by, sight.top)), spot=session.spot
        )
    if sight.show == "spread" and source:
        return _spread(session, around, key, title, source, cards)
    shown = tuple(card(session, around, one, named=sight.named) for one in cards[:CARDS_SHOWN])
    show = sight.show if sight.show in ("wall", "commitments") else "cards"
    spot = session.spot if any(one.id == session.spot for one in cards) else ""
    return p.Block(key, title, show, shown, spot, max(0, len(cards) - CARDS_SHOWN))


def output_block(session: Session, around: Around, name: str) -> p.Block:
    """An output of the session under its name, in order of score when it has one, as screens may show it: of words
    that were held for the facilitator, those that were shown (all that are not hidden, when none was)."""
    found = [made for made in output_cards(session, around, name) if _let_out(session, made.id)]
    more = max(0, len(found) - CARDS_SHOWN)
    return p.Block(f"output:{name}", output_title(name), "cards", tuple(found[:CARDS_SHOWN]), more=more)


def output_title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _let_out(session: Session, id: str) -> bool:
    key = session.where[id]
    item = session.item(key)
    held = item and any(sight.held and f"{item.key}/{sight.of}" == key for step in item.steps for sight in step.sees)
    return not held or id in session.shown or not any(one.id in session.shown for one in session.written(key))


def output_cards(session: Session, around: Around, name: str) -> list[p.Card]:
    """Everything an output holds, in order of score when it has one; hidden words are not in it."""
    found: list[p.Card] = []
    for item in session.items:
        if item.output == name:
            made = tuple(
                one for of in item.leaves.of for s in steps_named(item, of) for one in words(session, step_key(item, s))
            )
            made = tuple(one for one in made if one.id not in session.together)
            if item.leaves.by:
                found.extend(ranked(session, around, item, made, item.leaves.by, item.leaves.top))
            else:
                named = {step_key(item, s) for s in item.steps if s.named}
                found.extend(card(session, around, one, named=one.step in named) for one in made)
    return found


# --- scores ----------------------------------------------------------------------------------------------------


def ranked(
    session: Session, around: Around, item: Item, cards: Iterable[Contribution], by: str, top: int
) -> Iterator[p.Card]:
    """Cards in order of the scores of step `by`; a card with fewer scores gets its mean for each round. With `top`,
    everybody who shares the last place is in."""
    rounds = [s for s in steps_named(item, by) if any(stay.step == step_key(item, s) for stay in session.stays)]
    scale = next((f for s in rounds for f in s.form if f.kind == "score"), None)
    if scale is None:
        return
    given: dict[str, list[int]] = {}
    for s in rounds:
        for one in words(session, step_key(item, s)):
            value = one.values.get(scale.name)
            if one.about and isinstance(value, int):
                given.setdefault(one.about[0], []).append(value)
    outof = scale.high * len(rounds)
    totals = {one.id: _scaled(given.get(one.id, []), len(rounds)) for one in cards}
    for one in sorted(cards, key=lambda one: (-totals[one.id], one.id)):
        total = totals[one.id]
        place = 1 + sum(1 for other in totals.values() if other > total)
        if top and place > top:
            return
        spread = tuple(given.get(one.id, []).count(n) for n in range(scale.low, scale.high + 1))
        tied = sum(1 for other in totals.values() if other == total) > 1
        yield _scored(card(session, around, one), p.Score(total, outof, spread, scale.low, place, tied))


def _scaled(scores: list[int], rounds: int) -> float:
    return round(sum(scores) / len(scores) * rounds, 2) if scores else 0.0


def _scored(plain: p.Card, score: p.Score) -> p.Card:
    return p.Card(plain.id, plain.lines, plain.by, plain.group, plain.marked, plain.draft, score, plain.joined)


def _spread(
    session: Session, around: Around, key: str, title: str, source: Step, cards: tuple[Contribution, ...]
) -> p.Block:
    """How scores are spread, and the words given along; which words went with which score is nobody's business."""
    scale = next((f for f in source.form if f.kind == "score"), None)
    if scale is None:
        return p.Block(key, title, "spread", ())
    given = [value for one in cards if isinstance(value := one.values.get(scale.name), int)]
    said = [one for one in cards if any(f.kind in ("text", "long") and one.values.get(f.name) for f in source.form)]
    shown = tuple(
        p.Card(one.id, tuple(line for line in card(session, around, one).lines if line.kind != "score"))
        for one in said[:CARDS_SHOWN]
    )
    counts = tuple(given.count(n) for n in range(scale.low, scale.high + 1))
    more = max(0, len(said) - CARDS_SHOWN)
    return p.Block(key, title, "spread", shown, more=more, spread=counts, low=scale.low, ends=scale.ends)
