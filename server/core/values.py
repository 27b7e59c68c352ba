"""What was entered into a form, checked: kept as the form allows it, or refused in a person's words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from server.core.canvas import point
from server.core.commands import Refused
from server.core.events import Value
from server.core.outcomes import writer
from server.core.reach import pickable
from server.core.remembering import once
from server.core.session import Contribution, Seat, Session
from structures.vocabulary import Field, Step

FULL = Refused("too_many", "That is full. Please choose another.")
PICTURE = re.compile(r"[A-Za-z0-9_-]{22}")
MIDDLE = 50.0
"""How far up a line lies on its canvas."""

_NOTHING: Mapping[str, Contribution] = {}


def checked(
    session: Session, step: Step, seat: int, group: int, values: Mapping[str, Value], draft: bool
) -> dict[str, Value] | Refused:
    """The values as the form of the present step allows them. A draft may leave things out; nobody may add what the
    form does not ask. `group` is the group the writer writes for."""
    known = {f.name for f in step.form}
    if unknown := [name for name in values if name not in known]:
        return Refused("invalid", f"This step does not ask for “{unknown[0][:40]}”.")
    kept: dict[str, Value] = {}
    for f in step.form:
        value = _field(session, step, f, seat, group, values.get(f.name))
        if isinstance(value, Refused):
            return value
        if value is not None:
            kept[f.name] = value
        elif is_required(session, seat, f) and not draft:
            return Refused("empty", f"Please fill in “{f.label or f.name}”.")
    if not kept:
        return Refused("empty", "There is nothing to send yet.")
    return kept


def is_required(session: Session, seat: int, f: Field) -> bool:
    """Whether a field must be filled: an addressee not, where there is no other group to write to."""
    return f.required and (f.kind != "addressee" or bool(others(session, seat)))


def ids(value: Value | None) -> tuple[str, ...]:
    """What was picked."""
    return value if isinstance(value, tuple) else ()


def taken(session: Session, step: Step, field: str) -> Mapping[str, frozenset[tuple[str, int]]]:
    """Who has taken a place with what in the present step, by what they picked. A writer takes one place there,
    however often they pick it; a person who has left takes none."""
    return _taken(session.made.get(session.at, _NOTHING), session.seats, step, field)


@once()
def _taken(
    made: Mapping[str, Contribution], seats: Mapping[int, Seat], step: Step, field: str
) -> Mapping[str, frozenset[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for one in made.values():
        who = writer(step, one)
        if not one.late and (who[0] == "group" or not seats[one.seat].left):
            for id in ids(one.values.get(field)):
                found.setdefault(id, set()).add(who)
    return {id: frozenset(who) for id, who in found.items()}


def _field(
    session: Session, step: Step, f: Field, seat: int, group: int, value: Value | None
) -> Value | Refused | None:
    """One field's value, None when empty."""
    if value is None or value == "" or value == ():
        return None
    wrong = Refused("invalid", f"“{f.label or f.name}” cannot be read. Please enter it again.")
    match f.kind:
        case "text" | "long":
            if not isinstance(value, str):
                return wrong
            words = value.strip()
            if f.most and len(words) > f.most:
                return Refused(
                    "too_long", f"That is {len(words)} letters. There is room for {f.most}. Please shorten it."
                )
            return words or None
        case "choice":
            return value if value in f.options else wrong
        case "score":
            return value if _is_number(value) and f.low <= int(value) <= f.high else wrong  # type: ignore[arg-type]
        case "pick":
            return _picked(session, step, f, seat, group, value) if isinstance(value, tuple) else wrong
        case "date":
            return value if isinstance(value, str) and _is_day(value) else wrong
        case "person":
            return value if _is_number(value) and value in session.seats else wrong
        case "people":
            return _people(session, f, seat, value) if isinstance(value, tuple) else wrong
        case "place":
            return value if isinstance(value, str) and _is_on(f, value) else wrong
        case "picture":
            return value if isinstance(value, str) and PICTURE.fullmatch(value) else wrong
        case "addressee":
            return value if _is_number(value) and value in others(session, seat) else wrong
    raise TypeError(f"no rule for a field of kind {f.kind}")


def others(session: Session, seat: int) -> tuple[int, ...]:
    """The numbers of the groups that somebody's words may be for: all with people in them but their own."""
    own = session.group_number(session.at, seat)
    return tuple(n for n, members in enumerate(session.groups_in(session.at)) if members and n != own)


def _picked(
    session: Session, step: Step, f: Field, seat: int, group: int, value: tuple[str, ...]
) -> tuple[str, ...] | Refused:
    picked = tuple(dict.fromkeys(value))
    if f.most and len(picked) > f.most:
        return Refused("too_many", f"Choose {f.most} at most.")
    if not set(picked) <= {one.id for one in pickable(session, seat)}:
        return Refused("invalid", "One of those lines is no longer here. Please choose again.")
    if f.places:
        me = ("group", group) if step.by == "scribe" and group >= 0 else ("seat", seat)
        places = taken(session, step, f.name)
        if any(len(places.get(id, frozenset()) - {me}) >= f.places for id in picked):
            return FULL
    return picked


def _people(session: Session, f: Field, seat: int, value: tuple[str, ...]) -> tuple[str, ...] | Refused:
    chosen = tuple(dict.fromkeys(value))
    if f.most and len(chosen) > f.most:
        return Refused("too_many", f"Choose {f.most} at most.")
    if str(seat) in chosen:
        return Refused("invalid", "Please choose others. You are there anyway.")
    if not all(
        one.isascii() and one.isdigit() and one == str(int(one)) and int(one) in session.seats for one in chosen
    ):
        return Refused("invalid", "One of those people is not here. Please choose again.")
    return chosen


def _is_number(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_on(f: Field, value: str) -> bool:
    """Whether a place lies on the field's canvas, written in the one way there is; on a line, in its middle."""
    at = point(value)
    if at is None or value != f"{at[0]:.0f},{at[1]:.0f}":
        return False
    return f.canvas is None or f.canvas.kind != "line" or at[1] == MIDDLE


def _is_day(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
