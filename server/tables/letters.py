"""Letters that wait to be sent by mail, and which have been."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, String, Table, Text

from server.tables.schema import metadata

# `about` says what a letter is, so that the same is never written twice ("promise/…/before"). One that was sent or
# given up keeps neither address nor words. `begun` counts sendings whose end is not known; `tries` those that failed.
letters = Table(
    "letters",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("about", String(160), nullable=False, unique=True),
    Column("person", String(22), ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("address", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("next_at", Double, nullable=False),
    Column("until", Double, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("begun", Integer, nullable=False),
    Column("sent_at", Double, nullable=True),
    Column("given_up_at", Double, nullable=True),
)
