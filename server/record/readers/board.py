"""The report for a board: two pages that somebody understands in two minutes.

What people came to, how, what comes first and why, what will be done, who took part, and what still troubles people,
word for word. What does not fit is counted, and an annex holds it for those who want it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from server.record import charting, saying, wording
from server.record.decided import Priority
from server.record.document import Block, Document, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms.documents import document_forms
from server.record.questions import of_questions
from server.record.readers import doing, filling, found, glance, hearing, telling
from server.record.readers.matter import Matter, Room, rooms
from server.record.record import Output, Record, Taking
from server.record.season import Season
from server.record.taking import Choice, NothingToTake, Reader, Source, Switch

PAGES = 2
NAMES = (
    "People are named here only if they agreed to it. Others are told by what they are here as, where five or more "
    "share that, else as “one of us”. What was written without a name stays without one."
)


def document(source: Source, choice: Choice) -> Document:
    """The report. NothingToTake: nobody has begun yet."""
    if not telling.has_begun(source.season):
        raise NothingToTake("Nothing has been said yet. The report can be made as soon as the session has begun.")
    matter = Matter(source, choice)
    room, made = filling.fullest(rooms(matter.whole()), lambda room: _Report(matter, room).document(), PAGES)
    if READER.is_on(choice, "annex"):
        made = _with(made, _Annex(matter, room).section())
    if READER.is_on(choice, "pictures"):
        made = _with(made, _in_pictures(source, choice))
    return made


def _in_pictures(source: Source, choice: Choice) -> Section:
    charts = charting.for_reports(of_questions(source, choice))
    return Section("pictures", "In pictures", tuple(map(Figure, charts)))


def _with(made: Document, section: Section) -> Document:
    return replace(made, sections=(*made.sections, section)) if section.blocks else made


class _Report:
    """The two pages, with as much as there is room for."""

    def __init__(self, matter: Matter, room: Room) -> None:
        self.matter, self.room = matter, room
        self.season, self.choice = matter.season, matter.choice
        self.agreed, self.first, self.priorities = matter.agreed, matter.first, matter.priorities

    def document(self) -> Document:
        season = self.season
        made = max((record.ended or record.began for record in season.sessions.values()), default="")
        return Document(
            title=season.title,
            sections=tuple(section for section in self._sections() if section.blocks),
            subtitle=glance.subtitle(season),
            made=made,
            foot=(NAMES, wording.attribution(season.sessions.values())),
        )

    def _sections(self) -> Iterator[Section]:
        statement = self.agreed[0].output.title if self.agreed else "What it was about"
        found = (
            "findings",
            "What else came out of it" if self._is_decided() else "What came out of it",
            self._findings,
        )
        sections = (
            ("glance", "At a glance", self._glance),
            ("statement", statement, self._statement),
            ("how", "How it was reached" if self._is_decided() else "How people worked", self._how),
            ("priorities", self._priorities_title(), self._priorities),
            *(() if self._is_decided() else (found,)),  # then it is the matter itself
            ("actions", "What will be done", self._actions),
            *((found,) if self._is_decided() else ()),
            ("people", "Who took part", self._people),
            ("reservations", "What still troubles people, word for word", self._reservations),
            ("inclusion", "How far everybody was heard", self._inclusion),
        )
        return READER.wanted(self.choice, sections)

    def _is_decided(self) -> bool:
        return bool(self.agreed or self.priorities)

    # --- what people came to ---------------------------------------------------------------------------------

    def _glance(self) -> Iterator[Block]:
        promises, steps = self.matter.promised, self.matter.stepped
        promised = f"made {saying.many(promises, 'promise')}, each with a person behind it" if promises else ""
        if steps and not promises:
            promised = f"wrote {saying.many(steps, 'first step')} of their own"
        told = glance.at_a_glance(self.season, self.agreed, self.first, promised, len(self.matter.troubles))
        yield Paragraph(told, "lead")
        if telling.is_running(self.season):
            yield Paragraph(telling.RUNNING, "small")

    def _statement(self) -> Iterator[Block]:
        if not self.agreed:
            yield from _purposes(self.season)
            return
        for n, one in enumerate(self.agreed):
            if n:
                yield Heading(one.output.title)
            yield from _words_of(one.output)
            if one.output.spread:
                yield Paragraph(telling.how_far(one.output.spread), "small")

    def _how(self) -> Iterator[Block]:
        yield Paragraph(" ".join(glance.how(self.season, self.agreed, self.first)))

    def _priorities_title(self) -> str:
        if not self.first:
            return "What it is for, from an earlier meeting"
        reasons = any(one.reasons for one in self.priorities)
        return f"{self.first.output.title}, and why" if reasons else self.first.output.title

    def _priorities(self) -> Iterator[Block]:
        if not self.priorities:
            return
        if self.first and self.first.output.spread:
            yield Paragraph(telling.how_far(self.first.output.spread))
        shown = self.priorities[: self.room.first]
        yield self._list(shown)
        if rest := len(self.priorities) - len(shown):
            yield Paragraph(
                f"{saying.capital(saying.number(rest))} more {self._elsewhere(rest, 'full record')}.", "small"
            )

    def _list(self, shown: Sequence[Priority]) -> Lines:
        """Priorities as they were chosen, or by their places."""
        scored = any(one.word.scores for one in shown)
        return Lines(tuple(map(self._priority, shown)), numbered=not scored and len(self.priorities) > 1)

    def _priority(self, one: Priority) -> Line:
        aside = [saying.many(len(one.promises), "promise")] if one.promises else []
        aside += [telling.score(one.word.scores)] if one.word.scores else []
        aside += [f"grown from {saying.many(one.voices, 'line')}"] if one.voices > 1 else []
        place = f"{wording.place(one.word.scores)}." if one.word.scores else ""
        return Line(one.says, lead=place, aside=", ".join(aside), lines=found.reasons(one.reasons))

    # --- what will be done -----------------------------------------------------------------------------------

    def _actions(self) -> Iterator[Block]:
        promises, beside = self.matter.promises, self.matter.beside
        if promises:
            if became := doing.became(beside, list(chain(*promises))):
                yield Paragraph(f"Of {saying.many(self.matter.promised, 'promise')}: {became}.")
            shown, rest = promises[: self.room.promises], list(chain(*promises[self.room.promises :]))
            yield doing.table(beside, shown, self.priorities)
            if rest:
                many = saying.capital(saying.many(len(rest), "more promise"))
                stand = f" ({told})" if (told := doing.became(beside, rest)) else ""
                yield Paragraph(f"{many}{stand} {self._elsewhere(len(rest), 'action log')}.", "small")
        steps = self.matter.steps
        if not steps:
            return
        many = saying.capital(saying.many(self.matter.stepped, "first step"))
        if promises:
            yield Paragraph(f"{many} that people take by themselves stand in the full record, without names.", "small")
            return
        all_of_it = len(steps) <= self.room.promises
        some = "" if all_of_it else " Some of them:"
        yield Paragraph(
            f"{many} that people take by themselves, written without names{':' if all_of_it else '.'}{some}"
        )
        yield Lines(tuple(map(found.line, steps[: self.room.promises])))

    def _elsewhere(self, rest: int, where: str) -> str:
        """Where what has no room here stands."""
        annex = "the annex and in " if READER.is_on(self.choice, "annex") else ""
        return f"{'stands' if rest == 1 else 'stand'} in {annex}the {where}"

    # --- what else -------------------------------------------------------------------------------------------

    def _findings(self) -> Iterator[Block]:
        """What sessions left beside what was decided: where nothing was put first, or when asked for."""
        yield from found.told(self.matter.found, self.room.found)

    def _people(self) -> Iterator[Block]:
        sessions = list(self.season.sessions.values())
        if len(sessions) == 1:
            if len(roles := telling.roles(sessions[0])) > 1:
                yield _by_role(roles)
            return
        rows = tuple(map(_who_came, sessions))
        shown = 3 if any(row[2] for row in rows) else 2  # a column of roles that are too few to be told stays away
        head, widths = ("Meeting", "People", "Here as")[:shown], (36, 8, 56)[:shown]
        yield Table("Who came to which meeting", head, tuple(row[:shown] for row in rows), frozenset({1}), widths)

    def _reservations(self) -> Iterator[Block]:
        shown = self.matter.troubles[: self.room.troubles]
        yield from _reserved(shown, len(self.agreed) > 1)
        if rest := len(self.matter.troubles) - len(shown):
            more = f"{saying.capital(saying.number(rest))} more {self._elsewhere(rest, 'full record')}"
            yield Paragraph(f"{more}, as they were written. None was left out for what it says.", "small")

    def _inclusion(self) -> Iterator[Block]:
        yield from hearing.blocks(self.season)


class _Annex(_Report):
    """What the two pages had no room for."""

    def section(self) -> Section:
        return Section("annex", "Annex: what did not fit on two pages", tuple(self._rest()))

    def _rest(self) -> Iterator[Block]:
        if priorities := self.priorities[self.room.first :]:
            yield Heading(f"{self._priorities_title()}: the rest")
            yield self._list(priorities)
        if promises := self.matter.promises[self.room.promises :]:
            yield Heading("What will be done: the rest")
            yield doing.table(self.matter.beside, promises, self.priorities)
        if troubles := self.matter.troubles[self.room.troubles :]:
            yield Heading("What still troubles people: the rest")
            yield from _reserved(troubles, len(self.agreed) > 1, 4)


def _reserved(said: Sequence[tuple[str, str]], several: bool, level: int = 3) -> Iterator[Block]:
    """What troubles people; of several outputs, under the title of each."""
    for title in dict.fromkeys(title for _, title in said):
        if several:
            yield Heading(title, level)
        yield Lines(tuple(Line(f"“{text}”") for text, about in said if about == title))


def _purposes(season: Season) -> Iterator[Block]:
    """What the meetings were for."""
    told = [(n, record.purpose) for n, record in season.sessions.items() if record.purpose]
    if len(season.sessions) == 1:
        yield from (Paragraph(purpose, "lead") for _, purpose in told)
    elif told:
        yield Lines(tuple(Line(purpose, lead=f"Meeting {n}:") for n, purpose in told))


def _by_role(roles: Sequence[Taking]) -> Table:
    """How many came, and how many of them wrote; where all did or nobody, it was said already."""
    head: tuple[str, ...] = ("Here as", "Came", "Wrote something")
    shown = 3 if any(one.contributed not in (0, one.came) for one in roles) else 2
    rows = tuple((saying.capital(one.role), str(one.came), str(one.contributed))[:shown] for one in roles)
    widths = (60, 20, 20)[:shown]
    return Table("People by what they are here as", head[:shown], rows, frozenset(range(1, shown)), widths)


def _who_came(record: Record) -> tuple[str, str, str]:
    day = saying.day(record.began, short=True)
    roles = ", ".join(f"{one.role}\u00a0({one.came})" for one in telling.roles(record)) if len(record.roles) > 1 else ""
    return f"{record.title}{f', {day}' if day else ''}", str(record.people), saying.capital(roles)


def _words_of(output: Output) -> Iterator[Block]:
    """The lines of an output that people agreed on: one stands in a box, several in a list."""
    lines = list(dict.fromkeys(voice.word.text for voice in output.lines))
    if len(lines) == 1:
        yield Paragraph(lines[0], "callout")
    else:
        yield Lines(tuple(map(Line, lines)))


READER = Reader(
    slug="board",
    title="Report for the board",
    whom="For a board, in two pages: what people came to, how, what comes first and why, what will be done, who took "
    "part by role, and what still troubles people, word for word.",
    switches=(
        Switch("glance", "At a glance"),
        Switch("statement", "What people agreed on"),
        Switch("how", "How it was reached"),
        Switch("priorities", "What comes first, and why"),
        Switch("actions", "What will be done"),
        Switch("findings", "What else came out of it"),
        Switch("people", "Who took part, by role"),
        Switch("reservations", "What still troubles people"),
        Switch("inclusion", "How far everybody was heard (if people agreed to tell it)", on=False),
        Switch("annex", "Annex: what did not fit on two pages", on=False),
        Switch("pictures", "In pictures: the path of ideas, what was chosen, who was heard", on=False),
    ),
    forms=document_forms(document, "docx", "pdf", "html", "md"),
    document=document,
    beyond=True,
)
