"""The report for a board: two pages that somebody understands in two minutes.

What people came to, how, what comes first and why, what will be done, who took part, and what still troubles people,
word for word. What does not fit is counted, and an annex holds it for those who want it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from server.record import charting, decided, saying, wording
from server.record.decided import Priority
from server.record.document import Block, Document, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.forms.documents import document_forms
from server.record.questions import of_questions
from server.record.readers import doing, found, glance, hearing, paper, telling
from server.record.record import Output
from server.record.taking import Choice, NothingToTake, Reader, Source, Switch

PAGES = 2
OTHERS = 4
"""Outputs that are told beside what was decided."""
NAMES = (
    "Names stand here only where people agreed to it. Others stand by what they are here as, where five or more share "
    "that, else as one of us. What was written without a name stays without one."
)


@dataclass(frozen=True, slots=True)
class _Room:
    """How many there is room for: priorities, promises, reservations, and lines of each other output."""

    first: int
    promises: int
    troubles: int
    found: int


_ROOMS = (
    *(_Room(8, n, n, 4) for n in (40, 32, 26)),
    *(_Room(8, n, n, 3) for n in (22, 18, 15)),
    *(_Room(8, n, n, 2) for n in (12, 10)),
    *(_Room(5, n, n, 1) for n in (12, 10, 8)),
    *(_Room(4, n, n, 0) for n in (10, 8, 6, 4)),
    *(_Room(n, n, n, 0) for n in (3, 2, 1)),
)
"""From much to little; the first that fits is taken."""


def document(source: Source, choice: Choice) -> Document:
    """The report. NothingToTake: nobody has begun yet."""
    season = source.season
    if not telling.has_begun(season):
        raise NothingToTake("Nothing has been said yet. The report can be made as soon as the session has begun.")
    for room in _ROOMS:
        made = _Report(source, choice, room).document()
        if paper.lines(made) <= PAGES * paper.PAGE:
            break
    if READER.is_on(choice, "annex"):
        made = _with(made, _Annex(source, choice, room).section())
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

    def __init__(self, source: Source, choice: Choice, room: _Room) -> None:
        self.season, self.beside, self.choice, self.room = source.season, source.beside, choice, room
        self.agreed = [one for one in decided.agreed(self.season) if self._asked(one.session, one.output)]
        first = decided.put_first(self.season)
        self.first = first if first and self._asked(first.session, first.output) else None
        self.priorities = [one for one in decided.priorities(self.season) if self.choice.wants(*one.place)]
        self.promises = [x for x in decided.promises(self.season) if choice.wants(x.session, x.promise.ref)]

    def document(self) -> Document:
        season = self.season
        made = max((record.ended or record.began for record in season.sessions.values()), default="")
        return Document(
            title=season.title,
            sections=tuple(section for section in self._sections() if section.blocks),
            subtitle=glance.subtitle(season),
            made=made,
            foot=(NAMES, wording.ATTRIBUTION),
        )

    def _sections(self) -> Iterator[Section]:
        sections: tuple[tuple[str, str, Callable[[], Iterator[Block]]], ...] = (
            ("glance", "At a glance", self._glance),
            ("statement", self.agreed[0].output.title if self.agreed else "What it was about", self._statement),
            ("how", "How it was reached", self._how),
            ("priorities", self._priorities_title(), self._priorities),
            ("actions", "What will be done", self._actions),
            ("findings", "What else came out of it", self._findings),
            ("people", "Who took part", self._people),
            ("reservations", "What still troubles people, word for word", self._reservations),
            ("inclusion", "How far everybody was heard", self._inclusion),
        )
        for name, title, blocks in sections:
            if READER.is_on(self.choice, name):
                yield Section(name, title, tuple(blocks()))

    # --- what people came to ---------------------------------------------------------------------------------

    def _glance(self) -> Iterator[Block]:
        told = glance.at_a_glance(self.season, self.agreed, self.first, len(self.promises), len(self.troubles()))
        yield Paragraph(told, "lead")
        if telling.is_running(self.season):
            yield Paragraph(telling.RUNNING, "small")

    def _statement(self) -> Iterator[Block]:
        if not self.agreed:
            purpose = next((record.purpose for record in self.season.sessions.values() if record.purpose), "")
            if purpose:
                yield Paragraph(purpose, "lead")
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
            yield Paragraph(f"{saying.capital(saying.number(rest))} more in the annex and in the full record.", "small")

    def _list(self, shown: Sequence[Priority]) -> Lines:
        """Priorities as they were chosen, or by their places."""
        scored = any(one.word.scores for one in shown)
        return Lines(tuple(map(self._priority, shown)), numbered=not scored)

    def _priority(self, one: Priority) -> Line:
        told = found.reasons(one.reasons)
        if one.voices > 1:
            grew = f"It grew from {saying.many(one.voices, 'line')} that people wrote by themselves."
            told = (*told, Line(grew))
        aside = [saying.many(len(one.promises), "promise")] if one.promises else []
        aside += [telling.score(one.word.scores)] if one.word.scores else []
        place = f"{wording.place(one.word.scores)}." if one.word.scores else ""
        return Line(one.says, lead=place, aside=", ".join(aside), lines=told)

    # --- what will be done -----------------------------------------------------------------------------------

    def _actions(self) -> Iterator[Block]:
        if not self.promises:
            return
        shown = self.promises[: self.room.promises]
        became = doing.became(self.beside, self.promises)
        if became:
            yield Paragraph(became)
        yield doing.table(self.beside, shown, self.priorities)
        if rest := len(self.promises) - len(shown):
            yield Paragraph(
                f"{saying.capital(saying.many(rest, 'more promise'))} with a later day, or without one, "
                f"{'is' if rest == 1 else 'are'} in the annex and in the action log.",
                "small",
            )

    # --- what else -------------------------------------------------------------------------------------------

    def _findings(self) -> Iterator[Block]:
        """What sessions left beside what was decided: where nothing was put first, or when asked for."""
        if self.priorities and self.choice.sections is None:
            return
        others = [one for one in found.others(self.season) if self._asked(*one)]
        yield from found.told(self.season, others, OTHERS, self.room.found)

    def _people(self) -> Iterator[Block]:
        sessions = list(self.season.sessions.values())
        if len(sessions) == 1:
            wrote = tuple((saying.capital(x.role), str(x.came), str(x.contributed)) for x in sessions[0].roles)
            if len(wrote) > 1:
                here = ("Here as", "Came", "Wrote something")
                yield Table("People by what they are here as", here, wrote, frozenset({1, 2}), (60, 20, 20))
            return
        head = ("Here as", *(f"Meeting {n}" for n in self.season.sessions))
        roles = tuple((saying.capital(role), *came) for role, came in telling.roles(self.season))
        shown = roles if len(roles) > 1 else ()
        total = ("All", *(str(one.people) for one in sessions))
        widths = (40, *(15,) * len(sessions))
        title, figures = "People by what they are here as, meeting by meeting", frozenset(range(1, len(head)))
        yield Table(title, head, (*shown, total), figures, widths)

    def _reservations(self) -> Iterator[Block]:
        said = self.troubles()
        shown = said[: self.room.troubles]
        if shown:
            yield Lines(tuple(shown))
        if rest := len(said) - len(shown):
            one = "One more is" if rest == 1 else f"{saying.capital(saying.number(rest))} more are"
            yield Paragraph(f"{one} in the annex, as they were written. None was left out for what it says.", "small")

    def troubles(self) -> list[Line]:
        """What troubles people about what was agreed; of several outputs it is said which."""
        several = len(self.agreed) > 1
        return [Line(f"“{text}”", aside=title if several else "") for text, title in telling.troubles(self.agreed)]

    def _inclusion(self) -> Iterator[Block]:
        yield from hearing.blocks(self.season)

    # --- questions -------------------------------------------------------------------------------------------

    def _asked(self, session: int, output: Output) -> bool:
        return any(self.choice.wants(session, voice.word.ref) for voice in output.lines)


class _Annex(_Report):
    """What the two pages had no room for."""

    def section(self) -> Section:
        return Section("annex", "Annex: what did not fit on two pages", tuple(self._rest()))

    def _rest(self) -> Iterator[Block]:
        if priorities := self.priorities[self.room.first :]:
            yield Heading(f"{self._priorities_title()}: the rest")
            yield self._list(priorities)
        if promises := self.promises[self.room.promises :]:
            yield Heading("What will be done: the rest")
            yield doing.table(self.beside, promises, self.priorities)
        if troubles := self.troubles()[self.room.troubles :]:
            yield Heading("What still troubles people: the rest")
            yield Lines(tuple(troubles))


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
