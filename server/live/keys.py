"""The ids of sessions, and the secrets of links, which are kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
