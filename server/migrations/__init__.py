"""How the tables came to be, revision by revision. They run inside the server when it opens its database."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

FOLDER = Path(__file__).parent


def alembic(connection: Connection) -> Config:
    """Alembic's settings for a connection that is open and in a transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def upgrade(engine: AsyncEngine) -> None:
    """Brings the tables up to the newest revision, in one transaction. SQLite must not watch its foreign keys."""
    async with engine.begin() as db:
        await db.run_sync(lambda connection: command.upgrade(alembic(connection), "head"))
        if engine.dialect.name == "sqlite":
            broken = (await db.exec_driver_sql("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"The migration left {len(broken)} rows without what they point to; it was undone.")
