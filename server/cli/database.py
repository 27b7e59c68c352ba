"""The database as people name it, and its failures in their words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from server.cli.settling import DEMO_DATABASE


@contextmanager
def told(url: str) -> Iterator[None]:
    """Says what is wrong with a database, and which; never its password. Raises click.ClickException."""
    try:
        yield
    except SQLAlchemyError as failure:
        why = getattr(failure, "orig", None) or failure
        raise click.ClickException(f"The database {shown(url)} cannot be used: {why}.") from None
    except ModuleNotFoundError as missing:
        raise click.ClickException(f"The database {shown(url)} needs a Python package: {missing.name}.") from None


def shown(url: str) -> str:
    """A file by its path; else the URL, its password left out."""
    where = make_url(url)
    is_file = where.get_backend_name() == "sqlite" and where.database
    return str(where.database) if is_file else where.render_as_string(hide_password=True)


def must_be_there(url: str) -> None:
    """A database that is only looked at must not be made by looking. Raises
    click.ClickException."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite" and where.database and not Path(where.database).is_file():
        demo = f" The demo's is --database {DEMO_DATABASE}." if Path(DEMO_DATABASE).is_file() else ""
        raise click.ClickException(f"There is no database {where.database} here. Name it with --database.{demo}")
