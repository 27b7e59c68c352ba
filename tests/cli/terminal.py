"""The command line as people use it: in this process, and as a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from click.testing import CliRunner, Result

from server.cli import main

ROOT = Path(__file__).resolve().parents[2]


def tingsha(*words: object) -> Result:
    """Runs a command here. A failure that is no message for people is raised."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


async def begin(folder: Path, *words: object) -> Process:
    """Runs a command as a process in that folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "server", *map(str, words)]
    return await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE)


async def run(folder: Path, *words: object) -> tuple[int, str, str]:
    """The exit code of a process and what it said on both outputs."""
    process = await begin(folder, *words)
    try:
        out, err = await asyncio.wait_for(process.communicate(), 60)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()
