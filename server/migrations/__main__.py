"""Writes the next revision after tables.py changed: `python -m server.migrations "what changed"`.

Look at what was written: a renamed column comes out as one dropped and one added, which loses its data.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from server.migrations import FOLDER, alembic, upgrade


async def write(message: str) -> None:
    number = 1 + len(list((FOLDER / "versions").glob("[0-9]*.py")))

    def revise(connection: Connection) -> None:
        command.revision(alembic(connection), message, autogenerate=True, rev_id=f"{number:04}")

    with tempfile.TemporaryDirectory() as folder:
        engine = create_async_engine(f"sqlite+aiosqlite:///{Path(folder) / 'tingsha.db'}")
        try:
            await upgrade(engine)
            async with engine.begin() as db:
                await db.run_sync(revise)
        finally:
            await engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(write(sys.argv[1]))
