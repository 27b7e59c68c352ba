"""How lines are numbered in tables."""

from __future__ import annotations

from collections.abc import Iterator

from server.record.record import Record
from server.record.season import Season
from server.record.taking import Source


def number_of(season: Season, session: int, ref: str) -> str:
    """The number of a line in what is taken away: `5.3.2`, or of several sessions `2:5.3.2`."""
    return f"{session}:{ref}" if ref and season.sessions.keys() != {1} else ref


def numbers_of(season: Season, session: int, refs: tuple[str, ...]) -> str:
    return " ".join(number_of(season, session, ref) for ref in refs)


def sessions(source: Source) -> Iterator[tuple[int, Record]]:
    yield from source.season.sessions.items()
