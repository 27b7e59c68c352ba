"""A season of simulated people, played once for all tests of a process, as something to take away."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache

from server.record import season
from server.record.beside import Attended, Beside, State
from server.record.own import OwnWords, sat
from server.record.taking import Source
from server.rehearsal.season import Met, play_season, together_of
from server.scripts import scripts_folder, series_in

BEGINS = datetime.datetime(2026, 11, 5, 10, tzinfo=datetime.UTC)


@cache
def played(people: int) -> tuple[Met, ...]:
    """The four sessions of the series after Kahane."""
    series = series_in(scripts_folder() / "facilitating_breakthrough")
    return tuple(play_season(series, people, 1, BEGINS, anyway=True))


@cache
def season_of(people: int) -> season.Season:
    met = played(people)
    records, returned = ({one.number: getattr(one, what) for one in met} for what in ("record", "returned"))
    return season.build("Ours", records, returned, together_of(met))


@cache
def session_of(people: int, number: int) -> season.Season:
    """One session of it, looked at alone."""
    record = played(people)[number - 1].record
    return season.build(record.title, {1: record}, {})


@cache
def source_of(people: int) -> Source:
    """The season with its register, with what became of its promises (every third is done, one is let go), with its
    logs, and with what its first person wrote in the first session."""
    whole = season_of(people)
    came: dict[str, set[int]] = {}
    for one in played(people):
        for name in one.play.names.values():
            came.setdefault(name, set()).add(one.number)
    register = tuple(
        Attended(name, "a carer", "Riverside Practice", "in the room", frozenset(numbers), n % 2 == 0)
        for n, (name, numbers) in enumerate(sorted(came.items()))
    )
    states = {
        (path.session, path.promise.ref): State(
            "let go" if n == 1 else "open" if n % 3 else "done", path.promise.what, path.promise.when
        )
        for n, path in enumerate(whole.paths)
    }
    logs = {one.number: one.play.entries for one in played(people)}
    first = played(people)[0].play
    own = OwnWords(first.names[1], "Ours", (), (replace(sat(first.entries, first.names, 1), number=1),))
    return Source(whole, Beside(people=register, states=states), logs, own)
