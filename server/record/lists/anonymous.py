"""The tables of somebody who studies the work: what was said and done, by nobody's name, each column explained.

They are made from a season without names (`server.record.beyond.nameless`). Roles of fewer than five are not told, no
row says which group somebody of a role sat in, and nothing tells when a line was written: lines stand in the order of
numbers that were drawn by lot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from server.record import wording
from server.record.charts import Share
from server.record.desk import SMALL_CELL
from server.record.inclusion import EVERYBODY, whole
from server.record.lists import counted, running
from server.record.lists.actions import OPEN
from server.record.lists.numbering import number_of, numbers_of, sessions
from server.record.record import Part, StepRecord, Word
from server.record.season import Season
from server.record.sheets import Cell, Column, Row, Sheet, day, minutes, scored
from server.record.taking import Source

_SESSION = Column("session", "figure", "The number of the session in the series, from 1.")
_NUMBER = Column(
    "number", "short", "Where the line stands in the record: session, part, step, and a number drawn by lot."
)
_WORDS = Column("words", "words", "The words as they were written.")
_ROLE = Column(
    "here as",
    "short",
    "What the person is here as; empty where too few of those who wrote are, and where it could be known in which "
    "small group they sat.",
)
_PART = Column("part", "text", "The part of the session, usually the name of a structure.")
_STEP = Column("step", "short", "The step of that part.")
_PLACE = Column("place", "short", "The place after the scores were counted; = where several lines share it.")
_TOTAL = Column("total", "figure", "The sum of all scores given to the line.")
_OUT_OF = Column("out of", "figure", "The highest total that was possible.")
_PEOPLE = Column("people", "figure", "How many people.")
_CAME = Column("came", "figure", "How many people took a seat.")
_WROTE = Column("wrote something", "figure", "How many of them wrote at least one line.")
_TAKEN = Column(
    "idea taken up",
    "figure",
    "How many of them had an idea that others chose by scores, votes or answers, or said that theirs comes from, in "
    "what the sessions left. What grew out of a talk counts for nobody.",
)
_LEAST = Column(
    "at least",
    "short",
    "The columns of this row that hold a lower bound only: held against the sessions' own figures, the exact one could "
    "tell about fewer than five people.",
)

MEANS = {
    "output": "What the part left behind, by its title.",
    "about": "The title of what was agreed.",
    "question": "What was asked.",
    "answer": "The answer that was counted, or the figure on a scale.",
    "meaning": "What an end of the scale means, in the words that people saw.",
    "from": "The group that asked.",
    "for": "The group that was asked.",
    "title": "The part, usually the name of a structure.",
    "name": "What the step is called.",
    "together": "How people sat together: alone, in pairs, in groups, all.",
    "what was asked": "What people were asked to do in the step.",
    "minutes planned": "Minutes that were planned, to a tenth.",
    "minutes taken": "Minutes that it took, to a tenth.",
    "lines told": "Lines that stand in the record.",
    "kept private": "Lines that were written and stay with their writers.",
    "set aside by the host": "Lines that the host hid.",
    "came late": "Lines that came after the step had ended, and were not taken in.",
}
"""What the columns of tables mean that stand elsewhere, too."""
_KNOWN = {one.title: one.means for one in (_SESSION, _NUMBER, _WORDS, _PART, _STEP, _PLACE, _TOTAL, _OUT_OF, _PEOPLE)}


def contributions(source: Source) -> Sheet:
    heads = (
        _NUMBER, _SESSION, _PART, _STEP, _WORDS, _ROLE,
        Column("together", "text", MEANS["together"]),
        _PLACE, _TOTAL, _OUT_OF,
        Column("from", "short", "The numbers of the lines that it was picked from or grew out of."),
        Column("grew out of the talk", "short", "yes where nobody picked, and it grew out of what was said."),
        Column("put together with", "short", "The number of the line that the host put it together with."),
        Column("for", "text", "The group that the line is for."),
        Column("about", "text", "What the writer's group was about."),
        Column("answers", "words", "What was answered to it, and how often."),
        Column("times reworded", "figure", "How often its words were changed afterwards."),
    )  # fmt: skip
    season = source.season
    rows = (_line(season, number, part, step, word) for number, part, step, word in _words(source))
    return Sheet("contributions", "Contributions", "A line that somebody wrote.", heads, tuple(rows))


def _words(source: Source) -> Iterator[tuple[int, Part, StepRecord, Word]]:
    for number, record in sessions(source):
        for part in record.parts:
            for step in part.steps:
                yield from ((number, part, step, word) for word in step.words)


def _line(season: Season, session: int, part: Part, step: StepRecord, word: Word) -> Row:
    return (
        number_of(season, session, word.ref),
        session,
        part.title,
        step.word,
        word.text,
        word.role,
        step.together,
        *scored(word.scores),
        numbers_of(season, session, word.about),
        "yes" if word.grown else "",
        number_of(season, session, word.put_under),
        word.to,
        word.topic,
        "; ".join(wording.told_line(told) for told in word.told),
        len(word.former),
    )


def participation(source: Source) -> Sheet:
    heads = (
        _SESSION, _CAME, _WROTE, _TAKEN,
        Column("had been before", "figure", "How many had been in an earlier session, of those who came by own links."),
        Column("came with the code alone", "figure", "How many came without a link of their own."),
        Column("pairs", "figure", "Pairs that could be made of the people."),
        Column("pairs met", "figure", "How many of these pairs sat in one small group at least once."),
        Column("actions", "figure", "How many actions people took on by name."),
        Column("minutes planned", "figure", MEANS["minutes planned"]),
        Column("minutes taken", "figure", MEANS["minutes taken"]),
    )  # fmt: skip
    rows = []
    for number, record in sessions(source):
        took = record.inclusion
        before, alone = source.season.returned.get(number, ""), source.beside.without_link.get(number, "")
        rows.append(
            (number, record.people, record.contributed, took.taken_up if took.people else "", before, alone,
             took.pairs if took.people else "", took.pairs_met if took.people else "", len(record.commitments),
             minutes(record.planned), minutes(record.took))
        )  # fmt: skip
    return Sheet("participation", "Participation", "A session: how many came, and took part.", heads, tuple(rows))


def roles(source: Source) -> Sheet:
    heads = (_SESSION, Column("here as", "short", "A role; those of fewer than five people are put together."), _CAME,
             _WROTE, _TAKEN)  # fmt: skip
    rows: list[Row] = []
    for number, record in sessions(source):
        shares = record.inclusion.roles
        rows += [(number, one.role, one.came, one.contributed, one.taken_up) for one in shares]
        rows += [] if shares else [(number, one.role, one.came, one.contributed, "") for one in record.roles]
    return Sheet("roles", "Participation by role", "A role in a session.", heads, tuple(rows))


def together(source: Source) -> Sheet:
    """Of a whole series: everybody, then each role."""
    heads = (
        Column("here as", "short", "everybody, or what people said most often that they are; roles of fewer than five "
               "people are put together."),
        Column("came", "figure", "How many people came to a session or more by links of their own, each counted once."),
        _WROTE, _TAKEN, _LEAST,
        Column("pairs", "figure", "Pairs that could be made of the people."),
        Column("pairs met", "figure", "How many of these pairs sat in one small group in at least one session."),
    )  # fmt: skip
    rows: list[Row] = []
    if (told := source.season.together) and told.inclusion.people:
        of = told.inclusion
        rows = [_share(whole(of), of.pairs, of.pairs_met), *(_share(one, "", "") for one in of.roles)]
    holds = "Everybody of the series, or a role: how many came, wrote and met in all the sessions together."
    return Sheet("together", "Over the whole series", holds, heads, tuple(rows))


def _share(one: Share, pairs: Cell, met: Cell) -> Row:
    least = ", ".join(_COLUMNS[name] for name in one.least)
    role = one.role.lower() if one.role == EVERYBODY else one.role
    return role, one.came, one.contributed, one.taken_up, least, pairs, met


_COLUMNS = {"contributed": _WROTE.title, "taken_up": _TAKEN.title}


def attendance(source: Source) -> Sheet:
    """Of all the sessions there are, whichever were asked for: tables of some would be held against each other."""
    heads = (Column("sessions", "short", "How many of the sessions; so many that five people or more came to them."),
             Column("people", "figure", "How many people of the list came to so many of them."))  # fmt: skip
    came = [one.came for one in source.beside.people]
    many = Counter(map(len, came))
    bands: list[tuple[int, int]] = []
    first = 0
    for n in range(len(frozenset[int]().union(*came)) + 1):
        if sum(many[m] for m in range(first, n + 1)) >= SMALL_CELL:
            bands.append((first, n))
            first = n + 1
    if bands and sum(many.values()) > sum(many[m] for m in range(first)):
        bands[-1] = (bands[-1][0], max(many))  # too few came to more
    rows = tuple((f"{a} to {b}" if a < b else str(a), sum(many[m] for m in range(a, b + 1))) for a, b in bands)
    return Sheet("attendance", "Attendance", "How many people came to so many sessions.", heads, rows)


def actions(source: Source) -> Sheet:
    heads = (
        _NUMBER, _SESSION, Column("what", "words", "What somebody said they would do."), _ROLE,
        Column("by when", "day", "The day that they chose."),
        Column("how it stands", "short", "open, done, another day, handed over, or let go."),
        Column("by when now", "day", "The day that it was moved to."),
        Column("comes from", "words", "The line that it was picked from, or what lay before people."),
    )  # fmt: skip
    rows: list[Row] = []
    for path in source.season.paths:
        promise, number = path.promise, number_of(source.season, path.session, path.promise.ref)
        state = source.beside.states.get((path.session, promise.ref), OPEN)
        due = day(state.due) if state.due != promise.when else ""
        hop = path.hops[0] if path.hops else None
        back = (f"{hop.left}: {hop.text}" if hop.left else hop.text) if hop else ""
        rows.append((number, path.session, promise.what, promise.role, day(promise.when), state.word, due, back))
    return Sheet("actions", "Actions", "An action that somebody took on.", heads, tuple(rows))


def outputs(source: Source) -> Sheet:
    return _explained(counted.outputs(source))


def reservations(source: Source) -> Sheet:
    return _explained(counted.reservations(source))


def counts(source: Source) -> Sheet:
    return _explained(counted.counts(source))


def requests(source: Source) -> Sheet:
    return _explained(counted.requests(source))


def steps(source: Source) -> Sheet:
    """Without the host's notes, in which anybody may be named."""
    sheet = running.steps(source)
    kept = [at for at, one in enumerate(sheet.columns) if one.title not in ("note", "to be done by (UTC)")]
    rows = tuple(tuple(row[at] for at in kept) for row in sheet.rows)
    return _explained(replace(sheet, columns=tuple(sheet.columns[at] for at in kept), rows=rows))


def _explained(sheet: Sheet) -> Sheet:
    """A table that stands elsewhere, too, with what its columns mean."""
    return replace(sheet, columns=tuple(replace(one, means=_meaning(one.title)) for one in sheet.columns))


def _meaning(title: str) -> str:
    if title.startswith("gave "):
        return f"How many people gave the line a {title.removeprefix('gave ')}; empty where that was not asked."
    return MEANS.get(title) or _KNOWN[title]
