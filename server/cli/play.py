"""`tingsha play`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from server import record
from server.cli.files import FOLDER, put
from server.cli.progress import progress
from server.cli.script import ScriptOrSeries, plan_of
from server.cli.season import BEGINS, play_series, refuse_too_few
from server.cli.table import minutes, table
from server.core.faces import word_of
from server.core.plan import planned, step_key
from server.core.session import Session
from server.record import FORMATS, Record
from server.rehearsal.play import Play


@click.command()
@click.argument("script", type=ScriptOrSeries())
@click.option("--people", type=click.IntRange(1, 500), default=25, show_default=True, help="How many take part.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives another session.")
@click.option("--anyway", is_flag=True, help="Also play what is meant for more people.")
@click.option("--out", type=FOLDER, help=f"Write the record here: {', '.join(f'record.{form}' for form in FORMATS)}.")
def play(script: Path, people: int, seed: int, anyway: bool, out: Path | None) -> None:
    """Play a script or a whole series with simulated people.

    In a moment they see what phones see, and think, write, score and promise. What they leave is a record as of a real
    session. SCRIPT is a name from the listing or a path. Without --out, the record comes as Markdown.

    Of a folder of scripts all sessions are played, one after another: most of the people come again, and each session
    begins with what the ones before it left. Its record says what every promise goes back to.

    \b
    tingsha play taster
    tingsha play session_scripts/taster.yaml --people 60 --seed 2 --out rehearsal
    tingsha play taster > record.md
    tingsha play session_scripts/facilitating_breakthrough --people 25 --out season

    The same script, people and seed give the same record.
    """
    if script.is_dir():
        play_series(script, people, seed, anyway, out)
        return
    plan = plan_of(script)
    if not anyway:
        refuse_too_few(plan, people)
    steps, played = sum(1 for _ in planned(plan.items, people)), Play(plan, people, seed, BEGINS, anyway)
    with progress() as say:
        played.run(lambda said: say(f"{len(played.session.stays)} of {steps}  {said}"))
    made = record.build(played.entries, played.names)
    if out:
        paths = put(out, {f"record.{form}": record.write(made, form) for form in FORMATS})
    else:
        paths = []
        click.echo(record.write(made, "md"), nl=False)
    lines = [*_summary(played.session, made, seed), *(f"Written: {path}" for path in paths)]
    # The record may go into a file or a pipe; the summary stays with whoever asked for it.
    click.echo("\n".join(lines), err=not out)


def _summary(session: Session, made: Record, seed: int) -> Iterator[str]:
    many = "1 person" if made.people == 1 else f"{made.people} people"
    yield f"{made.title}: {many}, seed {seed}"
    yield f"{minutes(made.planned)} minutes planned, {minutes(made.took)} taken; {session.contributions} contributions"
    yield ""
    yield from table(["part", "step", "together", ">planned", ">took", ">wrote"], list(_steps(session)))
    yield ""
    left = [f"{output.title} ({len(output.lines)})" for output in made.outputs]
    yield f"It left: {', '.join(left) or 'nothing under a name'}."


def _steps(session: Session) -> Iterator[list[str]]:
    """Each step that was played: who was together, the minutes, how many contributions."""
    known = {step_key(item, step): (item, step) for item in session.items for step in item.steps}
    before = ""
    for stay in session.stays:
        item, step = known[stay.step]
        sizes = Counter(len(group) for group in session.groups_in(stay.step) if group)
        groups = ", ".join(f"{count} of {size}" for size, count in sorted(sizes.items(), reverse=True))
        together = groups or ("each alone" if step.grouping.kind == "alone" else "everybody")
        wrote = str(len(list(session.written(stay.step)))) if step.form else ""
        title = item.title if item.title != before else ""
        before = item.title
        yield [title, word_of(item, step), together, minutes(stay.planned), minutes(stay.ended - stay.began), wrote]
