"""Archives without an hour in them, so that the same content is the same bytes: of several files, and of office files,
which are archives that writers stamp with the hour."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DATE = (1980, 1, 1, 0, 0, 0)


def undated(written: bytes) -> bytes:
    """The same file with no hour in it."""
    with zipfile.ZipFile(io.BytesIO(written)) as given:
        return bundle({name: given.read(name) for name in given.namelist()})


def bundle(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, by their names, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, written in files.items():
            made.writestr(zipfile.ZipInfo(name, _DATE), written, zipfile.ZIP_DEFLATED)
    return out.getvalue()
