"""Taking a record away: for whom, which sections, about which questions, in which form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from server.core.events import Entry
from server.record.beside import Beside
from server.record.document import Block, Document, Section
from server.record.own import OwnWords
from server.record.season import Season


@dataclass(frozen=True, slots=True)
class Source:
    """All that a reader's document is made from. One session is a season of one. `logs` are the logs themselves by the
    numbers of their sessions: only the form that tells them needs them, and most sources come without. `own` is what
    one person wrote, and only there when they themselves ask for it."""

    season: Season
    beside: Beside = Beside()
    logs: Mapping[int, Sequence[Entry]] = field(default_factory=dict)
    own: OwnWords | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants. `sections` are the names of those switched on; None: as the reader has them. `questions` are
    the parts asked for ("2:5": the fifth part of session 2); empty: all. `line` is the contribution that a poster is
    about ("2:5.3.2"); empty: the first priority. `seat` is whose own page it is."""

    sections: frozenset[str] | None = None
    questions: frozenset[str] = frozenset()
    line: str = ""

    def wants(self, session: int, ref: str) -> bool:
        """Whether a line is about one of the questions asked for; what was brought along is about all of them."""
        part = ref.partition(".")[0]
        return not self.questions or part == "0" or f"{session}:{part}" in self.questions


class NothingToTake(ValueError):
    """There is nothing to make this from yet; its text says what is missing and how it would come."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A section that can be switched on and off, and whether it is on unless somebody says otherwise."""

    name: str
    title: str
    on: bool = True


Write = Callable[[Source, Choice], bytes]
Making = Callable[[], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class Form:
    """A file format: what people call it, how its files end (without the dot; may say a size: "a3.pdf"), its media
    type, and what writes it. The same source and choice give the same bytes."""

    title: str
    suffix: str
    media_type: str
    write: Write


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who takes the record away. `whom` says for whom it is and what is in it, in a sentence; `forms` by name,
    the usual one first; `document` is what can be seen before downloading, for readers that have one; `beyond`: it is
    read by people who were not there, so names stand in it only where their owners agreed to that; `own`: it is made
    for one person, for themselves (`Source.own`), and never offered to anybody else."""

    slug: str
    title: str
    whom: str
    switches: tuple[Switch, ...]
    forms: Mapping[str, Form]
    document: Callable[[Source, Choice], Document] | None = None
    beyond: bool = False
    own: bool = False

    def is_on(self, choice: Choice, name: str) -> bool:
        """Whether a section is wanted."""
        if choice.sections is None:
            return next(one.on for one in self.switches if one.name == name)
        return name in choice.sections

    def wanted(self, choice: Choice, sections: Iterable[tuple[str, str, Making]]) -> Iterator[Section]:
        """Of sections (their names, their titles, what makes them) those that are wanted."""
        for name, title, blocks in sections:
            if self.is_on(choice, name):
                yield Section(name, title, tuple(blocks()))
