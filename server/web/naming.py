"""Files that are taken away, and their names."""

from __future__ import annotations

import re
import unicodedata

from starlette.responses import Response


def plain(title: str, otherwise: str) -> str:
    """A title in letters that any computer can keep, at most 60 of them."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:60].strip("-") or otherwise


def taken_away(written: bytes, media_type: str, name: str) -> Response:
    """A file to keep. What people wrote in it is read as what it says it is, and runs nothing."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(written, media_type=media_type, headers=headers)
