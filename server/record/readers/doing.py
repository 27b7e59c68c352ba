"""What people said they would do, as those read it who were not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

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


Alike: TypeAlias = tuple[Path, ...]
"""Promises that are told as one, the earliest day first."""


def first_open(beside: Beside, paths: Sequence[Path]) -> list[Alike]:
    """What is still to do comes first, then what is done, then what was let go; in each what most people promised, then
    the earliest day. Promises in the same words that stand alike are told as one, unless they name somebody."""
    heaps: dict[tuple[str, ...], list[Path]] = {}
    for path in sorted(paths, key=lambda path: (due(beside, path) or "9", path.session)):
        promise = path.promise
        is_named = promise.who_beyond or promise.with_beyond
        own = (str(path.session), promise.ref) if is_named else ()
        heaps.setdefault((state(beside, path), " ".join(promise.what.split()).casefold(), *own), []).append(path)
    return sorted(map(tuple, heaps.values()), key=lambda alike: (_rank(state(beside, alike[0])), -len(alike)))


def by_whom(alike: Alike) -> str:
    """Who stands behind these promises in front of people who were not there: `a pharmacist`, `17 of us`."""
    return decided.by_whom(alike[0].promise) if len(alike) == 1 else f"{saying.number(len(alike))} of us"


def by_when(beside: Beside, alike: Alike) -> tuple[str, str]:
    """The first and the last day that they are for, as YYYY-MM-DD; nothing where they have none."""
    days = [day for path in alike if (day := due(beside, path))]
    return min(days, default=""), max(days, default="")


def _rank(word: str) -> int:
    return {"done": 1, "let go": 2}.get(word, 0)


def table(beside: Beside, promises: Sequence[Alike], priorities: Sequence[Priority]) -> Table:
    """Promises as a table: what, who, by when; which priority it is for where there are several, and how it stands
    where that is known."""
    several = len(priorities) > 1
    stated = any(state(beside, path) for alike in promises for path in alike)
    which = {
        (path.session, path.promise.ref): str(n)
        for n, one in reversed(list(enumerate(priorities, 1)))
        for path in one.promises
    }
    rows: list[tuple[str, ...]] = []
    for alike in promises:
        promise = alike[0].promise
        beside_whom = f", with {promise.with_beyond}" if promise.with_beyond else ""
        row = [promise.what or "—", saying.capital(by_whom(alike)) + beside_whom, _days(*by_when(beside, alike))]
        served = (which.get((path.session, path.promise.ref), "") for path in alike)
        row += [", ".join(sorted({one for one in served if one}, key=int))] if several else []
        row += [state(beside, alike[0])] if stated else []
        rows.append(tuple(row))
    head = ("What", "Who", "By when", *(["For"] if several else []), *(["State"] if stated else []))
    widths = (56, 20, 14, *([6] if several else []), *([12] if stated else []))
    order = "what most people promised" if any(len(alike) > 1 for alike in promises) else "the earliest day"
    title = f"Promises: first what is still to do, {order} first" if stated else f"Promises, {order} first"
    return Table(title, head, tuple(rows), widths=widths)


def _days(first: str, last: str) -> str:
    """`5 Nov 2026`, or `5 Nov to 4 Dec 2026`."""
    begin, end = saying.day(first, short=True), saying.day(last, short=True)
    if begin == end:
        return begin or "no day yet"
    return f"{begin.removesuffix(end[-5:])} to {end}"
