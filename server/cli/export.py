"""`tingsha export`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from server import record
from server.cli.database import must_be_there, told
from server.cli.files import FOLDER, put
from server.cli.settling import settle
from server.cli.table import table
from server.live import codec
from server.live.codes import read_code
from server.log import Log, StoredSession
from server.record import FORMATS, Record
from server.web.organise import file_name


@click.command()
@click.argument("session", required=False)
@click.option("--format", "form", type=click.Choice([*FORMATS, "all"]), default="md", show_default=True)
@click.option("--out", type=FOLDER, help="Write it into this folder, named for the session and its day.")
@click.option("--database", help="An SQLite file, or the URL of a PostgreSQL database.  [default: tingsha.sqlite3]")
def export(session: str | None, form: str, out: Path | None, database: str | None) -> None:
    """Take the record of a session away.

    No server is needed, and one that runs is not disturbed.

    SESSION is its join code, its id, or a part of its title that no other session has. With none, the sessions are
    listed. Without --out, the record goes to standard output.

    \b
    tingsha export
    tingsha export wren-maple-coin-527
    tingsha export 'our situation' --format all --out records
    tingsha export --database tingsha-demo.sqlite3
    """
    if form == "all" and session and not out:
        raise click.UsageError(f"--format all makes {len(FORMATS)} files. Say where they go: --out FOLDER.")
    url = settle(False, {"database": database} if database else {}).database
    must_be_there(url)
    try:
        with told(url):
            rows, row, made = asyncio.run(_read(url, session))
    except codec.UnknownKind as newer:
        raise click.ClickException(str(newer)) from None
    if row is None or made is None:
        click.echo("\n".join(_list(rows)) if rows else "There are no sessions yet.")
        return
    forms = tuple(FORMATS) if form == "all" else (form,)
    if not out:
        click.echo(record.write(made, form), nl=False)
        return
    for path in put(out, {file_name(row, one): record.write(made, one) for one in forms}):
        click.echo(path)


async def _read(url: str, wanted: str | None) -> tuple[list[StoredSession], StoredSession | None, Record | None]:
    """Every session; and, when one is wanted, that one and its record."""
    log = await Log.open(url)
    try:
        rows = await log.sessions()
        if wanted is None:
            return rows, None, None
        row = find(rows, wanted)
        names = {seat.number: seat.name for seat in await log.seats(row.id)}
        return rows, row, record.build(codec.entries(await log.events(row.id)), names)
    finally:
        await log.close()


def find(rows: Sequence[StoredSession], wanted: str) -> StoredSession:
    """The session of that id, that join code, or the one with that in its title. Raises click.ClickException."""
    sure = [row for row in rows if wanted == row.id or read_code(wanted) == row.code]
    named = [row for row in rows if wanted.casefold() in row.title.casefold()]
    if len(sure or named) == 1:
        return (sure or named)[0]
    if named:
        says = f"{len(named)} sessions have '{wanted}' in their titles. Name one by its code:"
    else:
        says = f"There is no session '{wanted}'. There is:" if rows else "There are no sessions yet."
    raise click.ClickException("\n".join([says, *_list(named or rows)]))


def _list(rows: Sequence[StoredSession]) -> list[str]:
    days = [f"{datetime.fromtimestamp(row.created_at):%Y-%m-%d %H:%M}" for row in rows]
    lines = [[day, row.code, row.title, row.id] for day, row in zip(days, rows, strict=True)]
    return list(table(["made", "code", "title", "id"], lines)) if lines else []
