"""The facilitator: everything, with the way of each line back to where it began and on to what it became."""

from __future__ import annotations

from collections.abc import Iterator

from server.record import charting, saying, wording
from server.record.document import Block, Document, Facts, Figure, Heading, Line, Lines, Paragraph, Section, Table
from server.record.flow import flow, flow_of_season
from server.record.forms import data, jsonl
from server.record.forms.documents import document_forms
from server.record.inclusion import heard_by_role, whole
from server.record.lines import Numbers, numbers
from server.record.questions import of_questions
from server.record.readers import hearing
from server.record.record import Inclusion, Output, Record
from server.record.season import Hop, Path, Season
from server.record.steps import timed, told_through
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

NUMBERED = (
    "A number such as 5.3.2 says where a line was written: in the fifth part, in its third step, as the second line. "
    "Lines of a step stand in no order of time. Names stand only where people were told that they would."
)
_SEVERAL = "Before them stands the number of the session: 2:5.3.2."
_HOW = {
    "part of": "part of",
    "grew out of": "grew out of",
    "comes from": "comes from",
    "with before us": "with this before us:",
}


def build(source: Source, choice: Choice) -> Document:
    """The whole record; of a series its sessions one after the other, and what each promise goes back to."""
    season = of_questions(source, choice)
    only = next(iter(season.sessions.values())) if len(source.season.sessions) == 1 else None
    sections = _one(source, only, choice) if only else _series(source, season, choice)
    began = [record.began for record in season.sessions.values() if record.began]
    return Document(
        title=only.title if only else season.title,
        subtitle=only.subtitle if only else "The record of a series",
        sections=tuple(section for section in sections if section.blocks and READER.is_on(choice, section.name)),
        made=max(began, default=""),
        foot=(NUMBERED if only else f"{NUMBERED} {_SEVERAL}", wording.attribution(season.sessions.values())),
    )


def _one(source: Source, record: Record, choice: Choice) -> Iterator[Section]:
    season = of_questions(source, choice)
    ((number, of),) = numbers(season).items()
    yield Section("glance", "At a glance", (Facts(tuple(_glance(record))),))
    yield Section("left", "What came of it", tuple(_left(record, of, 3)))
    yield Section("promises", "Who, what, when", tuple(_promises(source, number, record, of)))
    yield from _chapters(record, of, "")


def _series(source: Source, season: Season, choice: Choice) -> Iterator[Section]:
    known = numbers(season)
    path = flow_of_season(season)
    yield Section("glance", "The sessions", (_sessions(season), *((Figure(path),) if path else ())))
    paths = (Lines(tuple(_path(path) for path in season.paths), numbered=True),) if season.paths else ()
    yield Section("promises", "What we said we would do, and what it goes back to", paths)
    yield Section("people", "Who took part, over all the sessions", tuple(_over_all(season)))
    for number, record in season.sessions.items():
        title = f"{number}. {record.title}: "
        yield Section("glance", f"{title}at a glance", (Facts(tuple(_glance(record))),))
        yield Section("left", f"{title}what came of it", tuple(_left(record, known[number], 3)))
        yield from _chapters(record, known[number], title)


def _chapters(record: Record, of: Numbers, title: str) -> Iterator[Section]:
    def named(what: str) -> str:
        return f"{title}{what}" if title else what.capitalize()

    marked = Lines(tuple(Line(word.text, aside=of.of(word.ref), ref=of.of(word.ref)) for word in record.marked))
    yield Section("marked", named("marked by the host"), (marked,) if record.marked else ())
    yield Section("people", named("who took part"), tuple(_people(record, title)))
    table, timing = timed(record), charting.timing(record)
    pictured = (Figure(timing),) if timing else ()
    yield Section("time", named("how the time went"), (*pictured, table) if table else ())
    yield Section("steps", named("how we got there"), tuple(told_through(record, of)))


def _glance(record: Record) -> Iterator[tuple[str, str]]:
    if record.purpose:
        yield "Purpose", record.purpose
    if record.began:
        yield "Began", wording.day(record.began)
        yield "Took", f"{wording.minutes(record.took)}; {wording.minutes(record.planned)} planned"
    yield "People", wording.summary(record)


def _left(record: Record, of: Numbers, level: int) -> Iterator[Block]:
    if path := flow(record):
        yield Figure(path)
    for output in record.outputs:
        yield Heading(output.title, level)
        yield from _output(output, of, level)


def _output(output: Output, of: Numbers, level: int) -> Iterator[Block]:
    if output.lines:
        yield Lines(tuple(of.voice(voice) for voice in output.lines))
    else:
        yield Paragraph("Nothing was written.", "small")
    if output.ranking:
        yield Figure(output.ranking)
    if output.spread:
        yield Heading("How far we can go with it", level + 1)
        yield Figure(charting.agreement(output, output.spread))
    if output.reservations:
        yield Heading("What troubles people, word for word", level + 1)
        yield Lines(tuple(Line(f"“{said}”") for said in output.reservations))


def _promises(source: Source, number: int, record: Record, of: Numbers) -> Iterator[Block]:
    if not record.commitments:
        return
    states = [source.beside.states.get((number, one.ref)) for one in record.commitments]
    head: tuple[str, ...] = ("Who", "What", "By", "With", "Number")
    widths: tuple[int, ...] = (3, 6, 4, 3, 2)
    rows: list[tuple[str, ...]] = [
        (one.who, one.what or "—", wording.calendar_day(one.when) or "—", one.with_whom or "—", of.of(one.ref))
        for one in record.commitments
    ]
    if any(states):
        head, widths = (*head, "How it stands"), (*widths, 2)
        rows = [(*row, state.word if state else "—") for row, state in zip(rows, states, strict=True)]
    yield Table("Who does what, and by when", head, tuple(rows), widths=widths, numbers=frozenset({4}))


def _people(record: Record, title: str) -> Iterator[Block]:
    heard = record.inclusion
    if heard.people:
        yield Facts(tuple(_took_part(heard)))
        if heard.taken_up and not title:
            yield Paragraph(hearing.TAKEN_UP, "small")
    if record.roles:
        rows = tuple((one.role, str(one.came), str(one.contributed)) for one in record.roles)
        yield Table("By role", ("Here as", "Came", "Wrote something"), rows, frozenset({1, 2}), (4, 2, 2))
    for chart in (heard_by_role(heard), record.meetings):
        if chart:
            yield Figure(chart)


def _took_part(heard: Inclusion) -> Iterator[tuple[str, str]]:
    share = whole(heard)
    yield "Wrote something", saying.wrote(share)
    if heard.taken_up:
        yield "Had an idea that others chose or took up", saying.taken_up(share)
    if heard.pairs:
        yield "Sat in one small group, of all pairs of people", f"{heard.pairs_met:,} of {heard.pairs:,}"


def _over_all(season: Season) -> Iterator[Block]:
    """Who took part in a whole series, each person counted once."""
    told = season.together
    if not told:
        return
    if told.inclusion.people:
        yield Facts((("People, each counted once", str(told.inclusion.people)), *_took_part(told.inclusion)))
    notes = [*hearing.how_counted(told), *([hearing.TAKEN_UP] if told.inclusion.taken_up else [])]
    yield from (Paragraph(note, "small") for note in notes)
    yield from map(Figure, charting.people_of_season(season))


def _sessions(season: Season) -> Table:
    rows = [
        (
            str(number),
            record.title,
            wording.day(record.began).partition(",")[0] or "—",
            str(record.people),
            str(season.returned.get(number, "—")),
            ", ".join(f"{output.title} ({len(output.lines)})" for output in record.outputs) or "—",
        )
        for number, record in season.sessions.items()
    ]
    head = ("", "Session", "When", "Came", "Had been before", "What it left")
    return Table("The sessions and what they left", head, tuple(rows), frozenset({0, 3, 4}), (1, 4, 3, 2, 2, 6))


def _path(path: Path) -> Line:
    """A promise and its way back, as far as the first session; what lies further back there is in that record."""
    promise = path.promise
    by = f"by {wording.calendar_day(promise.when)}" if promise.when else ""
    with_whom = f"with {promise.with_whom}" if promise.with_whom else ""
    ref = f"{path.session}:{promise.ref}"
    behind = ", ".join(one for one in (by, with_whom, ref) if one)
    return Line(promise.what or "—", f"{promise.who}:", behind, ref, tuple(map(_hop, _as_far_as_the_first(path))))


def _as_far_as_the_first(path: Path) -> Iterator[Hop]:
    for hop in path.hops:
        yield hop
        if hop.session == 1:
            return


def _hop(hop: Hop) -> Line:
    if not hop.ref:
        return Line(hop.text, aside=f"{_HOW[hop.how]} {hop.lines} lines of session {hop.session}")
    left = f" of {hop.left}" if hop.left else ""
    beside = f", with {hop.among - 1} more" if hop.among > 1 else ""
    ref = f"{hop.session}:{hop.ref}"
    return Line(hop.text, aside=f"{_HOW[hop.how]} {ref}{left}{beside}", ref=ref)


def _as_json(source: Source, choice: Choice) -> bytes:
    return data.write(of_questions(source, choice))


def _as_log(source: Source, choice: Choice) -> bytes:
    if not source.logs:
        raise NothingToTake("The log is not at hand here. Take it from the page of the session.")
    return jsonl.write(of_questions(source, choice), source.logs)


READER = Reader(
    slug="facilitator",
    title="Everything",
    whom="For you who led it: all that was asked, written, scored and said, and where each line came from.",
    switches=(
        Switch("glance", "At a glance"),
        Switch("left", "What came of it"),
        Switch("promises", "Who, what, when"),
        Switch("marked", "Marked by the host"),
        Switch("people", "Who took part"),
        Switch("time", "How the time went"),
        Switch("steps", "How we got there"),
    ),
    forms={
        **document_forms(build, "html", "md", "docx", "pdf"),
        "json": Form("JSON, for programs", "json", "application/json", _as_json),
        "jsonl": Form("the log, line by line", "jsonl", "application/jsonl", _as_log),
    },
    document=build,
)
