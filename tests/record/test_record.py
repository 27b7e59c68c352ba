"""The record holds what the steps promised, and nothing else; the same log gives the same bytes."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from server.core import commands as c
from server.core.commands import Refused
from server.core.events import Contributed, Entry
from server.record import FORMATS, Source, build, season, take, write
from server.record.record import Voice
from structures import catalogue
from structures.vocabulary import Step
from tests.pilot import HOST, Room, canary, item_of, one_item, plan_of

NASTY = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "  =1",
    "<script>alert(1)</script>", "| a | b |", "# not a heading", "1. not a list", "- nor this",
    "[x](javascript:alert(1))", "**bold** _it_ `code` ![i](j)", "مرحبا بالعالم", "👩🏽‍⚕️ 🇬🇧 e\u0301",
    "a\u2028b\u202ec", "&lt; & \" ' \\",
]  # fmt: skip


def names(room: Room) -> dict[int, str]:
    return {seat: f"Person{seat}x" for seat in room.session.seats}


def texts(room: Room) -> dict[str, str]:
    record = build(room.entries, names(room))
    return {"jsonl": log_of(room), **{format: write(record, format).decode() for format in FORMATS}}


def log_of(room: Room, entries: Sequence[Entry] = ()) -> str:
    """The log as the record may tell it."""
    entries = entries or room.entries
    made = season.build("Ours", {1: build(entries, names(room))}, {})
    return take(Source(made, logs={1: entries}), "facilitator", "jsonl").written.decode()


@cache
def played(slug: str, people: int) -> Room:
    """One structure played to its end, once for all tests: nothing is done in it afterwards."""
    room = Room(one_item(slug), people)
    room.play()
    return room


@cache
def written_of(slug: str, people: int) -> dict[str, str]:
    return texts(played(slug, people))


@pytest.mark.parametrize("slug", sorted(catalogue()))
@pytest.mark.parametrize("people", [1, 5, 25])
def test_every_word_promised_to_the_record_is_in_it_and_no_other(slug: str, people: int) -> None:
    room, written = played(slug, people), written_of(slug, people)
    for made in room.session.made.values():
        for one in made.values():
            step = room.session.step(one.step)
            if step is None:
                assert one.step.startswith("given/")
                continue
            word = canary(one.seat, one.step)
            if word in json.dumps(dict(one.values)):
                for format, text in written.items():
                    assert (word in text.replace("\\", "")) == (step.capture == "room"), f"{format}: {one.step}"


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_nobody_is_named_where_no_name_was_promised(slug: str) -> None:
    room = played(slug, 5)
    record = build(room.entries, names(room))
    promised = {(n, k) for n, k, step in numbered(room) if step.named}
    choosing = {(n, k) for n, k, step in numbered(room) if any(f.kind in ("person", "people") for f in step.form)}
    for part in record.parts:
        for k, step in enumerate(part.steps, 1):
            for word in step.words:
                assert bool(word.who) == ((part.number, k) in promised)
                told = json.dumps([dataclasses.asdict(said) for said in word.said])
                assert "Person" not in told or (part.number, k) in choosing


def numbered(room: Room) -> list[tuple[int, int, Step]]:
    return [(n, k, s) for n, item in enumerate(room.session.items, 1) for k, s in enumerate(item.steps, 1)]


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_the_same_log_gives_the_same_bytes(slug: str) -> None:
    assert texts(played(slug, 5)) == written_of(slug, 5)
    again = Room(one_item(slug), 5)
    again.play()
    assert texts(again) == written_of(slug, 5), "the same session played again is the same record"


def test_at_any_moment_a_step_still_open_is_only_counted() -> None:
    room = Room(one_item("one_two_four_all"), 9)
    while not isinstance(room.next(), Refused):
        room.everyone_writes()
        now = room.session.at
        written = texts(room)
        open_words = [one for one in room.session.written(now) if not one.late]
        for one in open_words:
            assert all(canary(one.seat, now) not in text for text in written.values())
        if open_words:
            assert "kept private while the step is open" in written["md"]


def test_a_line_traces_back_to_single_voices() -> None:
    room = Room(plan_of(item_of("one_two_four_all")), 25)
    room.play()
    output = build(room.entries, names(room)).outputs[0]
    assert len(output.lines) >= 6
    for line in output.lines:
        assert line.sources, "a line of the fours comes from somewhere"
        assert all(voice.place.startswith("one voice") for voice in ends_of(line))
    assert len({voice.word.ref for line in output.lines for voice in ends_of(line)}) > len(output.lines)


def ends_of(voice: Voice) -> list[Voice]:
    return [end for source in voice.sources for end in ends_of(source)] if voice.sources else [voice]


def test_hidden_words_are_counted_and_not_shown() -> None:
    room = Room(one_item("one_two_four_all"), 8)
    while room.session.at != "1/all":
        room.next()
        room.everyone_writes()
    id = next(one.id for one in room.session.written("1/fours"))
    hidden = room.session.contribution(id)
    assert hidden is not None
    room.must(c.Moderate(by=HOST, id=id, act="hide"))
    written = texts(room)
    assert all(canary(hidden.seat, "1/fours") not in text for text in written.values())
    assert "1 line set aside by the host" in written["md"]


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_people_write_is_formula_or_markup(nasty: str) -> None:
    room = Room(plan_of(item_of("who_what_when", output="actions")), 2)
    room.go_to("commit")
    own = room.own(1)
    assert own.form is not None
    values = {
        f.name: nasty if f.kind in ("text", "long") else "2027-01-29" for f in own.form.fields if f.kind != "person"
    }
    room.must(c.Submit(by=1, id="x", step=room.session.at, values=values))
    room.next()
    written = texts(room)
    cells = [cell for row in csv.reader(io.StringIO(written["csv"].removeprefix("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
    assert any(nasty.strip() in cell for cell in cells), "not a letter is lost"
    assert "<script>" not in written["html"]
    assert 'href="javascript' not in written["html"]
    assert not re.search(r"^\s*(#|1\.) not", written["md"], re.MULTILINE)
    assert nasty.strip() in json.dumps(json.loads(written["json"]), ensure_ascii=False) or '"' in nasty or "\\" in nasty


def test_a_role_shared_by_few_names_nobody() -> None:
    room = Room(one_item("impromptu_networking"), 7)  # five roles: none is shared by five people
    room.play()
    record = build(room.entries, names(room))
    assert [(t.role, t.came) for t in record.roles] == [("others", 7)]
    assert not any(word.role for part in record.parts for step in part.steps for word in step.words)


def test_consent_keeps_reservations_apart_from_scores() -> None:
    room = Room(one_item("consent_check"), 11)
    room.play()
    output = build(room.entries, names(room)).outputs[0]
    assert output.spread is not None
    assert sum(output.spread.counts) == 11
    assert len(output.reservations) == 11
    assert list(output.reservations) == sorted(output.reservations), "in no order of time"
    said = [
        s.kind
        for part in build(room.entries, {}).parts
        for step in part.steps
        for word in step.words
        for s in word.said
    ]
    assert "score" not in said


@pytest.mark.parametrize("slug", sorted(catalogue()))
def test_the_log_does_not_tell_who_wrote_what_or_when(slug: str) -> None:
    """Had two people written each other's words, in another order, the log that is taken away would be the same: it has
    no trace of who wrote a line for themselves. Five people of five roles: none is shared by enough to be told."""
    room = played(slug, 5)
    steps = {key: room.session.step(key) for key in room.session.made}
    each = {key for key, step in steps.items() if step and step.by == "each" and not step.named}
    assert log_of(room, list(swapped(room.entries, each))) == log_of(room)
    assert not re.search('"(seat|groups|pen)":|"by":[0-9]', log_of(room))


def swapped(entries: Sequence[Entry], keys: set[str]) -> Iterator[Entry]:
    """The log with the writers of these steps in turn, and each step's words in the instants of one another."""
    writers: dict[str, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.event, Contributed) and entry.event.step in keys:
            writers.setdefault(entry.event.step, []).append(entry)
    others = {
        mine.seq: (theirs, after)
        for made in writers.values()
        for mine, theirs, after in zip(made, made[::-1], made[1:] + made[:1], strict=True)
    }
    for entry in entries:
        if entry.seq in others and isinstance(entry.event, Contributed):
            theirs, after = others[entry.seq]
            assert isinstance(theirs.event, Contributed)
            assert isinstance(after.event, Contributed)
            event = dataclasses.replace(theirs.event, seat=after.event.seat)
            yield dataclasses.replace(entry, by=after.by, event=event)
        else:
            yield entry


def test_the_log_tells_moves_and_sizes_and_each_line_where_its_step_ended() -> None:
    room = played("one_two_four_all", 9)
    told = [json.loads(line) for line in log_of(room).splitlines()]
    assert told[0] == {"kind": "File", "version": 1, "title": "Ours"}
    assert {one["session"] for one in told[1:]} == {1}
    kinds = [one["kind"] for one in told]
    assert kinds.count("SeatTaken") == 9
    assert [one["sizes"] for one in told if one["kind"] == "GroupsFormed"][:2] == [[3, 2, 2, 2], [5, 4]]
    numbers = [one["line"]["ref"] for one in told if one["kind"] == "Written"]
    assert numbers == [word.ref for word in build(room.entries, {}).words() if not word.ref.startswith("0.")]
    for n, one in enumerate(told):
        if one["kind"] == "Written":
            assert kinds[n - 1] in ("StepClosed", "Written")
            assert "at" not in one
            assert (one["line"]["ref"].split(".")[:2]) == [str(one["part"]), str(one["step"])]
