"""What records tell that stands in no log, on its way from the server's tables to the process that makes the record.

It is gathered before anything has a number in the record (`server.takeaway.beside`), and put to those numbers here: so
nothing of this module may need the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.record.beside import Beside


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know, by session number and contribution."""


def beside(of: Known, refs: Mapping[int, Mapping[str, str]]) -> Beside:
    """`refs`: by session number, the number in its record of each contribution."""
    return Beside()
