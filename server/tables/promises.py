"""Promises: what people said they would do, and what became of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, ForeignKey, Integer, String, Table, Text, UniqueConstraint, false

from server.tables.schema import metadata

# One contribution of a session. `seat` is who said it, `owner` whose it is now, `offered` to whom it is held out; who
# these are, only the seats know. `said` and `said_due` are as the session has them, `what` and `due` as they are now;
# a day is YYYY-MM-DD, or empty. `beside` are seats, with commas between. `alone`: only its owner is told whose it is.
promises = Table(
    "promises",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("contribution", String(64), nullable=False),
    Column("seat", Integer, nullable=False),
    Column("owner", Integer, nullable=False),
    Column("offered", Integer, nullable=True),
    Column("said", Text, nullable=False),
    Column("said_due", String(10), nullable=False),
    Column("what", Text, nullable=False),
    Column("due", String(10), nullable=False),
    Column("beside", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("alone", Boolean, nullable=False, server_default=false()),
    Column("made_at", Double, nullable=False),
    Column("changed_at", Double, nullable=False),
    UniqueConstraint("session", "contribution"),
)

# What was done with a promise, counted from 1; two who change one at once meet at the primary key. `other` is the seat
# it was held out to.
promise_changes = Table(
    "promise_changes",
    metadata,
    Column("promise", String(22), ForeignKey("promises.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("seat", Integer, nullable=False),
    Column("did", String(16), nullable=False),
    Column("what", Text, nullable=False),
    Column("due", String(10), nullable=False),
    Column("other", Integer, nullable=True),
    Column("line", Text, nullable=False),
)

# How far the log of a session was read for promises.
gathered = Table(
    "gathered",
    metadata,
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
)

# Who asked for letters about their promises.
reminded = Table(
    "reminded",
    metadata,
    Column("person", String(22), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("since", Double, nullable=False),
)
