"""What people said they would do and what became of it; and what each of it goes back to."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.beside import State
from server.record.lists.numbering import number_of
from server.record.season import Hop, Path
from server.record.sheets import Row, Sheet, columns, day
from server.record.taking import Source

OPEN = State("open", "", "")
_ACTIONS = columns(
    ("number", "short"), ("session", "figure"), "who", ("here as", "short"), ("what", "words"),
    ("by when", "day"), "with whom", ("how it stands", "short"), "handed over to",
    ("what it says now", "words"), ("by when now", "day"), ("last word on it", "words"), ("comes from", "words"),
)  # fmt: skip
_PATHS = columns(
    ("action", "short"), ("steps back", "figure"), ("how", "short"), ("session", "figure"), "output",
    ("number", "short"), ("words", "words"), ("lines", "figure"),
)  # fmt: skip


def actions(source: Source) -> Sheet:
    rows = (_action(source, path) for path in source.season.paths)
    return Sheet("actions", "Actions", "An action: who, what, by when, and how it stands.", _ACTIONS, tuple(rows))


def paths(source: Source) -> Sheet:
    rows = (row for path in source.season.paths for row in _path(source, path))
    holds = "A step back from an action: to its priority, its idea, what people had before them."
    return Sheet("paths", "What actions go back to", holds, _PATHS, tuple(rows))


def _action(source: Source, path: Path) -> Row:
    season, promise = source.season, path.promise
    state = source.beside.states.get((path.session, promise.ref), OPEN)
    return (
        number_of(season, path.session, promise.ref),
        path.session,
        promise.who,
        promise.role,
        promise.what,
        day(promise.when),
        promise.with_whom,
        state.word,
        state.who,
        state.what if state.what != promise.what else "",
        day(state.due) if state.due != promise.when else "",
        state.said,
        _named(path.hops[0]) if path.hops else "",
    )


def _named(hop: Hop) -> str:
    return f"{hop.left}: {hop.text}" if hop.left else hop.text


def _path(source: Source, path: Path) -> Iterator[Row]:
    action = number_of(source.season, path.session, path.promise.ref)
    for at, hop in enumerate(path.hops, 1):
        number = number_of(source.season, hop.session, hop.ref)
        yield action, at, hop.how, hop.session, hop.left, number, hop.text, hop.lines
