"""Every command teaches: what it does, and an example that can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from server.cli import COMMANDS, main
from tests.cli.terminal import run, tingsha


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_shows_examples_that_are_understood(command: tuple[str, ...]) -> None:
    told = tingsha(*command, "--help")
    assert told.exit_code == 0
    examples = re.findall(r"^ .*?\btingsha (.+)$", told.output, re.MULTILINE)
    assert examples, "an example says more than a list of options"
    for example in examples:
        words = shlex.split(example.partition(" > ")[0])
        understood = main.get_command(click.Context(main), words[0])
        assert understood, example
        understood.make_context(words[0], words[1:] if "--help" not in words else ["taster"])


def test_each_command_has_a_line_that_fits() -> None:
    listed = tingsha("--help").output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line for line in listed if not line.endswith(".") or line.endswith("..")] == []


def test_what_is_not_a_command_is_said() -> None:
    told = tingsha("plya")
    assert told.exit_code == 2
    assert "plya" in told.output


async def test_the_version_is_told(tmp_path: Path) -> None:
    code, out, _ = await run(tmp_path, "--version")
    assert code == 0
    assert re.fullmatch(r"tingsha, version \d+\.\d+\.\d+\n", out)
