"""You said, we will: in plain words and large print, for a patient group and for everybody who likes it short.

Our own words in it are short ones in short sentences; what people wrote stands as they wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.record import decided, saying, wording
from server.record.decided import Decision
from server.record.desk import SMALL_CELL
from server.record.document import Block, Document, Heading, Line, Lines, Paragraph, Section
from server.record.forms.documents import document_forms
from server.record.readers import doing, found, telling
from server.record.readers.plain_words import explained
from server.record.record import Output, Spread
from server.record.season import Path
from server.record.taking import Choice, NothingToTake, Reader, Source, Switch

MOST = 6
"""Lines of one list; what is more is counted."""
QUESTIONS = 10
TOPICS = 5

NOTHING_YET = "Nobody has said yet what they will do. This meeting was for looking and for talking."
NOTHING_WRITTEN = "Nobody wrote anything down this time."
ALL_OF_IT = "All that you wrote for others is in it. It shows where each line came from."
NAMES = "A name stands here only when that person said yes to it. What was written without a name has no name here."


def document(source: Source, choice: Choice) -> Document:
    """The summary. NothingToTake: nobody has begun yet."""
    season = source.season
    if not telling.has_begun(season):
        raise NothingToTake("Nothing has been said yet. This can be made as soon as the session has begun.")
    sections = [section for section in _Plain(source, choice).sections() if section.blocks]
    made = Document(
        title=season.title,
        sections=tuple(sections),
        subtitle="You said, we will",
        made=max((record.ended or record.began for record in season.sessions.values()), default=""),
        large=True,
        foot=(NAMES, wording.attribution(season.sessions.values())),
    )
    if not READER.is_on(choice, "words") or not (hard := explained(_words_of(made))):
        return made
    lines = Lines(tuple(Line(meaning, lead=f"{saying.capital(word)}:") for word, meaning in hard))
    return replace(made, sections=(*made.sections, Section("words", "Words explained", (lines,))))


class _Plain:
    def __init__(self, source: Source, choice: Choice) -> None:
        self.season, self.beside, self.choice = source.season, source.beside, choice
        self.agreed = [one for one in decided.agreed(self.season) if self._wants(one.output, one.session)]
        self.priorities = found.once(one for one in decided.priorities(self.season) if choice.wants(*one.place))
        self.promises = [x for x in decided.promises(self.season) if choice.wants(x.session, x.promise.ref)]
        self.is_followed = any(one.promises or one.reasons for one in self.priorities)
        others = [one for one in found.others(self.season) if self._wants(one[1], one[0])]
        self.others = [one for one in others if one[1].tells != "next"]
        steps = [one for one in others if one[1].tells == "next"]
        self.steps = [word for n, output in steps for word in found.foremost(self.season.sessions[n], output)]
        self.stepped = sum(len(output.lines) for _, output in steps)
        self.is_silent = not any(map(telling.lines, self.season.sessions.values()))

    def sections(self) -> Iterator[Section]:
        sections = (
            ("about", "What this is about", self._about),
            ("talked", "What we talked about", self._talked),
            ("said", "What you said", self._said),
            ("will", "You said, we will", self._will),
            ("open", "What we do not know yet", self._open),
            ("thanks", "Thank you", self._thanks),
            ("more", "How to read more", self._more),
        )
        return READER.wanted(self.choice, sections)

    def _wants(self, output: Output, session: int) -> bool:
        return any(self.choice.wants(session, voice.word.ref) for voice in output.lines)

    # --- what it was -----------------------------------------------------------------------------------------

    def _about(self) -> Iterator[Block]:
        records = list(self.season.sessions.values())
        people = [record.people for record in records]
        met = saying.capital(saying.many(people[0], "person", "people")) if len(people) == 1 else "We"
        times = f" {saying.number(len(people))} times" if len(people) > 1 else ""
        yield Paragraph(f"{met} met{times} {telling.when(self.season)}.".replace(" .", "."), "lead")
        if len(people) > 1:
            yield Paragraph(f"Each time {saying.between(min(people), max(people))} people came.")
        if telling.is_running(self.season):
            yield Paragraph("We are not done yet. This is how far we have come.")
        roles = telling.roles(records[-1]) if records else []
        if len(roles) > 1:
            yield Paragraph("Who was there:" if len(records) == 1 else "Who was there the last time:")
            yield Lines(tuple(Line(f"{one.came}", lead=f"{saying.capital(one.role)}:") for one in roles))

    def _talked(self) -> Iterator[Block]:
        if len(self.season.sessions) > 1:
            yield Lines(
                tuple(
                    Line(record.purpose or record.title, lead=f"Meeting {number}:")
                    for number, record in self.season.sessions.items()
                )
            )
            return
        for number, record in self.season.sessions.items():
            asked = [
                part.invitation
                for part in record.parts
                if part.invitation and part.state == "played" and self.choice.wants(number, f"{part.number}.1")
            ]
            questions = list(dict.fromkeys(asked))
            if questions:
                yield Paragraph("These were the questions:")
                yield Lines(tuple(map(Line, questions[:QUESTIONS])))

    # --- what was said ---------------------------------------------------------------------------------------

    def _said(self) -> Iterator[Block]:
        for one in self.agreed:
            yield from _agreed(one)
        first = decided.put_first(self.season)
        if first and self.priorities and not self.is_followed:
            yield Heading(first.output.title)
            yield Paragraph("You put these first:")
            yield Lines(tuple(Line(one.says) for one in self.priorities[: 2 * MOST]))
            yield from _more_of(len(self.priorities) - 2 * MOST, "line")
        if self.agreed and self.priorities:
            return
        for output in found.chosen(self.season, self.others, TOPICS if self.agreed else TOPICS + 1):
            yield from found.told([output], MOST - 2)

    def _will(self) -> Iterator[Block]:
        told: set[tuple[int, str]] = set()
        for one in self.priorities[: 2 * TOPICS] if self.is_followed else ():
            yield Heading(f"You said: {one.says}")
            if one.reasons:
                yield Lines(found.reasons(one.reasons))
            yield from self._doing("We will", one.promises, told)
        rest = [path for path in self.promises if (path.session, path.promise.ref) not in told]
        if rest and self.is_followed:
            yield Heading("We will also do this")
        yield from self._doing("" if self.is_followed else "We will", rest, told)
        if self.steps:
            yield from self._small_steps()
        elif not self.promises and not telling.is_running(self.season) and not self.choice.questions:
            yield Paragraph(NOTHING_WRITTEN if self.is_silent else NOTHING_YET)

    def _small_steps(self) -> Iterator[Block]:
        """What people wrote that they will do by themselves; where there are promises, only how many."""
        many = saying.capital(saying.many(self.stepped, "small step"))
        if self.promises:
            yield Paragraph(f"{many} of our own {'is' if self.stepped == 1 else 'are'} in the full record, too.")
            return
        yield Paragraph("Each of us could write a small step of our own:")
        yield Lines(tuple(map(found.line, self.steps[:MOST])))
        yield from _more_of(len(self.steps) - MOST, "step")

    def _doing(self, first: str, paths: Sequence[Path], told: set[tuple[int, str]]) -> Iterator[Block]:
        """Promises that were not told yet: those still to do, then those that are done."""
        mine = [path for path in self.promises if path in paths and (path.session, path.promise.ref) not in told]
        told.update((path.session, path.promise.ref) for path in mine)
        done = [path for path in mine if doing.state(self.beside, path) == "done"]
        gone = [path for path in mine if doing.state(self.beside, path) in ("let go", "handed over")]
        to_do = [path for path in mine if path not in done and path not in gone]
        for begins, these in ((first, to_do), ("Done already", done)):
            if these:
                if begins:
                    yield Heading(begins, 4 if self.is_followed else 3)
                alike = doing.first_open(self.beside, these)
                yield Lines(tuple(map(self._promise, alike[:MOST])))
                yield from _more_of(sum(map(len, alike[MOST:])), "thing")

    def _promise(self, alike: doing.Alike) -> Line:
        first, last = doing.by_when(self.beside, alike)
        by = f"by {saying.day(last)}".replace(" ", "\u00a0") if first == last else saying.days(first, last)
        by = by if first and doing.state(self.beside, alike[0]) != "done" else ""
        return Line(alike[0].promise.what, lead=f"{saying.capital(doing.by_whom(alike))}:", aside=by)

    # --- and what not ----------------------------------------------------------------------------------------

    def _open(self) -> Iterator[Block]:
        doubts = list(dict.fromkeys(text for text, _ in telling.troubles(self.agreed)))
        if doubts:
            yield Paragraph("Some people are not sure yet. This is what they said:")
            yield Lines(tuple(Line(f"“{text}”") for text in doubts[:MOST]))
            yield from _more_of(len(doubts) - MOST, "line")
        blank = [path for path in self.promises if not doing.due(self.beside, path)]
        if blank:
            many = saying.capital(saying.many(len(blank), "thing"))
            yield Paragraph(f"{many} that we will do {'has' if len(blank) == 1 else 'have'} no day yet.")

    def _thanks(self) -> Iterator[Block]:
        kept = "." if self.is_silent else ", and for what you said. It is kept just as you wrote it."
        yield Paragraph(f"Thank you for coming{kept}")

    def _more(self) -> Iterator[Block]:
        held = "It tells how the time went." if self.is_silent else ALL_OF_IT
        yield Paragraph(
            f"There is a full record. {held} Ask the people who invited you. You can also ask them to read this to "
            "you, or to give it to you on paper."
        )


def _agreed(one: Decision) -> Iterator[Block]:
    lines = list(dict.fromkeys(voice.word.text for voice in one.output.lines))
    yield Heading(one.output.title)
    yield Paragraph("We found these words to go on with:")
    if len(lines) == 1:
        yield Paragraph(lines[0], "callout")
    else:
        yield Lines(tuple(map(Line, lines)))
    if one.output.spread:
        yield from _how_far(one.output.spread)


def _how_far(spread: Spread) -> Iterator[Block]:
    """How far people can go with it, in three heaps."""
    asked, middle = sum(spread.counts), spread.low + (len(spread.counts) - 1) / 2
    if asked < SMALL_CELL:
        return
    given = list(enumerate(spread.counts, spread.low))
    high = sum(n for figure, n in given if figure > middle)
    low = sum(n for figure, n in given if figure < middle)
    between = [f"{asked - high - low} a middle one"] if asked - high - low else []
    told = saying.listed([f"{high} gave a high number", *between, f"{low or 'nobody'} a low one"])
    yield Paragraph(f"We asked {asked} people how far they can go with these words. {told}.")


def _more_of(rest: int, what: str) -> Iterator[Block]:
    if rest > 0:
        many = saying.capital(saying.many(rest, f"more {what}"))
        yield Paragraph(f"{many} {'is' if rest == 1 else 'are'} in the full record.", "small")


def _words_of(document: Document) -> str:
    """What people read in it, to find the words that need explaining."""
    told: list[str] = [document.title]
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Heading() | Paragraph():
                    told.append(block.text)
                case Lines():
                    told += [f"{line.lead} {line.text} {line.aside}" for line in block.lines]
                case _:
                    pass
    return "\n".join(told)


READER = Reader(
    slug="plain",
    title="You said, we will",
    whom="For a patient group, and for everybody who likes it short: plain words in large print. What we talked about, "
    "what you said, what we will do, and what we do not know yet.",
    switches=(
        Switch("about", "What this is about"),
        Switch("talked", "What we talked about"),
        Switch("said", "What you said"),
        Switch("will", "You said, we will"),
        Switch("open", "What we do not know yet"),
        Switch("thanks", "Thank you"),
        Switch("more", "How to read more"),
        Switch("words", "Words explained"),
    ),
    forms=document_forms(document, "html", "pdf", "docx", "md"),
    document=document,
    beyond=True,
)
