"""Saying where something went wrong without quoting what anybody wrote."""

from __future__ import annotations

import traceback
from pathlib import Path

_FRAMES = 6


def where(failure: BaseException) -> str:
    """The kind of failure and the lines it passed; never its message, which may hold a person's words."""
    frames = traceback.extract_tb(failure.__traceback__)[-_FRAMES:]
    passed = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(failure).__name__} at {passed or 'an unknown place'}"
