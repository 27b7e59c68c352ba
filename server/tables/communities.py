"""Communities: their people, their series, and the meetings of each."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, String, Table, Text

from server.tables.schema import metadata

# The people who meet. `keep_days`: how long a series is kept after its last meeting; empty: until somebody deletes it.
# `keep_set_at`: since when that holds.
communities = Table(
    "communities",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("keep_days", Integer, nullable=True),
    Column("keep_set_at", Double, nullable=True),
    Column("created_at", Double, nullable=False),
)

# Names and addresses of a community's people; they never enter the log. `contact`: the others may have the address.
# Somebody who has gone keeps their row until it is deleted.
people = Table(
    "people",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("community", String(22), ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("contact", Boolean, nullable=False),
    Column("joined_at", Double, nullable=False),
    Column("left_at", Double, nullable=True),
)

# A folder of scripts that a community goes through, meeting by meeting.
series = Table(
    "series",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("community", String(22), ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)

# `script` is a file's name in the folder, `zone` an IANA time zone's. A meeting has a session once one was made.
meetings = Table(
    "meetings",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("series", String(22), ForeignKey("series.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("script", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", Double, nullable=True),
    Column("zone", String(64), nullable=False),
    Column("place", Text, nullable=False),
    Column("session", String(22), ForeignKey("sessions.id", ondelete="SET NULL"), nullable=True, unique=True),
)
