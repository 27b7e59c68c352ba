"""Everybody who takes a record away, by name."""

from __future__ import annotations

from collections.abc import Mapping

from server.record.taking import Reader

_ALL: tuple[Reader, ...] = ()

READERS: Mapping[str, Reader] = {reader.slug: reader for reader in _ALL}
