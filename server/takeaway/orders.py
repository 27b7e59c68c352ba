"""What goes between the server and the hand at the press: orders, and what became of them."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from server.record.readers import Taken
from server.record.taking import Choice

HEAD = struct.Struct("!Q")
"""Before each frame stands its length in bytes."""

Task = Literal["take", "look", "tree", "print"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: a file, the document to look at before, or the whole record as a tree (both as JSON, packed
    with gzip, beside what the server `tells` there itself); or something to print before a session, which `reader`
    names, from an occasion."""

    task: Task
    reader: str = ""
    form: str = ""
    choice: Choice = Choice()
    tells: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class At:
    """How far it has come."""

    state: Literal["reading", "writing"]


@dataclass(frozen=True, slots=True)
class Made:
    """The file, the processor's seconds that it took, and the most memory that the process ever had, in bytes."""

    taken: Taken
    spent: float
    peak: int


@dataclass(frozen=True, slots=True)
class Not:
    """There is no file: there is nothing to make it from, it was too much for the memory there is, or something went
    wrong, which `says` for the log without anybody's words."""

    why: Literal["nothing", "too_much", "trouble"]
    says: str


Frame: TypeAlias = At | Made | Not


def framed(frame: object) -> bytes:
    """As it goes through the pipe."""
    packed = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    return HEAD.pack(len(packed)) + packed
