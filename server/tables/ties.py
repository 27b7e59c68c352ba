"""Who of a community should not sit with whom, or should."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from server.tables.schema import metadata


def _somebody(name: str, *, index: bool = False) -> Column[str]:
    key = ForeignKey("people.id", ondelete="CASCADE")
    return Column(name, String(22), key, primary_key=True, autoincrement=False, index=index)


# A pair of people, each pair once: the smaller id is `one`. `how` is "apart" or "together"; why is not kept.
ties = Table(
    "ties", metadata, _somebody("one"), _somebody("other", index=True), Column("how", String(16), nullable=False)
)
