"""`tingsha handouts`."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from server import scripts
from server.cli.database import must_be_there, told
from server.cli.export import find
from server.cli.files import FOLDER, put
from server.cli.script import ScriptFile, plan_of
from server.cli.settling import settle
from server.core.folding import fold
from server.core.plan import Plan
from server.live import codec
from server.log import Log
from server.record.handouts import HANDOUTS, make
from server.record.handouts.occasion import Guest, Occasion
from server.web.naming import plain


@click.command()
@click.argument("of", metavar="SCRIPT|SESSION")
@click.option("--out", type=FOLDER, required=True, help="Write the files into this folder.")
@click.option(
    "--what", type=click.Choice([*HANDOUTS, "all"]), default="all", show_default=True, help="What is printed."
)
@click.option("--people", type=click.IntRange(1, 1000), default=25, show_default=True, help="How many come.")
@click.option("--begins", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help="On the clock on the wall.")
@click.option("--where", default="", help="Where people meet.")
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A text file with a name on each line, for badges and cards.",
)
@click.option("--badges", "a_sheet", type=click.Choice(["8", "10"]), default="8", help="Badges on one sheet.")
@click.option("--database", help="An SQLite file, or the URL of a PostgreSQL database.  [default: tingsha.sqlite3]")
def handouts(
    of: str,
    out: Path,
    what: str,
    people: int,
    begins: datetime | None,
    where: str,
    names: Path | None,
    a_sheet: str,
    database: str | None,
) -> None:
    """Print what is needed before a session, as PDF.

    A run sheet for whoever hosts it, cards for everybody, name badges, and paper sheets in place of phones. SCRIPT is
    a name from the listing or a path. SESSION is its join code, its id or a part of its title: then the code to come in
    stands on what is printed, as words; a server's own pages print it with the QR code that leads there.

    \b
    tingsha handouts taster --out print
    tingsha handouts taster --what runsheet --people 40 --begins 2026-11-05T09:30 --out print
    tingsha handouts wren-maple-coin-527 --what badges --out print
    """
    plan, code = _plan(of, database)
    read = names.read_text(encoding="utf-8").splitlines() if names else []
    occasion = Occasion(
        plan,
        people,
        begins.strftime("%Y-%m-%dT%H:%M") if begins else "",
        where,
        code,
        guests=tuple(Guest(name.strip()) for name in read if name.strip()),
        a_sheet=int(a_sheet),
    )
    wanted = HANDOUTS if what == "all" else (what,)
    title = plain(plan.title, "session")
    for path in put(out, {f"{title}-{one}.pdf": make(one, occasion) for one in wanted}):
        click.echo(path)


def _plan(of: str, database: str | None) -> tuple[Plan, str]:
    """The plan of a script or a session, and the session's join code. Raises click.ClickException."""
    if Path(of).is_file() or of in {script.name for script in scripts.listing()}:
        return plan_of(ScriptFile().convert(of, None, None)), ""
    url = settle(False, {"database": database} if database else {}).database
    must_be_there(url)
    try:
        with told(url):
            return asyncio.run(_session(url, of))
    except codec.UnknownKind as newer:
        raise click.ClickException(str(newer)) from None


async def _session(url: str, wanted: str) -> tuple[Plan, str]:
    log = await Log.open(url)
    try:
        row = find(await log.sessions(), wanted)
        session = fold(codec.entries(await log.events(row.id)))
        return replace(session.plan, title=row.title, items=tuple(session.items)), row.code
    finally:
        await log.close()
