"""A script as people name it on the command line."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from server import scripts
from server.core.plan import Plan


class ScriptFile(click.ParamType[Path, Any]):
    """The file of a script, by its name in the listing or by its path."""

    name = "script"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Path:
        if isinstance(value, Path):
            return value
        with suppress(KeyError):
            return scripts.path_of(value)
        path = Path(value)
        if path.is_dir():
            self.fail(f"'{value}' is a folder. Name the scripts in it: {path / '*.yaml'}", param, context)
        if not path.is_file():
            names = [script.name for script in scripts.listing()]
            close = get_close_matches(value.removesuffix(".yaml"), names, 1)
            meant = f"did you mean {close[0]}?" if close else f"there is {', '.join(names)}."
            self.fail(f"There is no script '{value}'; {meant} A path to a file does as well.", param, context)
        return path


class ScriptOrSeries(ScriptFile):
    """A script as above, or the folder of a series, by its name in the listing or by its path."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Path:
        for folder in (Path(value), scripts.scripts_folder() / str(value)):
            if folder.is_dir() and any(folder.glob("*.yaml")):
                return folder
        return super().convert(value, param, context)


def series_in(folder: Path) -> scripts.Series:
    """The series in that folder. Raises click.ClickException that tells everything wrong with its scripts."""
    try:
        return scripts.series_in(folder)
    except scripts.ScriptError as wrong:
        raise click.ClickException(f"This series cannot be played.\n{wrong}") from None


def plan_of(path: Path) -> Plan:
    """The plan in that file. Raises click.ClickException that tells everything wrong with it."""
    try:
        return scripts.load(path)
    except scripts.ScriptError as wrong:
        raise click.ClickException(f"This script cannot be played.\n{wrong}") from None
