"""Passwords: which will do, and how they are kept (Argon2id).

Hashing takes tens of milliseconds and 19 MB: it runs in threads, a few at a time, beside a live room.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
OURS = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""What OWASP asks for at least; a dearer hash would slow down the room that runs beside it."""
AT_ONCE = 2
MOST_WAITING = 32

TOO_SHORT = f"Please take a password of at least {SHORTEST} characters. A few words in a row are easy to remember."
TOO_LONG = f"Please take a password of at most {LONGEST} characters."
TOO_PLAIN = "That password is too easy to guess. Please take a few words that nobody would put together."

COMMON = ("tingsha", "password", "passwort", "qwertyuiop", "qwertzuiop", "asdfghjkl", "letmein", "iloveyou", "welcome")
"""What is not counted when a password's signs are."""


class TooBusy(Exception):
    """Too many passwords are being looked at just now; the same may be tried again in a moment."""


def trouble(password: str, *, email: str = "", name: str = "") -> str:
    """Why this password will not do; empty when it will. Nothing is asked but length, and that it is no easy guess."""
    plain = settled(password).casefold()
    if len(plain) < SHORTEST:
        return TOO_SHORT
    if len(plain) > LONGEST:
        return TOO_LONG
    known = {*COMMON, email.casefold().partition("@")[0], *name.casefold().split()}
    rest = plain
    for word in (email.casefold(), *sorted(known, key=len, reverse=True)):
        if len(word) > 2:
            rest = rest.replace(word, "")
    if len(rest) < 8 or len(set(rest)) < 5 or _is_a_row(rest):
        return TOO_PLAIN
    return ""


def settled(password: str) -> str:
    """The same password, however a keyboard composes its signs."""
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Makes and looks at hashes. `hasher` sets what one costs."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or OURS
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._decoy = ""

    async def hash(self, password: str) -> str:
        return await self._in_turn(password, "")

    async def fits(self, password_hash: str, password: str) -> bool:
        """Whether that is the password. Where there is no hash, the same work is done for nothing. Raises TooBusy."""
        if not self._decoy:
            self._decoy = await self.hash(secrets.token_urlsafe())
        return bool(await self._in_turn(password, password_hash or self._decoy))

    def is_old(self, password_hash: str) -> bool:
        """Whether it was made more cheaply than we make them now."""
        return self._hasher.check_needs_rehash(password_hash)

    async def _in_turn(self, password: str, against: str) -> str:
        if self._waiting >= MOST_WAITING:
            raise TooBusy
        self._waiting += 1
        try:
            async with self._turns:
                return await asyncio.to_thread(self._work, settled(password), against)
        finally:
            self._waiting -= 1

    def _work(self, password: str, against: str) -> str:
        if not against:
            return self._hasher.hash(password)
        try:
            self._hasher.verify(against, password)
        except (VerificationError, InvalidHashError):
            return ""
        return against


def _is_a_row(text: str) -> bool:
    """abcdefgh, 876543210987, aaaa, or the same signs over and over again."""
    steps = [ord(b) - ord(a) for a, b in itertools.pairwise(text)]
    near = sum(-1 <= step <= 1 for step in steps)
    over_and_over = any(text == (text[:n] * len(text))[: len(text)] for n in range(1, len(text) // 2 + 1))
    return over_and_over or near >= 0.7 * len(steps)
