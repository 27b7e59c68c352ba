"""Links by which somebody without an account reads one form of a record: until a day, or until they are revoked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from sqlalchemy import delete, insert, select, update

from server import tables
from server.live.keys import hashed, new_id
from server.log import Log
from server.record.taking import Choice
from server.takeaway.material import Of

DAY = 24 * 3600.0
LONGEST_DAYS = 400
MOST = 100
"""Links of one record that work at once."""
KEPT = 30 * DAY
"""For so long a link that is over can still be told from one that never was."""


@dataclass(frozen=True, slots=True)
class Share:
    """`made_by` is an account, or empty. Instants are seconds since 1970."""

    id: str
    of: Of
    reader: str
    choice: Choice
    made_by: str
    made_at: float
    expires_at: float
    revoked_at: float | None

    def is_over(self, now: float) -> bool:
        return self.revoked_at is not None or self.expires_at <= now


class TooMany(Exception):
    """A record has as many links as it may."""


class Shares:
    """All such links of a server; what they open is kept, the links themselves are not. `now` tells the seconds since
    1970."""

    def __init__(self, log: Log, now: Callable[[], float]) -> None:
        self._log = log
        self._now = now

    async def make(self, of: Of, reader: str, choice: Choice, days: int, by: str) -> str:
        """The token of a new link, shown this once. Raises TooMany."""
        if sum(not one.is_over(self._now()) for one in await self.of(of)) >= MOST:
            raise TooMany
        token, now = new_id(), self._now()
        row = {
            "id": new_id(), "token_hash": hashed(token), of.kind: of.id, "reader": reader, "choice": _packed(choice),
            "made_by": by or None, "made_at": now, "expires_at": now + days * DAY, "revoked_at": None,
        }  # fmt: skip
        async with self._log.writing() as db:
            await db.execute(insert(tables.record_shares), [{"session": None, "series": None, **row}])
        return token

    async def of(self, of: Of) -> list[Share]:
        """The links of a record, the newest first, those that are over too."""
        t = tables.record_shares
        return await self._found(t.c[of.kind] == of.id)

    async def one(self, id: str) -> Share | None:
        found = await self._found(tables.record_shares.c.id == id)
        return found[0] if found else None

    async def opened(self, token: str) -> Share | None:
        """What a link opens; also one that is over, which opens nothing any more."""
        found = await self._found(tables.record_shares.c.token_hash == hashed(token))
        return found[0] if found else None

    async def revoke(self, id: str) -> None:
        """From now on that link opens nothing."""
        t = tables.record_shares
        async with self._log.writing() as db:
            await db.execute(update(t).where(t.c.id == id, t.c.revoked_at.is_(None)).values(revoked_at=self._now()))

    async def tidy(self) -> None:
        """Forgets links that were over a while ago."""
        t, before = tables.record_shares, self._now() - KEPT
        async with self._log.writing() as db:
            await db.execute(delete(t).where((t.c.expires_at < before) | (t.c.revoked_at < before)))

    async def _found(self, which: object) -> list[Share]:
        t = tables.record_shares
        rows = await self._log.rows(select(t).where(which).order_by(t.c.made_at.desc(), t.c.id))  # type: ignore[arg-type]
        return [
            Share(
                row.id,
                Of("session", row.session) if row.session else Of("series", row.series),
                row.reader,
                _read(row.choice),
                row.made_by or "",
                row.made_at,
                row.expires_at,
                row.revoked_at,
            )
            for row in rows
        ]


def _packed(choice: Choice) -> str:
    sections = None if choice.sections is None else sorted(choice.sections)
    return orjson.dumps({"sections": sections, "questions": sorted(choice.questions), "line": choice.line}).decode()


def _read(packed: str) -> Choice:
    kept = orjson.loads(packed)
    sections = kept["sections"]
    return Choice(None if sections is None else frozenset(sections), frozenset(kept["questions"]), kept["line"])
