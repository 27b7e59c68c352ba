"""How people come back whose browser has forgotten them: phrases of their own, and codes that open one seat once."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, ForeignKeyConstraint, Integer, String, Table

from server.tables.schema import metadata

# A person's phrase, as a mark that only the house's key can make; the words are kept nowhere.
phrases = Table(
    "phrases",
    metadata,
    Column("person", String(22), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("mark", String(64), nullable=False, unique=True),
    Column("made_at", Double, nullable=False),
)

# A code that leads back to a seat: one at a time for each. `mark` as above; `phone` is a hash of the id that the phone
# made which used it first, and empty before.
ways_back = Table(
    "ways_back",
    metadata,
    Column("session", String(22), primary_key=True),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(64), nullable=False, unique=True),
    Column("phone", String(64), nullable=False),
    Column("expires_at", Double, nullable=False),
    ForeignKeyConstraint(["session", "seat"], ["seats.session", "seats.number"], ondelete="CASCADE"),
)
