"""Names for files that are taken away."""

from __future__ import annotations

import re
import unicodedata


def plain(title: str, otherwise: str) -> str:
    """A title in letters that any computer can keep, at most 60 of them."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:60].strip("-") or otherwise
