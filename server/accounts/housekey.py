"""The house's own secret, from which the links are made that an account is shown. It is not in the database: a stolen
database opens nothing.

It is TINGSHA_SECRET where that is set, else a file beside the SQLite file, made when it is first needed. Should it be
lost, screens that are open stay open, and everybody is shown new links beside the old.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from sqlalchemy.engine import make_url

SUFFIX = ".key"


class HouseKey:
    """`secret` as it was set; `database` as an SQLAlchemy URL."""

    def __init__(self, secret: str, database: str) -> None:
        self._secret = secret.encode()
        self._was_set = bool(secret)
        self._database = database

    def root_of(self, account: str) -> str:
        """What the links of this account are made from: 22 characters that only who holds the key can make."""
        self._secret = self._secret or self._kept()
        made = hmac.digest(self._secret, f"account/{account}".encode(), hashlib.sha256)[:16]
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    def mark(self, what: str, text: str) -> str:
        """What a text is known by in the database: 64 figures that only who holds the key can make, or try out."""
        self._secret = self._secret or self._kept()
        return hmac.digest(self._secret, f"{what}/{text}".encode(), hashlib.sha256).hex()

    @property
    def lasts(self) -> bool:
        """Whether the key will be the same after the next start."""
        return self._was_set or self._file != ""

    @property
    def _file(self) -> str:
        url = make_url(self._database)
        name = url.database or ""
        return "" if url.get_backend_name() != "sqlite" or name in ("", ":memory:") else f"{name}{SUFFIX}"

    def _kept(self) -> bytes:
        fresh = secrets.token_urlsafe(32).encode()
        if not self._file:
            return fresh  # until the next start; TINGSHA_SECRET makes it last
        file = Path(self._file)
        with contextlib.suppress(FileExistsError):
            made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as writing:
                writing.write(fresh)
        return file.read_bytes().strip() or fresh
