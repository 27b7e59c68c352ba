"""One batch being decided: what it would leave on disk, and who would be answered what. Nothing here waits."""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.core.audiences import Audience, touched
from server.core.commands import Command, Join, Refused
from server.core.decide import decide
from server.core.events import Entry
from server.core.folding import evolve
from server.core.session import Session
from server.live import codec
from server.live.inbox import Answer, Arrival, Asked, NoSeat, TakenSeat, Wish, refusal
from server.live.keys import hashed, new_id
from server.live.trouble import where
from server.log import StoredAnswer, StoredEvent, StoredLink, StoredSeat

log = logging.getLogger(__name__)

Given = tuple[str, str]
"""Whose command: the actor as text, and the command's id."""
Result = Answer | Refused | NoSeat | TakenSeat


@dataclass(frozen=True, slots=True)
class Seats:
    """What the log does not know of seats: names, who had which by the hash of their join id, and which person of a
    community sits where."""

    names: Mapping[int, str] = field(default_factory=dict)
    by_join: Mapping[str, int] = field(default_factory=dict)
    by_person: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: list[StoredSeat]) -> Seats:
        return cls(
            {row.number: row.name for row in rows},
            {row.join_hash: row.number for row in rows},
            {row.person: row.number for row in rows if row.person},
        )

    def with_people_of(self, rows: list[StoredSeat]) -> Seats:
        """The same seats, with the people that these rows say; seats newer than them keep theirs."""
        newest = max((row.number for row in rows), default=0)
        newer = {person: number for person, number in self.by_person.items() if number > newest}
        return Seats(self.names, self.by_join, {**Seats.of(rows).by_person, **newer})

    def plus(self, rows: list[StoredSeat]) -> Seats:
        more = Seats.of(rows)
        return Seats(
            {**self.names, **more.names}, {**self.by_join, **more.by_join}, {**self.by_person, **more.by_person}
        )


class Draft:
    """Decides wishes in turn against a session that evolves as they are taken. A wish that fails leaves no trace."""

    def __init__(
        self,
        id: str,
        session: Session,
        seq: int,
        seats: Seats,
        known: Mapping[Given, StoredAnswer],
        now: float,
        rng: random.Random,
    ) -> None:
        self.session = session
        self.seq = seq
        self.events: list[StoredEvent] = []
        self.answers: dict[Given, StoredAnswer] = {}
        self.seats: list[StoredSeat] = []
        self.links: list[StoredLink] = []
        self.touched: set[Audience] | None = set()
        self.results: list[tuple[Asked, Result, bool]] = []
        self._id = id
        self._numbers = {**seats.by_join}
        self._persons = {**seats.by_person}
        self._next_number = max(seats.names, default=0) + 1
        self._known = known
        self._now = now
        self._rng = rng

    def take(self, asked: Asked) -> None:
        try:
            if isinstance(asked, Arrival):
                self._seat(asked)
            else:
                self._grant(asked)
        except Exception as failure:
            command = type(asked.command).__name__ if isinstance(asked, Wish) else "Join"
            log.error("the command %s failed: %s", command, where(failure))
            self.results.append((asked, refusal("error"), False))

    def _grant(self, wish: Wish) -> None:
        given = (codec.actor_text(wish.command.by), wish.id)
        before = self._known.get(given) or self.answers.get(given)
        if wish.id and before:
            same = before.digest == wish.digest
            result = Answer.decoded(wish.id, before.answer) if same else refusal("id_reused")
            self.results.append((wish, result, given in self.answers))
            return
        refused = self._decide(wish.command)
        answer = Answer(False, wish.id, refused.code, refused.says) if refused else Answer(True, wish.id)
        if wish.id:
            self.answers[given] = StoredAnswer(*given, wish.digest, answer.encoded())
        self.results.append((wish, answer, True))

    def _seat(self, arrival: Arrival) -> None:
        # A person may have come in as two that are one now: the newer seat opens, and both stay theirs.
        known = self._persons.get(arrival.person) or self._numbers.get(arrival.join_hash)
        number = known or self._next_number
        of, at = arrival.known, self._persons
        join = Join(
            by=number,
            traits=arrival.traits,
            met={at[one]: times for one, times in of.met.items() if one in at},
            ties={at[one]: how for one, how in of.ties.items() if one in at},
            colleagues=tuple(sorted(at[one] for one in of.colleagues if one in at)),
            naming=of.naming,
        )
        if refused := self._decide(join):
            self.results.append((arrival, refused, True))
            return
        if not known:
            self._next_number += 1
            self._numbers[arrival.join_hash] = number
            self.seats.append(StoredSeat(number, arrival.name, arrival.join_hash, arrival.person or None))
            if arrival.person:
                self._persons[arrival.person] = number
        token = new_id()
        self.links.append(StoredLink(hashed(token), self._id, "seat", str(number)))
        self.results.append((arrival, TakenSeat(number, token), True))

    def _decide(self, command: Command) -> Refused | None:
        """Takes in what the command causes, all of it or nothing."""
        decided = decide(self.session, command, self._now, self._rng)
        if isinstance(decided, Refused):
            return decided
        session, rows, marks = self.session, [], self.touched
        for n, event in enumerate(decided, self.seq + 1):
            entry = Entry(n, self._now, command.by, event)
            rows.append(codec.stored(entry))
            before, session = session, evolve(session, entry)
            if marks is not None:
                found = touched(before, session, entry)
                marks = None if found is None else marks | found
        self.session, self.touched = session, marks
        self.seq += len(rows)
        self.events += rows
        return None
