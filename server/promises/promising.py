"""What may become of a promise, and by whose word: rules without a database.

A promise is its owner's. They say that it is done, move its day, say it in other words, let it go, take it up again, or
hold it out to somebody; it stays theirs until that one takes it. Nobody else changes anything.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

State = Literal["open", "done", "let_go"]
Deed = Literal["done", "later", "reword", "let_go", "again", "offer", "take_back", "accept", "decline"]

STANDS: dict[State, str] = {"open": "by {day}", "done": "done", "let_go": "let go"}

GONE_ELSEWHERE = "This promise is somebody else's now. Open the page again to see how it stands."
NOT_OPEN = "This promise is not open any more. Take it up again first."
NOT_OFFERED = "This is not held out to you any more. Open the page again to see how it stands."
NO_WORDS = "Say in a few words what it is now."
NO_DAY = "Choose a day."
NOBODY = "That person was not in this meeting, or has no page of their own. Choose somebody from the list."
MOST_CHANGES = "Too much was changed here already. Leave it as it is, or let it go."
MOST = 200
"""Changes of one promise."""


@dataclass(frozen=True, slots=True)
class Promise:
    """`seat` said it, `owner` has it now, `offered` is who may take it (None: nobody); all seats of its session. `said`
    is as it stands there, `what` as it is now; days are YYYY-MM-DD, or empty. `alone`: only its owner
    may be told whose it is. Instants in seconds since 1970."""

    id: str
    session: str
    contribution: str
    seat: int
    owner: int
    offered: int | None
    said: str
    said_due: str
    what: str
    due: str
    beside: tuple[int, ...]
    state: State
    made_at: float
    changed_at: float
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to become of a promise. `to` is a seat, `line` a word about it for whoever reads on."""

    do: Deed
    line: str = ""
    what: str = ""
    due: str = ""
    to: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What was done: `what` and `due` are the words and the day it had before, where they changed; `other` is the seat
    it was held out to."""

    at: float
    seat: int
    did: Deed
    line: str = ""
    what: str = ""
    due: str = ""
    other: int | None = None


@dataclass(frozen=True, slots=True)
class No:
    """Why not, for people."""

    says: str


def told(
    promise: Promise, wish: Wish, mine: Set[int], others: Set[int], now: float
) -> tuple[Promise, Change | None] | No:
    """The promise as it then is, and what was done (None: it was so already). `mine` are the seats of who asks,
    `others` those it may be held out to."""
    if wish.do in ("accept", "decline"):
        return _answered(promise, wish, mine, now)
    if promise.owner not in mine:
        return No(GONE_ELSEWHERE)
    done = Change(now, promise.owner, wish.do, wish.line)
    match wish.do:
        case "again":
            return _now(promise, done, state="open") if promise.state != "open" else (promise, None)
        case "done" | "let_go" if promise.state == wish.do:
            return promise, None
        case _ if promise.state != "open":
            return No(NOT_OPEN)
        case "done":
            return _now(promise, done, state="done", offered=None)
        case "let_go":
            return _now(promise, done, state="let_go", offered=None)
        case "later":
            if not wish.due:
                return No(NO_DAY)
            return _now(promise, replace(done, due=promise.due), due=wish.due)
        case "reword":
            if not wish.what:
                return No(NO_WORDS)
            return _now(promise, replace(done, what=promise.what, due=promise.due), what=wish.what, due=wish.due)
        case "offer":
            if wish.to not in others or wish.to in mine:
                return No(NOBODY)
            return _now(promise, replace(done, other=wish.to), offered=wish.to)
        case _:
            return _now(promise, replace(done, other=promise.offered), offered=None)


def _answered(promise: Promise, wish: Wish, mine: Set[int], now: float) -> tuple[Promise, Change | None] | No:
    if promise.offered is None or promise.offered not in mine:
        taken = wish.do == "accept" and promise.owner in mine
        return (promise, None) if taken else No(NOT_OFFERED)
    done = Change(now, promise.offered, wish.do, wish.line, other=promise.owner)
    if wish.do == "accept":
        return _now(promise, done, owner=promise.offered, offered=None)
    return _now(promise, done, offered=None)


def _now(promise: Promise, done: Change, **values: object) -> tuple[Promise, Change | None]:
    changed = replace(promise, **values)  # type: ignore[arg-type]
    return (promise, None) if changed == promise else (replace(changed, changed_at=done.at), done)


def is_late(state: str, due: str, today: date) -> bool:
    """Whether the day of a promise has passed and it is still open."""
    return state == "open" and bool(due) and due < today.isoformat()


def as_it_stands(what: str, state: State, due: str) -> str:
    """A promise in one line: "Ring the pharmacy (done)", "Ask the board (by 4 March)"."""
    if state == "open" and not due:
        return what
    day = date.fromisoformat(due) if due else date.min
    return f"{what.rstrip(' .')} ({STANDS[state].format(day=f'{day.day} {day:%B}')})"
