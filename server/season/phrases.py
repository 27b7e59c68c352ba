"""A phrase of one's own: four plain words by which somebody comes back whose browser has forgotten their link.

The database keeps a mark of it, which only the house's own key can make: who steals the one without the other can try
out no phrase (docs/adr/0017-coming-back.md).
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from server import tables
from server.accounts.housekey import HouseKey
from server.live.codes import read_code
from server.log import Log
from server.season import plainwords

COUNT = 4
LONGEST_TYPED = 120
"""Characters; a phrase has 31 at most."""

NO_PHRASE = "That is not a phrase we can read. A phrase is four words, such as: {}. Please look at yours once more."
A_WORD = "We do not know the word “{}”. Please look at your phrase once more: a letter may be wrong."
A_CODE = "That looks like the code of a session. Type it where it says “Join with a code”."
EXAMPLE = "maple orange river garden"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why what was typed cannot be anybody's phrase, in words. It says nothing about whose there are."""

    says: str


def new_phrase() -> str:
    """A fresh phrase, as it is shown: words with blanks between."""
    return " ".join(secrets.choice(plainwords.words()) for _ in range(COUNT))


def read_phrase(typed: str) -> str | Unreadable:
    """The phrase that somebody meant. Capitals, accents, hyphens and blanks do not matter, nor one slip in a word."""
    if len(typed) > LONGEST_TYPED:
        return Unreadable(NO_PHRASE.format(EXAMPLE))
    plain = "".join(one for one in unicodedata.normalize("NFKD", typed.casefold()) if not unicodedata.combining(one))
    pieces, spelling = re.findall("[a-z]+", plain), plainwords.spelling()
    if len(pieces) == COUNT:
        found = [spelling.meant(one) for one in pieces]
        if all(found):
            return " ".join(found)
    if cut := spelling.cut("".join(pieces), COUNT):
        return " ".join(cut)
    if read_code(typed):
        return Unreadable(A_CODE)
    unknown = [one for one in pieces if not spelling.meant(one)]
    is_near = len(pieces) == COUNT and len(unknown) == 1 and len(unknown[0]) <= 20
    return Unreadable(A_WORD.format(unknown[0]) if is_near else NO_PHRASE.format(EXAMPLE))


class Phrases:
    """`key` makes the marks; `now` tells the seconds since 1970."""

    def __init__(self, log: Log, key: HouseKey, now: Callable[[], float]) -> None:
        self._log = log
        self._key = key
        self._now = now

    @property
    def last(self) -> bool:
        """Whether phrases made now will still be known after the next start."""
        return self._key.lasts

    async def make(self, *people: str) -> list[str]:
        """A new phrase for each of these people, shown this once; it takes the place of the one before. Raises
        LostRace when somebody's row is gone."""
        while True:
            made = [new_phrase() for _ in people]
            rows = [
                {"person": person, "mark": self._mark(phrase), "made_at": self._now()}
                for person, phrase in zip(people, made, strict=True)
            ]
            if await self._are_free([str(row["mark"]) for row in rows]):
                async with self._log.writing() as db:
                    t = tables.phrases
                    await db.execute(delete(t).where(t.c.person.in_(people)))
                    await db.execute(insert(t), rows)
                return made

    async def void(self, person: str) -> None:
        t = tables.phrases
        async with self._log.writing() as db:
            await db.execute(delete(t).where(t.c.person == person))

    async def of(self, *people: str) -> set[str]:
        """Which of these people have one."""
        t = tables.phrases
        return {str(row.person) for row in await self._log.rows(select(t.c.person).where(t.c.person.in_(people)))}

    async def whose(self, phrase: str) -> str:
        """The person of a phrase that `read_phrase` has read; empty when it is nobody's."""
        t = tables.phrases
        rows = await self._log.rows(select(t.c.person).where(t.c.mark == self._mark(phrase)))
        return str(rows[0].person) if rows else ""

    async def _are_free(self, marks: list[str]) -> bool:
        t = tables.phrases
        taken = await self._log.rows(select(t.c.mark).where(t.c.mark.in_(marks)))
        return not taken and len(set(marks)) == len(marks)

    def _mark(self, phrase: str) -> str:
        return self._key.mark("phrase", phrase)
