"""What readers take away: nothing of the decisions is lost, nobody is named who did not agree, and it is as short as it
promises to be."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from server.core.events import Contributed, Entry
from server.core.plan import step_key
from server.record import decided, season
from server.record.beside import Beside, State
from server.record.building import build
from server.record.document import Block, Document, Figure, Heading, Line, Lines, Paragraph, Table
from server.record.forms import pdf
from server.record.own import OwnWords, sat
from server.record.readers import READERS, board, doing, filling, paper, participant, plain, take
from server.record.readers.plain_words import explained
from server.record.record import Record
from server.record.taking import Choice, NothingToTake, Source
from server.rehearsal.season import Met
from tests.record.played import played, season_of, session_of, source_of


def text_of(document: Document) -> str:
    """All words of a document, a line for each of its lines and cells."""
    told = [document.title, document.subtitle, *document.foot]
    for section in document.sections:
        told += [section.title, *(text for block in section.blocks for text in _texts(block))]
    return "\n".join(told)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Lines():
            yield from (text for line in block.lines for text in _line(line))
        case Table():
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        case Figure():
            yield block.caption
        case _:
            yield from (text for row in block.rows for text in row)


def _line(line: Line) -> Iterator[str]:
    yield from (line.lead, line.text, line.aside)
    for below in line.lines:
        yield from _line(below)


def everything(reader: str) -> Choice:
    return Choice(sections=frozenset(switch.name for switch in READERS[reader].switches))


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it does not matter to a line how much fits, lines are counted, and no page is set."""
    monkeypatch.setattr(filling, "_pages_of", lambda document: paper.lines(document) / paper.PAGE)


# --- what was decided ------------------------------------------------------------------------------------------------


def test_what_people_did_with_their_lines_tells_what_they_decided() -> None:
    ours = season_of(25)
    assert [(one.session, one.output.name, one.how) for one in decided.decisions(ours)] == [
        (1, "problem_statement", "agreed"),
        (2, "success_criteria", "agreed"),
        (3, "priorities", "chosen"),  # and neither the scored ideas nor the votes that it narrowed down
    ]
    for one in decided.priorities(ours):
        left = {voice.word.ref for voice in played(25)[2].record.outputs[-2].lines}
        assert one.word.ref in left
        assert {(hop.session, hop.ref) for path in one.promises for hop in path.hops} >= {one.place}
    assert len({path.promise.ref for one in decided.priorities(ours) for path in one.promises}) == len(ours.paths)


def test_a_session_alone_is_not_taken_for_another_of_its_series() -> None:
    """Its lines came from sessions by numbers that mean nothing when it is looked at alone."""
    alone = session_of(25, 4)
    assert {hop.session for path in alone.paths for hop in path.hops} == {1}
    (first,) = decided.priorities(alone)
    assert first.word in alone.sessions[1].brought[1].words
    assert len(first.promises) == len(alone.paths)


# --- the board's report ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("reckoned")
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_the_report_holds_or_counts_all_that_was_decided(number: int) -> None:
    of = session_of(25, number) if number else season_of(25)
    told = text_of(board.document(Source(of), Choice()))
    whole = text_of(board.document(Source(of), everything("board")))
    for one in decided.agreed(of):
        assert all(voice.word.text in told for voice in one.output.lines)
        assert all(f"“{text}”" in whole for text in one.output.reservations)
    for first in decided.priorities(of):
        assert first.says in told
        assert all(reason.text in told for reason in first.reasons)
    for path in of.paths:
        assert path.promise.what in whole


def test_the_report_names_only_those_who_agreed_to_it() -> None:
    ours = season_of(25)
    names = {name for met in played(25) for name in met.play.names.values()}
    words = set(text_of(board.document(Source(ours), everything("board"))).replace(",", "").split())
    assert not names & words
    first = ours.paths[0]
    agreed = replace(first, promise=replace(first.promise, who_beyond=first.promise.who))
    told = text_of(board.document(Source(replace(ours, paths=(agreed, *ours.paths[1:]))), everything("board")))
    assert first.promise.who in told.split()


def _longer(record: Record) -> Record:
    """A session in which everybody writes sixty words where others write ten."""
    by_ref = {
        word.ref: replace(word, said=tuple(replace(one, text=f"{one.text} {'and so on ' * 20}") for one in word.said))
        for part in record.parts
        for step in part.steps
        for word in step.words
    }
    outputs = tuple(
        replace(
            output,
            lines=tuple(replace(voice, word=by_ref.get(voice.word.ref, voice.word)) for voice in output.lines),
            reservations=tuple(f"{text} {'but then again ' * 20}" for text in output.reservations),
        )
        for output in record.outputs
    )
    promised = tuple(replace(one, what=f"{one.what} {'as well as ' * 20}") for one in record.commitments)
    return replace(record, outputs=outputs, commitments=promised)


def test_the_report_is_two_pages_however_much_people_write() -> None:
    ours = season_of(25)
    longer = season.build("Ours", {n: _longer(record) for n, record in ours.sessions.items()}, {})
    usual = frozenset(switch.name for switch in board.READER.switches if switch.on)
    for of in (ours, longer, session_of(25, 1), session_of(25, 4)):
        made = board.document(Source(of), Choice(usual))
        annexed = board.document(Source(of), Choice(usual | {"annex"}))
        page, end = pdf.ends(made)
        assert page == len(PdfReader(io.BytesIO(pdf.write(made))).pages) <= 2, of.title
        if any(section.name == "annex" for section in annexed.sections):
            assert page == 2, of.title
            assert end > 0.8 * pdf.BOTTOM, of.title  # nothing is left out while there is room


def test_what_is_still_to_do_comes_before_what_is_done() -> None:
    ours = source_of(25)
    (table,) = (
        block
        for section in board.document(ours, Choice()).sections
        if section.name == "actions"
        for block in section.blocks
        if isinstance(block, Table)
    )
    states = [row[-1] for row in table.rows]
    assert set(states[: len(states) - states.count("done") - states.count("let go")]) == {"open"}
    told = text_of(board.document(ours, Choice()))
    assert "11 done" in told  # those that are not shown are counted
    assert "annex" not in told  # what is not there is not pointed to


def test_promises_in_the_same_words_are_told_once_with_how_many_made_them() -> None:
    ours = season_of(25)
    path = ours.paths[0]
    days = ("2026-12-24", "2027-01-02", "")
    more = (replace(path, promise=replace(path.promise, when=day, what=f"{path.promise.what} ")) for day in days)
    others = tuple(one for one in ours.paths if one.promise.what != path.promise.what)
    many = replace(ours, paths=(*others, path, *more))
    (table,) = (
        block
        for section in board.document(Source(many), everything("board")).sections
        if section.name == "actions"
        for block in section.blocks
        if isinstance(block, Table)
    )
    what, who, when = table.rows[0][:3]
    assert (what.strip(), who) == (path.promise.what, "Four of us")
    assert when.startswith("24 Dec 2026 to ")
    told = text_of(board.document(Source(many), Choice()))
    assert f"{len(many.paths)} promises" in told
    named = replace(path, promise=replace(path.promise, who_beyond="Ann"))
    told = text_of(board.document(Source(replace(many, paths=(*many.paths, named))), everything("board")))
    assert "Ann\n" in told
    assert "Four of us" in told
    assert "Four of us:" in text_of(plain.document(Source(many), Choice()))


@pytest.mark.parametrize("reader", ["board", "plain"])
def test_where_nobody_wrote_no_words_are_thanked_for_or_counted(reader: str) -> None:
    record = played(3)[3].record
    silent = [
        replace(part, steps=tuple(replace(x, words=(), kept_private=0) for x in part.steps)) for part in record.parts
    ]
    record = replace(record, parts=tuple(silent), outputs=(), commitments=(), contributed=0)
    made = READERS[reader].document
    assert made is not None
    told = text_of(made(Source(season.build("Ours", {1: record}, {})), Choice()))
    assert "Nobody wrote anything" in told
    assert not re.search("no lines|No of|wrote it|each line|you said", told)


def test_words_that_somebody_cannot_live_with_are_not_called_agreed() -> None:
    ours = session_of(25, 1)
    record = ours.sessions[1]
    (output,) = (one for one in record.outputs if one.spread)
    assert output.spread is not None
    spread = replace(output.spread, counts=(1, *output.spread.counts[1:]))
    outputs = tuple(replace(one, spread=spread) if one is output else one for one in record.outputs)
    told = text_of(board.document(Source(season.build("Ours", {1: replace(record, outputs=outputs)}, {})), Choice()))
    assert "agreed" in text_of(board.document(Source(ours), Choice()))
    assert "agreed on" not in told
    assert "not all can go with yet" in told
    assert "1 gave 1" in told


# --- you said, we will -----------------------------------------------------------------------------------------------


def test_what_was_put_first_and_what_will_be_done_stand_together_each_promise_once() -> None:
    ours = source_of(25)
    will = next(one for one in plain.document(ours, Choice()).sections if one.name == "will")
    headings = [block.text for block in will.blocks if isinstance(block, Heading) and block.level == 3]
    assert headings == [f"You said: {one.says}" for one in decided.priorities(ours.season)]
    lines = [line.text for block in will.blocks if isinstance(block, Lines) for line in block.lines]
    assert len(lines) == len(set(lines))
    assert "Done already" in text_of(plain.document(ours, Choice()))
    let_go = next(path for path in ours.season.paths if doing.state(ours.beside, path) == "let go")
    assert let_go.promise.what not in lines


def _syllables(word: str) -> int:
    found = re.findall(r"[aeiouy]+", re.sub(r"(?:es|ed|e)$", "", word.lower()))
    return max(1, len(found))


def test_our_own_words_in_it_are_plain() -> None:
    """The reading age after Flesch and Kincaid of all that no participant wrote, over two seasons."""
    told = []
    for people in (3, 25):
        made = plain.document(source_of(people), everything("plain"))
        for section in made.sections:
            told += [block.text for block in section.blocks if isinstance(block, Paragraph) and block.kind != "callout"]
    ours = [sentence for text in told for sentence in re.split(r"[.:;?]", text) if sentence.strip()]
    words = [word for sentence in ours for word in re.findall(r"[A-Za-z']+", sentence)]
    grade = 0.39 * len(words) / len(ours) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    assert grade < 4.0, grade  # a child of nine
    assert not [word for word in words if len(word) > 10]


def test_hard_words_are_explained_where_they_stand_and_nowhere_else() -> None:
    said = "At the discharge nobody held a review. GPS is not a GP, a priority is not a prior."
    assert [word for word, _ in explained(said)] == ["discharge", "GP", "priority", "review"]


# --- one's own page --------------------------------------------------------------------------------------------------


def _own_source(people: int, seat: int) -> Source:
    met = played(people)
    sessions = {one.number: one.record for one in met}
    told = tuple(replace(sat(one.play.entries, one.play.names, seat), number=one.number) for one in met)
    own = OwnWords(met[0].play.names[seat], "Ours", (("Role", "a carer"),), told)
    return Source(season.Season("Ours", sessions, (), {}), own=own)


def _marked(met: Met, seat: int) -> list[Entry]:
    """The log of a session, with a mark on all that others wrote for themselves alone."""
    private = {
        step_key(item, step) for item in met.play.session.items for step in item.steps if step.capture == "private"
    }
    return [
        replace(entry, event=replace(made, values={name: f"{value} CANARY" for name, value in made.values.items()}))
        if isinstance(made := entry.event, Contributed) and made.seat != seat and made.step in private
        else entry
        for entry in met.play.entries
    ]


def test_ones_own_page_holds_all_that_one_wrote_and_nothing_that_others_kept_to_themselves() -> None:
    (*_, last) = played(3)
    entries = _marked(last, 2)
    assert any("CANARY" in str(entry.event) for entry in entries), "nobody kept anything private: this law sees nothing"
    own = OwnWords("Ours", "Ours", (), (replace(sat(entries, last.play.names, 2), number=1),))
    source = Source(season.Season("Ours", {1: build(entries, last.play.names)}, (), {}), own=own)
    told = text_of(participant.document(source, Choice()))
    assert "CANARY" not in told
    session, private = last.play.session, 0
    for item in session.items:
        for step in item.steps:
            for one in session.written_by(step_key(item, step), 2):
                words = [f.name for f in step.form if f.kind in ("text", "long")]
                texts = [str(one.values[name]) for name in words if name in one.values]
                assert all(text in told for text in texts), (item.title, step.name)
                private += step.capture == "private" and bool(texts)
    assert private


def test_ones_own_page_tells_how_ones_promises_stand() -> None:
    source = _own_source(3, 2)
    assert source.own is not None
    number, ref = next((here.number, line.ref) for here in source.own.sessions for line in here.lines if line.promise)
    stands = Beside(states={(number, ref): State("done", "Rang them all", "2027-01-01", "It went well")})
    told = text_of(participant.document(replace(source, beside=stands), Choice()))
    assert "Rang them all" in told
    assert "done, “It went well”" in told


def test_ones_own_page_is_made_for_one_person_alone() -> None:
    for form in READERS["participant"].forms:
        with pytest.raises(NothingToTake, match="one person"):
            take(replace(source_of(3), own=None), "participant", form)


# --- all of them -----------------------------------------------------------------------------------------------------

MINE = ["board", "plain"]


@pytest.mark.usefixtures("reckoned")
@pytest.mark.parametrize("reader", MINE)
def test_sections_are_switched_off_and_empty_ones_are_not_there(reader: str) -> None:
    made = READERS[reader].document
    assert made is not None
    whole = made(Source(season_of(25)), everything(reader))
    names = [section.name for section in whole.sections]
    assert set(names) <= {switch.name for switch in READERS[reader].switches}
    assert all(section.blocks for section in whole.sections)
    for name in names:
        rest = everything(reader).sections or frozenset()
        less = made(Source(season_of(25)), Choice(sections=rest - {name}))
        assert name not in [section.name for section in less.sections]


@pytest.mark.parametrize("reader", MINE)
def test_before_anything_was_said_there_is_nothing_to_take_and_it_says_why(reader: str) -> None:
    record = replace(played(3)[0].record, began="", ended="")
    made = READERS[reader].document
    assert made is not None
    with pytest.raises(NothingToTake, match="as soon as"):
        made(Source(season.build("Ours", {1: record}, {})), Choice())


@pytest.mark.parametrize("reader", MINE)
def test_a_question_alone_tells_what_was_said_to_it(reader: str) -> None:
    made = READERS[reader].document
    assert made is not None
    told = text_of(made(Source(season_of(25)), Choice(questions=frozenset({"2:6"}))))
    criteria, statement = decided.agreed(season_of(25))[1], decided.agreed(season_of(25))[0]
    assert criteria.output.lines[0].word.text in told
    assert statement.output.lines[0].word.text not in told
