"""The pieces that views are made of: a step's face, a form, cards, blocks, groups and rankings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from server.core import parts as p
from server.core.events import Value
from server.core.plan import Item, StepKey, step_key
from server.core.session import Contribution, Session
from server.core.sights import base, pickable, steps_named, words
from structures.vocabulary import Field, Sight, Step, Time

CARDS_SHOWN = 60
"""A block holds so many cards at most; the rest are counted."""

_WORDS = {"alone": "Alone", "keep": "Together", "merge": "Groups", "everyone": "All"}
_BY_SIZE = {2: "Pairs", 3: "Threes", 4: "Fours", 5: "Fives", 6: "Sixes"}


@dataclass(frozen=True, slots=True)
class Around:
    """What the log does not hold: names, who is connected, words still on phones, the address, the hour.

    `names` maps seats to names, `unsent` seats to how many words their phone holds, `now` is seconds since 1970.
    """

    names: Mapping[int, str]
    here: frozenset[int]
    unsent: Mapping[int, int]
    facilitators: tuple[str, ...]
    code: str
    url: str
    now: float

    def name(self, seat: int) -> str:
        return self.names.get(seat, "somebody")


# --- steps -----------------------------------------------------------------------------------------------------


def group_size(item: Item, step: Step) -> int:
    """How many people a group of this step is meant to have; 0 when it is whoever was together before."""
    earlier = item.steps[: item.steps.index(step) + 1]
    formed = [n for n, s in enumerate(earlier) if s.grouping.kind == "groups"]
    if not formed:
        return 0
    size = earlier[formed[-1]].grouping.size
    for s in earlier[formed[-1] + 1 :]:
        size *= s.grouping.size if s.grouping.kind == "merge" else 1
    return size


def word_of(item: Item, step: Step) -> str:
    """What a step is called on the trail."""
    if step.title:
        return step.title
    if step.grouping.kind in ("groups", "merge"):
        return _BY_SIZE.get(group_size(item, step), "Groups")
    return _WORDS[step.grouping.kind]


def sign_of(item: Item, step: Step) -> Literal["1", "2", "3", "4", "n", "A"]:
    """The group sign of a step: how many are together."""
    match step.grouping.kind:
        case "alone":
            return "1"
        case "everyone":
            return "A"
    match group_size(item, step):
        case 2:
            return "2"
        case 3:
            return "3"
        case 4:
            return "4"
        case 0 if step.grouping.kind == "keep":
            return "A"
        case _:
            return "n"


def trail(item: Item, now: Step) -> tuple[p.Sign, ...]:
    """One sign a step; rounds that are alike share one."""
    spans = [list(span) for _, span in groupby(item.steps, key=lambda s: ("round",) if s.round[1] else s.name)]
    at = next(n for n, span in enumerate(spans) if now in span)
    signs = []
    for n, span in enumerate(spans):
        shown = now if n == at else span[0]
        state: Literal["done", "now", "next"] = "done" if n < at else "now" if n == at else "next"
        signs.append(p.Sign(sign_of(item, shown), word_of(item, shown), state))
    return tuple(signs)


def step_face(session: Session, item: Item, step: Step) -> p.StepFace:
    names = [s.name for s in item.steps]
    return p.StepFace(
        key=step_key(item, step),
        kind="talk" if item.kind == "note" else item.kind,
        structure=item.title,
        word=word_of(item, step),
        n=names.index(step.name) + 1,
        of=len(names),
        round=step.round,
        trail=trail(item, step) if len(names) > 1 else (),
        invitation=step.invitation or item.invitation,
        ask=step.ask,
        talk=step.talk,
        turns=step.turns,
        writes=step.by if step.form else "",
    )


def clock_face(session: Session) -> p.Clock | None:
    clock, step = session.clock, session.now_step
    if clock is None or step is None:
        return None
    is_open = isinstance(step.time, Time) and step.time.kind == "open"
    return p.Clock(clock.at, clock.left, clock.total, clock.running, is_open, clock.given_back)


# --- groups ----------------------------------------------------------------------------------------------------


def group_label(session: Session, key: StepKey, number: int) -> tuple[str, str, str]:
    """A group's label, where it meets, and its link. Without places of its own, a group of four or more is a table."""
    places = session.plan.places
    if number < len(places):
        return places[number].name, places[number].where, places[number].link
    item, step = session.item(key), session.step(key)
    size = group_size(item, step) if item and step else 0
    return f"{'Group' if 0 < size < 4 else 'Table'} {number + 1}", "", ""


def group_face(session: Session, around: Around, key: StepKey, number: int, members: tuple[int, ...]) -> p.GroupFace:
    """A group of a step, the present one or one made ready."""
    label, where, link = group_label(session, key, number)
    step = session.step(key)
    turn = step.turn if step else -1

    def role(n: int) -> str:
        if not step or turn < 0 or turn >= len(members):
            return ""
        return step.lead if n == turn else step.rest

    faces = tuple(p.Member(seat, around.name(seat), role(n)) for n, seat in enumerate(members))
    return p.GroupFace(number, label, where, link, faces)


# --- words -----------------------------------------------------------------------------------------------------


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
    """A contribution in one line: its first words."""
    return next((line.text for line in lines(around, session.step(one.step), one.values) if line.kind != "score"), "")


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
    """An output of the session under its name, in order of score when it has one."""
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
    return p.Block(
        f"output:{name}",
        name.replace("_", " ").capitalize(),
        "cards",
        tuple(found[:CARDS_SHOWN]),
        more=max(0, len(found) - CARDS_SHOWN),
    )


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


# --- forms -----------------------------------------------------------------------------------------------------


def form_face(session: Session, around: Around, seat: int, item: Item, step: Step) -> p.FormFace:
    fields = tuple(_field_face(session, around, seat, f) for f in step.form)
    return p.FormFace(fields, step.entries, readers(session, item, step))


def _field_face(session: Session, around: Around, seat: int, f: Field) -> p.FieldFace:
    options: tuple[p.Option, ...] = tuple(p.Option(o, o) for o in f.options)
    if f.kind == "pick":
        options = tuple(
            p.Option(one.id, first_words(around, session, one), card(session, around, one).group)
            for one in pickable(session, seat)
        )
    elif f.kind == "person":
        options = tuple(p.Option(str(n), around.name(n)) for n in session.present() if n != seat)
    return p.FieldFace(f.name, f.kind, f.label, f.hint, f.required, f.most, options, f.low, f.high, f.ends)


def readers(session: Session, item: Item, step: Step) -> p.Readers:
    """Who can read what is written in a step: said before it is written. The widest grant counts."""
    widest = ("room", "group", "rest", "lead", "dealt", "")

    def grants(steps: Iterable[Step]) -> set[str]:
        found = set()
        for s in steps:
            for sight in s.sees:
                if sight.of == step.name and sight.show in ("cards", "wall", "commitments", "ranking"):
                    found.add(_reader(sight))
                elif (
                    sight.of == step.name
                    and sight.show == "spread"
                    and any(f.kind in ("text", "long") for f in step.form)
                ):
                    found.add("room")
        return found - {""}

    now = grants((step,)) | ({"group"} if step.by == "scribe" else set())
    if step.by == "scribe" and step.grouping.kind == "everyone":
        now.add("room")
    later = grants(item.steps[item.steps.index(step) + 1 :])
    left = base(step.name) in item.leaves.of or step.name in item.leaves.of
    if item.output and left and any(item.output in other.uses for other in session.items):
        later.add("room")
    named = step.named or any(sight.named and sight.of == step.name for s in item.steps for sight in s.sees)
    record = "no" if step.capture != "room" else "named" if step.named else "unnamed"
    return p.Readers(
        now=min(now, key=widest.index) if now else "you",  # type: ignore[arg-type]
        later=min(later, key=widest.index) if later else "",  # type: ignore[arg-type]
        record=record,  # type: ignore[arg-type]
        named=named,
        host="room" in now | later,
    )


def _reader(sight: Sight) -> str:
    match sight.whose:
        case "all":
            return "room"
        case "group" | "lead":
            return {"each": "group", "lead": "lead", "rest": "rest"}[sight.to]
        case "dealt":
            return "dealt"
        case _:
            return ""
