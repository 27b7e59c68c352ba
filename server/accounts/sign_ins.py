"""Browsers that are signed in. The database keeps hashes of their tokens only."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from server import tables
from server.accounts.accounts import Account, Accounts
from server.live.clock import Clock
from server.live.keys import hashed, new_id
from server.log import Log

LONGEST = 30 * 24 * 3600.0
"""Seconds after which everybody signs in anew."""
IDLE = 7 * 24 * 3600.0
"""Seconds without a request after which a browser is signed out."""
SEEN_EVERY = 600.0
"""Seconds between two notes of when a browser was last seen."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is signed in just now, and whose account that is."""

    token_hash: str = field(repr=False)
    account: Account


class SignIns:
    def __init__(self, log: Log, clock: Clock, accounts: Accounts) -> None:
        self._log = log
        self._clock = clock
        self._accounts = accounts

    async def begin(self, account: str) -> str:
        """The token of a new sign-in. What has expired is forgotten."""
        t, now, token = tables.sign_ins, self._clock.now(), new_id()
        row = {"token_hash": hashed(token), "account": account, "created_at": now, "seen_at": now}
        async with self._log.writing() as db:
            await db.execute(delete(t).where((t.c.expires_at < now) | (t.c.seen_at < now - IDLE)))
            await db.execute(insert(t).values(**row, expires_at=now + LONGEST))
        return token

    async def who(self, token: str) -> SignIn | None:
        """Who is signed in with this token, asked of the database each time: an account that was disabled a moment ago
        opens nothing."""
        t, a, now = tables.sign_ins, tables.accounts, self._clock.now()
        query = select(t.c.token_hash, t.c.account, t.c.seen_at).join(a, a.c.id == t.c.account)
        query = query.where(t.c.token_hash == hashed(token), t.c.expires_at > now, t.c.seen_at > now - IDLE)
        rows = await self._log.rows(query.where(a.c.disabled_at.is_(None)))
        account = await self._accounts.by_id(rows[0].account) if rows else None
        if account is None or account.disabled_at is not None:
            return None
        if rows[0].seen_at < now - SEEN_EVERY:
            async with self._log.writing() as db:
                await db.execute(update(t).where(t.c.token_hash == rows[0].token_hash).values(seen_at=now))
        return SignIn(rows[0].token_hash, account)

    async def end(self, token: str) -> None:
        await self._end(tables.sign_ins.c.token_hash == hashed(token))

    async def end_all(self, account: str, *, but: str = "") -> None:
        """Ends every sign-in of an account, except the one with that hash."""
        t = tables.sign_ins
        await self._end((t.c.account == account) & (t.c.token_hash != but))

    async def counts(self) -> dict[str, tuple[int, float]]:
        """By account: how many browsers are signed in, and when one was last seen."""
        t, now = tables.sign_ins, self._clock.now()
        query = select(t.c.account, t.c.seen_at).where(t.c.expires_at > now, t.c.seen_at > now - IDLE)
        found: dict[str, tuple[int, float]] = {}
        for row in await self._log.rows(query):
            many, last = found.get(row.account, (0, 0.0))
            found[row.account] = (many + 1, max(last, row.seen_at))
        return found

    async def _end(self, which: object) -> None:
        async with self._log.writing() as db:
            await db.execute(delete(tables.sign_ins).where(which))  # type: ignore[arg-type]
