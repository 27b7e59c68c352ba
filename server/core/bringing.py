"""Deciding about what a session begins with: outputs of earlier sessions, brought along and put right by the host.

Nothing is lost by putting a line right: its earlier wordings stay, and so does where it comes from.
"""

from __future__ import annotations

from server.core import commands as c
from server.core import events as e
from server.core import parts as p
from server.core.blocks import output_title
from server.core.commands import Refused
from server.core.events import Event
from server.core.outcomes import given_in_order, given_key
from server.core.plan import Given
from server.core.session import Contribution, Session

Decision = tuple[Event, ...] | Refused

MOST_LINES = 60
"""Lines of one output that was brought along, those the host added among them."""
LONGEST = 500
"""Characters of one line."""
LINE = "line"
"""The one field of a line that was brought along."""

BEGUN = Refused("not_now", "This session has begun. What it began with stays.")
NO_OUTPUT = Refused("unknown", "This session takes nothing of that name from outside.")
NO_LINE = Refused("unknown", "That line is no longer here.")
EMPTY = Refused("empty", "A line needs words. To take it out of sight, hide it.")
FULL = Refused("too_many", f"There is room for {MOST_LINES} lines here. Change one of them, or hide it.")
TOO_LONG = Refused("too_long", f"That is too long. There is room for {LONGEST} characters.")
OVER = Refused("closed", "This session has ended. What it began with stays.")


def bring(session: Session, given: tuple[Given, ...]) -> Decision:
    """What earlier sessions have left since. What the host has put right here stays as it is."""
    if session.phase != "lobby" or session.stays:
        return BEGUN
    had = {one.name: one for one in session.plan.given}
    if any(one.name not in had for one in given):
        return NO_OUTPUT
    new = tuple(one for one in given if had[one.name] != one and not is_put_right(session, had[one.name]))
    return (e.GivenBrought(new),) if new else ()


def reword(session: Session, command: c.RewordGiven) -> Decision:
    """One line anew, or one more, at any time before the session is closed."""
    words = command.words.strip()
    if session.phase == "closed":
        return OVER
    if command.name not in {one.name for one in session.plan.given}:
        return NO_OUTPUT
    if not words:
        return EMPTY
    if len(words) > LONGEST:
        return TOO_LONG
    lines = given_in_order(session, command.name)
    if not command.line:
        if len(lines) >= MOST_LINES:
            return FULL
        id = f"given-{command.name}-{1 + max((_number(one) for one in lines), default=0)}"
        return (e.Contributed(id, given_key(command.name), 0, -1, {LINE: words}),)
    line = next((one for one in lines if one.id == command.line), None)
    if line is None:
        return NO_LINE
    return () if line.values.get(LINE) == words else (e.Revised(line.id, {LINE: words}, line.about),)


def is_put_right(session: Session, given: Given) -> bool:
    """Whether the host has changed, added or hidden a line of this output."""
    lines = given_in_order(session, given.name)
    return [one.values.get(LINE) for one in lines] != list(given.lines) or any(
        one.id in session.hidden for one in lines
    )


def begun_with(session: Session) -> tuple[p.BegunWith, ...]:
    """Every output that was there before, line by line, with what became of it, for the host."""
    return tuple(
        p.BegunWith(
            given.name,
            output_title(given.name),
            given.source,
            tuple(_line(session, one) for one in given_in_order(session, given.name)),
        )
        for given in session.plan.given
    )


def _line(session: Session, one: Contribution) -> p.BegunWithLine:
    former = tuple(str(values.get(LINE, "")) for values in one.former)
    return p.BegunWithLine(one.id, str(one.values.get(LINE, "")), former, one.id in session.hidden)


def _number(one: Contribution) -> int:
    return int(one.id.rpartition("-")[2])
