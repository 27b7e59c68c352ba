"""What a session begins with may be put right by the host: nothing of it is lost, and it stays traceable."""

from __future__ import annotations

from server.core import commands as c
from server.core.bringing import LONGEST, MOST_LINES
from server.core.commands import Refused
from server.core.outcomes import output_words
from server.core.plan import Given
from server.record.building import build
from structures.vocabulary import EVERYONE, Step, earlier
from tests.core.made_up import item, screens_with
from tests.pilot import HOST, Room, plan_of

CRITERIA = Given("success.criteria", ("Everybody nows why.", "One list."), "What success is", ("2:3.1.1", "2:3.1.2"))


def room_with(*given: Given) -> Room:
    look = Step("look", 5, "Look at it.", EVERYONE, sees=(earlier(),), capture="none", talk=True)
    return Room(plan_of(item(look, uses=(CRITERIA.name,)), given=given or (CRITERIA,)), 3)


def lines(room: Room) -> list[str]:
    return [str(one.values["line"]) for one in output_words(room.session, CRITERIA.name)]


def test_a_line_is_put_right_before_and_while_all_see_it_and_its_history_stays() -> None:
    room = room_with()
    room.must(
        c.RewordGiven(by=HOST, name=CRITERIA.name, line="given-success.criteria-1", words="Everybody knows why. ")
    )
    room.next()
    room.must(c.RewordGiven(by=HOST, name=CRITERIA.name, line="given-success.criteria-1", words="All know why."))
    assert lines(room) == ["All know why.", "One list."]
    assert "control" in screens_with(room, "Everybody nows why."), "the host sees earlier wordings"
    assert set(screens_with(room, "Everybody knows why.")) == {"control"}
    assert len(screens_with(room, "All know why.")) == 5, "three phones, stage and control"
    told = build(room.entries, {}).brought[0]
    assert [word.text for word in told.words] == ["All know why.", "One list."]
    assert told.words[0].former == ("Everybody nows why.", "Everybody knows why.")
    assert [word.origin for word in told.words] == ["2:3.1.1", "2:3.1.2"], "it comes from where it came from"


def test_a_line_is_added_at_the_end_and_says_that_it_comes_from_nowhere() -> None:
    room = room_with()
    room.must(c.RewordGiven(by=HOST, name=CRITERIA.name, words="And a date to stop."))
    room.must(c.RewordGiven(by=HOST, name=CRITERIA.name, words="And one more."))
    assert lines(room) == [*CRITERIA.lines, "And a date to stop.", "And one more."]
    assert [word.origin for word in build(room.entries, {}).brought[0].words] == ["2:3.1.1", "2:3.1.2", "", ""]


def test_what_the_host_put_right_is_not_overwritten_by_what_comes_later() -> None:
    other = Given("success.wishes", ("Time.",))
    newer = Given(CRITERIA.name, ("Something else by now.",))
    for put_right in (
        c.RewordGiven(by=HOST, name=CRITERIA.name, line="given-success.criteria-1", words="All know why."),
        c.RewordGiven(by=HOST, name=CRITERIA.name, words="And a date to stop."),
        c.Moderate(by=HOST, id="given-success.criteria-2", act="hide"),
    ):
        room = room_with(CRITERIA, other)
        room.must(put_right)
        before = lines(room)
        room.must(c.Bring(by=HOST, given=(newer, Given("success.wishes", ("More time.",)))))
        assert lines(room) == before
        assert [str(one.values["line"]) for one in output_words(room.session, "success.wishes")] == ["More time."]
    room = room_with()
    room.must(c.Bring(by=HOST, given=(newer,)))
    assert lines(room) == ["Something else by now."]


def test_what_cannot_be_is_refused_in_words_and_changes_nothing() -> None:
    room, line = room_with(), "given-success.criteria-1"
    room.next()
    for command, code in (
        (c.RewordGiven(by=HOST, name="nothing.of_it", words="Words."), "unknown"),
        (c.RewordGiven(by=HOST, name=CRITERIA.name, line="given-success.criteria-9", words="Words."), "unknown"),
        (c.RewordGiven(by=HOST, name=CRITERIA.name, line=line, words="  "), "empty"),
        (c.RewordGiven(by=HOST, name=CRITERIA.name, line=line, words="x" * (LONGEST + 1)), "too_long"),
    ):
        answer = room.give(command)
        assert isinstance(answer, Refused)
        assert answer.code == code
        assert answer.says.endswith(".")
    room.must(c.RewordGiven(by=HOST, name=CRITERIA.name, line=line, words=CRITERIA.lines[0]))  # as it is: nothing
    for n in range(MOST_LINES - 2):
        room.must(c.RewordGiven(by=HOST, name=CRITERIA.name, words=f"One more, {n}."))
    full = room.give(c.RewordGiven(by=HOST, name=CRITERIA.name, words="Too many."))
    assert isinstance(full, Refused)
    assert full.code == "too_many"
    assert lines(room)[:2] == list(CRITERIA.lines)
    assert not room.session.contribution(line).former  # type: ignore[union-attr]
    room.must(c.Close(by=HOST))
    over = room.give(c.RewordGiven(by=HOST, name=CRITERIA.name, line=line, words="Words."))
    assert isinstance(over, Refused)
    assert over.code == "closed"
