"""`tingsha`: one file here for each command. Each is loaded when it is asked for, so that none waits for the others."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = ("serve", "check", "play", "crowd", "export", "handouts", "backup", "structures")


class Commands(click.Group):
    """The commands in the order in which people meet them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"server.cli.{name}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tingsha")
def main() -> None:
    """Runs Liberating Structures live.

    \b
    Try it alone:      tingsha serve --demo
    Look at a script:  tingsha check taster
    See it played:     tingsha play taster --people 13 --out rehearsal
    Take a record:     tingsha export wren-maple-coin-527

    Each command tells more: tingsha play --help
    """
