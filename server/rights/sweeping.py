"""The file of the database, so that nothing stays in it that is no longer in a table.

SQLite marks what is deleted as free and may leave copies in pages that it moved. The whole file is written anew, and
the write-ahead log is emptied. PostgreSQL does such things by itself, in time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

PATIENCE = 5.0
"""Seconds that a sweep waits for others who write."""


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None when it is another database, or in memory."""
    where = make_url(url)
    is_file = where.get_backend_name() == "sqlite" and where.database not in (None, "", ":memory:")
    return Path(str(where.database)) if is_file else None


def sweep(file: Path) -> bool:
    """Writes the file anew without its free pages, and empties the write-ahead log. False when others kept it from
    doing so; then it may be tried again later. It takes a second for each few hundred megabytes."""
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete=ON")
            db.execute("VACUUM")
            is_busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not is_busy
