"""How far something is, on one line of a terminal. Where nobody watches (a file, a pipe) nothing is said."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

CLEAR = "\r\x1b[2K"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Gives a function that replaces what the line says; at the end the line is empty again."""
    watched = sys.stderr.isatty()

    def say(words: str) -> None:
        if watched:
            click.echo(CLEAR + words[: shutil.get_terminal_size().columns - 1], nl=False, err=True)

    try:
        yield say
    finally:
        say("")
