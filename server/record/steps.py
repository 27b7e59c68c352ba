"""How a session went, part by part, as blocks of a document: what was asked, in which groups, how long it took, all
that was written and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from server.core.blocks import output_title
from server.record import wording
from server.record.document import Block, Figure, Heading, Lines, Paragraph, Table
from server.record.lines import Numbers
from server.record.record import Asked, Brought, Part, Record, Spread, StepRecord


def told_through(record: Record, numbers: Numbers) -> Iterator[Block]:
    """The whole run; first what was brought along."""
    for along in record.brought:
        yield from _brought(along, numbers)
    for part in record.parts:
        yield from _part(part, numbers)


def timed(record: Record) -> Table | None:
    """Planned and actual minutes of each part; nothing before the first has begun."""
    played = [part for part in record.parts if part.kind != "note"]
    if not any(part.began for part in played):
        return None
    rows = [
        (f"{part.number}. {part.title}", wording.minutes(part.planned), _took(part), part.began[11:16])
        for part in played
    ]
    rows.append(("All together", wording.minutes(record.planned), wording.minutes(record.took), ""))
    head = ("Part", "Planned", "Took", "Began (UTC)")
    return Table("Minutes planned and taken", head, tuple(rows), frozenset({1, 2, 3}), (5, 2, 2, 2))


def spread_said(spread: Spread) -> Block:
    """How often each figure was given."""
    label = f"{spread.label}: " if spread.label else ""
    return Paragraph(f"{label}{wording.spread_line(spread)}.")


def _took(part: Part) -> str:
    return wording.minutes(part.took) if part.state == "played" else part.state


def _brought(along: Brought, numbers: Numbers) -> Iterator[Block]:
    yield Heading(f"Brought along: {along.title}")
    if along.source:
        yield Paragraph(f"From: {along.source}.", "small")
    yield Lines(tuple(numbers.line(word) for word in along.words))


def _part(part: Part, numbers: Numbers) -> Iterator[Block]:
    again = " (again)" if part.again else ""
    yield Heading(f"{part.number}. {part.title}{again}")
    if part.kind == "note":
        if part.note:
            yield Paragraph(part.note)
        return
    if part.state != "played":
        yield Paragraph(f"This part was {part.state}.", "small")
        return
    if part.invitation:
        yield Paragraph(part.invitation, "quote")
    told = [f"Took {wording.minutes(part.took)}; {wording.minutes(part.planned)} planned."]
    if part.uses:
        told.append(f"Before people lay: {', '.join(output_title(name) for name in part.uses)}.")
    if part.output:
        told.append(f"It left: {output_title(part.output)}.")
    yield Paragraph(" ".join(told), "small")
    for step in part.steps:
        yield from _step(step, numbers)


def _step(step: StepRecord, numbers: Numbers) -> Iterator[Block]:
    said = wording.counts(step)
    if not (step.words or step.spread or step.told or step.note or step.plots or said):
        return
    yield Heading(f"{step.word}, {step.together}", 4)
    took = f" ({wording.minutes(step.took)}; {wording.minutes(step.planned)} planned)" if step.took else ""
    yield Paragraph(f"{step.ask}{'' if step.due else took}", "small")
    if step.due:
        yield Paragraph(wording.lasted(step), "small")
    for spread in (step.spread, *step.further):
        if spread:
            yield spread_said(spread)
    for told in step.told:
        yield Paragraph(f"{wording.told_line(told)}.")
    for plot in step.plots:
        yield Figure(plot)
    if step.asked:
        yield _asked(step.asked)
    if step.words:
        yield Lines(tuple(numbers.line(word) for word in step.words))
    for counted in said:
        yield Paragraph(counted, "small")
    if step.note:
        yield Paragraph(f"Note by the host: {step.note}", "callout")


def _asked(rows: tuple[Asked, ...]) -> Table:
    said = (
        (row.group or "—", row.to or "—", row.text, wording.tallies(row.answers) if row.answers else "—")
        for row in rows
    )
    return Table("Who asked whom for what", ("From", "To", "Asked for", "Answer"), tuple(said), widths=(2, 2, 4, 2))
