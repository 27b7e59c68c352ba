"""Files that are taken away, and their names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from starlette.responses import Response


def plain(title: str, otherwise: str) -> str:
    """A title in letters that any computer can keep, at most 60 of them."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:60].strip("-") or otherwise


def file_name(title: str, reader: str, made_at: float) -> str:
    """What a record for some reader is called, without its ending: its title, who reads it, and the day it was made
    (seconds since 1970). The facilitator's is the record itself."""
    whom = "" if reader == "facilitator" else f"-{reader}"
    return f"{plain(title, 'record')}{whom}-{date.fromtimestamp(made_at).isoformat()}"


def taken_away(written: bytes, media_type: str, name: str) -> Response:
    """A file to keep. What people wrote in it is read as what it says it is, and runs nothing."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(written, media_type=media_type, headers=headers)
