"""What people said they would do, as those read it who were not there."""

from __future__ import annotations

from collections.abc import Sequence

from server.record import decided, saying
from server.record.beside import Beside
from server.record.decided import Priority
from server.record.document import Table
from server.record.season import Path


def state(beside: Beside, path: Path) -> str:
    """What became of a promise, in a word; nothing where that is not known."""
    known = beside.states.get((path.session, path.promise.ref))
    return known.word if known else ""


def due(beside: Beside, path: Path) -> str:
    """The day that a promise is for now, as YYYY-MM-DD; nothing where it has none."""
    known = beside.states.get((path.session, path.promise.ref))
    return known.due if known and known.due else path.promise.when


def became(beside: Beside, paths: Sequence[Path]) -> str:
    """How promises stand, `20 open, 11 done and 1 let go`; nothing where that is not known."""
    states = [word for path in paths if (word := state(beside, path))]
    words = sorted(dict.fromkeys(states), key=_rank)
    return saying.listed([f"{states.count(word)} {word}" for word in words])


def first_open(beside: Beside, paths: Sequence[Path]) -> list[Path]:
    """What is still to do comes first, then what is done, then what was let go; the earliest day first in each."""
    return sorted(paths, key=lambda path: (_rank(state(beside, path)), due(beside, path) or "9", path.session))


def _rank(word: str) -> int:
    return {"done": 1, "let go": 2}.get(word, 0)


def table(beside: Beside, paths: Sequence[Path], priorities: Sequence[Priority]) -> Table:
    """Promises as a table: what, who, by when; which priority it is for where there are several, and how it stands
    where that is known."""
    several = len(priorities) > 1
    stated = any(state(beside, path) for path in paths)
    which = {
        (path.session, path.promise.ref): str(n)
        for n, one in reversed(list(enumerate(priorities, 1)))
        for path in one.promises
    }
    rows: list[tuple[str, ...]] = []
    for path in paths:
        promise = path.promise
        who = saying.capital(decided.by_whom(promise))
        beside_whom = f", with {promise.with_beyond}" if promise.with_beyond else ""
        row = [promise.what or "—", who + beside_whom, saying.day(due(beside, path), short=True) or "no day yet"]
        row += [which.get((path.session, promise.ref), "")] if several else []
        row += [state(beside, path)] if stated else []
        rows.append(tuple(row))
    head = ("What", "Who", "By when", *(["For"] if several else []), *(["State"] if stated else []))
    widths = (56, 20, 14, *([6] if several else []), *([12] if stated else []))
    title = (
        "Promises: first what is still to do, the earliest day first" if stated else "Promises, the earliest day first"
    )
    return Table(title, head, tuple(rows), widths=widths)
