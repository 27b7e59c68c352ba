"""One person's own page: what we decided, what they said they would do, and all that they wrote, with what was kept
private and what grew out of it. It is made for them alone, by whoever holds the link of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

import orjson

from server.record import decided, saying, season, wording
from server.record.beside import State
from server.record.document import Block, Document, Facts, Heading, Line, Lines, Paragraph, Section
from server.record.forms.documents import document_forms
from server.record.own import Line as Wrote
from server.record.own import OwnWords, Sat
from server.record.record import Record
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

MOST = 10
"""Lines of one decision."""
NOT_YOURS = (
    "This page is made for one person, and only they can ask for it: with the link of their own, or on their phone "
    "when the session has ended."
)
ONLY_YOU = "This page is for you. It holds what only you can read: think before you hand it on."


def document(source: Source, choice: Choice) -> Document:
    """The page. NothingToTake: nobody's own words are in the source."""
    own = source.own
    if own is None:
        raise NothingToTake(NOT_YOURS)
    sections = [section for section in _Own(source, own, choice).sections() if section.blocks]
    return Document(
        title=f"For {own.name}" if own.name else "For you",
        sections=tuple(sections),
        subtitle=own.community,
        made=max((record.ended or record.began for record in source.season.sessions.values()), default=""),
        foot=(ONLY_YOU, wording.attribution(source.season.sessions.values())),
    )


class _Own:
    def __init__(self, source: Source, own: OwnWords, choice: Choice) -> None:
        self.season, self.states, self.own, self.choice = source.season, source.beside.states, own, choice

    def sections(self) -> Iterator[Section]:
        sections = (
            ("promises", "What you said you would do", self._promises),
            ("decided", "What we decided", self._decided),
            ("wrote", "What you wrote", self._wrote),
            ("known", "What the list says about you", self._known),
        )
        return READER.wanted(self.choice, sections)

    # --- what is to be done --------------------------------------------------------------------------------------

    def _promises(self) -> Iterator[Block]:
        lines = [self._promise(sat, line) for sat in self.own.sessions for line in sat.lines if line.promise]
        if lines:
            yield Lines(tuple(lines))

    def _promise(self, sat: Sat, line: Wrote) -> Line:
        state = self.states.get((sat.number, line.ref))
        first, *rest = line.said or (("", "(nothing)"),)
        told = [f"{label}: {saying.day(text)}" for label, text in rest]
        return Line(state.what if state and state.what else first[1], aside=", ".join([*told, *_stands(state)]))

    # --- what we decided -----------------------------------------------------------------------------------------

    def _decided(self) -> Iterator[Block]:
        several = len(self.own.sessions) > 1
        for sat in self.own.sessions:
            record = self.season.sessions.get(sat.number)
            blocks = tuple(_decisions(record)) if record else ()
            if blocks and several:
                yield Heading(sat.title)
            yield from blocks

    # --- what they wrote -----------------------------------------------------------------------------------------

    def _wrote(self) -> Iterator[Block]:
        if not self.own.sessions:
            yield Paragraph("You have not been in a session yet.")
        for sat in self.own.sessions:
            yield Heading(sat.title)
            here = f" You were there as {sat.name}." if sat.name else ""
            said = "; ".join(f"{asked}: {answer}" for asked, answer in sat.answers)
            answers = f" You said: {said}." if said else ""
            yield Paragraph(f"{saying.day(sat.began)}.{here}{answers}", "small")
            if not sat.lines:
                yield Paragraph("You wrote nothing there.")
            for asked, lines in groupby(sat.lines, lambda line: line.asked):
                wrote = list(lines)
                marks = [line for line in wrote if line.mark]
                told = [_marked(marks)] if marks else []
                yield Heading(asked, 4)
                yield Lines((*told, *(_written(line) for line in wrote if not line.mark)))
            if sat.help:
                yield Paragraph("When you asked for help, you wrote:")
                yield Lines(tuple(map(Line, sat.help)))

    def _known(self) -> Iterator[Block]:
        if self.own.known:
            yield Facts(self.own.known)


def _stands(state: State | None) -> Iterator[str]:
    """How a promise stands, where that is known."""
    if state:
        yield state.word + (f", now by {saying.day(state.due)}" if state.due and state.word == "another day" else "")
        if state.said:
            yield f"“{state.said}”"


def _decisions(record: Record) -> Iterator[Block]:
    """What one session decided: what was agreed on, and what was put first; where it did neither, what it left, as
    phones show it when it ends."""
    alone = season.build(record.title, {1: record}, {})
    for one in decided.agreed(alone):
        yield Heading(one.output.title, 4)
        yield Lines(tuple(Line(voice.word.text) for voice in one.output.lines[:MOST]))
    first = decided.put_first(alone)
    if first is None and not decided.agreed(alone):
        promised = {one.ref for one in record.commitments}
        for output in record.outputs:
            lines = [Line(voice.word.text) for voice in output.lines if voice.word.ref not in promised]
            if lines:
                yield Heading(output.title, 4)
                yield Lines(tuple(lines[:MOST]))
    if first:
        yield Heading(first.output.title, 4)
        yield Lines(tuple(Line(one.says) for one in decided.priorities(alone)[:MOST]), numbered=True)


def _marked(marks: Sequence[Wrote]) -> Line:
    """How often they gave each answer to cards; which card got which stays with the cards."""
    given = Counter(text for line in marks for _, text in line.said)
    told = ", ".join(f"{text} ({n})" if n > 1 else text for text, n in given.most_common())
    return Line(told or "nothing", lead=f"{saying.capital(saying.many(len(marks), 'card'))}:")


def _written(line: Wrote) -> Line:
    """Their words, then earlier wordings and what came from them."""
    below = [Line("", lead="Before that you had written:", lines=tuple(map(Line, line.former)))] if line.former else []
    below += [Line("", lead="This came from it:", lines=tuple(map(Line, line.grew_into)))] if line.grew_into else []
    only = "only you can read this" if line.private else ""
    if len(line.said) == 1:
        ((label, text),) = line.said
        return Line(text, lead=f"{label}:" if text.isdigit() else "", aside=only, lines=tuple(below))
    said = tuple(Line(saying.day(text), lead=f"{label}:") for label, text in line.said)
    first = said[0] if said else Line("You chose among the cards.")
    return Line(first.text, lead=first.lead, aside=only, lines=(*said[1:], *below))


def _as_data(source: Source, choice: Choice) -> bytes:
    if source.own is None:
        raise NothingToTake(NOT_YOURS)
    return orjson.dumps(asdict(source.own), option=orjson.OPT_INDENT_2)


READER = Reader(
    slug="participant",
    title="My own page",
    whom="For one person: what they said they would do, what we decided, and all that they wrote.",
    switches=(
        Switch("promises", "What you said you would do"),
        Switch("decided", "What we decided"),
        Switch("wrote", "What you wrote"),
        Switch("known", "What the list says about you"),
    ),
    forms={
        **document_forms(document, "html", "pdf"),
        "json": Form("data, for a computer", "json", "application/json", _as_data),
    },
    document=document,
    own=True,
)
