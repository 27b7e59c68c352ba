"""Whom words reach, and who may go on from them: the group they are for, the inner circle, the phone alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.core import commands as c
from server.core import events as e
from server.core import reach, sights, views
from server.core.audiences import touched
from server.core.commands import Refused
from server.core.folding import evolve, fold
from server.core.pieces import Readers
from server.core.plan import Given
from server.core.session import EMPTY
from structures.vocabulary import (
    ALONE,
    EVERYONE,
    KEEP,
    Leaves,
    Sight,
    Step,
    addressed,
    addressee,
    choice,
    circle,
    columns,
    earlier,
    groups_of,
    joined,
    long_text,
    matrix,
    of_group,
    on_stage,
    own,
    pick,
    plot,
    text,
    to_circle,
)
from tests.core.made_up import item, no, phones, room_of, say, screens_with
from tests.pilot import HOST, Room, plan_of

# --- words for another group -----------------------------------------------------------------------------------

NEED = Step("need", 1, "Ask.", groups_of(2), (text("line"), addressee("to")), by="scribe", entries=2, capture="group")
HEAR = Step("hear", 1, "Read.", KEEP, sees=(addressed("need", "to"),))


def needing(*steps: Step) -> tuple[Room, tuple[int, ...], tuple[int, ...]]:
    """A room in which group 0 has asked something of group 1, in its first step."""
    room = room_of(*(steps or (NEED, HEAR)), people=6)
    mine, theirs, _ = room.session.groups_in(room.session.at)
    say(room, mine[0], line="canaryneed", to=1)
    return room, mine, theirs


def test_words_reach_the_group_they_are_for_when_the_step_says_so() -> None:
    room, mine, theirs = needing()
    assert screens_with(room, "canaryneed") == phones(*mine), "sealed until then"
    room.next()
    assert screens_with(room, "canaryneed") == phones(*theirs)


def test_what_was_written_before_groups_were_formed_anew_is_for_nobody() -> None:
    room, _, _ = needing()
    room.must(c.Regroup(by=HOST))
    room.next()
    assert screens_with(room, "canaryneed") == set()


def test_other_groups_have_other_numbers() -> None:
    room, _, _ = needing(NEED, replace(HEAR, grouping=groups_of(2)))
    room.next()
    assert screens_with(room, "canaryneed") == set()


def test_only_the_lead_or_the_rest_may_be_told() -> None:
    turns = {"turn": 0, "lead": "listener", "rest": "others"}
    room, _, theirs = needing(NEED, replace(HEAR, sees=(addressed("need", "to", to="lead"),), **turns))
    room.next()
    assert screens_with(room, "canaryneed") == phones(theirs[0])
    room, _, theirs = needing(NEED, replace(HEAR, sees=(addressed("need", "to", to="rest"),), **turns))
    room.next()
    assert screens_with(room, "canaryneed") == phones(*theirs[1:])


def test_a_matrix_tells_everybody_and_hidden_words_nobody() -> None:
    told = replace(HEAR, sees=(matrix("need", by="answer"),))
    room, _, _ = needing(replace(NEED, capture="room"), told)
    (id,) = room.session.made[room.session.at]
    room.next()
    assert len(screens_with(room, "canaryneed")) == 8
    room.must(c.Moderate(by=HOST, id=id, act="hide"))
    assert screens_with(room, "canaryneed") == set()


# --- the inner circle ------------------------------------------------------------------------------------------

WONDER = Step("wonder", 1, "Ask them.", circle(2, outer=3), (text("line"),), by="rest", sees=(to_circle("wonder"),))


def test_questions_reach_those_inside_and_no_other_screen() -> None:
    room = room_of(WONDER, people=8)
    inside, outside = room.session.groups_in(room.session.at)[:2]
    assert no(room, inside[0], line="from inside").code == "not_now"
    say(room, outside[0], line="canaryquestion")
    assert screens_with(room, "canaryquestion") == phones(*inside, outside[0])
    room.must(c.MovePerson(by=HOST, seat=outside[1], group=0))
    assert screens_with(room, "canaryquestion") == phones(*inside, outside[0], outside[1])


def test_the_host_reads_them_only_where_everybody_does() -> None:
    room = room_of(replace(WONDER, sees=(to_circle("wonder"), on_stage("wonder", held=True))), people=8)
    outside = room.session.groups_in(room.session.at)[1]
    inside = room.session.groups_in(room.session.at)[0]
    say(room, outside[0], line="canaryquestion")
    assert screens_with(room, "canaryquestion") == {*phones(*inside, outside[0]), "control"}


# --- what is said beforehand -----------------------------------------------------------------------------------


def readers_of(step: Step, *later: Step) -> tuple[str, str, bool, bool, str]:
    room = room_of(step, *later, people=8)
    seat = next(seat for seat in room.seats if room.own(seat).form)
    form = room.own(seat).form
    assert form is not None
    said = form.readers
    return said.now, said.later, said.host, said.held, said.record


@pytest.mark.parametrize(
    ("sees", "expected"),
    [
        ((), ("you", "", False, False, "unnamed")),
        ((addressed("write", "to"),), ("you", "addressed", False, False, "unnamed")),
        ((of_group("write"), on_stage("write")), ("you", "room", True, False, "unnamed")),
        ((on_stage("write", held=True),), ("you", "room", True, True, "unnamed")),
        ((on_stage("write", held=True), matrix("write", by="x")), ("you", "room", True, False, "unnamed")),
        ((columns("other", by="write"),), ("you", "room", True, False, "unnamed")),
        ((plot("other", by="write", whose="group"),), ("you", "group", False, False, "unnamed")),
    ],
)
def test_who_will_read_is_said_before_anything_is_written(
    sees: tuple[Sight, ...], expected: tuple[str, str, bool, bool, str]
) -> None:
    write = Step("write", 1, "Write.", groups_of(4), (text("line"), addressee("to")))
    assert readers_of(write, Step("look", 1, "Look.", KEEP, sees=sees)) == expected


def test_what_goes_to_the_circle_says_so() -> None:
    assert readers_of(WONDER)[0] == "circle"


def test_a_choice_that_seats_people_is_told_by_where_they_sit() -> None:
    chairs = Step("chairs", 1, "Tap.", form=(choice("chair", ("I sit inside", "I listen")),), capture="private")
    talk = Step("talk", 1, "Talk.", circle(2, outer=3, of="chairs"))
    assert readers_of(chairs, talk) == ("you", "seats", False, False, "no")
    assert readers_of(chairs, replace(talk, grouping=circle(2, outer=3))) == ("you", "", False, False, "no")


# --- words that stay on the phone ------------------------------------------------------------------------------

DEAR = Step("dear", 1, "Write to them.", ALONE, (long_text("letter"),), capture="phone", entries=0)
READ = Step("read", 1, "Read it.", ALONE, sees=(own("dear"),))


def test_words_that_stay_on_the_phone_are_never_taken() -> None:
    room = room_of(DEAR, READ)
    own_part = room.own(1)
    assert own_part.may == "write"
    assert own_part.form is not None
    assert own_part.form.readers == Readers("you", "", "never", False, False)
    kind = "These words stay on your phone. They are not sent."
    assert no(room, 1, letter="dear").says == kind
    for command in (
        c.Revise(by=1, id="x", step=room.session.at, values={"letter": "dear"}),
        c.Submit(by=1, id="y", step=room.session.at, values={"letter": "dear"}, late=True),
        c.TakePen(by=1, step=room.session.at),
    ):
        answer = room.give(command)
        assert isinstance(answer, Refused)
        assert answer.says == kind
    assert not room.session.made
    tally = views.stage(room.session, room.around()).tally
    assert (tally.done, tally.of, tally.what) == (0, 0, "")


def test_the_phone_is_told_where_to_put_its_own_words() -> None:
    room = room_of(DEAR, READ)
    assert room.own(1).blocks == ()
    room.next()
    (block,) = room.own(1).blocks
    assert (block.show, block.of, block.cards) == ("phone", "1/dear", ())


# --- going on from earlier words -------------------------------------------------------------------------------

SAY = Step("say", 1, "Why?", groups_of(2), (text("line"), text("small", required=False)), by="scribe", entries=2)
AGAIN = Step("again", 1, "Better.", KEEP, (text("line"),), by="scribe", refines="say")


def test_a_form_goes_on_from_the_newest_words_and_what_is_sent_is_about_them() -> None:
    room = room_of(SAY, AGAIN, replace(AGAIN, name="third", refines="again"))
    mine, theirs = room.session.groups_in(room.session.at)
    say(room, mine[0], line="first words")
    newest = say(room, mine[0], line="better words", small="print")
    room.next()
    form = room.own(mine[1]).form
    assert form is not None
    assert (form.start, form.about) == ({"line": "better words"}, (newest,))
    other = room.own(theirs[0]).form
    assert other is not None
    assert (other.start, other.about) == (None, ())
    room.next()
    form = room.own(mine[0]).form
    assert form is not None
    assert form.about == (newest,), "a round in which nobody went on leaves the words as they were"
    best = say(room, mine[0], line="best words")
    made = room.session.contribution(best)
    assert made is not None
    assert (made.about, made.inferred) == ((newest,), False)


def test_one_goes_on_from_ones_own_words_or_from_the_rooms() -> None:
    alone = Step("say", 1, "Why?", ALONE, (text("line"),))
    room = room_of(alone, replace(alone, name="again", refines="say"))
    ids = {seat: say(room, seat, line=f"mine {seat}") for seat in room.seats}
    room.next()
    for seat, id in ids.items():
        form = room.own(seat).form
        assert form is not None
        assert (form.start, form.about) == ({"line": f"mine {seat}"}, (id,))
    together = Step("say", 1, "Why?", EVERYONE, (text("line"),), by="scribe", sees=(on_stage("say"),))
    room = room_of(together, replace(alone, name="again", refines="say"))
    id = say(room, 2, line="ours")
    room.next()
    form = room.own(4).form
    assert form is not None
    assert form.about == (id,)


def test_a_pen_goes_on_from_what_others_wrote_alone_only_where_it_may_see_it() -> None:
    alone = Step("say", 1, "Why?", ALONE, (text("line"),))
    for sees, may in (((), False), ((of_group("say"),), True)):
        room = room_of(
            alone, Step("again", 1, "Better.", groups_of(2), (text("line"),), "scribe", sees=sees, refines="say")
        )
        ids = {seat: say(room, seat, line=f"mine {seat}") for seat in room.seats}
        room.next()
        one, other = room.session.groups_in(room.session.at)[0]
        form = room.own(one).form
        assert form is not None
        assert form.about == (ids[max(one, other) if may else one],)


def test_earlier_wordings_are_kept_and_one_can_go_back() -> None:
    room = room_of(SAY, AGAIN)
    mine, theirs = room.session.groups_in(room.session.at)
    at, id = room.session.at, say(room, mine[0], line="one")

    def reword(words: str, draft: bool = False) -> None:
        room.must(c.Revise(by=mine[0], id=id, step=at, values={"line": words}, draft=draft))

    def former() -> list[object]:
        made = room.session.contribution(id)
        assert made is not None
        return [values["line"] for values in made.former]

    reword("one")
    assert former() == [], "the same words are no other wording"
    reword("tw", draft=True)
    reword("two", draft=True)
    assert former() == ["one"], "what is being typed is no wording yet"
    reword("two")
    reword("one")
    assert former() == ["one", "two"]
    reword("on", draft=True)
    reword("one")
    assert former() == ["one", "two"], "taken up and left as it was"
    for n in range(30):
        reword(f"n{n}")
    assert former() == [f"n{n}" for n in range(9, 29)]
    assert fold(room.entries) == room.session
    (card,) = views.group(room.session, room.around(), 0).words
    assert [values["line"] for values in card.former] == former()
    assert [values["line"] for values in room.own(mine[0]).mine[0].former] == former()
    assert screens_with(room, "n15") == phones(*mine)
    room.next()
    assert screens_with(room, "n15") == set(), "once it cannot be changed, nobody needs it"
    assert theirs


# --- what was there before the session -------------------------------------------------------------------------


def test_groups_gather_round_what_was_offered_here_not_round_what_was_brought_along() -> None:
    offer = Step("offer", 1, "Offer.", form=(text("topic"),), sees=(earlier(),))
    choose = Step("choose", 1, "Choose.", form=(pick("where"),), sees=(on_stage("offer"), earlier()))
    meet = Step("meet", 5, "Talk.", joined("choose"), talk=True)

    def to_choose(*steps: Step) -> set[str]:
        given = (Given("brought", ("Brought along.",)),)
        room = Room(plan_of(item(*steps, uses=("brought",)), given=given), 4)
        room.go_to("offer")
        say(room, 1, topic="Offered here.")
        room.go_to("choose")
        form = room.own(2).form
        assert form
        return {option.text for option in form.fields[0].options}

    assert to_choose(offer, choose, meet) == {"Offered here."}
    assert to_choose(offer, choose) == {"Offered here.", "Brought along."}


def test_a_line_made_of_what_a_group_wrote_is_made_of_nothing_that_all_see_besides() -> None:
    purpose = Step("purpose", 1, "Say it.", form=(text("line"),))
    notes = Step("notes", 1, "Note it.", form=(text("line"),))
    sift = Step("sift", 1, "Sift.", groups_of(4), (text("line"), pick("of", up_to=4)), by="scribe", grows_from="notes",
                sees=(of_group("notes"), on_stage("purpose")))  # fmt: skip
    room = Room(plan_of(item(purpose, notes, sift)), 4)
    room.go_to("purpose")
    say(room, 1, line="Our purpose.")
    room.go_to("notes")
    say(room, 2, line="A note.")
    room.go_to("sift")
    assert [one.values["line"] for one in reach.pickable(room.session, 1)] == ["A note."]


def test_what_a_group_wrote_says_what_the_group_was_about() -> None:
    offer = Step("offer", 1, "Offer.", form=(text("topic"),), sees=(on_stage("offer"),))
    choose = Step("choose", 1, "Choose.", form=(pick("where"),), sees=(on_stage("offer"),))
    meet = Step("meet", 5, "Talk.", joined("choose"), (text("note"),), by="scribe")
    hear = Step("hear", 5, "Hear.", EVERYONE, sees=(on_stage("meet"),))
    room = Room(plan_of(item(offer, choose, meet, hear)), 4)
    room.go_to("offer")
    topic = say(room, 1, topic="Shorter lists")
    room.go_to("choose")
    for seat in room.seats:
        say(room, seat, where=(topic,))
    room.go_to("meet")
    say(room, 2, note="Begin with one.")
    room.go_to("hear")
    [block] = views.room(room.session, room.around()).blocks
    assert [card.group for card in block.cards] == ["Shorter lists"]


def test_given_outputs_are_words_of_nobody_under_their_name() -> None:
    use = Step("use", 1, "Choose.", ALONE, (pick("best"), text("line", required=False)), sees=(earlier(),))
    plan = plan_of(
        item(use, key="1", uses=("hopes",), output="hopes", leaves=Leaves(("use",))),
        given=(Given("hopes", ("the first hope", "the second hope")), Given("fears", ("a fear",))),
    )
    room = Room(plan, 3)
    assert [one.id for one in sights.output_words(room.session, "hopes")] == ["given-hopes-1", "given-hopes-2"]
    given = room.session.contribution("given-hopes-2")
    assert given is not None
    assert (given.seat, given.step, given.values) == (0, "given/hopes", {"line": "the second hope"})
    room.next()
    assert len(screens_with(room, "the first hope")) == 5
    assert screens_with(room, "a fear") == {"control"}, "nobody asked for it; the host may put it right"
    mine = say(room, 1, best=("given-hopes-2",), line="more")
    made = room.session.contribution(mine)
    assert made is not None
    assert made.about == ("given-hopes-2",)
    assert [one.id for one in sights.output_words(room.session, "hopes")][:2] == ["given-hopes-1", "given-hopes-2"]
    for command in (
        c.Revise(by=1, id="given-hopes-1", step="given/hopes", values={"line": "mine"}),
        c.Submit(by=1, id="given-hopes-1", step=room.session.at, values={"line": "mine"}),
        c.Withdraw(by=1, id="given-hopes-1"),
    ):
        assert isinstance(room.give(command), Refused)
    room.must(c.Moderate(by=HOST, id="given-hopes-1", act="hide"))
    assert no(room, 2, best=("given-hopes-1",)).code == "invalid"
    assert screens_with(room, "the first hope") == {"control"}, "hidden, and the host may bring it back"
    assert fold(room.entries) == room.session


# --- who is woken ----------------------------------------------------------------------------------------------


def test_everybody_whose_part_changes_is_named() -> None:
    """The hints for publishing name whoever is addressed, sits inside, or was written for before."""
    asking = replace(NEED, sees=(addressed("need", "to"),), capture="room")
    leading = replace(asking, name="lead", grouping=KEEP, turn=0, lead="one", rest="others")
    leading = replace(leading, sees=(addressed("lead", "to", to="lead"),))
    sort = Step("sort", 1, "Sort.", KEEP, (choice("is", ("a", "b")),), by="scribe", marks="need")
    sort = replace(sort, sees=(of_group("need"), columns("need", by="sort", whose="group"), columns("need", by="sort")))
    room = Room(plan_of(item(asking, leading, sort, key="1"), item(WONDER, key="2")), 8)
    for _ in range(2):
        room.next()
        here = room.session.at
        for number, group in enumerate(room.session.groups_in(here)):
            id = say(room, group[0], line="words", to=(number + 1) % 4)
            room.must(c.TakePen(by=group[1], step=here))
            room.must(c.Revise(by=group[1], id=id, step=here, values={"line": "other", "to": (number + 2) % 4}))
    room.must(c.Withdraw(by=room.session.groups_in(here)[0][1], id=next(iter(room.session.made[here]))))
    room.next()
    room.everyone_writes()
    moved = room.session.groups_in(room.session.at)[0][0]
    room.must(c.MovePerson(by=HOST, seat=moved, group=1))
    room.everyone_writes()
    room.next()
    for seat in room.seats:
        if room.own(seat).may == "write":
            room.write(seat)
    assert len(room.session.made) == 4
    session, around = EMPTY, room.around()
    for entry in room.entries:
        after = evolve(session, entry)
        named = touched(session, after, entry)
        if (
            named is not None
            and session.phase != "new"
            and isinstance(entry.event, e.Contributed | e.Revised | e.Withdrawn)
        ):
            parts = [(("room", 0), views.room), (("stage", 0), views.stage), (("control", 0), views.control)]
            for audience, look in parts:
                assert audience in named or look(session, around) == look(after, around), audience
            for seat in session.seats:
                same = views.own(session, around, seat) == views.own(after, around, seat)
                assert ("own", seat) in named or same, f"{seat} sees {entry.event}"
            for n in range(len(after.groups_in(after.at))):
                same = views.group(session, around, n) == views.group(after, around, n)
                assert ("group", n) in named or same, f"group {n} sees {entry.event}"
        session = after
