"""Deciding about words that a host puts right: in any line that the record tells, before and after the session closes.

Nothing is lost by it: the wording before stays in the log and in the record, marked as put right by the host.
"""

from __future__ import annotations

from server.core import commands as c
from server.core import events as e
from server.core.cards import GIVEN
from server.core.commands import Refused
from server.core.events import Event
from server.core.session import Contribution, Session

Decision = tuple[Event, ...] | Refused

LONGEST = 4000
"""Characters of a field that sets no limit of its own, and of a line that was brought along."""

NO_LINE = Refused("unknown", "There is no such line here that could be put right.")
STILL_OPEN = Refused("not_now", "That step is still open: its writers can change it. Put it right when it has closed.")
NOT_IN = Refused("not_now", "That line came late and was not taken in. Take it in first.")
NO_WORDS = Refused("invalid", "Only words can be put right. What people chose, scored or placed stays as it is.")
MOVED = Refused("not_now", "That line has changed since you saw it. Look at it again, then put it right.")
EMPTY = Refused("empty", "A line needs words. To take it out of sight, hide it.")


def amend(session: Session, command: c.Amend) -> Decision:
    """One field of words anew. What a step keeps from the record is as good as not there: no host is told of it."""
    found = session.contribution(command.id)
    step = session.step(found.step) if found else None
    if found is None or (step is not None and step.capture != "room"):
        return NO_LINE
    if session.is_open(found.step):
        return STILL_OPEN
    if found.late:
        return NOT_IN
    most = fields_of(session, found).get(command.field)
    before = found.values.get(command.field)
    if most is None or not isinstance(before, str):
        return NO_WORDS
    words = command.words.strip()
    if before == words:
        return ()
    if command.was.strip() != before.strip():
        return MOVED
    if not words:
        return EMPTY
    if len(words) > most:
        return Refused("too_long", f"That is {len(words)} letters. There is room for {most}. Please shorten it.")
    return (e.Amended(found.id, {**found.values, command.field: words}),)


def fields_of(session: Session, one: Contribution) -> dict[str, int]:
    """The fields of words of a contribution, by name, with how many characters each may hold."""
    step = session.step(one.step)
    if step is None:
        return {GIVEN: LONGEST}
    return {f.name: f.most or LONGEST for f in step.form if f.kind in ("text", "long")}
