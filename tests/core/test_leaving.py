"""What is left behind: the best of what people chose, earlier outputs handed on, and lines that were put together."""

from __future__ import annotations

from server.core import commands as c
from server.core.outcomes import left_by, output_words
from server.core.plan import Given, Item
from server.core.session import Contribution
from server.record import build
from structures.vocabulary import Step, choice, earlier, leaves, on_stage, pick, text
from tests.core.made_up import item, room_of, say
from tests.pilot import HOST, Room, plan_of

LINES = Given("ideas", ("mint", "sage", "thyme", "dill", "rue"))
ADD = Step("add", 1, "Add.", form=(text("line"),), entries=3, sees=(earlier(), on_stage("add")))
VOTE = Step("vote", 1, "Choose.", form=(pick("dots", up_to=3),), sees=(earlier(), on_stage("add")))
END = Step("end", 1, "Look up.")


def said(room: Room, made: tuple[Contribution, ...]) -> list[str]:
    return [str(next(iter(one.values.values()))) for one in made]


def voting(top: int, output: str = "best") -> Room:
    """Five lines brought along, two added by seats 1 and 2, and a vote that begins."""
    vote = item(ADD, VOTE, END, leaves=leaves("output", "add", by="vote", top=top), uses=("ideas",), output=output)
    room = Room(plan_of(vote, given=(LINES,)), 4)
    room.next()
    say(room, 1, line="basil")
    say(room, 2, line="Basil, please")
    room.go_to("vote")
    return room


def id_of(room: Room, words: str) -> str:
    found = (one for made in room.session.made.values() for one in made.values())
    return next(one.id for one in found if words in one.values.values())


def choose(room: Room, seat: int, *words: str) -> None:
    say(room, seat, dots=tuple(id_of(room, word) for word in words))


def test_earlier_lines_that_were_chosen_are_handed_on_with_those_added_best_first() -> None:
    room = voting(top=2)
    choose(room, 1, "sage", "basil")
    choose(room, 2, "sage", "dill")
    choose(room, 3, "sage", "dill", "basil")
    room.go_to("end")
    assert said(room, output_words(room.session, "best"))[0] == "sage"
    assert set(said(room, output_words(room.session, "best"))) == {"sage", "dill", "basil"}, "who shares a place is in"
    assert said(room, output_words(room.session, "ideas")) == list(LINES.lines), "what was there stays as it was"
    room.must(c.Close(by=HOST))
    output = next(output for output in build(room.entries, {}).outputs if output.name == "best")
    assert [voice.word.text for voice in output.lines] == said(room, output_words(room.session, "best"))
    assert {"brought along"} < {voice.place for voice in output.lines}


def test_what_nobody_chose_is_not_among_the_best_unless_nobody_chose_anything() -> None:
    room = voting(top=4)
    choose(room, 1, "rue")
    room.go_to("end")
    assert said(room, output_words(room.session, "best")) == ["rue"]
    silent = voting(top=4)
    silent.go_to("end")
    assert len(output_words(silent.session, "best")) == 7, "there is something to go on with"


def test_choices_of_lines_that_were_put_together_add_up_one_for_each_voice() -> None:
    room = voting(top=1)
    choose(room, 1, "basil", "sage")
    choose(room, 2, "Basil, please", "sage")
    choose(room, 3, "basil", "Basil, please")
    assert said(room, left(room)) != ["basil"], "two halves lose, or tie"
    room.must(c.PutInOne(by=HOST, ids=(id_of(room, "basil"), id_of(room, "Basil, please"))))
    assert said(room, left(room)) == ["basil"]
    room.go_to("end")
    room.must(c.Close(by=HOST))
    (line,) = next(output for output in build(room.entries, {}).outputs if output.name == "best").lines
    assert line.word.scores is not None
    assert (line.word.scores.total, line.word.scores.outof) == (3, 4), "three voices of four, not four"


def left(room: Room) -> tuple[Contribution, ...]:
    now = room.session.now_item
    assert isinstance(now, Item)
    return left_by(room.session, now)


def test_an_output_handed_on_under_its_own_name_holds_each_line_once() -> None:
    room = voting(top=2, output="ideas")
    choose(room, 1, "sage")
    room.go_to("end")
    assert said(room, output_words(room.session, "ideas")) == list(LINES.lines)


def test_what_most_answered_otherwise_is_in_the_order_of_that_answer() -> None:
    room = room_of(
        Step("write", 1, "Write.", form=(text("line"),), entries=0),
        Step("sort", 1, "Sort.", form=(choice("answer", ("keep", "drop")),), marks="write", sees=(on_stage("write"),)),
        END,
        people=5,
        leaves=leaves("write", by="sort", only="drop"),
        output="dropped",
    )
    ids = [say(room, 1, line=line) for line in ("mint", "sage", "rue")]
    room.go_to("sort")
    for seat, answers in enumerate(("ddk", "ddk", "ddk", "kdk", "kdd"), 1):
        for id, answer in zip(ids, answers, strict=True):
            say(room, seat, (id,), answer="drop" if answer == "d" else "keep")
    room.go_to("end")
    assert said(room, left(room)) == ["sage", "mint"], "five said drop, then three; the third is kept"
