"""The record as Markdown: short first, detail behind it. What people wrote is never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.record import wording
from server.record.record import Asked, Brought, Output, Part, Record, Spread, StepRecord, Voice, Word

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_AT_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=>])")


def write(record: Record) -> bytes:
    return ("\n".join(_lines(record)).rstrip() + "\n").encode()


def _lines(record: Record) -> Iterator[str]:
    yield f"# {safe(record.title)}"
    yield ""
    if record.subtitle:
        yield f"{safe(record.subtitle)}."
    if record.began:
        took = f"took {wording.minutes(record.took)} of {wording.minutes(record.planned)} planned"
        yield f"Began {wording.day(record.began)}; {took}."
    yield wording.summary(record)
    yield ""
    if record.purpose:
        yield f"Purpose: {safe(record.purpose)}"
        yield ""
    for output in record.outputs:
        yield from _output(output)
    if record.commitments:
        yield from _commitments(record)
    if record.marked:
        yield "## Marked by the host"
        yield ""
        yield from (f"- {safe(word.text)} _({word.ref})_" for word in record.marked)
        yield ""
    if record.roles:
        yield "## Who took part"
        yield ""
        yield "| Here as | Came | Wrote something |"
        yield "| --- | ---: | ---: |"
        yield from (f"| {safe(r.role)} | {r.came} | {r.contributed} |" for r in record.roles)
        yield ""
    yield "## How we got there"
    yield ""
    for along in record.brought:
        yield from _brought(along)
    for part in record.parts:
        yield from _part(part)
    yield "---"
    yield ""
    yield wording.ATTRIBUTION


def _output(output: Output) -> Iterator[str]:
    yield f"## {safe(output.title)}"
    yield ""
    if not output.lines:
        yield "Nothing was written."
    for voice in output.lines:
        yield f"- **{safe(voice.word.text)}**{_standing(voice.word)} _({voice.word.ref}, {safe(voice.place)})_"
        yield from _told(voice.word)
        yield from _sources(voice, 1)
    yield ""
    if output.spread:
        yield f"How far we can go with it: {wording.spread_line(output.spread)}."
        yield ""
    if output.reservations:
        yield "What troubles people, word for word:"
        yield ""
        yield from (f"- “{safe(said)}”" for said in output.reservations)
        yield ""


def _sources(voice: Voice, depth: int) -> Iterator[str]:
    """The lineage below a line. One that many lines share is written out each time: a reader follows one line down."""
    how = "grew out of the talk about" if voice.word.grown else "from"
    for source in voice.sources:
        yield f"{'  ' * depth}- {how}: {safe(source.word.text)} _({source.word.ref}, {safe(source.place)})_"
        yield from _sources(source, depth + 1)


def _commitments(record: Record) -> Iterator[str]:
    yield "## Who, what, when"
    yield ""
    yield "| Who | What | By | With |"
    yield "| --- | --- | --- | --- |"
    for c in record.commitments:
        yield f"| {safe(c.who)} | {safe(c.what)} | {c.when or '—'} | {safe(c.with_whom) or '—'} |"
    yield ""


def _brought(along: Brought) -> Iterator[str]:
    yield f"### Brought along: {safe(along.title)}"
    yield ""
    for word in along.words:
        yield f"- {_full(word)}"
        yield from _told(word)
    yield ""


def _part(part: Part) -> Iterator[str]:
    again = " (again)" if part.again else ""
    yield f"### {part.number}. {safe(part.title)}{again}"
    yield ""
    if part.kind == "note":
        if part.note:
            yield safe(part.note)
            yield ""
        return
    if part.state != "played":
        yield f"This part was {part.state}."
        yield ""
        return
    if part.invitation:
        yield f"> {safe(part.invitation)}"
        yield ""
    yield f"Took {wording.minutes(part.took)}; {wording.minutes(part.planned)} planned."
    yield ""
    for step in part.steps:
        yield from _step(step)


def _step(step: StepRecord) -> Iterator[str]:
    said = wording.counts(step)
    if not (step.words or step.spread or step.told or step.note or said):
        return
    yield f"#### {safe(step.word)}, {step.together}"
    yield ""
    yield f"_{safe(step.ask)}_"
    yield ""
    if step.due:
        yield wording.lasted(step)
        yield ""
    for spread in (step.spread, *step.further):
        if spread:
            yield f"{_scale(spread)}{wording.spread_line(spread)}."
            yield ""
    for told in step.told:
        yield f"{safe(wording.told_line(told))}."
        yield ""
    if step.asked:
        yield from _asked(step.asked)
    for word in step.words:
        yield f"- {_full(word)}"
        yield from _told(word)
        yield from (f"  - {label}: {safe(former)}" for label, former in wording.former(word))
    if step.words:
        yield ""
    yield from said
    if said:
        yield ""
    if step.note:
        yield f"Note by the host: {safe(step.note)}"
        yield ""


def _scale(spread: Spread) -> str:
    return f"{safe(spread.label)}: " if spread.label else ""


def _asked(rows: tuple[Asked, ...]) -> Iterator[str]:
    yield "| From | To | Asked for | Answer |"
    yield "| --- | --- | --- | --- |"
    for row in rows:
        answer = safe(wording.tallies(row.answers)) if row.answers else "—"
        yield f"| {safe(row.group) or '—'} | {safe(row.to) or '—'} | {safe(row.text)} | {answer} |"
    yield ""


def _told(word: Word) -> Iterator[str]:
    """What later steps said about a line."""
    yield from (f"  - {safe(wording.told_line(told))}" for told in word.told)


def _full(word: Word) -> str:
    read = [(safe(s.label), safe(wording.entered(s))) for s in word.said]
    said = "; ".join(f"{label}: {text}" if label else text for label, text in read)
    from_whom = ", ".join(wording.from_whom(word))
    source = f", {'grew out of' if word.grown else 'from'} {', '.join(word.about)}" if word.about else ""
    return f"{said}{_standing(word)} _({word.ref}{', ' + safe(from_whom) if from_whom else ''}{source})_"


def _standing(word: Word) -> str:
    return f" [{wording.place(word.scores)}: {wording.score_line(word.scores)}]" if word.scores else ""


def safe(words: str) -> str:
    """People's words as plain text in one line: nothing in them is markup."""
    flat = " ".join(words.split())
    escaped = _MARKUP.sub(r"\\\1", flat)
    return _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", escaped)
