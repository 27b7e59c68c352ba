"""Organisers and those who help them: accounts, sign-ins, one-time links and brakes."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Integer, String, Table, Text

from server.tables.schema import metadata

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
