"""`tingsha backup`."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

import click

from server.cli.database import must_be_there, told
from server.cli.files import FOLDER
from server.cli.settling import settle
from server.log import Log
from server.rights.backups import Backups
from server.rights.sweeping import file_of

NO_FILE = (
    "Only an SQLite file can be backed up here. A PostgreSQL database has its own way: pg_dump. "
    "Mind that erasing somebody does not reach those copies."
)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keep", type=click.IntRange(1, 1000), default=14, show_default=True, help="Backups to keep there.")
@click.option("--database", help="An SQLite file.  [default: tingsha.sqlite3]")
def backup(folder: Path, keep: int, database: str | None) -> None:
    """Copy the database into FOLDER, whole, while the server runs.

    Each backup is a file with the day and the time in its name; it opens like any other database. Older ones are
    taken away. Whoever is erased later is erased in the backups too, as long as they stay where they are. Keep the
    file of the secret (….key) as well: it is not in the backup.

    \b
    tingsha backup backups
    tingsha backup /mnt/safe/tingsha --keep 30
    tingsha serve --database backups/tingsha-2027-01-31-020000.sqlite3
    """
    url = settle(False, {"database": database} if database else {}).database
    file = file_of(url)
    if file is None:
        raise click.ClickException(NO_FILE)
    must_be_there(url)
    try:
        with told(url):
            made = asyncio.run(_make(url, file, folder, keep))
    except (OSError, sqlite3.Error) as failure:
        raise click.ClickException(f"No backup was made in {folder}: {failure}.") from None
    click.echo(made)


async def _make(url: str, file: Path, folder: Path, keep: int) -> Path:
    log = await Log.open(url)
    try:
        return await Backups(log, time.time).make(file, folder, keep)
    finally:
        await log.close()
