"""The pictures that a record has, as figures."""

from __future__ import annotations

from server.record.charts import Chart, Spreading, Timed, Timing
from server.record.flow import flow, flow_of_season
from server.record.inclusion import WHO, heard_by_role
from server.record.record import Output, Record, Spread
from server.record.season import Season

PLANNED = "Planned and taken"
OVER_ALL = "Who was heard, over all meetings"


def agreement(output: Output, spread: Spread) -> Spreading:
    """How far people can go with an output."""
    return Spreading(f"{output.title}: how far people can go", spread.low, spread.counts, spread.ends)


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
            found.append(agreement(output, output.spread))
    found += [plot for part in record.parts for step in part.steps for plot in step.plots]
    found += [heard_by_role(record.inclusion), record.meetings, timing(record)]
    return tuple(one for one in found if one)


def for_reports(season: Season) -> tuple[Chart, ...]:
    """The pictures that tell people who were not there how it came about: the path of ideas, what was chosen, and who
    was heard, by role."""
    records = season.sessions.values()
    found: list[Chart | None] = [flow_of_season(season) if len(records) > 1 else None]
    if not found[0]:
        found += [flow(record) for record in records]
    found += [output.ranking for record in records for output in record.outputs]
    several = len(records) > 1
    together = season.together
    if together and (heard := heard_by_role(together.inclusion, OVER_ALL)):
        found.append(heard)
    if not together or together.alone:
        found += [
            heard_by_role(one.inclusion, f"Who was heard in meeting {n}" if several else WHO)
            for n, one in season.sessions.items()
        ]
    return tuple(one for one in found if one)


def pictures_of_season(season: Season) -> tuple[Chart, ...]:
    """The pictures that only several sessions together have."""
    if len(season.sessions) < 2:
        return ()
    found = (flow_of_season(season), *people_of_season(season), timing_of_season(season))
    return tuple(one for one in found if one)


def people_of_season(season: Season) -> tuple[Chart, ...]:
    """Who was heard and who has met whom in several sessions together, as far as people can be followed."""
    told = season.together
    found = (heard_by_role(told.inclusion, OVER_ALL), told.meetings) if told else ()
    return tuple(one for one in found if one)
