"""What was erased, what of it is still to be done, and the backups that it has to reach."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, PrimaryKeyConstraint, String, Table, Text

from server.tables.schema import metadata

# Everything that was erased or deleted, by ids that name nobody any more, so that backups can be brought to the same
# state. `kind` is person, seat ("session/number"), line ("session/seq"), session, series or community; or it is united
# ("person/person"), when two people were made one. `swept_at`: since when no free page of the file holds it any more.
erasures = Table(
    "erasures",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("of", String(64), nullable=False),
    Column("at", Double, nullable=False),
    Column("swept_at", Double, nullable=True),
)

# Lines that others wrote in which the name of somebody stands who was erased. The name itself is not kept.
mentions = Table(
    "mentions",
    metadata,
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Double, nullable=False),
    PrimaryKeyConstraint("session", "seq"),
)

# Backups that the tool made. Erasures up to `clean_to` have been done there too.
backups = Table(
    "backups",
    metadata,
    Column("path", Text, primary_key=True),
    Column("made_at", Double, nullable=False),
    Column("clean_to", Double, nullable=False),
)
