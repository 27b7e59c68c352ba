"""The record: one session as organisers take it away, built from its log and from nothing else but people's names.

One neutral object, and one file per format that writes it. The same log gives the same bytes. It may be built at any
moment: of a step that is still open it holds only counts, unless that step shares its words with everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from server.core.cards import sentence
from server.record.charts import Meetings, Plot, Ranking, Share
from structures.vocabulary import Tells


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a contribution: its label and its words (a day as YYYY-MM-DD, a person by name). `field` is its name
    in its form; `beyond` are the names, of those it names, that may stand in reports for people who were not there.
    `tells` is what these words are, where their form says so."""

    label: str
    kind: str
    text: str
    field: str = ""
    beyond: str = ""
    tells: Tells | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """How a contribution was scored: how often each figure from `low` up was given, the total, what it is out of, the
    place and whether others share it."""

    spread: tuple[int, ...]
    low: int
    total: float
    outof: int
    place: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said the same."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """What people answered to one question: about a line, or about where they stand. Places are told in words."""

    question: str
    counts: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A contribution in the record. `ref` is its number in this record ("5.3.2": fifth part, third step, second line).

    `who` is a name only where the step promised one; `role` is what its writer is here as, or nothing when fewer than
    five people share it; `group` the group it was written in. `about` are the refs of what it picked or grew from,
    `grown` when nobody picked and it grew out of the talk. `put_under` is the line it was put together with. `to` is
    the group it is for, `topic` what its group was about, `topic_ref` where that stands. `told` is what later steps
    said about it; `former` are its earlier wordings, oldest first, and `put_right` those of them that the host put
    right. `origin` is where a line that was brought along stands in the records of its series ("1:5.3.2"). `who_beyond`
    is the name, if its owner agreed to stand in reports for people who were not there.
    """

    ref: str
    said: tuple[Said, ...]
    who: str = ""
    role: str = ""
    group: str = ""
    about: tuple[str, ...] = ()
    grown: bool = False
    marked: bool = False
    put_under: str = ""
    scores: Scores | None = None
    to: str = ""
    topic: str = ""
    told: tuple[Told, ...] = ()
    former: tuple[str, ...] = ()
    topic_ref: str = ""
    origin: str = ""
    put_right: tuple[str, ...] = ()
    who_beyond: str = ""

    @property
    def text(self) -> str:
        """The words in one line."""
        return in_one_line(self.said)


def in_one_line(said: tuple[Said, ...]) -> str:
    """What somebody said in words; without words, what else they entered."""
    words = [one for one in said if one.kind not in _ASIDE]
    if words:
        return sentence(words) or " / ".join(one.text for one in words)
    return " / ".join("a picture" if one.kind == "picture" else one.text for one in said if one.kind in _ELSE)


_ASIDE = ("score", "date", "person", "people", "place", "picture")
_ELSE = ("people", "place", "picture")


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each figure of a scale was given (how far people can go with something, say), and what its ends mean.
    `label` tells several scales of one step apart."""

    counts: tuple[int, ...]
    low: int
    ends: tuple[str, str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that one group wrote for another, and what was answered; no `answers`: none came."""

    ref: str
    group: str
    to: str
    text: str
    answers: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step as it went. Lengths are seconds (`took` 0: not played). `kept_private` words were written and are
    nobody's but their writers'; `set_aside` were hidden by the host; `late` came late and were not taken in. `further`
    are the scales after the first; `told` is how many stood where, or answered what, when not asked about a line;
    `asked` is who asked whom. `due` is the instant by which a step between meetings was to be done."""

    word: str
    ask: str
    together: str
    planned: float
    took: float
    words: tuple[Word, ...] = ()
    spread: Spread | None = None
    kept_private: int = 0
    set_aside: int = 0
    late: int = 0
    still_open: bool = False
    note: str = ""
    further: tuple[Spread, ...] = ()
    told: tuple[Told, ...] = ()
    asked: tuple[Asked, ...] = ()
    due: str = ""
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the run as it went: a structure, a talk, a break. `state`: played, skipped, or not reached. `uses`:
    the names of the outputs that lay before people; `output`: the name of the one it left."""

    number: int
    kind: str
    title: str
    invitation: str
    state: str
    planned: float
    took: float
    began: str
    steps: tuple[StepRecord, ...]
    note: str = ""
    again: bool = False
    uses: tuple[str, ...] = ()
    output: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A line and what it came from, down to single voices."""

    word: Word
    place: str
    sources: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """What a part left behind under a name, each line with its lineage. `spread` says how far people can go with it,
    `uses` are the names of the outputs that lay before people. `ranking` are all the lines that it was chosen
    from, best first, where people chose. `tells` is what its lines are, where the script says so."""

    name: str
    title: str
    lines: tuple[Voice, ...]
    spread: Spread | None = None
    reservations: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    ranking: Ranking | None = None
    tells: Tells | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """An output of an earlier meeting that was brought along, under its name; `source` is that meeting's title,
    `tells` as of an output."""

    name: str
    title: str
    words: tuple[Word, ...]
    source: str = ""
    tells: Tells | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody said they would do. `role` is what they are here as, where enough others are. `who_beyond` and
    `with_beyond` are the names of those who agreed to stand in reports for people who were not there."""

    who: str
    what: str
    when: str
    with_whom: str
    ref: str
    role: str = ""
    who_beyond: str = ""
    with_beyond: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """How many people of a role came, and how many of them have at least one contribution in the session. Roles
    shared by fewer than five people are put together."""

    role: str
    came: int
    contributed: int


@dataclass(frozen=True, slots=True)
class Inclusion:
    """How far everybody took part: of `people`, how many wrote something, and how many had an idea that others chose or
    took up (0: nobody said so of any); the same by role, where a role shared by fewer than five is put together with
    others. Of `pairs` people, how many sat in one group. Never who. `least` as in Share."""

    people: int = 0
    contributed: int = 0
    taken_up: int = 0
    roles: tuple[Share, ...] = ()
    pairs: int = 0
    pairs_met: int = 0
    least: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A whole session. Instants are UTC, as `YYYY-MM-DDTHH:MM:SSZ`; lengths are seconds; empty when not yet known.
    `source` says whose order of questions it followed, as its script says it."""

    title: str
    subtitle: str
    purpose: str
    began: str
    ended: str
    planned: float
    took: float
    people: int
    contributed: int
    pairs_met: float
    roles: tuple[Taking, ...]
    parts: tuple[Part, ...]
    outputs: tuple[Output, ...]
    commitments: tuple[Commitment, ...]
    marked: tuple[Word, ...]
    brought: tuple[Brought, ...] = ()
    inclusion: Inclusion = Inclusion()
    meetings: Meetings | None = None
    source: str = ""

    def words(self) -> Iterator[Word]:
        """Every line: what was brought along, then what was written, in the order of the run."""
        for along in self.brought:
            yield from along.words
        for part in self.parts:
            for step in part.steps:
                yield from step.words
