"""A session: its log of events, the answers given, and what must not stand in a log (names, seats' keys, links)."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from server.tables.schema import metadata


def _session() -> Column[str]:
    return Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False)


sessions = Table(
    "sessions",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)

# `seq` counts from 1 without gaps. Two processes that decide at once meet at the primary key: one of them reads what
# it missed and decides again.
events = Table(
    "events",
    metadata,
    _session(),
    Column("seq", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("by", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    PrimaryKeyConstraint("session", "seq"),
)

# What each command was answered, so that a resend gets the same answer, also after a restart.
answers = Table(
    "answers",
    metadata,
    _session(),
    Column("actor", String(64), nullable=False),
    Column("command", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    PrimaryKeyConstraint("session", "actor", "command"),
)

# Who sits where. `join_hash` makes joining idempotent; the tokens that open a seat are links of kind "seat". `person`
# is there when somebody of a community came in by their own link.
seats = Table(
    "seats",
    metadata,
    _session(),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("join_hash", String(64), nullable=False),
    Column("person", String(22), ForeignKey("people.id", ondelete="SET NULL"), nullable=True, index=True),
    PrimaryKeyConstraint("session", "number"),
    UniqueConstraint("session", "join_hash"),
)

# What a secret link opens. `label` is a facilitator's ("f1"), a seat's number or a person's id; an organiser's link and
# a person's have no session. `account` is whose screens they are: a disabled account's links are void.
links = Table(
    "links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("kind", String(16), nullable=False),
    Column("label", String(64), nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("account", String(22), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=True, index=True),
)

# The clock's heartbeat: what was left, and when that was known.
beats = Table(
    "beats",
    metadata,
    Column("session", String(22), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("left", Double, nullable=False),
    Column("at", Double, nullable=False),
)

# Drawings and photos of paper. Their ids are secrets that only the parts of a session tell; a contribution holds the
# id. `digest` makes adding one idempotent, `size` is what a session's sum is made of.
pictures = Table(
    "pictures",
    metadata,
    Column("id", String(22), primary_key=True),
    _session(),
    Column("seat", Integer, nullable=False),
    Column("media_type", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("session", "seat", "digest"),
)
