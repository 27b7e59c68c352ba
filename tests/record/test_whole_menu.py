"""The record holds what the wider words of a structure leave: marks, places, pictures, people, who asks whom, days."""

from __future__ import annotations

import csv
import io

from server.core import commands as c
from server.core.events import Value
from server.core.plan import Given
from server.record import FORMATS, Record, build, write
from structures.vocabulary import Lane as LaneOf
from structures.vocabulary import (
    Step,
    addressee,
    choice,
    days,
    groups_of,
    leaves,
    line,
    on_stage,
    people,
    picture,
    place,
    quadrants,
    score,
    text,
)
from tests.core.made_up import item, room_of, say
from tests.pilot import HOST, Room, plan_of

FIELDS = quadrants(("low", "high"), ("low", "high"), "small", "wide", "tall", "large")
IDEAS = Step("write", 2, "Write.", form=(text("idea"),), entries=0)


def record_of(room: Room) -> Record:
    return build(room.entries, {seat: f"Person{seat}x" for seat in room.session.seats})


def end(room: Room) -> Record:
    room.next()
    room.must(c.Close(by=HOST))
    return record_of(room)


def in_every_format(record: Record, *words: str) -> None:
    for format in FORMATS:
        written = write(record, format).decode()
        for word in words:
            assert word in written, f"{word!r} is not in the {format} record"


def marked_room() -> tuple[Room, str]:
    room = room_of(
        IDEAS,
        Step(
            "sort",
            2,
            "Sort.",
            form=(
                choice("answer", ("keep", "drop"), "Keep it?"),
                place("at", FIELDS, "Where?"),
                text("why", required=False),
            ),
            marks="write",
            sees=(on_stage("write"),),
        ),
        leaves=leaves("write", by="sort", only="keep"),
        output="kept",
    )
    id = say(room, 1, idea="mint")
    room.go_to("sort")
    say(room, 1, (id,), answer="keep", at="10,10", why="it grows")
    say(room, 2, (id,), answer="keep", at="90,10")
    say(room, 3, (id,), answer="drop", at="11,12")
    return room, id


def test_marks_stand_under_the_card_they_are_about() -> None:
    room, _ = marked_room()
    record = end(room)
    (mint,) = record.parts[0].steps[0].words
    assert [(told.question, [(t.text, t.count) for t in told.counts]) for told in mint.told] == [
        ("Keep it?", [("keep", 2), ("drop", 1)]),
        ("Where?", [("small", 2), ("wide", 1)]),
    ]
    (comment,) = record.parts[0].steps[1].words
    assert comment.about == (mint.ref,), "a mark with words is a line, and says what it is about"
    in_every_format(record, "it grows", mint.ref)
    assert "  - Keep it?: keep 2, drop 1" in write(record, "md").decode()
    assert "Keep it?: keep 2, drop 1" in write(record, "html").decode()
    (output,) = record.outputs
    assert [voice.word.ref for voice in output.lines] == [mint.ref]


def test_while_marks_are_given_the_record_does_not_count_them() -> None:
    room, _ = marked_room()
    assert record_of(room).parts[0].steps[0].words[0].told == ()


def test_what_stays_private_leaves_no_trace_of_what_was_marked() -> None:
    room = room_of(
        IDEAS,
        Step(
            "sort",
            2,
            "Sort.",
            form=(choice("answer", ("yes", "no"), "Secret?"),),
            marks="write",
            sees=(on_stage("write"),),
            capture="private",
        ),
    )
    id = say(room, 1, idea="mint")
    room.go_to("sort")
    say(room, 2, (id,), answer="yes")
    record = end(room)
    assert record.parts[0].steps[0].words[0].told == ()
    assert all("Secret?" not in write(record, format).decode() for format in FORMATS)


def test_where_people_stand_is_counted_in_words() -> None:
    room = room_of(Step("stand", 2, "Stand.", form=(place("me", line("never", "always"), "I stand"),)))
    for seat, at in ((1, "70,50"), (2, "70,50"), (3, "50,50")):
        say(room, seat, me=at)
    record = end(room)
    (step,) = record.parts[0].steps
    assert step.words == (), "a bare place is nobody's line"
    (told,) = step.told
    assert [(t.text, t.count) for t in told.counts] == [
        ("7 of 10 towards “always”", 2),
        ("half way between “never” and “always”", 1),
    ]
    assert "I stand: 7 of 10 towards “always” 2" in write(record, "md").decode()


def test_several_scales_are_told_apart() -> None:
    room = room_of(Step("rate", 2, "Rate.", form=(score("a", "Calm"), score("b", "Brave"))))
    say(room, 1, a=1, b=5)
    record = end(room)
    (step,) = record.parts[0].steps
    assert step.spread is not None
    assert [(s.label, s.counts) for s in (step.spread, *step.further)] == [
        ("Calm", (1, 0, 0, 0, 0)),
        ("Brave", (0, 0, 0, 0, 1)),
    ]
    markdown = write(record, "md").decode()
    assert "Calm: 1 gave 1" in markdown
    assert "Brave: 1 gave 5" in markdown


def test_who_asked_whom_is_a_table() -> None:
    room = room_of(
        Step("ask", 2, "Ask.", grouping=groups_of(2, most=2), by="scribe", form=(text("need"), addressee("to"))),
        Step("reply", 2, "Answer.", form=(choice("answer", ("yes", "no")),), marks="ask", sees=(on_stage("ask"),)),
    )
    for number, group in enumerate(room.session.groups_in(room.session.at)):
        say(room, group[0], need=f"from {number}", to=1 - number)
    room.go_to("reply")
    first = next(one for one in room.session.written("1/ask") if one.group == 0)
    say(room, 1, (first.id,), answer="yes")
    record = end(room)
    rows = record.parts[0].steps[0].asked
    assert [(row.group, row.to, row.text, [a.text for a in row.answers]) for row in rows] == [
        ("Group 1", "Group 2", "from 0", ["yes"]),
        ("Group 2", "Group 1", "from 1", []),
    ]
    assert "| Group 1 | Group 2 | from 0 | yes |" in write(record, "md").decode()
    assert "| Group 2 | Group 1 | from 1 | — |" in write(record, "md").decode()


def test_pictures_people_lanes_and_former_wordings_are_told() -> None:
    room = room_of(
        Step(
            "draw",
            2,
            "Draw.",
            grouping=groups_of(2, most=2),
            lanes=(LaneOf("North"), LaneOf("South")),
            form=(picture("sketch", "Sketch"), text("words"), people("mates", "With")),
            named=True,
        )
    )
    first = room.session.groups_in(room.session.at)[0][0]
    others = tuple(str(seat) for seat in room.seats if seat != first)[:2]
    id = say(room, first, sketch="p" * 22, words="a rof", mates=others)
    again: dict[str, Value] = {"sketch": "p" * 22, "words": "a roof", "mates": others}
    room.must(c.Revise(by=first, id=id, step=room.session.at, values=again))
    record = end(room)
    (word,) = record.parts[0].steps[0].words
    assert word.text == "a roof", "one line holds the words, not the number of a picture"
    assert word.topic == "North"
    assert word.former == ("a rof",)
    in_every_format(record, "p" * 22, "a roof", "a rof", f"Person{others[0]}x, Person{others[1]}x", "North")


def test_what_was_brought_along_has_numbers_of_its_own() -> None:
    plan = plan_of(item(IDEAS, output="priorities"), given=(Given("priorities", ("=one", "two")),))
    room = Room(plan, 2)
    room.next()
    say(room, 1, idea="three")
    record = end(room)
    assert [(word.ref, word.text) for word in record.brought[0].words] == [("0.1.1", "=one"), ("0.1.2", "two")]
    assert record.contributed == 1, "what was there before was written by nobody here"
    (output,) = record.outputs
    assert [(voice.word.text, voice.place) for voice in output.lines] == [
        ("=one", "brought along"),
        ("two", "brought along"),
    ]
    rows = list(csv.DictReader(io.StringIO(write(record, "csv").decode("utf-8-sig"))))
    assert [(row["number"], row["words"], row["step"]) for row in rows[:2]] == [
        ("0.1.1", "'=one", "brought along"),
        ("0.1.2", "two", "brought along"),
    ]
    assert "### Brought along: Priorities" in write(record, "md").decode()


def test_a_step_between_meetings_is_told_by_its_due_day_and_takes_no_time() -> None:
    room = room_of(Step("watch", days(3), "Watch.", form=(text("saw"),)), Step("talk", 5, "Talk.", talk=True))
    say(room, 1, saw="rain")
    room.now += 2 * 86400
    record = end(room)
    (part,) = record.parts
    assert part.took < 3600
    assert part.steps[0].due == "2027-01-18T08:00:01Z"
    assert "Between meetings, until 18 January 2027" in write(record, "md").decode()
