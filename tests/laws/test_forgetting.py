"""A person's words go out of a log, and everything else stays as it was: whatever was played, whoever goes."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterable

import pytest

from server.core import commands as c
from server.core.commands import Refused
from server.core.events import Entry
from server.core.folding import fold
from server.core.forgetting import ERASED, forget, words_in
from server.core.plan import Ask, Given
from server.core.session import Contribution, Session
from server.live import codec
from server.record import build
from structures import catalogue
from structures.vocabulary import ALONE, PAIRS, Step, clusters, date, score, text
from tests.core.made_up import item, room_of, say
from tests.laws.test_any_command import anything
from tests.pilot import HOST, Room, canary, item_of, plan_of

SLUGS = sorted(catalogue())


def bytes_of(entries: Iterable[Entry]) -> str:
    """Everything that would stand on disk."""
    return "\n".join(codec.stored(entry).payload for entry in entries)


def seen(room: Room, entries: list[Entry]) -> str:
    """All that all screens show of this log, and its record."""
    other = Room(room.session.plan)
    other.entries, other.session, other.now = entries, fold(entries), room.now
    screens = [[dataclasses.asdict(part) for part in parts] for _, parts in other.screens()]
    return json.dumps([screens, dataclasses.asdict(build(entries, other.around().names))])


def theirs(room: Room, seats: set[int]) -> set[str]:
    """A word for each step in which one of these people may have written."""
    steps = room.keys()
    return {canary(seat, key) for seat in seats for key in steps}


def bare(one: Contribution) -> Contribution:
    """A contribution without what it says."""
    return dataclasses.replace(one, values={}, former=())


def nothing_else_changed(before: Session, after: Session, seats: set[int]) -> None:
    for key, made in before.made.items():
        assert {id: bare(one) for id, one in made.items()} == {id: bare(one) for id, one in after.made[key].items()}
        for id, one in made.items():
            if one.seat not in seats:
                assert after.made[key][id] == one
    same = ("groups", "dealt", "hidden", "shown", "marked", "together", "settled", "stays", "items", "notes", "pens")
    assert all(getattr(before, what) == getattr(after, what) for what in same)


@pytest.mark.parametrize("seed", range(8))
def test_what_was_played_holds_without_a_person(seed: int) -> None:
    dice = random.Random(seed)
    slugs = dice.sample(SLUGS, 3)
    items = [item_of(slug, str(n), uses=(slugs[n - 2],) if n > 1 else ()) for n, slug in enumerate(slugs, 1)]
    room = Room(plan_of(*items), dice.choice([3, 5, 6]), seed)
    room.play(lambda room: [room.give(c.CallHelp(by=seat, words=canary(seat, room.session.at))) for seat in room.seats])
    seats = set(dice.sample(room.seats, dice.choice([1, 2])))
    after = forget(room.entries, seats)

    stored, shown = bytes_of(room.entries), seen(room, room.entries)
    gone = {word for word in theirs(room, seats) if word in stored}
    stay = {word for word in theirs(room, set(room.seats) - seats) if word in stored}
    assert gone, "they wrote something"
    assert any(word in shown for word in gone)
    stored_then, shown_then = bytes_of(after), seen(room, after)
    assert not {word for word in gone if word in stored_then or word in shown_then}
    assert {word for word in stay if word not in stored_then} == set()
    assert {word for word in stay if word in shown} == {word for word in stay if word in shown_then}
    nothing_else_changed(room.session, fold(after), seats)
    assert forget(after, seats) == after, "what is gone is gone"


@pytest.mark.parametrize("seed", range(8))
def test_any_log_folds_without_a_person(seed: int) -> None:
    dice = random.Random(seed)
    slugs = dice.sample(SLUGS, 3)
    room = Room(plan_of(*(item_of(slug, str(n)) for n, slug in enumerate(slugs, 1))), 5, seed)
    for _ in range(120):
        room.give(anything(room, dice))
        if dice.random() < 0.1 and room.session.phase == "running":
            [room.write(seat) for seat in room.seats]
    seats = {dice.choice(list(room.session.seats))}
    after = forget(room.entries, seats)
    stored = bytes_of(after)
    assert not {word for word in theirs(room, seats) if word in stored}
    assert seen(room, after)
    before, end = room.session, fold(after)
    for key, made in before.made.items():
        assert [bare(one) for one in made.values()] == [bare(one) for one in end.made[key].values()]


PLEDGE = Step("pledge", 5, "What will you do?", ALONE, (text("what"), date("when"), score("sure")), named=True)
WRITE = Step("write", 5, "Write it together.", PAIRS, (text("idea"),), by="scribe")


def test_another_hand_on_the_same_words() -> None:
    """What the erased person began goes in all hands' wordings; where they reworded, the words before theirs stand."""
    room = room_of(WRITE, people=2)
    mine = say(room, 1, idea="mine first")
    room.must(c.TakePen(by=2, step=room.session.at))
    room.must(c.Revise(by=2, id=mine, step=room.session.at, values={"idea": "yours on it"}))
    gone = fold(forget(room.entries, {1})).contribution(mine)
    back = fold(forget(room.entries, {2})).contribution(mine)
    assert gone is not None
    assert back is not None
    assert (gone.values, gone.former) == ({"idea": ERASED}, ())
    assert (back.values, back.former) == ({"idea": "mine first"}, ())


def test_what_a_host_put_right_is_the_words_of_who_put_them_so() -> None:
    room = room_of(WRITE, people=2)
    mine = say(room, 1, idea="mine frist")
    room.must(c.TakePen(by=2, step=room.session.at))
    room.must(c.Revise(by=2, id=mine, step=room.session.at, values={"idea": "yours on ti"}))
    room.must(c.ChooseNaming(by=1, where="reports"))
    room.must(c.Close(by=HOST))
    for was, words in (("yours on ti", "yours on it"), ("yours on it", "yours on it all")):
        room.must(c.Amend(by=HOST, id=mine, field="idea", was=was, words=words))
    for seat, stands in ((1, ERASED), (2, "mine frist")):
        after = forget(room.entries, {seat})
        assert "yours" not in bytes_of(after)
        one = fold(after).contribution(mine)
        assert one is not None
        assert {one.values["idea"], *(values["idea"] for values in (*one.former, *one.amended))} == {stands}
        assert fold(after).seats[1].naming == ("nowhere" if seat == 1 else "reports")
        assert forget(after, {seat}) == after
    seq = room.entries[-1].seq
    blanked = fold(forget(room.entries, (), blank=[seq])).contribution(mine)
    assert blanked is not None
    assert (blanked.values["idea"], blanked.amended[-1]["idea"]) == (ERASED, "yours on it")


def test_a_promise_keeps_its_place_but_not_its_day() -> None:
    room = room_of(PLEDGE, people=2)
    id = say(room, 1, what="call the ward", when="2027-01-29", sure=4)
    room.must(c.Close(by=HOST))
    after = forget(room.entries, {1})
    made = fold(after).contribution(id)
    assert made is not None
    assert made.values == {"what": ERASED, "sure": 4}
    (promise,) = build(after, {1: "Somebody", 2: "Peter"}).commitments
    assert (promise.who, promise.what, promise.when) == ("Somebody", ERASED, "")


def test_answers_on_joining_go_and_with_them_what_a_group_was_called() -> None:
    plan = plan_of(item(Step("sit", 5, "Sit with your kind.", clusters())))
    room = Room(dataclasses.replace(plan, asks=(Ask("ward", "My ward"),), spread=()))
    for seat, ward in enumerate(["Ward Nine", "ward nine", "Ward Two", "Ward Two"], 1):
        before = tuple(range(1, seat))
        room.must(c.Join(by=seat, traits={"ward": ward}, met=dict.fromkeys(before, 1), colleagues=before))
    room.must(c.TiePair(by=HOST, one=1, other=4, how="apart"))
    room.next()
    assert "Ward Nine" in str(room.session.called)
    one = fold(forget(room.entries, {1}))
    assert "Ward Nine" in str(one.called), "another person answered the same"
    assert one.seats[1].traits == {}
    assert all(1 not in (*seat.met, *seat.colleagues) for seat in one.seats.values())
    assert one.seats[4].met == {2: 1, 3: 1}
    assert (set(room.session.ties.values()), one.ties) == ({"apart"}, {})
    both = bytes_of(forget(room.entries, {1, 2}))
    assert "ward nine" not in both.casefold()
    assert "Ward Two" in both


def test_lines_handed_on_go_too_and_only_those() -> None:
    given = (Given("first.ideas", ("theirs", "ours"), "First", ("1:1.1.1", "1:1.1.2")), Given("typed", ("theirs",)))
    room = Room(plan_of(item(PLEDGE), given=given), 2)
    room.must(c.Bring(by=HOST, given=(Given("first.ideas", ("ours", "theirs"), "First"),)))
    after = fold(forget(room.entries, (), {"theirs"}))
    assert [one.lines for one in after.plan.given] == [("ours", ERASED), ("theirs",)]
    assert [one.values["line"] for one in after.written("given/first.ideas")] == ["ours", ERASED]


def test_what_a_host_made_of_such_a_line_goes_with_it() -> None:
    given = Given("first.ideas", ("theirs", "ours"), "First", ("1:1.1.1", "1:1.1.2"))
    room = Room(plan_of(item(PLEDGE), given=(given,)), 2)
    for line, words in ((1, "theirs, put well"), (2, "ours, put well"), (0, "theirs"), (0, "the host's own")):
        id = f"given-first.ideas-{line}" if line else ""
        room.must(c.RewordGiven(by=HOST, name="first.ideas", line=id, words=words))
    after = forget(room.entries, (), {"theirs"})
    assert "theirs" not in bytes_of(after)
    lines = [one.values["line"] for one in fold(after).written("given/first.ideas")]
    assert lines == [ERASED, "ours, put well", ERASED, "the host's own"]
    assert forget(room.entries, ()) == room.entries


def test_a_single_line_is_blanked_whoever_wrote_it() -> None:
    room = room_of(PLEDGE, people=2)
    say(room, 1, what="ask Ann", when="2027-01-29", sure=4)
    room.must(c.WriteNote(by=HOST, step=room.session.at, words="Ann was late"))
    room.must(c.Message(by=HOST, words="Ann, please come in"))
    places = [one.seq for one in room.entries if any("Ann" in words for words in words_in(one.event))]
    assert len(places) == 3
    after = forget(room.entries, (), blank=places)
    assert "Ann" not in bytes_of(after)
    assert not isinstance(room.give(c.Close(by=HOST)), Refused)
    assert build(after, {1: "Peter"}).people == 2
