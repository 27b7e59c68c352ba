"""Marking cards: one answer for each card, by each person or by each pen, about cards one sees and no others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from server.core import commands as c
from server.core import events as e
from server.core import sights, views
from server.core.cards import CARDS_SHOWN
from server.core.folding import fold
from server.core.forms import LOOKS, SHARES
from structures.vocabulary import (
    ALONE,
    EVERYONE,
    KEEP,
    Leaves,
    Step,
    axes,
    choice,
    columns,
    earlier,
    groups_of,
    of_group,
    on_stage,
    own,
    pick,
    place,
    ranking,
    score,
    text,
)
from tests.core.made_up import item, no, phones, room_of, say, screens_with
from tests.pilot import HOST, Room, plan_of

LIST = Step("list", 1, "List.", ALONE, (text("line"),), entries=0)
PAIRED = replace(LIST, grouping=groups_of(2))
KEEPS = (choice("keep", ("keep", "drop")), text("why", required=False))
SORT = Step("sort", 1, "Sort.", ALONE, KEEPS, marks="list", sees=(on_stage("list"),))
SORT_IN_GROUPS = replace(SORT, grouping=KEEP, by="scribe", sees=(of_group("list"),))
TELL = Step("tell", 1, "Look.", EVERYONE, sees=(columns("list", by="sort"),))


def listed(people: int = 4, *steps: Step) -> tuple[Room, list[str]]:
    """A room in the step after the list, in which everybody has listed one line."""
    room = room_of(*(steps or (LIST, SORT, TELL)), people=people)
    cards = [say(room, seat, line=f"line of {seat}") for seat in room.seats]
    room.next()
    return room, cards


def test_a_form_of_marks_holds_the_cards_and_a_mark_is_about_one_of_them() -> None:
    room, cards = listed()
    form = room.own(1).form
    assert form is not None
    assert form.marks
    assert sorted(card.id for card in form.items) == sorted(cards)
    mark = say(room, 1, (cards[2],), keep="keep")
    made = room.session.contribution(mark)
    assert made is not None
    assert (made.about, made.inferred) == ((cards[2],), False)
    assert [(one.id, one.about) for one in room.own(1).mine] == [(mark, (cards[2],))]
    assert no(room, 1, keep="keep").code == "invalid"
    assert no(room, 1, (cards[0], cards[1]), keep="keep").code == "invalid"
    assert no(room, 1, (mark,), keep="keep").code == "invalid"


def test_marking_again_is_another_answer_to_the_same_card() -> None:
    room, cards = listed()
    first = say(room, 1, (cards[0],), keep="keep")
    again = room.must(c.Submit(by=1, id="again", step=room.session.at, values={"keep": "drop"}, about=(cards[0],)))
    assert again == (e.Revised(first, {"keep": "drop"}, (cards[0],), False, False),)
    say(room, 2, (cards[0],), keep="keep")
    say(room, 1, (cards[1],), keep="keep")
    assert len(tuple(room.session.written(room.session.at))) == 3
    revised = room.must(c.Revise(by=1, id=first, step=room.session.at, values={"keep": "keep"}, about=(cards[3],)))
    assert revised == (e.Revised(first, {"keep": "keep"}, (cards[0],), False, False),), "it stays about its card"


def test_a_group_has_one_answer_to_a_card_whoever_holds_the_pen() -> None:
    room, cards = listed(4, PAIRED, SORT_IN_GROUPS)
    one, other = room.session.groups_in(room.session.at)[0]
    mark = say(room, one, (cards[one - 1],), keep="keep")
    assert no(room, other, (cards[one - 1],), keep="drop").code == "not_now"
    room.must(c.TakePen(by=other, step=room.session.at))
    assert [mine.id for mine in room.own(other).mine] == [mark]
    answer = room.must(
        c.Submit(by=other, id="o", step=room.session.at, values={"keep": "drop"}, about=(cards[one - 1],))
    )
    assert [type(event) for event in answer] == [e.Revised]
    assert len(tuple(room.session.written(room.session.at))) == 1


def test_only_cards_in_sight_can_be_marked() -> None:
    room, cards = listed(4, PAIRED, SORT_IN_GROUPS)
    mine, theirs = room.session.groups_in(room.session.at)
    room.must(c.TakePen(by=mine[0], step=room.session.at))
    form = room.own(mine[0]).form
    assert form is not None
    assert {card.id for card in form.items} == {cards[seat - 1] for seat in mine}
    assert no(room, mine[0], (cards[theirs[0] - 1],), keep="keep").code == "invalid"


def test_what_is_hidden_taken_back_or_put_together_cannot_be_marked() -> None:
    room, cards = listed()
    room.must(c.Moderate(by=HOST, id=cards[0], act="hide"))
    room.must(c.PutInOne(by=HOST, ids=(cards[1], cards[2])))
    room.must(c.Withdraw(by=4, id=cards[3]))
    form = room.own(1).form
    assert form is not None
    assert {card.id for card in form.items} == {cards[1]}
    assert no(room, 1, (cards[0],), keep="keep").code == "invalid"
    assert no(room, 1, (cards[2],), keep="keep").code == "invalid"
    assert no(room, 1, (cards[3],), keep="keep").code == "invalid"
    assert say(room, 1, (cards[1],), keep="keep")


def test_in_a_group_too_what_was_put_together_or_hidden_by_the_host_cannot_be_marked() -> None:
    room, cards = listed(2, PAIRED, replace(SORT, grouping=KEEP, sees=(of_group("list"), own("list"))))
    extra = "extra"
    room.must(c.Submit(by=1, id=extra, step="1/list", values={"line": "one more"}))
    room.must(c.PutInOne(by=HOST, ids=(cards[1], extra)))
    room.must(c.Moderate(by=HOST, id=cards[0], act="hide"))
    form = room.own(1).form
    assert form is not None
    assert {card.id for card in form.items} == {cards[1]}
    assert no(room, 1, (extra,), keep="keep").code == "invalid"
    assert no(room, 1, (cards[0],), keep="keep").code == "invalid", "one's own hidden words are in sight, but no card"


def test_words_held_by_the_host_can_be_marked_once_they_are_shown() -> None:
    held = replace(SORT, sees=(on_stage("list", held=True),))
    room, cards = listed(3, LIST, held)
    assert room.own(1).may == "look", "there is nothing to mark yet"
    assert no(room, 1, (cards[0],), keep="keep").code == "invalid"
    room.must(c.Moderate(by=HOST, id=cards[0], act="show"))
    assert room.own(1).may == "write"
    assert say(room, 1, (cards[0],), keep="keep")


def test_earlier_outputs_can_be_marked_where_they_are_in_sight() -> None:
    rate = Step("rate", 1, "Rate.", ALONE, (score("much"),), marks="output", sees=(earlier(),))
    first = item(LIST, key="1", output="wishes", leaves=Leaves(("list",)))
    second = item(rate, replace(rate, name="blind", sees=()), key="2", uses=("wishes",))
    room = Room(plan_of(first, second), 3)
    room.next()
    card = say(room, 1, line="a wish")
    room.go_to("rate")
    form = room.own(2).form
    assert form is not None
    assert [one.id for one in form.items] == [card]
    assert say(room, 2, (card,), much=4)
    room.next()
    assert room.session.at == "2/blind"
    assert no(room, 2, (card,), much=4).code == "invalid", "this step shows no outputs"


def test_done_are_those_who_marked_one_card_at_least() -> None:
    room, cards = listed()
    say(room, 1, (cards[0],), keep="keep")
    say(room, 1, (cards[1],), keep="keep")
    tally = views.stage(room.session, room.around()).tally
    assert (tally.done, tally.of, tally.what) == (1, 4, "answered")
    on_axes = replace(SORT, form=(place("where", axes(("a", "b"), ("c", "d"))),))
    room, cards = listed(4, PAIRED, replace(on_axes, grouping=KEEP, by="scribe", sees=(of_group("list"),)))
    seat = room.session.groups_in(room.session.at)[1][0]
    say(room, seat, (cards[seat - 1],), where="10,90")
    tally = views.stage(room.session, room.around()).tally
    assert (tally.done, tally.of, tally.what) == (1, 2, "placed")


def test_of_very_many_cards_each_gets_a_share_and_all_are_looked_at() -> None:
    people = 3 * CARDS_SHOWN
    room, cards = listed(people)
    shares = [to_mark(room, seat) for seat in room.seats]
    assert {len(share) for share in shares} == {SHARES[0]}
    looks = Counter(card for share in shares for card in share)
    assert set(looks) == set(cards)
    assert min(looks.values()) >= LOOKS
    for seat in room.seats[3:]:
        room.must(c.Leave(by=seat))
    assert [len(to_mark(room, seat)) for seat in room.seats] == [CARDS_SHOWN] * 3, "few people get as many as fit"
    other = next(card for card in cards if card not in to_mark(room, 1))
    assert say(room, 1, (other,), keep="keep"), "what one sees elsewhere may be marked all the same"
    assert other in to_mark(room, 1)


def to_mark(room: Room, seat: int) -> set[str]:
    form = room.own(seat).form
    assert form is not None
    return {card.id for card in form.items}


def test_what_was_marked_is_counted_only_where_a_sight_shows_it() -> None:
    room, cards = listed()
    say(room, 1, (cards[0],), keep="keep", why="canarywhy")
    (shown,) = sights.sights_now(room.session)
    assert sights.marks_for(room.session, shown, None) == (), "a wall shows no answers"
    told = TELL.sees[0]
    assert sights.marks_for(room.session, told, None) == (), "a sight of another step lets nothing be counted now"
    assert screens_with(room, "canarywhy") == phones(1)
    room.next()
    assert [one.about for one in sights.marks_for(room.session, told, None)] == [(cards[0],)]


def test_a_group_is_told_what_its_own_members_marked() -> None:
    told = Step("ours", 1, "Look.", KEEP, sees=(columns("list", by="sort", whose="group"),))
    for sort in (replace(SORT, grouping=KEEP, sees=(of_group("list"),)), SORT_IN_GROUPS):
        room, cards = listed(4, PAIRED, sort, told)
        groups = room.session.groups_in(room.session.at)
        marks = [say(room, group[0], (cards[group[0] - 1],), keep="keep") for group in groups]
        room.must(c.MovePerson(by=HOST, seat=groups[0][0], group=1)) if sort.by == "scribe" else None
        room.next()
        sight = told.sees[0]
        for number, mark in enumerate(marks):
            members = room.session.groups_in(room.session.at)[number]
            assert [one.id for one in sights.marks_for(room.session, sight, members)] == [mark]
        assert [cards for _, cards in sights.for_all(room.session)] == []


def test_of_two_marks_on_one_card_the_newest_counts() -> None:
    room, cards = listed()
    say(room, 1, (cards[0],), keep="keep")
    room.next()
    room.now += 60
    late = c.Submit(by=1, id="late", step="1/sort", values={"keep": "drop"}, about=(cards[0],), late=True)
    room.must(late)
    assert [one.values["keep"] for one in sights.marks_for(room.session, TELL.sees[0], None)] == ["keep"]
    room.must(replace(late, id="later"))
    assert len(tuple(room.session.written("1/sort"))) == 2, "a late answer given again is one late answer"
    room.must(c.Moderate(by=HOST, id="late", act="restore"))
    assert [one.values["keep"] for one in sights.marks_for(room.session, TELL.sees[0], None)] == ["drop"]


def test_groups_formed_anew_do_not_answer_for_the_old_ones() -> None:
    room, cards = listed(4, PAIRED, replace(SORT_IN_GROUPS, sees=(on_stage("list"),)))
    seat = room.session.groups_in(room.session.at)[0][0]
    old = say(room, seat, (cards[0],), keep="keep")
    room.must(c.Regroup(by=HOST))
    again = say(room, room.session.groups_in(room.session.at)[0][0], (cards[0],), keep="drop")
    assert again != old
    assert room.session.contribution(again) is not None
    assert room.session.contribution(old) is not None


def test_marks_come_back_with_their_step_and_from_the_log() -> None:
    room, cards = listed()
    mark = say(room, 1, (cards[0],), keep="keep")
    room.next()
    room.must(c.Back(by=HOST, step=room.session.at))
    latecomer = room.join()
    assert [mine.id for mine in room.own(1).mine] == [mark]
    assert say(room, latecomer, (cards[0],), keep="drop")
    draft = c.Submit(by=2, id="draft", step=room.session.at, values={"why": "not sure"}, about=(cards[0],), draft=True)
    room.must(draft)
    assert [mine.draft for mine in room.own(2).mine] == [True]
    assert fold(room.entries) == room.session
    room.next()
    assert len(sights.marks_for(room.session, TELL.sees[0], None)) == 3, "a draft counts once its step has closed"


def test_a_ranking_grants_the_cards_it_shows_and_no_more() -> None:
    dots = Step("dots", 1, "Choose.", ALONE, (pick("best", up_to=2),), sees=(on_stage("list"),))
    top = Step("top", 1, "Look.", EVERYONE, sees=(ranking("list", by="dots", top=1),))
    room, cards = listed(4, LIST, dots, top)
    say(room, 1, best=(cards[2], cards[1]))
    say(room, 2, best=(cards[2],))
    room.next()
    (granted,) = (found for _, found in sights.for_all(room.session))
    assert [one.id for one in granted] == [cards[2]]
    assert screens_with(room, "line of 2") == phones()


def test_what_an_item_leaves_is_what_most_would_keep() -> None:
    room = Room(plan_of(item(LIST, SORT, output="kept", leaves=Leaves(("list",), by="sort", only="keep"))), 3)
    room.next()
    cards = [say(room, seat, line=f"line {seat}") for seat in room.seats]
    room.next()
    for seat, says in ((1, "keep"), (2, "keep"), (3, "drop")):
        say(room, seat, (cards[0],), keep=says)
        say(room, seat, (cards[1],), keep="drop")
    assert [one.id for one in sights.output_words(room.session, "kept")] == [cards[0]]
