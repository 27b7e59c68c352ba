"""`tingsha check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten

import click

from server import scripts
from server.cli.script import ScriptFile, plan_of
from server.cli.table import minutes, table
from server.core.plan import Plan, total_seconds
from structures import catalogue


@click.command()
@click.argument("names", metavar="[SCRIPT]...", nargs=-1, type=ScriptFile())
@click.option("--people", type=click.IntRange(1, 1000), default=25, show_default=True, help="People to reckon for.")
def check(names: tuple[Path, ...], people: int) -> None:
    """Tell what is wrong with scripts, and how long they take.

    All that is wrong is told at once, by file and line; then when each part begins and how long it takes.

    A SCRIPT is a name from the listing or a path. With none, every script of the listing is looked through, and every
    survey.

    \b
    tingsha check taster
    tingsha check session_scripts/facilitating_breakthrough/1_situation.yaml --people 40

    Ends with 1 when a script cannot be played. A warning keeps nothing from being played.
    """
    broken = 0
    for path in names or [*(scripts.path_of(script.name) for script in scripts.listing()), *scripts.surveys()]:
        problems = scripts.check(path)
        for problem in problems:
            click.echo(problem, err=True)
        if any(problem.error for problem in problems):
            broken += 1
            continue
        told = _asked(scripts.survey(path)) if scripts.is_survey(path) else _run(plan_of(path), people)
        click.echo("\n".join([*told, ""]))
    if broken:
        one = "A script" if broken == 1 else f"{broken} scripts"
        raise click.ClickException(f"{one} cannot be played. docs/scripts.md tells what every number means.")


def _asked(survey: scripts.SurveyForm) -> Iterator[str]:
    """How many questions a survey asks, and when."""
    before, after = (sum(one.is_asked(wave) for one in survey.questions) for wave in ("before", "after"))
    yield f"{survey.title}: a survey, {before} questions before and {after} after"


def _run(plan: Plan, people: int) -> Iterator[str]:
    """The run, line by line: when each part begins, how long it takes, what it leaves."""
    total = total_seconds(plan.items, people)
    yield f"{plan.title}: {minutes(total)} minutes for {people} {'person' if people == 1 else 'people'}"
    rows, begins = [], 0.0
    for n, item in enumerate(plan.items, 1):
        seconds = total_seconds((item,), people)
        at = f"{int(begins // 3600)}:{int(begins % 3600 // 60):02}"
        remarks = _remarks(item.slug, item.output, people)
        length = minutes(seconds) if seconds else ""
        rows.append([str(n), at, length, shorten(item.title, 44, placeholder=" …"), remarks])
        begins += seconds
    yield from table([">", ">at", ">min", "part", ""], rows)


def _remarks(slug: str, output: str, people: int) -> str:
    least = catalogue()[slug].least if slug in catalogue() else 0
    few = f"meant for {least} or more" if people < least else ""
    leaves = f"leaves {output}" if output else ""
    return "; ".join(remark for remark in (leaves, few) if remark)
