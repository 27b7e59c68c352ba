"""`tingsha play` of a whole series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from server import record
from server.cli.files import put
from server.cli.progress import progress
from server.cli.script import series_in
from server.cli.table import minutes, table
from server.core.plan import Plan
from server.record import FORMATS, SERIES_FORMATS, season
from server.rehearsal.season import Met, play_season, together_of

BEGINS = datetime(2026, 11, 5, 10, tzinfo=UTC)
"""The same hour always, so that the same words on the command line give the same record, byte for byte."""


def play_series(folder: Path, people: int, seed: int, anyway: bool, out: Path | None) -> None:
    """All sessions of the series in that folder; its record goes to `out`, each session's below it."""
    series = series_in(folder)
    if not anyway:
        for script in series.sessions:
            refuse_too_few(script.plan, people)
    with progress() as say:
        # Who misses a session is fewer than came first: a part that needs all of them is played all the same.
        met = list(play_season(series, people, seed, BEGINS, anyway=True, progress=say))
    records = {one.number: one.record for one in met}
    made = season.build(series.title, records, {one.number: one.returned for one in met}, together_of(met))
    paths = []
    if out:
        paths += put(out, {f"season.{form}": record.write(made, form) for form in SERIES_FORMATS})
        for one in met:
            files = {f"record.{form}": record.write(one.record, form) for form in FORMATS}
            paths += put(out / f"{one.number}_{one.slug}", files)
    else:
        click.echo(record.write(made, "md"), nl=False)
    lines = [*_summary(made, met, seed), *(f"Written: {path}" for path in paths)]
    click.echo("\n".join(lines), err=not out)


def refuse_too_few(plan: Plan, people: int) -> None:
    """Raises click.ClickException, which names all that is meant for more than `people`."""
    short = {item.title: item.least for item in plan.items if people < item.least}
    if short:
        which = "\n".join(f"  {title}: {least} or more" for title, least in short.items())
        fix = f"Give --people {max(short.values())}, or --anyway to play it all the same."
        raise click.ClickException(f"Some parts of {plan.title} are meant for more than {people}:\n{which}\n{fix}")


def _summary(made: season.Season, met: list[Met], seed: int) -> Iterator[str]:
    yield f"{made.title}: {len(met)} sessions, seed {seed}"
    yield ""
    heads = ["session", ">came", ">before", ">planned", ">took", ">wrote", ">pairs", ">again", "it was given"]
    yield from table(heads, [_row(one) for one in met])
    yield ""
    first = sum(1 for path in made.paths if path.session > 1 and path.hops and path.hops[-1].session == 1)
    of = sum(1 for path in made.paths if path.session > 1)
    yield f"{first} of {of} promises of later sessions go back to the first one."


def _row(one: Met) -> list[str]:
    made, given = one.record, one.play.session.plan.given
    brought = ", ".join(f"{g.name} ({len(g.lines)})" for g in given if "." in g.name)
    wrote = str(one.play.session.contributions)
    counts = [str(made.people), str(one.returned), minutes(made.planned), minutes(made.took), wrote]
    return [f"{one.number} {made.title}", *counts, str(one.pairs), str(one.again), brought]
