"""LibreOffice as a reader of what we write, and PDF as pictures of its pages."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")), reason="LibreOffice or pdftoppm is not installed"
)


def opened(folder: Path, files: Mapping[str, bytes], to: str = "pdf") -> dict[str, bytes]:
    """What LibreOffice makes of each of `files` (by names such as "board.docx") as `to`, such as "pdf", "csv" or
    "xlsx", by the same names. It is started once for all; a file that it cannot open fails the test."""
    folder.mkdir(parents=True, exist_ok=True)
    given, made = folder / "given", folder / "made"
    given.mkdir()
    for name, written in files.items():
        (given / name).write_bytes(written)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", to, "--outdir", made]
    subprocess.run([*command, *sorted(given.iterdir())], check=True, capture_output=True, timeout=180)
    ends = to.partition(":")[0]
    return {name: (made / name).with_suffix(f".{ends}").read_bytes() for name in files}


def pages(pdf: bytes, dots: int = 60) -> list[Image.Image]:
    """The pages of a PDF as pictures, with so many dots an inch."""
    command = ["pdftoppm", "-r", str(dots), "-png", "-"]
    drawn = subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=120).stdout
    ends = b"IEND\xaeB`\x82"
    return [Image.open(io.BytesIO(one + ends)) for one in drawn.split(ends) if one]


def words(pdf: bytes) -> str:
    """What stands in a PDF, page after page."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=120).stdout.decode()
