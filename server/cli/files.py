"""Writing files and saying where they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)


def put(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes files by name into a folder, which is made when it is missing. Raises click.ClickException."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            paths.append(folder / name)
    except OSError as failure:
        raise click.ClickException(f"Nothing can be written to {folder}: {failure.strerror}.") from None
    return paths
