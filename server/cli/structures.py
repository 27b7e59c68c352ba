"""`tingsha structures`."""

from __future__ import annotations

import json
from typing import Any

import click

from server import scripts
from server.cli.table import table
from server.core.faces import group_size
from server.core.plan import total_seconds
from structures import catalogue, problems


@click.command()
@click.option("--people", type=click.IntRange(1, 1000), default=25, show_default=True, help="People to reckon for.")
@click.option("--json", "as_json", is_flag=True, help="For programs: one list, with the purpose of each.")
def structures(people: int, as_json: bool) -> None:
    """List the structures a script can play.

    What a script calls each, how long it takes, from how many people, and who is together.

    \b
    tingsha structures --people 40
    tingsha structures --json
    """
    listed = [_facts(slug, people) for slug in catalogue()]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        rows = [
            [one["slug"], one["title"], f"{one['minutes']:g}", str(one["least"]), ", ".join(map(str, one["sizes"]))]
            for one in listed
        ]
        click.echo("\n".join(table(["slug", "title", f">min for {people}", ">from", "together"], rows)))
    for problem in problems():
        if problem.error:
            click.echo(problem, err=True)


def _facts(slug: str, people: int) -> dict[str, Any]:
    """`minutes` are for that many people; `least` is how many it takes; `sizes` are who is together, in order."""
    structure, item = catalogue()[slug], scripts.insertable(slug)
    sizes: list[int | str] = []
    for step in item.steps:
        kind = step.grouping.kind
        size = 1 if kind == "alone" else "all" if kind == "everyone" else group_size(item, step) or "all"
        sizes += [size] if size not in sizes else []
    return {
        "slug": slug,
        "title": structure.title,
        "purpose": structure.purpose,
        "minutes": round(total_seconds((item,), people) / 60, 1),
        "people": people,
        "least": structure.least,
        "sizes": sizes,
    }
