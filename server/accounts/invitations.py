"""One-time links: they make an account, or give one a new password. Used once, they are void."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.accounts.accounts import Account, Standing, Taken, insert_account
from server.live.clock import Clock
from server.live.keys import hashed, new_id
from server.log import Log, LostRace

DAY = 24 * 3600.0
PRINTED = DAY
"""Seconds for which a link that the terminal printed works."""
SENT = 7 * DAY
"""And one that an organiser sends."""
KEPT = 30 * DAY


class Void(Exception):
    """This one-time link was used before, is too old, or never was."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """`account`: whose password it sets; empty when it makes an account. `name`: for whom it was made."""

    id: str
    role: Standing
    name: str
    account: str | None
    made_by: str | None
    created_at: float
    expires_at: float


class Invitations:
    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def make(
        self, role: Standing, name: str = "", *, by: str | None = None, account: str | None = None, lasts: float = SENT
    ) -> str:
        """The token of a new one-time link, shown this once. A newer link to a new password makes the older void."""
        t, now, token = tables.invitations, self._clock.now(), new_id()
        row = {"token_hash": hashed(token), "role": role, "name": name, "account": account, "made_by": by}
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.expires_at < now - KEPT))
            if account is not None:
                await db.execute(delete(t).where(t.c.account == account))
            await db.execute(insert(t).values(**row, created_at=now, expires_at=now + lasts, used_at=None))
        return token

    async def find(self, token: str) -> Invitation | None:
        """What this link is for, as long as it works."""
        return await self.get(hashed(token))

    async def get(self, id: str) -> Invitation | None:
        """The same by the hash of the link."""
        t = tables.invitations
        rows = await self._log.rows(self._open(select(t)).where(t.c.token_hash == id))
        return _invitation(rows[0]) if rows else None

    async def open(self) -> list[Invitation]:
        """Those that still work, the newest first."""
        t = tables.invitations
        rows = await self._log.rows(self._open(select(t)).order_by(t.c.created_at.desc(), t.c.token_hash))
        return [_invitation(row) for row in rows]

    async def void(self, id: str) -> bool:
        """Makes a link void. False: it was already."""
        t = tables.invitations
        async with self._log.writing() as db:
            return (await db.execute(delete(t).where(t.c.token_hash == id, t.c.used_at.is_(None)))).rowcount == 1

    async def make_account(self, token_hash: str, account: Account) -> None:
        """Uses the link and brings the account to disk, both or neither. Raises Void or Taken."""
        try:
            async with self._log.writing() as db:
                await self._use(db, token_hash)
                await insert_account(db, account)
        except LostRace:
            raise Taken from None

    async def set_password(self, token_hash: str, account: str, password_hash: str) -> None:
        """Uses the link: a new password, no second factor, and every sign-in of the account has ended. Raises Void."""
        t = tables.accounts
        async with self._log.writing() as db:
            await self._use(db, token_hash)
            fresh = {"password_hash": password_hash, "totp": "", "totp_used": 0}
            await db.execute(update(t).where(t.c.id == account).values(**fresh))
            await db.execute(delete(tables.sign_ins).where(tables.sign_ins.c.account == account))

    async def _use(self, db: AsyncConnection, token_hash: str) -> None:
        t, now = tables.invitations, self._clock.now()
        works = (t.c.token_hash == token_hash) & t.c.used_at.is_(None) & (t.c.expires_at > now)
        if (await db.execute(update(t).where(works).values(used_at=now))).rowcount != 1:
            raise Void

    def _open(self, query: Any) -> Any:
        t = tables.invitations
        return query.where(t.c.used_at.is_(None), t.c.expires_at > self._clock.now())


def _invitation(row: Any) -> Invitation:
    return Invitation(row.token_hash, row.role, row.name, row.account, row.made_by, row.created_at, row.expires_at)
