"""The pictures that a record has, as figures."""

from __future__ import annotations

from server.record.charts import Chart, Spreading, Timed, Timing
from server.record.flow import flow, flow_of_season
from server.record.inclusion import heard_by_role
from server.record.record import Record, Spread
from server.record.season import Season

PLANNED = "Planned and taken"


def spreading(spread: Spread, title: str = "") -> Spreading:
    """How far people can go with something, say."""
    return Spreading(spread.label or title, spread.low, spread.counts, spread.ends)


def timing(record: Record, title: str = PLANNED) -> Timing | None:
    """Planned against actual time, for each part of the run that has a length."""
    parts = tuple(Timed(part.title, part.planned, part.took) for part in record.parts if part.planned or part.took)
    return Timing(title, parts) if parts else None


def timing_of_season(season: Season, title: str = PLANNED) -> Timing | None:
    """Planned against actual time, session by session."""
    parts = tuple(Timed(f"{n}. {one.title}", one.planned, one.took) for n, one in season.sessions.items())
    return Timing(title, parts) if parts else None


def pictures_of(record: Record) -> tuple[Chart, ...]:
    """Every picture of one session, in the order in which they are read."""
    found: list[Chart | None] = [flow(record)]
    for output in record.outputs:
        found.append(output.ranking)
        if output.spread:
            found.append(spreading(output.spread, output.title))
    found += [plot for part in record.parts for step in part.steps for plot in step.plots]
    found += [heard_by_role(record.inclusion), record.meetings, timing(record)]
    return tuple(one for one in found if one)


def pictures_of_season(season: Season) -> tuple[Chart, ...]:
    """The pictures that only several sessions together have."""
    if len(season.sessions) < 2:
        return ()
    return tuple(one for one in (flow_of_season(season), timing_of_season(season)) if one)
