"""Links by which somebody without an account reads one form of a record."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, String, Table, Text

from server.tables.schema import metadata

# Of a session's record, or of a series'. `choice` is which sections and questions were chosen, as JSON. `made_by` is
# empty when somebody with an organiser's link made it.
record_shares = Table(
    "record_shares",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("series", String(22), ForeignKey("series.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("reader", String(40), nullable=False),
    Column("choice", Text, nullable=False),
    Column("made_by", String(22), ForeignKey("accounts.id", ondelete="SET NULL"), nullable=True),
    Column("made_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Column("revoked_at", Double, nullable=True),
)
