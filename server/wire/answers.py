"""What the server says beside the parts: the shapes of its answers, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RefusalCode = Literal[
    "busy",
    "closed",
    "disk_full",
    "empty",
    "error",
    "forbidden",
    "full",
    "id_reused",
    "invalid",
    "not_now",
    "not_yours",
    "rate",
    "revoked",
    "step_closed",
    "too_few",
    "too_long",
    "too_many",
    "unknown",
    "unknown_code",
    "unknown_link",
]
"""Why something was refused, for programs. "busy", "disk_full", "error" and "rate" pass: send the same again later."""


@dataclass(frozen=True, slots=True)
class Done:
    """The command is on disk; `id` is the command's.."""

    ok: Literal[True]
    id: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """A refusal is an answer: a `code` for programs and `says`, a sentence for people."""

    ok: Literal[False]
    id: str
    code: RefusalCode
    says: str


@dataclass(frozen=True, slots=True)
class You:
    """Who this link makes of the one who holds it. `label` is a facilitator's ("f1"); `seat` is 0 for all others."""

    kind: Literal["seat", "facilitator", "stage"]
    seat: int
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class AskFace:
    """What the join page asks beside the name; `why` says what for. No `options`: a line of words."""

    name: str
    label: str
    options: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Door:
    """Behind a join code: whose session it is, and what it asks. `alias`: people need not give their own name. `days`:
    how long after the last meeting of its series what they write is kept; null: until somebody deletes it."""

    ok: Literal[True]
    title: str
    subtitle: str
    asks: tuple[AskFace, ...]
    alias: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat, and the token that is the key to it."""

    ok: Literal[True]
    seat: int
    token: str


@dataclass(frozen=True, slots=True)
class LetBack:
    """What a code that leads back to a seat opens, instead of a door: the seat, its key, and the session's own code."""

    ok: Literal[True]
    seat: int
    token: str
    code: str
