"""The tables: an event log, the answers given, and what must not stand in a log (names, seats' keys, links).

Portable: SQLite by default, PostgreSQL by URL. Instants are seconds since 1970 on the server's clock. Secrets (links,
seats' tokens and join ids) are kept as SHA-256 only; the join code is no secret to the room and is shown on the stage.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


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

# The people who meet. `keep_days`: how long what their sessions left is kept; empty: until somebody deletes it.
communities = Table(
    "communities",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("keep_days", Integer, nullable=True),
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

# Organisers and those who help them. `email` is casefolded; `password_hash` is empty where only the organisation's
# sign-in leads in, `totp` where no second factor is asked for, and `totp_used` is the last code's time step.
accounts = Table(
    "accounts",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("totp", String(64), nullable=False),
    Column("totp_used", Integer, nullable=False),
    Column("subject", Text, nullable=True, unique=True),
    Column("role", String(32), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("disabled_at", Double, nullable=True),
)


# One browser that is signed in.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", String(22), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
)

# One-time links. With an `account` it sets a new password there, else it makes an account of that role. `made_by` is
# empty when the terminal printed it.
invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("account", String(22), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("made_by", String(22), ForeignKey("accounts.id", ondelete="SET NULL"), nullable=True),
    Column("created_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Column("used_at", Double, nullable=True),
)

# Browsers that are away at the organisation's sign-in, and what they must bring back.
departures = Table(
    "departures",
    metadata,
    Column("state_hash", String(64), primary_key=True),
    Column("browser_hash", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("invitation", String(64), nullable=True),
    Column("account", String(22), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=True),
    Column("expires_at", Double, nullable=False),
)

# How many more times somebody may try a password; `who` is a hash. They come back with time.
brakes = Table(
    "brakes",
    metadata,
    Column("who", String(64), primary_key=True),
    Column("left", Double, nullable=False),
    Column("at", Double, nullable=False),
)
