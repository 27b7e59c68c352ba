"""Rows of the log as values: what goes in and comes out of the database, and knows nothing of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredEvent:
    seq: int
    at: float
    by: str
    kind: str
    payload: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    actor: str
    command: str
    digest: str
    answer: str


@dataclass(frozen=True, slots=True)
class StoredSeat:
    """`person`: who sits there in their community, if they came by a link of their own."""

    number: int
    name: str
    join_hash: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class StoredLink:
    """What a secret link opens. An organiser's opens no one session, but all."""

    token_hash: str
    session: str | None
    kind: str
    label: str
    revoked: bool = False
    account: str | None = None


@dataclass(frozen=True, slots=True)
class StoredSession:
    id: str
    code: str
    title: str
    subtitle: str
    created_at: float


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A drawing or a photo, made small by the phone. `digest` is of its bytes."""

    id: str
    session: str
    seat: int
    media_type: str
    digest: str
    size: int
    at: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Beat:
    """`left` seconds were left on the clock at instant `at`."""

    left: float
    at: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction leaves in one session."""

    session: str
    events: tuple[StoredEvent, ...] = ()
    answers: tuple[StoredAnswer, ...] = ()
    seats: tuple[StoredSeat, ...] = ()
    links: tuple[StoredLink, ...] = ()
    beat: Beat | None = None
