"""Accounts of organisers and those who help them. Facilitators need none: a link is enough to drive one session."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.live.clock import Clock
from server.live.keys import new_id
from server.log import Log, LostRace

Standing = Literal["organiser", "facilitator", "co_facilitator", "viewer"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)

EMAIL = re.compile(r"[^\s@\x00-\x1f]{1,64}@[^\s@\x00-\x1f]{1,189}")


class Taken(Exception):
    """There is an account with that address, or that sign-in of an organisation, already."""


class LastOrganiser(Exception):
    """Nobody would be left to look after the house."""


@dataclass(frozen=True, slots=True)
class Account:
    """`email` is casefolded; `subject` is who the organisation's provider says they are, with the provider's name."""

    id: str
    email: str
    name: str
    role: Standing
    created_at: float
    password_hash: str = field(default="", repr=False)
    totp: str = field(default="", repr=False)
    totp_used: int = 0
    subject: str | None = None
    disabled_at: float | None = None


def email_of(typed: str) -> str:
    """An e-mail address as it is kept; empty when it is none."""
    email = typed.strip().casefold()
    return email if EMAIL.fullmatch(email) else ""


class Accounts:
    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    async def by_id(self, id: str) -> Account | None:
        return await self._one(tables.accounts.c.id == id)

    async def by_email(self, email: str) -> Account | None:
        return await self._one(tables.accounts.c.email == email)

    async def by_subject(self, subject: str) -> Account | None:
        return await self._one(tables.accounts.c.subject == subject)

    async def all(self) -> list[Account]:
        """Every account, the oldest first."""
        t = tables.accounts
        return [_account(row) for row in await self._log.rows(select(t).order_by(t.c.created_at, t.c.id))]

    async def is_empty(self) -> bool:
        return not await self._log.rows(select(tables.accounts.c.id).limit(1))

    def new(self, email: str, name: str, role: Standing, password_hash: str, subject: str | None = None) -> Account:
        """An account that is not on disk yet; an invitation brings it there."""
        return Account(new_id(), email, name, role, self._clock.now(), password_hash, subject=subject)

    async def set_password(self, id: str, password_hash: str) -> None:
        await self._change(id, password_hash=password_hash)

    async def connect(self, id: str, subject: str) -> None:
        """From now on that sign-in of the organisation leads to this account. Raises Taken."""
        try:
            await self._change(id, subject=subject)
        except LostRace:
            raise Taken from None

    async def set_factor(self, id: str, secret: str, step: int = 0) -> None:
        """Asks for a code from now on; an empty secret asks for none."""
        await self._change(id, totp=secret, totp_used=step)

    async def use_step(self, id: str, step: int) -> bool:
        """Marks a code as used. False: it was used before."""
        t = tables.accounts
        async with self._log.writing() as db:
            unused = (t.c.id == id) & (t.c.totp_used < step)
            return (await db.execute(update(t).where(unused).values(totp_used=step))).rowcount == 1

    async def set_role(self, id: str, role: Standing) -> None:
        """Raises LastOrganiser."""
        async with self._log.writing() as db:
            if role != "organiser":
                await _somebody_stays(db, id)
            await db.execute(update(tables.accounts).where(tables.accounts.c.id == id).values(role=role))

    async def disable(self, id: str) -> None:
        """Shuts an account, ends its sign-ins and its one-time links, all at once. Raises LastOrganiser."""
        t, now = tables.accounts, self._clock.now()
        async with self._log.writing() as db:
            await _somebody_stays(db, id)
            await db.execute(update(t).where(t.c.id == id, t.c.disabled_at.is_(None)).values(disabled_at=now))
            for table in (tables.sign_ins, tables.departures, tables.invitations):
                await db.execute(delete(table).where(table.c.account == id))
            made = (tables.invitations.c.made_by == id) & tables.invitations.c.used_at.is_(None)
            await db.execute(update(tables.invitations).where(made).values(expires_at=now))

    async def enable(self, id: str) -> None:
        await self._change(id, disabled_at=None)

    async def _change(self, id: str, **columns: Any) -> None:
        async with self._log.writing() as db:
            await db.execute(update(tables.accounts).where(tables.accounts.c.id == id).values(**columns))

    async def _one(self, which: ColumnElement[bool]) -> Account | None:
        rows = await self._log.rows(select(tables.accounts).where(which))
        return _account(rows[0]) if rows else None


async def insert_account(db: AsyncConnection, account: Account) -> None:
    """Within a transaction that began elsewhere."""
    await db.execute(insert(tables.accounts), [{name: getattr(account, name) for name in account.__slots__}])


def _account(row: Any) -> Account:
    return Account(**row._mapping)


async def _somebody_stays(db: AsyncConnection, without: str) -> None:
    t = tables.accounts
    organises = (t.c.role == "organiser") & t.c.disabled_at.is_(None)
    rows = (await db.execute(select(t.c.id).where(organises).with_for_update())).all()
    if {row.id for row in rows} == {without}:
        raise LastOrganiser
