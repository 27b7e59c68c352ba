"""What may be written now, and who will read it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from server.core import parts as p
from server.core.cards import card, first_words
from server.core.faces import Around
from server.core.plan import Item
from server.core.session import Session
from server.core.sights import base, pickable
from structures.vocabulary import Field, Sight, Step


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
        present = session.present()
        everybody = _people(present, tuple(map(around.name, present)))
        options = tuple(option for n, option in zip(present, everybody, strict=True) if n != seat)
    return p.FieldFace(f.name, f.kind, f.label, f.hint, f.required, f.most, options, f.low, f.high, f.ends)


@lru_cache(maxsize=8)
def _people(seats: tuple[int, ...], names: tuple[str, ...]) -> tuple[p.Option, ...]:
    """Everybody to choose from: the same for each of them, so made once."""
    return tuple(p.Option(str(seat), name) for seat, name in zip(seats, names, strict=True))


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
