"""Registration: pages on which people register for a community or its meetings, and who did."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from server.tables.schema import metadata

# A page to register on. Its id is its public address, and no secret. Without `opens_at` it only asks who is interested.
# `asks` names the details it asks for, with spaces between, `roles` the ones to choose from, line by line.
registrations = Table(
    "registrations",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("community", String(22), ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("series", String(22), ForeignKey("series.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("meeting", String(22), ForeignKey("meetings.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("title", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("opens_at", Double, nullable=True),
    Column("closes_at", Double, nullable=True),
    Column("zone", String(64), nullable=False),
    Column("capacity", Integer, nullable=True),
    Column("asks", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)

# Who registered. `state`: in, waiting, interested or cancelled; who cancelled has no details here any more. `turn` is
# the order in which they came. Whoever is in is a `person` of the community; `brought`: because they registered here.
# `untold`: they got their place later, and nobody has told them yet. `key_hash` is of the link that is their own.
registrants = Table(
    "registrants",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("registration", String(22), ForeignKey("registrations.id", ondelete="CASCADE"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("person", String(22), ForeignKey("people.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("brought", Boolean, nullable=False),
    Column("untold", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("contact", Boolean, nullable=False),
    Column("asked_at", Double, nullable=False),
    UniqueConstraint("registration", "turn"),
)
