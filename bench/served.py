"""Servers in processes of their own, and what the kernel knows of them."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.scripts import SCRIPT

KINDS = ("tingsha", "in_step", "each")


@dataclass(frozen=True, slots=True)
class Served:
    kind: str
    port: int
    pid: int
    code: str = ""
    control: str = ""
    stage: str = ""
    organiser: str = ""

    def cpu(self) -> float:
        """Seconds of processor that all its threads have had; on Linux only."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            try:
                total += int((task / "schedstat").read_text(encoding="ascii").split()[0])
            except FileNotFoundError:
                continue
        return total / 1e9

    def memory(self) -> float:
        """KiB that are its own: the proportional set size."""
        told = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        return float(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]


@asynccontextmanager
async def serving(kind: str, log: Path | None = None) -> AsyncIterator[Served]:
    """A fresh server with a fresh database (or with `log`), as `tingsha serve` ships it, or one of the bare ones."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "measured.yaml"
        script.write_text(SCRIPT, encoding="utf-8")
        database = str(log or Path(folder) / "log.sqlite3")
        shipped = ["-m", "server", "serve", "--demo", "--host", "127.0.0.1", "--port", "0"]
        ours = [*shipped, "--database", database, "--script", str(script)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *(ours if kind == "tingsha" else ["-m", "bench.bare", kind]),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(180):
                served = await _told(process, kind)
            yield served
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), 15)
                except TimeoutError:
                    process.kill()
                    await process.wait()


async def _told(process: asyncio.subprocess.Process, kind: str) -> Served:
    """What the terminal says: the address and the links."""
    said = ""
    assert process.stdout is not None
    while "Ctrl-C" not in said:
        line = await process.stdout.readline()
        if not line:
            raise RuntimeError(f"the server did not start: {said}")
        said += line.decode()

    def link(page: str) -> str:
        found = re.search(rf"/{page}#(\S+)", said)
        return found[1] if found else ""

    port = int(re.search(r"http://127\.0\.0\.1:(\d+)", said)[1])  # type: ignore[index]
    return Served(kind, port, process.pid, link("join"), link("control"), link("stage"), link("organise"))
