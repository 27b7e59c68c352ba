"""Groups of the whole menu in a room: formed when people have spoken, shown on screens, and calm when people come."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from server.core import commands as c
from server.core import pieces as p
from server.core import views
from server.core.commands import Refused
from server.core.folding import fold
from server.core.plan import Ask, Item, Place, Plan
from structures.vocabulary import (
    EVERYONE,
    KEEP,
    PAIRS,
    Lane,
    Role,
    Step,
    choice,
    circle,
    clusters,
    groups_of,
    joined,
    line,
    merge,
    on_stage,
    own,
    pick,
    place,
    rotate,
    stations,
    text,
    tour,
)
from structures.vocabulary import fold as folded
from tests.core.made_up import item
from tests.pilot import HOST, Room, one_item

SIZES = (*range(1, 14), 25, 26, 60, 900)

CLUSTERS = (Step("talk", 5, "Talk.", grouping=clusters(4)),)
CIRCLE = (
    Step("chairs", 2, "Will you sit inside?", form=(choice("chair", ("inside", "outside")),)),
    Step("speak", 5, "Talk.", grouping=circle(4, of="chairs"), lead="speaker", rest="listener", lead_ask="Tell us."),
    Step("more", 5, "Go on.", grouping=KEEP, lead="speaker", rest="listener"),
)
OFFER = Step("offer", 3, "What would you talk about?", form=(text("topic"),))
CHOOSE = Step("choose", 3, "Where to?", form=(pick("to"),), sees=(on_stage("offer"),))
JOINED = (OFFER, CHOOSE, Step("meet", 10, "Talk.", grouping=joined("choose")))
MARKET = (OFFER, CHOOSE, Step("meet", 10, "Talk.", grouping=joined("choose", roam=True)))
STATIONS = (
    OFFER,
    *tour(4, "offer", Step("hear", 5, "Listen."), Step("ask", 2, "Ask.", grouping=KEEP)),
    Step("all", 5, "What struck you?", grouping=EVERYONE),
)
LINE = Step("stand", 2, "Where do you stand?", form=(place("spot", line("no", "yes")),))
FOLD = (LINE, Step("talk", 5, "Talk.", grouping=folded("stand")))
KINDS = {
    "clusters": CLUSTERS,
    "circle": CIRCLE,
    "joined": JOINED,
    "market": MARKET,
    "stations": STATIONS,
    "fold": FOLD,
}
Says = Callable[[int, str], dict[str, object]]


def room_of(steps: tuple[Step, ...], people: int, **more: object) -> Room:
    item = Item("1", "structure", "It", steps=steps)
    plan = Plan("A session", items=(item,), asks=(Ask("role", "I am"), Ask("place", "I am")))
    return Room(replace(plan, **more), people)  # type: ignore[arg-type]


def write(room: Room, seat: int, **values: object) -> str:
    id = room.new_id()
    room.must(c.Submit(by=seat, id=id, step=room.session.at, values=values))  # type: ignore[arg-type]
    return id


def speak(room: Room, dice: random.Random) -> None:
    """Everybody who has a mind to says something sensible in the present step."""
    step, offers = room.session.now_step, sorted(room.session.made.get("1/offer", {}))
    for seat in room.seats:
        if step is None or not step.form or dice.random() < 0.2:
            continue
        match step.form[0].kind:
            case "choice":
                write(room, seat, chair=dice.choice(["inside", "outside"]))
            case "place":
                write(room, seat, spot=f"{dice.randint(0, 100)},50")
            case "pick" if offers:
                write(room, seat, to=(dice.choice(offers),))
            case "text" if seat <= 5:
                write(room, seat, topic=f"topic of {seat}")


def groups(room: Room) -> list[set[int]]:
    return [set(group) for group in room.session.groups_in(room.session.at)]


def face(room: Room, number: int) -> p.GroupFace:
    found = views.group(room.session, room.around(), number).group
    assert found is not None
    return found


# --- every kind, every size ------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_sits_somewhere_nobody_is_alone_and_the_log_folds_to_the_same(kind: str, people: int) -> None:
    room, dice = room_of(KINDS[kind], people), random.Random(people)
    formed = 0
    while not isinstance(room.next(), Refused):
        speak(room, dice)
        if room.session.groups_in(room.session.at):
            formed += 1
            made = room.session.groups_in(room.session.at)
            assert sorted(seat for group in made for seat in group) == list(room.seats)
            assert people == 1 or kind == "market" or 1 not in map(len, made)
    assert formed
    assert fold(room.entries) == room.session


@pytest.mark.parametrize("people", [2, 5, 13, 26])
@pytest.mark.parametrize("kind", KINDS)
def test_people_come_and_go_in_mid_step_and_nobody_else_is_moved(kind: str, people: int) -> None:
    room, dice = room_of(KINDS[kind], people), random.Random(people)
    while not isinstance(room.next(), Refused):
        speak(room, dice)
        before = {seat: group for group in room.session.groups_in(room.session.at) for seat in group}
        newcomer = room.join()
        leaver = dice.choice([seat for seat in room.seats if seat != newcomer])
        room.must(c.Leave(by=leaver))
        after = {seat: group for group in room.session.groups_in(room.session.at) for seat in group}
        if before:
            assert set(after) == set(room.seats)
            moved = {s for s, group in before.items() if s in after and not set(group) - {leaver} <= set(after[s])}
            assert all(set(before[seat]) == {seat, leaver} for seat in moved), "only who was left alone"
            inside = room.session.groups_in(room.session.at)[0] if kind == "circle" else ()
            for group in set(after.values()):
                assert len(group) > 1 or kind == "market" or group == inside or len(room.seats) == 1
    assert fold(room.entries) == room.session


def test_groups_that_follow_from_what_people_say_wait_until_they_have_said_it() -> None:
    for steps in (CIRCLE, JOINED, MARKET, STATIONS, FOLD):
        room = room_of(steps, 9)
        while room.session.at != f"1/{steps[-1].name}":
            key = room.session.at
            following = next((s for s in steps if f"1/{s.grouping.of}" == key and s.grouping.of), None)
            assert following is None or f"1/{following.name}" not in room.session.groups
            room.next()
            speak(room, random.Random(1))


def test_second_thoughts_before_the_groups_are_used_count() -> None:
    wait = Step("wait", 1, "Stretch.", grouping=EVERYONE)
    room = room_of((OFFER, replace(CHOOSE, entries=2), wait, JOINED[-1]), 6)
    room.next()
    first, second = write(room, 1, topic="one"), write(room, 2, topic="two")
    room.next()
    mine = [write(room, seat, to=(first,)) for seat in room.seats]
    room.next()
    assert list(map(set, room.session.groups["1/meet"])) == [set(room.seats)], "ready to be looked at"
    room.must(c.Back(by=HOST, step=room.session.at))
    room.must(c.Revise(by=6, id=mine[5], step="1/choose", values={"to": (second,)}))
    write(room, 5, to=(second,))
    room.next()
    room.next()
    assert sorted(groups(room), key=len) == [{5, 6}, {1, 2, 3, 4}]


# --- clusters --------------------------------------------------------------------------------------------------


def test_clusters_are_called_by_their_answer_and_newcomers_find_their_own() -> None:
    room = room_of(CLUSTERS, 0)
    for seat, role in enumerate(("nurse", "nurse", "patient", "patient", "patient"), 1):
        room.must(c.Join(by=seat, traits={"role": role}))
    room.next()
    assert [face(room, n).label for n in range(2)] == ["nurse", "patient"]
    room.must(c.Join(by=6, traits={"role": "Patient"}))
    assert groups(room) == [{1, 2}, {3, 4, 5, 6}], "with people of one kind, though the other group is smaller"
    room.must(c.Join(by=7, traits={"role": "carer"}))
    assert groups(room) == [{1, 2, 7}, {3, 4, 5, 6}]
    room.must(c.Leave(by=1))
    assert room.session.called["1/talk"] == ("nurse", "patient")


def test_where_nothing_is_asked_clusters_are_groups_of_about_a_size() -> None:
    room = room_of(CLUSTERS, 0, asks=())
    for seat in range(1, 14):
        room.must(c.Join(by=seat))
    room.next()
    assert sorted(map(len, groups(room))) == [4, 4, 5]
    assert face(room, 0).label == "Table 1"


# --- a circle --------------------------------------------------------------------------------------------------


def circle_of(people: int, willing: tuple[int, ...]) -> Room:
    room = room_of(CIRCLE, people)
    room.next()
    for seat in room.seats:
        write(room, seat, chair="inside" if seat in willing else "outside")
    room.next()
    return room


def test_those_inside_a_circle_lead_and_the_others_are_the_rest() -> None:
    room = circle_of(10, (2, 5, 7))
    for _ in range(2):
        assert groups(room)[0] == {2, 5, 7}
        assert [room.own(seat).role for seat in (2, 1)] == ["speaker", "listener"]
        assert [face(room, n).sits for n in range(2)] == ["in", "out"]
        assert [face(room, n).label for n in range(2)] == ["Inside", "Table 1"]
        assert {member.role for member in face(room, 0).members} == {"speaker"}
        assert {member.role for member in face(room, 1).members} == {"listener"}
        assert [room.own(seat).says for seat in (2, 1)] == (
            ["Tell us.", ""] if room.session.at == "1/speak" else ["", ""]
        )
        room.next()


def test_tables_round_a_circle_have_the_places_of_the_plan() -> None:
    room = room_of(CIRCLE, 14, places=(Place("Corner", "by the door", "https://video.example/1"),))
    room.next()
    room.next()
    assert [(face(room, n).label, face(room, n).where) for n in range(3)] == [
        ("Inside", ""),
        ("Corner", "by the door"),
        ("Table 2", ""),
    ]


def test_newcomers_sit_round_a_circle_and_one_left_inside_stays() -> None:
    room = circle_of(10, (2, 5))
    newcomer = room.join()
    assert newcomer not in groups(room)[0]
    room.must(c.Leave(by=5))
    assert groups(room)[0] == {2}
    room.must(c.MovePerson(by=HOST, seat=newcomer, group=0))
    assert groups(room)[0] == {2, newcomer}
    assert room.own(newcomer).role == "speaker"
    for seat in (2, newcomer):
        room.must(c.Leave(by=seat))
    assert views.control(room.session, room.around()).groups[0].group.label == "Inside", "somebody can be sent there"


def test_one_left_to_watch_alone_comes_in() -> None:
    room = circle_of(5, (1, 2, 3))
    outside = groups(room)[1]
    gone, alone = sorted(outside)
    room.must(c.Leave(by=gone))
    assert alone in groups(room)[0]


def test_a_circle_made_ready_for_few_is_drawn_anew_when_many_have_come() -> None:
    steps = (Step("wait", 5, "Wait.", grouping=EVERYONE), Step("speak", 5, "Talk.", grouping=circle(3)))
    room = room_of(steps, 2)
    room.next()
    for _ in range(10):
        room.join()
    room.next()
    assert [len(group) for group in groups(room)] == [3, 4, 5]


# --- joined ----------------------------------------------------------------------------------------------------


def test_a_group_is_about_what_its_people_picked_and_hidden_words_are_nobodys_topic() -> None:
    room = room_of(JOINED, 8)
    room.next()
    ids = [write(room, seat, topic=f"topic of {seat}") for seat in (1, 2, 3)]
    room.next()
    for seat, n in enumerate((0, 1, 2, 2, 0, 0, 0, 1), 1):
        write(room, seat, to=(ids[n],))
    room.must(c.PutInOne(by=HOST, ids=(ids[0], ids[2])))
    room.next()
    topics = {face(room, n).topic: group for n, group in enumerate(groups(room))}
    assert topics == {"topic of 1": {1, 3, 4, 5, 6, 7}, "topic of 2": {2, 8}}
    room.must(c.Moderate(by=HOST, id=ids[0], act="hide"))
    assert sorted(face(room, n).topic for n in range(2)) == ["", "topic of 2"]
    assert not views.room(room.session, room.around()).market, "nobody roams here"


def test_people_roam_between_all_the_topics_of_a_market() -> None:
    room = room_of(MARKET, 5)
    room.next()
    ids = sorted(write(room, seat, topic=f"topic of {seat}") for seat in (1, 2, 3))
    room.next()
    for seat in room.seats:
        write(room, seat, to=(ids[0],))
    room.next()
    stalls = views.room(room.session, room.around()).market
    assert [stall.people for stall in stalls] == [5, 0, 0]
    assert {stall.topic for stall in stalls} == {"topic of 1", "topic of 2", "topic of 3"}
    step = views.room(room.session, room.around()).step
    assert step is not None
    assert step.roams
    room.must(c.GoToGroup(by=4, step=room.session.at, group=2))
    assert [stall.people for stall in views.room(room.session, room.around()).market] == [4, 0, 1]
    assert len(views.control(room.session, room.around()).groups) == 3
    for seat in (1, 2, 3):
        room.must(c.Leave(by=seat))
    assert groups(room) == [{5}, set(), {4}], "nobody is moved where people move by themselves"
    room.must(c.Leave(by=5))
    room.must(c.Leave(by=4))
    room.join()
    assert [stall.people for stall in views.room(room.session, room.around()).market] == [1, 0, 0]


# --- stations --------------------------------------------------------------------------------------------------


def on_tour(people: int, hosts: int, steps: tuple[Step, ...] = STATIONS) -> Room:
    room = room_of(steps, people)
    room.next()
    for seat in range(1, hosts + 1):
        write(room, seat, topic=f"topic of {seat}")
    room.next()
    return room


def test_a_tour_is_as_long_as_there_are_stations() -> None:
    room = on_tour(12, 3)
    hosts = {face(room, n).topic: n for n in range(3)}
    seen: dict[int, list[str]] = {seat: [] for seat in room.seats}
    steps = []
    while room.session.at != "1/all":
        steps.append(room.session.at)
        for number, group in enumerate(groups(room)):
            assert face(room, number).topic in hosts
            assert hosts[face(room, number).topic] == number, "a station stays where it is"
            for seat in group:
                seen[seat].append(face(room, number).topic)
        room.next()
    assert steps == ["1/hear-1", "1/ask-1", "1/hear-2", "1/ask-2", "1/hear-3", "1/ask-3"]
    for seat, stops in seen.items():
        assert len(set(stops)) == (1 if seat <= 3 else 3)
        assert seat > 3 or set(stops) == {f"topic of {seat}"}


def test_without_a_station_there_is_one_round_of_groups_and_what_follows_is_played() -> None:
    room = on_tour(9, 0)
    assert sorted(map(len, groups(room))) == [4, 5]
    assert face(room, 0).topic == ""
    room.next()
    assert room.session.at == "1/ask-1"
    room.next()
    assert room.session.at == "1/all"


def test_who_comes_late_goes_round_with_the_party_they_joined() -> None:
    room = on_tour(12, 3)
    room.next()
    assert "1/hear-2" in room.session.groups, "the next visit is made ready"
    newcomer = room.join()
    stops = []
    while room.session.at != "1/all":
        number = room.session.group_number(room.session.at, newcomer)
        party = groups(room)[number] - {1, 2, 3, newcomer}
        stops.append((number, frozenset(party)))
        room.next()
    assert len({number for number, _ in stops}) == 3
    assert len({party for _, party in stops}) == 1


def test_a_step_after_a_tour_that_has_rounds_of_its_own_is_no_visit() -> None:
    visits = tour(3, "offer", Step("hear", 5, "Listen."))
    pairs = tuple(Step(f"pair-{n}", 2, "Talk.", grouping=PAIRS, round=(n, 3)) for n in (1, 2, 3))
    room = on_tour(8, 1, (OFFER, *visits, *pairs))
    played = [room.session.at]
    while not isinstance(room.next(), Refused):
        played.append(room.session.at)
    assert played == ["1/hear-1", "1/pair-1", "1/pair-2", "1/pair-3"]


# --- roles and lanes -------------------------------------------------------------------------------------------


def test_roles_go_round_with_the_turn() -> None:
    turn = Step("turn", 3, "Talk.", form=(text("note"),), by="lead", lead_ask="Tell.", roles=(Role("coach", "Ask."),))
    room = room_of(rotate(5, "client", "observer", replace(turn, grouping=KEEP)), 0)
    first = room.session.items[0].steps[0]
    steps = (Step("sit", 1, "Sit.", grouping=groups_of(4)), first, *room.session.items[0].steps[1:])
    room = room_of(steps, 5)
    room.next()
    order = room.session.groups_in(room.session.at)[0]
    for n in range(5):
        room.next()
        mine = [room.own(seat) for seat in order]
        roles = ["client", "coach", "observer", "observer", "observer"]
        assert [own.role for own in mine] == [roles[(place - n) % 5] for place in range(5)]
        assert [own.role for own in mine] == [member.role for member in face(room, 0).members]
        asked = {"client": "Tell.", "coach": "Ask.", "observer": ""}
        assert [own.says for own in mine] == [asked[own.role] for own in mine]


def test_a_group_that_has_had_its_turns_has_no_roles() -> None:
    turn = Step("turn", 3, "Talk.", grouping=KEEP, roles=(Role("coach"),))
    room = room_of((Step("sit", 1, "Sit.", grouping=groups_of(3)), *rotate(4, "client", "observer", turn)), 7)
    room.next()
    for _ in range(4):
        room.next()
    small, large = sorted(room.session.groups_in(room.session.at), key=len)
    assert room.own(small[0]).role == ""
    assert room.own(small[0]).says == "Your group has had all its turns. Talk on, or rest."
    assert room.own(large[3]).role == "client"


def test_groups_have_lanes_in_turn_and_a_role_asks_first() -> None:
    lanes = (Lane("Up", "What could go well?"), Lane("Down", "What could go wrong?"))
    steps = (
        Step("talk", 5, "Talk.", grouping=groups_of(2), lanes=lanes),
        Step("tell", 5, "Tell.", grouping=KEEP, lanes=lanes, turn=0, lead="teller", lead_ask="Tell them."),
    )
    room = room_of(steps, 6)
    room.next()
    assert [face(room, n).topic for n in range(3)] == ["Up", "Down", "Up"]
    assert [face(room, n).ask for n in range(3)] == [lanes[0].ask, lanes[1].ask, lanes[0].ask]
    second = room.session.groups_in(room.session.at)[1]
    assert {room.own(seat).says for seat in second} == {""}, "the step asks them all; the lane's words are the group's"
    room.next()
    assert [room.own(seat).says for seat in second] == ["Tell them.", ""]


def test_lanes_of_words_stay_when_words_are_hidden_in_mid_step() -> None:
    steps = (OFFER, Step("talk", 5, "Talk.", grouping=groups_of(2), lanes_of="offer"))
    room = room_of(steps, 8)
    room.next()
    ids = sorted(write(room, seat, topic=f"topic of {seat}") for seat in range(1, 5))
    topics = [room.session.made["1/offer"][id].values["topic"] for id in ids]
    room.must(c.Moderate(by=HOST, id=ids[0], act="hide"))
    room.next()
    assert [face(room, n).topic for n in range(4)] == [topics[1], topics[2], topics[3], topics[1]]
    room.must(c.Moderate(by=HOST, id=ids[2], act="hide"))
    assert [face(room, n).topic for n in range(4)] == [topics[1], "", topics[3], topics[1]]


def test_words_kept_on_phones_or_private_are_nobodys_topic() -> None:
    private = replace(OFFER, capture="private", sees=(own("offer"),))
    room = on_tour(6, 2, (private, Step("hear", 5, "Listen.", grouping=stations("offer"))))
    assert len(groups(room)) == 2
    assert [face(room, n).topic for n in range(2)] == ["", ""]


# --- merging, going back, the host -----------------------------------------------------------------------------


def test_pairs_from_a_folded_line_merge_whole() -> None:
    room = room_of((*FOLD, Step("fours", 5, "Talk.", grouping=merge(2))), 8)
    room.next()
    for seat in room.seats:
        write(room, seat, spot=f"{seat * 10},50")
    room.next()
    pairs = groups(room)
    assert sorted(map(sorted, pairs)) == [[1, 8], [2, 7], [3, 6], [4, 5]]
    room.next()
    assert all(any(pair <= four for four in groups(room)) for pair in pairs)


def test_the_host_moves_people_and_forms_groups_anew_with_their_topics() -> None:
    room = room_of(JOINED, 8)
    room.next()
    ids = [write(room, seat, topic=f"topic of {seat}") for seat in (1, 2)]
    room.next()
    for seat in room.seats:
        write(room, seat, to=(ids[seat % 2],))
    room.next()
    chosen = {face(room, n).topic: group for n, group in enumerate(groups(room))}
    room.must(c.MovePerson(by=HOST, seat=8, group=0))
    room.must(c.MovePerson(by=HOST, seat=7, group=1))
    room.must(c.MovePerson(by=HOST, seat=6, group=2))
    assert face(room, 2).topic == ""
    room.must(c.Regroup(by=HOST))
    assert {face(room, n).topic: group for n, group in enumerate(groups(room))} == chosen


TELL = (Step("gather", 1, "Sit.", PAIRS), *rotate(2, "client", "helper", Step("tell", 5, "Talk.", KEEP)))


@pytest.mark.parametrize(("steps", "to", "mixes"), [
    (TELL, "gather", True), (TELL, "tell-1", True), (TELL, "tell-2", False),
    (JOINED, "meet", False), (CIRCLE, "speak", False),
])  # fmt: skip
def test_only_groups_that_could_as_well_be_others_are_offered_to_be_mixed(
    steps: tuple[Step, ...], to: str, mixes: bool
) -> None:
    room = room_of(steps, 6)
    room.go_to(to)
    assert views.control(room.session, room.around()).mixes is mixes


def test_people_of_one_kind_are_not_mixed() -> None:
    room = Room(one_item("what_i_need_from_you"), 8)
    room.go_to("needs")
    assert views.control(room.session, room.around()).mixes is False


@pytest.mark.parametrize(("slug", "people", "step", "of"), [
    ("action_learning_set", 5, "present-1", 5), ("troika", 6, "tell-1", 3), ("twenty_five_ten", 9, "score-1", 5),
    ("shift_and_share", 13, "show-1", 3), ("wise_crowds", 4, "tell-1", 4),
])  # fmt: skip
def test_as_many_rounds_are_told_as_are_played(slug: str, people: int, step: str, of: int) -> None:
    room = Room(one_item(slug), people)
    if slug == "shift_and_share":
        room.go_to("offer")
        for seat in (1, 2, 3):
            room.write(seat)
    room.go_to(step)
    told: list[tuple[int, int]] = []
    while not isinstance(room.next(), Refused):
        face = views.room(room.session, room.around()).step
        assert face is not None
        told.append((face.round[0], face.n))
        if face.round[1]:
            assert face.round[1] == of
            assert face.n <= face.of
    assert max(number for number, _ in told) == of
    assert [n for _, n in told] == sorted(n for _, n in told)


def test_groups_avoid_those_one_met_in_an_earlier_session() -> None:
    """Twelve people who sat in threes last time sit with others in the first threes of today, and so do late-comers."""
    before = [{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}]
    plan = Plan("Again", items=(item(Step("talk", 5, "Talk.", grouping=groups_of(3))),))
    room = Room(plan, 0)
    for seat in range(1, 13):
        known = {other: 1 for group in before if seat in group for other in group if other < seat}
        room.must(c.Join(by=seat, met={**known, 99: 4, 12: 0}))
    assert 99 not in room.session.seats[3].met, "who is not here was not met"
    room.next()
    groups = room.session.groups_in(room.session.at)
    assert sorted(map(len, groups)) == [3, 3, 3, 3]
    for group in groups:
        assert all(len(set(group) & known) <= 1 for known in before)
    assert fold(room.entries) == room.session


@pytest.mark.parametrize("knew", [True, False])
def test_the_host_is_told_how_many_meet_again_after_earlier_sessions(knew: bool) -> None:
    plan = Plan("Again", items=(item(Step("warm", 1, "Think."), Step("talk", 5, "Talk.", grouping=groups_of(3))),))
    room = Room(plan, 0)
    for seat in range(1, 7):
        room.must(c.Join(by=seat, met=dict.fromkeys(range(1, seat), 1) if knew else {}))
    room.next()
    told = views.control(room.session, room.around())
    assert told.planned
    assert told.planned.mixture
    assert told.planned.mixture.again == (6 if knew else 0), "two groups of three hold six pairs"
    assert told.planned.mixture.new == (0 if knew else 6)
    assert told.met == 0, "today nobody has met yet"
