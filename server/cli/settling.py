"""The settings of a command: its options, else the environment, else the defaults."""

from __future__ import annotations

import click
from pydantic import ValidationError

from server.settings import Settings

DEMO_DATABASE = "tingsha-demo.sqlite3"


def settle(demo: bool, given: dict[str, str | int]) -> Settings:
    """What was given, else the environment's, else the defaults. A demo is open to the room's phones.

    Raises click.ClickException when a value cannot be, and says which.
    """
    try:
        settings = Settings.model_validate({**Settings().model_dump(exclude_unset=True), **given})
    except ValidationError as wrong:
        says = "; ".join(
            ": ".join(filter(None, (".".join(map(str, e["loc"])), e["msg"]))) for e in wrong.errors(include_input=False)
        )
        raise click.ClickException(says) from None
    if not demo:
        return settings
    chosen = settings.model_dump(exclude_unset=True)
    return Settings.model_validate({"host": "0.0.0.0", "database": DEMO_DATABASE, **chosen, "demo": True})
