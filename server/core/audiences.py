"""Which parts an event may have changed: so that one phone's words wake few others.

A hint for speed, never for secrecy: None means that anything may have changed, and a part that is looked at again
and found the same is not sent. A law holds it against full views after every command.
"""

from __future__ import annotations

from collections.abc import Iterator

from server.core import events as e
from server.core.events import Entry, Value
from server.core.session import Contribution, Session
from server.core.sights import is_for_all, part_in_turn, wrote_together
from server.core.writing import writing_group

Audience = tuple[str, int]
"""("room", 0), ("stage", 0), ("control", 0), ("group", number) or ("own", seat)."""

ROOM: Audience = ("room", 0)
STAGE: Audience = ("stage", 0)
CONTROL: Audience = ("control", 0)


def touched(before: Session, after: Session, entry: Entry) -> frozenset[Audience] | None:
    """The audiences whose part may be another after this event; None: everybody's."""
    match entry.event:
        case e.Contributed(id=id, step=key, seat=seat):
            return _by_writing(after, key, seat, after.contribution(id))
        case e.Settled(step=key, seat=seat):
            return _by_writing(after, key, seat)
        case e.Revised(id=id) | e.Withdrawn(id=id):
            found = before.contribution(id)
            return _by_writing(after, found.step, found.seat, found, after.contribution(id)) if found else None
        case e.PenTaken(step=key, seat=seat):
            return frozenset({CONTROL, STAGE, *_circle(after, seat)}) if key == after.at else None
        case e.HelpCalled(seat=seat) | e.HelpAnswered(seat=seat):
            return frozenset({CONTROL, *_circle(after, seat)})
        case e.SeatTaken(seat=seat) if not after.at:
            return frozenset({ROOM, STAGE, CONTROL, ("own", seat)})
        case e.NoteWritten() | e.MinutesPlanned() | e.MixingSet() | e.PairTied():
            return frozenset({CONTROL})
        case e.MessageSent() | e.BellRung() | e.ClockSet() | e.ItemInserted() | e.ItemSkipped():
            return frozenset({ROOM, CONTROL})
        case e.NamingChosen(seat=seat, where=where):
            # what a name stands beside may be on any screen
            hides = where == "nowhere" or before.seats[seat].naming == "nowhere"
            return None if hides else frozenset({("own", seat)})
        case e.HandedOver():
            return frozenset({STAGE, CONTROL})
        case _:
            return None


def _by_writing(session: Session, key: str, seat: int, *words: Contribution | None) -> frozenset[Audience] | None:
    """Words reach their writer, the group, the counts; the room's part when the present step shares them with all; the
    inner circle and the group they are for (or were for until now) when it shares them there. Other people's own parts
    hold such words only where they may pick among them."""
    step = session.now_step
    if not step or key != session.at or any(field.kind == "pick" for field in step.form):
        return None
    found = {STAGE, CONTROL, *_circle(session, seat)}
    if wrote_together(step) and 0 in session.pens.get(key, {}):
        found.add(("own", session.pens[key][0]))
    for one in words:
        if one and step.by == "scribe" and one.group >= 0:  # whoever began it may sit elsewhere by now
            found.update((("group", one.group), *_group(session, one.group)))
    for sight in step.sees:
        if is_for_all(sight):
            found.add(ROOM)
        elif sight.whose == "all":
            found.update(("own", other) for other in session.present() if part_in_turn(session, other) == sight.to)
        elif sight.whose == "addressed":
            found.update(part for one in words if one for part in _group(session, one.values.get(sight.by)))
    return frozenset(found)


def _group(session: Session, number: Value | None) -> Iterator[Audience]:
    """A group, and the own parts of its members."""
    groups = session.groups_in(session.at)
    if isinstance(number, int) and 0 <= number < len(groups):
        yield ("group", number)
        yield from (("own", member) for member in groups[number])


def _circle(session: Session, seat: int) -> Iterator[Audience]:
    """A person, their group, and its members."""
    yield ("own", seat)
    number = writing_group(session, session.at, seat)
    if number >= 0:
        yield ("group", number)
        yield from _group(session, number)
