"""What may be written now, and who will read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from server.core import canvas
from server.core import pieces as p
from server.core.cards import CARDS_SHOWN, card, first_words
from server.core.company import group_face
from server.core.events import Value
from server.core.faces import Around
from server.core.naming import promises
from server.core.plan import Item, steps_after
from server.core.reach import markable, pickable, refined
from server.core.remembering import once
from server.core.session import Contribution, Session
from server.core.sights import base, is_for_all
from server.core.values import is_required, others, taken
from server.core.writing import writing_group
from structures.vocabulary import Field, Sight, Step

WORDS = ("text", "long", "picture")
"""Kinds of fields that hold what somebody said in their own way."""
NAMES = ("person", "people")
SHARES = (20, 40, CARDS_SHOWN)
"""So many cards one is asked to mark where there are more than a screen shows. Few sizes, so that somebody who comes or
goes hardly ever changes the list under other people's fingers."""
LOOKS = 12
"""So many people look at each card, where there are enough of them."""


def form_face(session: Session, around: Around, seat: int, item: Item, step: Step) -> p.FormFace:
    fields = tuple(_field_face(session, around, seat, step, f) for f in step.form)
    form = p.FormFace(fields, 0 if step.marks else step.entries, _readers(session, seat, item, step))
    if step.marks:
        items = _share(session, step, seat, markable(session, seat))
        return replace(form, marks=True, items=tuple(_card(session, around, one) for one in items))
    before = refined(session, seat) if step.refines else None
    return replace(form, start=_start(step, before), about=(before.id,)) if before else form


def _card(session: Session, around: Around, one: Contribution) -> p.Card:
    """A card to mark: the same for everybody who may, so made once."""
    made = _cards(session, around.names)
    if one.id not in made:
        made[one.id] = card(session, around, one)
    return made[one.id]


@once(4)
def _cards(session: Session, names: Mapping[int, str]) -> dict[str, p.Card]:
    return {}


def _share(session: Session, step: Step, seat: int, cards: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    """The cards one is asked to mark: all, or of more than a screen shows a share. Each writer gets another one, so
    that together they look at all; the more writers there are, the fewer each has to read. What has been marked
    stays."""
    if len(cards) <= CARDS_SHOWN:
        return cards
    groups = session.groups_in(session.at) if step.by == "scribe" else ()
    writers = len(groups or session.present())
    share = next((size for size in SHARES if size * writers >= LOOKS * len(cards)), CARDS_SHOWN)
    who, mine = seat, session.written_by(session.at, seat)
    if step.by == "scribe":
        who = writing_group(session, session.at, seat)
        mine = tuple(one for one in session.written(session.at) if one.group == who)
    first = who * share % len(cards)
    wanted = {one.id for one in (*cards[first:], *cards)[:share]} | {id for one in mine for id in one.about}
    return tuple(one for one in cards if one.id in wanted)


def _start(step: Step, before: Contribution) -> dict[str, Value] | None:
    """What a form begins with: the earlier words, as far as it asks for the same."""
    asked = {f.name for f in step.form if f.kind not in ("pick", "addressee")}
    return {name: value for name, value in before.values.items() if name in asked} or None


def _field_face(session: Session, around: Around, seat: int, step: Step, f: Field) -> p.FieldFace:
    options: tuple[p.Option, ...] = tuple(p.Option(o, o) for o in f.options)
    if f.kind == "pick":
        options = tuple(_to_pick(session, around, step, f, one) for one in pickable(session, seat))
    elif f.kind == "addressee":
        options = tuple(_to_ask(session, around, n) for n in others(session, seat))
    drawn_on = canvas.face(f.canvas) if f.canvas else None
    required = is_required(session, seat, f)
    return p.FieldFace(f.name, f.kind, f.label, f.hint, required, f.most, options, f.low, f.high, f.ends, drawn_on)


def _to_pick(session: Session, around: Around, step: Step, f: Field, one: Contribution) -> p.Option:
    """A contribution to choose, with the places it has left: the same for everybody who may, so made once."""
    made = _options(session, around.names, f)
    if one.id not in made:
        left = max(0, f.places - len(taken(session, step, f.name).get(one.id, ()))) if f.places else -1
        group = _card(session, around, one).group
        made[one.id] = p.Option(one.id, first_words(around, session, one), group, left)
    return made[one.id]


@once(4)
def _options(session: Session, names: Mapping[int, str], f: Field) -> dict[str, p.Option]:
    return {}


def _to_ask(session: Session, around: Around, number: int) -> p.Option:
    """A group that words may be for."""
    made = _groups(session, around.names)
    if number not in made:
        face = group_face(session, around, session.at, number, ())
        made[number] = p.Option(str(number), face.label, face.topic)
    return made[number]


@once(4)
def _groups(session: Session, names: Mapping[int, str]) -> dict[int, p.Option]:
    return {}


def names(session: Session, around: Around) -> tuple[p.Option, ...]:
    """Everybody who is here, while the present step's form asks for people; on every screen, so made once."""
    step = session.now_step
    if not step or session.phase != "running" or not any(f.kind in NAMES for f in step.form):
        return ()
    return tuple(p.Option(str(seat), around.name(seat)) for seat in session.present())


def _readers(session: Session, seat: int, item: Item, step: Step) -> p.Readers:
    """Nobody is promised a name that its owner keeps back."""
    told = readers(item, step)
    own = session.seats.get(seat)
    if own is None or own.naming != "nowhere" or not told.named:
        return told
    return replace(told, named=False, record="unnamed" if told.record == "named" else told.record)


@once(512)
def readers(item: Item, step: Step) -> p.Readers:
    """Who can read what is written in a step: said before it is written. The widest grant counts. What was answered
    about cards is read where columns, a plot or a matrix shows it."""
    if step.capture == "phone":
        return p.Readers(now="you", later="", record="never", named=False, host=False)
    own = bool({f.kind for f in step.form} & set(WORDS))

    def grants(steps: Iterable[Step]) -> list[tuple[str, Sight]]:
        return [
            (_reader(s, sight), sight)
            for s in steps
            for sight in s.sees
            if (sight.of == step.name and (sight.show != "spread" or own))
            or (sight.by == step.name and sight.show in ("columns", "plot", "matrix"))
        ]

    current, coming = grants((step,)), grants(steps_after(item.steps, step))
    now = {reader for reader, _ in current if reader} | ({"group"} if step.by == "scribe" else set())
    together = step.by == "scribe" and step.grouping.kind == "everyone"
    if together:
        now.add("room")
    later = {reader for reader, _ in coming if reader}
    left = base(step.name) in item.leaves.of or step.name in item.leaves.of
    if (item.output and left) or step.name in set(_topics(item)):
        later.add("room")  # what is left is on all screens when the session closes, if not before
    if _seats(item, step):
        later.add("seats")
    to_room = [sight for reader, sight in current + coming if reader == "room"]
    record = "no" if step.capture != "room" else "named" if step.named else "unnamed"
    return p.Readers(
        now=min(now, key=_WIDEST.index) if now else "you",  # type: ignore[arg-type]
        later=min(later, key=_WIDEST.index) if later else "",  # type: ignore[arg-type]
        record=record,  # type: ignore[arg-type]
        named=promises(item, step),
        host="room" in now | later,
        held=bool(to_room) and not together and all(sight.held for sight in to_room),
    )


def _seats(item: Item, step: Step) -> bool:
    """Whether who sits with whom, or in the middle, tells what was chosen in a step."""
    return any(s.grouping.kind in ("circle", "joined", "fold") and s.grouping.of == step.name for s in item.steps)


def _topics(item: Item) -> Iterator[str]:
    """The steps whose words may become the topic of a group, or the name of a stall that everybody reads."""
    by_name = {step.name: step for step in item.steps}
    for step in item.steps:
        yield step.lanes_of
        if step.grouping.kind == "stations":
            yield step.grouping.of
        elif step.grouping.kind == "joined" and step.grouping.of in by_name:
            yield from (sight.of for sight in by_name[step.grouping.of].sees if sight.whose != "own")


_WIDEST = ("room", "addressed", "circle", "group", "rest", "lead", "dealt", "seats", "")


def _reader(step: Step, sight: Sight) -> str:
    """Whom a grant of `step` reaches, in a word."""
    inside = sight.to == "lead" and step.turn < 0  # without turns, the lead are those who sit in a circle
    match sight.whose:
        case "all":
            return "room" if is_for_all(sight) or not inside else "circle"
        case "group" | "lead":
            return "circle" if inside else {"each": "group", "lead": "lead", "rest": "rest"}[sight.to]
        case "addressed" | "dealt":
            return sight.whose
        case _:
            return ""
