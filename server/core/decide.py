"""One door for every wish: `decide` answers a command with the events it causes, or refuses in a person's words.

Pure: the session, the hour and the dice are passed in. No events means that it is already so: asking twice is no
fault. A command is refused, never dropped.
"""

from __future__ import annotations

import random

from server.core import amending, bringing, running, seating, wanting, writing
from server.core import commands as c
from server.core import events as e
from server.core.commands import Command, Refused
from server.core.events import Event
from server.core.session import Session

Decision = tuple[Event, ...] | Refused

NOT_OPEN = Refused("not_now", "This session has not been opened yet.")
CLOSED = Refused("closed", "This session has ended. Thank you for coming.")


def decide(session: Session, command: Command, now: float, rng: random.Random) -> Decision:
    """The events `command` causes now (seconds since 1970), or why it is refused. `rng` only mixes and deals."""
    match command:
        case c.Open(plan=plan):
            return (
                Refused("not_now", "This session is open already.")
                if session.phase != "new"
                else (e.SessionOpened(plan),)
            )
        case _ if session.phase == "new":
            return NOT_OPEN
        case c.Submit() if session.phase == "closed" and not command.late:
            return CLOSED
        case c.Submit():
            return writing.submit(session, command, now)
        case c.Revise():
            return writing.revise(session, command, now)
        case c.Withdraw():
            return writing.withdraw(session, command, now)
        case c.TakePen():
            return writing.take_pen(session, command)
        case c.GoToGroup():
            return seating.go_to_group(session, command)
        case c.Pass() | c.Finish():
            return writing.settle(session, command)
        case c.Join():
            return seating.join(session, command, rng)
        case c.Rejoin(by=seat):
            return (
                seating.back_again(session, seat)
                if isinstance(seat, int) and seat in session.seats
                else writing.NOT_SEATED
            )
        case c.Leave(by=seat):
            return (
                seating.leave(session, seat) if isinstance(seat, int) and seat in session.seats else writing.NOT_SEATED
            )
        case c.RemovePerson(seat=seat):
            return seating.leave(session, seat)
        case c.CallHelp(by=seat):
            return _call_help(session, seat, command.words)
        case c.ChooseNaming():
            return _choose_naming(session, command)
        case c.AnswerHelp(seat=seat):
            return (e.HelpAnswered(seat),) if seat in session.calls else ()
        case c.Next():
            return running.next_step(session, command, now, rng)
        case c.Elapse():
            return running.elapse(session, command, now, rng)
        case c.Back():
            return running.back(session, command, now, rng)
        case c.GoTo():
            return running.go_to(session, command, now, rng)
        case c.Skip():
            return running.skip(session, command, now, rng)
        case c.Repeat():
            return running.repeat(session, command)
        case c.Insert():
            return running.insert(session, command)
        case c.Bring():
            return bringing.bring(session, command.given)
        case c.RewordGiven():
            return bringing.reword(session, command)
        case c.PlanMinutes():
            return running.plan_minutes(session, command)
        case c.Pause() | c.Resume() | c.Extend() | c.Shorten():
            return running.set_clock(session, command, now)
        case c.Ring():
            return (e.BellRung(),)
        case c.MovePerson():
            return seating.move_person(session, command)
        case c.Regroup():
            return seating.regroup(session, command, rng)
        case c.SetMixing():
            return wanting.set_mixing(session, command, rng)
        case c.TiePair():
            return wanting.tie_pair(session, command, rng)
        case c.Moderate():
            return writing.moderate(session, command)
        case c.Amend():
            return amending.amend(session, command)
        case c.PutInOne():
            return writing.put_in_one(session, command)
        case c.TakeApart():
            return writing.take_apart(session, command)
        case c.Message(words=words):
            return (e.MessageSent(words.strip()),) if words.strip() != session.message else ()
        case c.WriteNote(step=step, words=words):
            known = session.step(step) is not None
            return (
                (e.NoteWritten(step, words.strip()),) if known else Refused("unknown", "That step is not in the run.")
            )
        case c.HandOver(to=to):
            return (e.HandedOver(to),) if to != session.lead else ()
        case c.Close():
            return _close(session)
        case c.Reopen():
            return _reopen(session, now)
    raise TypeError(f"no rule for {type(command).__name__}")


def _call_help(session: Session, seat: object, words: str) -> Decision:
    if not isinstance(seat, int) or seat not in session.seats:
        return writing.NOT_SEATED
    if session.phase == "closed":
        return CLOSED
    return (e.HelpCalled(seat, words.strip()),)


def _choose_naming(session: Session, command: c.ChooseNaming) -> Decision:
    """It is about all that somebody said here, before and after they chose."""
    seat = command.by
    if not isinstance(seat, int) or seat not in session.seats:
        return writing.NOT_SEATED
    return (e.NamingChosen(seat, command.where),) if session.seats[seat].naming != command.where else ()


def _close(session: Session) -> Decision:
    if session.phase == "closed":
        return ()
    ending: tuple[Event, ...] = (e.StepClosed(session.at),) if session.at else ()
    return (*ending, e.SessionClosed())


def _reopen(session: Session, now: float) -> Decision:
    """Open a closed session again where it stood, with its clock paused."""
    if session.phase != "closed":
        return ()
    if not session.stays:
        return (e.SessionReopened(),)
    last = session.stays[-1]
    seconds = running.reopened_seconds(session, last.step, now)
    paused = e.ClockSet(seconds, False, seconds, "pause")
    return (e.SessionReopened(), e.StepStarted(last.step, seconds, True), paused)
