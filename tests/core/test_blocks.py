"""What a sight shows in each of its ways: what stands where, what counts, and what is not told."""

from __future__ import annotations

from server.core import commands as c
from server.core import pieces as p
from server.core import views
from server.core.cards import CARDS_SHOWN
from server.core.plan import Given
from structures.vocabulary import (
    Step,
    addressee,
    choice,
    columns,
    groups_of,
    leaves,
    line,
    loop,
    matrix,
    on_stage,
    people,
    pick,
    picture,
    place,
    plot,
    quadrants,
    ranking,
    score,
    spread,
    text,
)
from tests.core.made_up import item, room_of, say
from tests.pilot import HOST, Room, plan_of

KEEP_OR_DROP = choice("answer", ("keep", "drop", "change"), "Keep or drop?")
FIELDS = quadrants(("low", "high"), ("low", "high"), "small", "wide", "tall", "large")
IDEAS = Step("write", 2, "Write.", form=(text("idea"),), entries=0)


def blocks_of(room: Room) -> tuple[p.Block, ...]:
    return views.room(room.session, room.around()).blocks


def texts(block: p.Block) -> list[str]:
    return [card.lines[0].text for card in block.cards]


def sorted_room(people: int = 5) -> tuple[Room, dict[str, str]]:
    """Four ideas on the screen, in the step that sorts them."""
    shows = (on_stage("write"),)
    room = room_of(
        IDEAS,
        Step("sort", 2, "Sort.", form=(KEEP_OR_DROP,), marks="write", sees=shows),
        Step("look", 2, "Look.", sees=(columns("write", by="sort"), ranking("write", by="sort"))),
        people=people,
    )
    ids = {word: say(room, 1, idea=word) for word in ("salt", "mint", "rice", "jam")}
    room.go_to("sort")
    return room, ids


def test_columns_sort_cards_by_what_most_answered_and_show_disagreement() -> None:
    room, ids = sorted_room()
    for seat, salt, mint in ((1, "drop", "keep"), (2, "drop", "keep"), (3, "drop", "keep"), (4, "keep", "keep")):
        say(room, seat, (ids["salt"],), answer=salt)
        say(room, seat, (ids["mint"],), answer=mint)
    say(room, 1, (ids["rice"],), answer="keep")
    say(room, 2, (ids["rice"],), answer="drop")
    room.go_to("look")
    block = blocks_of(room)[0]
    assert block.columns == ("keep", "drop", "change")
    assert texts(block) == ["mint", "rice", "salt", "jam"], "by column, the surest first, the unanswered last"
    told = {card.lines[0].text: card.marking for card in block.cards}
    assert told["salt"] == p.Marking((p.Count("drop", 3), p.Count("keep", 1)))
    assert told["rice"] == p.Marking((p.Count("keep", 1), p.Count("drop", 1))), "as often: in the order of the form"
    assert told["jam"] == p.Marking()


def test_a_mark_given_anew_counts_once() -> None:
    room, ids = sorted_room()
    say(room, 1, (ids["salt"],), answer="drop")
    say(room, 1, (ids["salt"],), answer="keep")
    room.go_to("look")
    (salt,) = (card for card in blocks_of(room)[0].cards if card.id == ids["salt"])
    assert salt.marking == p.Marking((p.Count("keep", 1),))


def test_when_columns_overflow_none_is_cut_off_whole() -> None:
    room, ids = sorted_room(people=2)
    room = room_of(
        IDEAS,
        Step("sort", 2, "Sort.", form=(KEEP_OR_DROP,), marks="write", sees=(on_stage("write"),)),
        Step("look", 2, "Look.", sees=(columns("write", by="sort"),)),
        people=2,
    )
    ids = {f"idea {n}": say(room, 1, idea=f"idea {n}") for n in range(CARDS_SHOWN + 20)}
    room.go_to("sort")
    for n, id in enumerate(ids.values()):
        say(room, 1, (id,), answer="drop" if n < 5 else "keep")
    room.go_to("look")
    (block,) = blocks_of(room)
    assert len(block.cards) == CARDS_SHOWN
    assert block.more == 20
    assert sum(card.marking is not None and card.marking.marks[0].text == "drop" for card in block.cards) == 5


def test_first_answers_rank_cards() -> None:
    room, ids = sorted_room()
    for seat in (1, 2, 3):
        say(room, seat, (ids["mint"],), answer="keep")
        say(room, seat, (ids["salt"],), answer="keep" if seat == 1 else "drop")
    room.go_to("look")
    block = blocks_of(room)[1]
    assert block.show == "ranking"
    assert texts(block)[:2] == ["mint", "salt"]
    first, second = (card.score for card in block.cards[:2])
    assert first == p.Score(3.0, 3, (), 0, 1, False)
    assert second == p.Score(1.0, 3, (), 0, 2, False)


def test_picks_rank_cards_and_are_no_cards_themselves() -> None:
    room = room_of(
        IDEAS,
        Step("choose", 2, "Choose.", form=(pick("best", up_to=2),), sees=(on_stage("write"),)),
        Step("look", 2, "Look.", sees=(ranking("write", by="choose", top=2), on_stage("choose"))),
        people=5,
        leaves=leaves("write", by="choose", top=1),
        output="best",
    )
    ids = {word: say(room, 1, idea=word) for word in ("salt", "mint", "rice")}
    room.go_to("choose")
    for seat, chosen in ((1, ("salt", "mint")), (2, ("mint",)), (3, ("rice", "mint"))):
        say(room, seat, best=tuple(ids[word] for word in chosen))
    room.go_to("look")
    ranked, picked = blocks_of(room)
    assert {card.lines[0].text: card.score and (card.score.total, card.score.place) for card in ranked.cards} == {
        "mint": (3.0, 1), "salt": (1.0, 2), "rice": (1.0, 2),
    }  # fmt: skip
    assert all(card.score and card.score.outof == 5 for card in ranked.cards), "five could have picked each"
    assert picked.cards == ()
    room.next()
    room.must(c.Close(by=HOST))
    (output,) = views.room(room.session, room.around()).decided
    assert texts(output) == ["mint"]


def test_one_vote_over_cards_of_several_steps_is_one_ranking() -> None:
    room = room_of(
        IDEAS,
        Step("more", 2, "Add.", form=(text("idea", "I add"),), entries=0, title="Added"),
        Step("choose", 2, "Choose.", form=(pick("best"),), sees=(on_stage("write"), on_stage("more"))),
        Step("look", 2, "Look.", sees=(ranking("write", by="choose"), ranking("more", by="choose"))),
        people=5,
    )
    ids = {word: say(room, 1, idea=word) for word in ("salt", "mint")}
    room.go_to("more")
    ids |= {word: say(room, 1, idea=word) for word in ("rice", "oats")}
    room.go_to("choose")
    for seat, chosen in ((1, "salt"), (2, "rice"), (3, "rice")):
        say(room, seat, best=(ids[chosen],))
    room.go_to("look")
    (ranked,) = blocks_of(room)
    assert ranked.title.endswith(", Added"), "it is called by all that is in it"
    assert texts(ranked)[:2] == ["rice", "salt"]
    assert [(card.score.place, card.score.tied) for card in ranked.cards if card.score] == [
        (1, False), (2, False), (3, False), (3, False),
    ], "whom nobody chose shares no place"  # fmt: skip


def test_scales_that_several_steps_asked_for_stand_side_by_side() -> None:
    like = (score("hub", "Star: all through one", low=0, high=3), score("web", "Web: anybody", low=0, high=3))
    room = room_of(
        Step("say", 2, "Say.", form=like, title="Say"),
        Step("want", 2, "Want.", form=like, title="Want"),
        Step("look", 2, "Look.", sees=(spread("say"), spread("want"))),
        people=3,
    )
    room.go_to("look")
    assert [block.title for block in blocks_of(room)] == [
        "Say: star, all through one", "Want: star, all through one", "Say: web, anybody", "Want: web, anybody",
    ]  # fmt: skip


def test_a_plot_tells_where_cards_were_placed_and_their_middle() -> None:
    room = room_of(
        IDEAS,
        Step("place", 2, "Place.", form=(place("at", FIELDS),), marks="write", sees=(on_stage("write"),)),
        Step("look", 2, "Look.", sees=(plot("write", by="place"),)),
    )
    ids = {word: say(room, 1, idea=word) for word in ("salt", "mint")}
    room.go_to("place")
    for seat, at in ((1, "10,20"), (2, "10,20"), (3, "40,80")):
        say(room, seat, (ids["mint"],), at=at)
    room.go_to("look")
    (block,) = blocks_of(room)
    assert block.canvas is not None
    assert [zone.name for zone in block.canvas.zones] == ["small", "wide", "tall", "large"]
    assert texts(block) == ["mint", "salt"], "what nobody placed comes last, and is there"
    assert block.cards[0].marking == p.Marking((), (p.Spot(10, 20, 2), p.Spot(40, 80, 1)), p.Spot(20, 40, 3))
    assert block.cards[1].marking == p.Marking()


def test_on_a_loop_the_middle_is_a_place_where_somebody_put_it() -> None:
    ecocycle = loop("birth", "maturity", "rigidity", "destruction", "renewal", "poverty")
    room = room_of(
        IDEAS,
        Step("place", 2, "Place.", form=(place("at", ecocycle),), marks="write", sees=(on_stage("write"),)),
        Step("look", 2, "Look.", sees=(plot("write", by="place"),)),
    )
    id = say(room, 1, idea="salt")
    room.go_to("place")
    for seat, at in ((1, "20,18"), (2, "80,82"), (3, "81,80")):
        say(room, seat, (id,), at=at)
    room.go_to("look")
    (card,) = blocks_of(room)[0].cards
    assert card.marking is not None
    assert card.marking.at == p.Spot(81, 80, 3)


def test_a_plot_of_where_people_stand_says_so_in_words_too() -> None:
    stand = Step("stand", 2, "Stand.", form=(place("me", line("never", "always")),))
    room = room_of(stand, Step("look", 2, "Look.", sees=(plot("stand"),)))
    say(room, 1, me="70,50")
    say(room, 2, me="0,50")
    room.go_to("look")
    (block,) = blocks_of(room)
    assert block.canvas is not None
    assert block.canvas.kind == "line"
    assert sorted(texts(block)) == ["7 of 10 towards “always”", "all the way to “never”"]
    assert {card.marking and card.marking.at for card in block.cards} == {p.Spot(70, 50), p.Spot(0, 50)}


def test_where_a_crowd_stands_is_told_whole() -> None:
    stand = Step("stand", 2, "Stand.", form=(place("me", line("never", "always")),))
    room = room_of(stand, Step("look", 2, "Look.", sees=(plot("stand"),)), people=CARDS_SHOWN + 5)
    for seat in room.seats:
        say(room, seat, me=f"{seat},50")
    room.go_to("look")
    (block,) = blocks_of(room)
    (card,) = block.cards
    assert card.marking is not None
    assert len(card.marking.spots) == CARDS_SHOWN + 5
    assert block.more == 0


def test_a_matrix_tells_who_asks_whom_and_what_was_answered() -> None:
    room = room_of(
        Step(
            "ask",
            2,
            "Ask.",
            grouping=groups_of(2, most=2),
            by="scribe",
            entries=2,
            form=(text("need"), addressee("to")),
        ),
        Step("answer", 2, "Answer.", form=(KEEP_OR_DROP,), marks="ask", sees=(on_stage("ask"),)),
        Step("look", 2, "Look.", sees=(matrix("ask", by="answer"),)),
    )
    for number, group in enumerate(room.session.groups_in(room.session.at)):
        say(room, group[0], need=f"from {number}", to=1 - number)
    room.go_to("answer")
    first = next(one for one in room.session.written("1/ask") if one.group == 0)
    say(room, 1, (first.id,), answer="drop")
    room.go_to("look")
    (block,) = blocks_of(room)
    assert [(card.group, card.to, card.marking and card.marking.marks) for card in block.cards] == [
        ("Group 1", "Group 2", (p.Count("drop", 1),)),
        ("Group 2", "Group 1", ()),
    ]
    assert all([line.kind for line in card.lines] == ["text"] for card in block.cards), "whom it is for is said once"
    assert block.columns == KEEP_OR_DROP.options, "each answer keeps the shape of its place in the form"


def test_a_gallery_holds_pictures_with_their_words() -> None:
    draw = Step("draw", 2, "Draw.", form=(picture("sketch"), text("words")))
    room = room_of(draw, Step("look", 2, "Look.", sees=(on_stage("draw", show="gallery"),)))
    say(room, 1, sketch="p" * 22, words="a roof")
    room.go_to("look")
    (block,) = blocks_of(room)
    assert block.show == "gallery"
    assert block.cards[0].lines == (p.Line("", "picture", "p" * 22), p.Line("", "text", "a roof"))


def test_a_web_tells_names_and_what_each_line_means_and_nothing_else() -> None:
    know = Step("know", 2, "Who?", form=(people("known", "I know"), text("aside", required=False)), named=True)
    room = room_of(know, Step("look", 2, "Look.", sees=(on_stage("know", show="web"),)))
    say(room, 1, known=("2", "3"), aside="hush")
    say(room, 2, known=("1",))
    room.go_to("look")
    (block,) = blocks_of(room)
    assert block.cards == ()
    assert block.ties == (
        p.Tie("Person1x", "Person2x", "I know"),
        p.Tie("Person1x", "Person3x", "I know"),
        p.Tie("Person2x", "Person1x", "I know"),
    )


def test_each_scale_has_its_own_spread_and_words_come_after_the_last() -> None:
    rate = Step("rate", 2, "Rate.", form=(score("a", "Calm"), score("b", "Brave"), text("why", required=False)))
    room = room_of(rate, Step("look", 2, "Look.", sees=(spread("rate"),)))
    say(room, 1, a=1, b=5, why="because")
    say(room, 2, a=1, b=4)
    room.go_to("look")
    calm, brave = blocks_of(room)
    assert (calm.title, calm.spread, calm.cards) == ("Calm", (2, 0, 0, 0, 0), ())
    assert (brave.title, brave.spread) == ("Brave", (0, 0, 0, 1, 1))
    assert [line.text for line in brave.cards[0].lines] == ["because"]
    assert calm.key != brave.key


def test_what_was_brought_along_reads_well_and_has_no_writer() -> None:
    steps = (Step("look", 2, "Look."),)
    plan = plan_of(item(*steps, uses=("four_priorities",)), given=(Given("four_priorities", ("one", "two")),))
    room = Room(plan, 3)
    room.next()
    pinned = views.room(room.session, room.around()).pinned
    assert [(block.title, texts(block)) for block in pinned] == [("Four priorities", ["one", "two"])]
    assert all(card.by == "" and card.lines[0].label == "" for card in pinned[0].cards)


def test_an_output_keeps_only_what_most_answered() -> None:
    room = room_of(
        IDEAS,
        Step("sort", 2, "Sort.", form=(KEEP_OR_DROP,), marks="write", sees=(on_stage("write"),)),
        leaves=leaves("write", by="sort", only="keep"),
        output="rules",
    )
    ids = {word: say(room, 1, idea=word) for word in ("salt", "mint")}
    room.go_to("sort")
    for seat in (1, 2, 3):
        say(room, seat, (ids["mint"],), answer="keep")
        say(room, seat, (ids["salt"],), answer="drop")
    room.next()
    room.must(c.Close(by=HOST))
    (output,) = views.room(room.session, room.around()).decided
    assert texts(output) == ["mint"]
