"""What records tell that stands in no log, on its way from the server's tables to the process that makes the record.

It is gathered before anything has a number in the record (`server.takeaway.beside`), and put to those numbers here: so
nothing of this module may need the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.record.beside import Attended, Beside, State
from server.record.desk import instant


@dataclass(frozen=True, slots=True)
class Stand:
    """How a promise stands: see `State`. `owner` is the seat that has it now, 0 where it was not handed over;
    `changed_at` in seconds since 1970."""

    word: str
    what: str
    due: str
    said: str
    owner: int
    changed_at: float


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know: the register with who came to which sessions, how many came without a link of their own,
    how promises stand by session number and contribution, the files of surveys, when and where meetings were to be."""

    people: tuple[Attended, ...] = ()
    without_link: Mapping[int, int] = field(default_factory=dict)
    stands: Mapping[tuple[int, str], Stand] = field(default_factory=dict)
    surveys: Mapping[str, bytes] = field(default_factory=dict)
    held: Mapping[int, str] = field(default_factory=dict)


def beside(
    of: Known, refs: Mapping[int, Mapping[str, str]], names: Mapping[int, Mapping[int, str]] | None = None
) -> Beside:
    """`refs`: by session number, the number in its record of each contribution. `names`: by session number, the name
    of each seat as it may stand where names are promised."""
    states = {
        (number, refs[number][id]): State(
            one.word,
            one.what,
            one.due,
            one.said,
            (names or {}).get(number, {}).get(one.owner, ""),
            instant(one.changed_at),
        )
        for (number, id), one in of.stands.items()
        if id in refs.get(number, {})
    }
    return Beside(of.people, of.without_link, states, of.surveys, of.held)
