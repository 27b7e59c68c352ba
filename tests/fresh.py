"""A database as a house makes it on its first day, made once for all tests of a process: they copy it."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from server.database import migrate


def lay_database(file: Path) -> None:
    """Puts an empty database of the newest revision where there is none yet."""
    if not file.exists():
        file.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "empty.sqlite3")
        # on a thread, as a loop may run on this one
        making = Thread(target=lambda: asyncio.run(migrate(f"sqlite+aiosqlite:///{file}")))
        making.start()
        making.join()
        return file.read_bytes()
