"""The tables, by what they are about.

Portable: SQLite by default, PostgreSQL by URL. Instants are seconds since 1970 on the server's clock. Secrets (links,
seats' tokens and join ids) are kept as SHA-256 only; the join code is no secret to the room and is shown on the stage.
"""

from __future__ import annotations

from server.tables.accounts import accounts, brakes, departures, invitations, sign_ins
from server.tables.communities import communities, meetings, people, series
from server.tables.letters import letters
from server.tables.promises import gathered, promise_changes, promises, reminded
from server.tables.records import record_shares
from server.tables.registrations import registrants, registrations
from server.tables.returning import phrases, ways_back
from server.tables.rights import backups, erasures, mentions
from server.tables.schema import metadata
from server.tables.sessions import answers, beats, events, links, pictures, seats, sessions
from server.tables.surveys import survey_answers, surveys, waves
from server.tables.ties import ties

__all__ = [
    "accounts", "answers", "backups", "beats", "brakes", "communities", "departures", "erasures", "events", "gathered",
    "invitations", "letters", "links", "meetings", "mentions", "metadata", "people", "phrases", "pictures",
    "promise_changes", "promises", "record_shares", "registrants", "registrations", "reminded", "seats", "series",
    "sessions", "sign_ins", "survey_answers", "surveys", "ties", "waves", "ways_back",
]  # fmt: skip
