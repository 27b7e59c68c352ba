"""Somebody who studies the work gets all of it and nobody's name; calendars get the days that people said."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from icalendar import Calendar

from server.record import alone, season
from server.record.beside import Beside, State
from server.record.desk import SMALL_CELL
from server.record.readers import READERS, take
from server.record.record import Commitment, Word
from server.record.taking import Choice, NothingToTake, Source
from tests.record.played import played, source_of

WHO, WHOM = "Quixotina", "Zebedee"


def files(source: Source, choice: Choice | None = None) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(take(source, "evaluator", "zip", choice).written)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@cache
def set_of(people: int) -> dict[str, str]:
    source = source_of(people)
    surveys = {"survey-1.csv": b"figures", "survey-1-codebook.txt": b"what they mean"}
    return files(replace(source, beside=replace(source.beside, surveys=surveys)))


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written, newline="")))


def retold(thing: Any) -> Any:
    """Everybody who is named is called Quixotina, everybody whom they name Zebedee, and all agreed to that."""
    if isinstance(thing, tuple):
        return tuple(map(retold, thing))
    if isinstance(thing, Commitment):
        return replace(thing, who=WHO, who_beyond=WHO, with_whom=WHOM, with_beyond=WHOM)
    if isinstance(thing, Word) and (chosen := [one for one in thing.said if one.kind in ("person", "people")]):
        # such a line says nothing else, so that its words are the names
        said = tuple(replace(one, kind="people", text=WHOM, beyond=WHOM) for one in chosen)
        return replace(thing, said=said, who=WHO, who_beyond=WHO)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    same = replace(thing, **{one.name: retold(getattr(thing, one.name)) for one in fields(thing)})  # type: ignore[type-var]
    return replace(same, who=WHO, who_beyond=WHO) if isinstance(same, Word) and same.who else same


def test_nobodys_name_is_in_it_even_of_those_who_agreed_to_be_named() -> None:
    was = source_of(25)
    sessions = {number: retold(record) for number, record in was.season.sessions.items()}
    source = Source(season.build("Ours", sessions, was.season.returned), was.beside)
    whole = take(source, "contributions", "csv").written.decode()
    assert WHO in whole
    assert WHOM in whole, "there are names to be left out"
    for name, written in files(source).items():
        assert not re.search(f"{WHO}|{WHOM}", written), name


def test_every_word_of_the_record_is_in_it() -> None:
    wrote = {one["words"] for one in rows(take(source_of(25), "contributions", "csv").written.decode("utf-8-sig"))}
    told = rows(set_of(25)["contributions.csv"])
    assert len(told) == sum(
        len(step.words)
        for record in source_of(25).season.sessions.values()
        for part in record.parts
        for step in part.steps
    )
    assert {one["words"] for one in told} <= wrote


def test_the_codebook_explains_every_column_of_every_table() -> None:
    for people in (3, 25):
        told = {(one["file"], one["column"]): one["what it means"] for one in rows(set_of(people)["codebook.csv"])}
        tables = {name: text for name, text in set_of(people).items() if name.endswith(".csv") and "/" not in name}
        heads = {
            (name, head) for name, text in tables.items() for head in next(csv.reader(io.StringIO(text, newline="")))
        }
        assert heads - {("codebook.csv", head) for head in ("file", "column", "holds", "what it means")} == told.keys()
        assert all(told.values())
        readme = set_of(people)["README.txt"]
        assert all(name in readme for name in set_of(people) if name != "README.txt")


def test_a_role_is_told_of_five_or_more_and_counts_add_up() -> None:
    came = {one.number: one.record.people for one in played(25)}
    for number in came:
        of = [one for one in rows(set_of(25)["roles.csv"]) if one["session"] == str(number)]
        assert sum(int(one["came"]) for one in of) == came[number]
        assert all(int(one["came"]) >= SMALL_CELL for one in of)
    assert {one["here as"] for one in rows(set_of(3)["contributions.csv"])} == {""}
    many = [int(one["people"]) for one in rows(set_of(25)["attendance.csv"])]
    assert sum(many) == len(source_of(25).beside.people)
    assert min(many) >= SMALL_CELL
    some = files(source_of(25), Choice(questions=frozenset({"1:1"})))
    assert some["attendance.csv"] == set_of(25)["attendance.csv"], "those of some sessions are not held against all"


def test_sections_and_surveys_can_be_left_out() -> None:
    source = source_of(3)
    assert set(files(source, Choice(sections=frozenset({"steps"})))) == {"README.txt", "codebook.csv", "steps.csv"}
    assert set_of(3)["surveys/survey-1.csv"] == "figures"
    nothing = Source(season.build("Ours", {}, {}), Beside())
    for reader, form in (("evaluator", "zip"), ("calendar", "ics")):
        with pytest.raises(NothingToTake, match=r"yet\."):
            take(nothing, reader, form)


def test_the_same_record_gives_the_same_bytes() -> None:
    for reader, form in (("evaluator", "zip"), ("calendar", "ics")):
        assert take(source_of(25), reader, form) == take(source_of(25), reader, form)


def events(source: Source, *sections: str) -> dict[str, tuple[date, str]]:
    choice = Choice(sections=frozenset(sections)) if sections else Choice()
    calendar = Calendar.from_ical(take(source, "calendar", "ics", choice).written)
    return {str(event["UID"]): (event.start, str(event["SUMMARY"])) for event in calendar.events}


def test_a_calendar_holds_the_open_days_as_they_stand_now() -> None:
    whole = source_of(25).season
    first, second, third, *rest = whole.paths
    states = {
        (first.session, first.promise.ref): State("another day", first.promise.what, "2027-05-06"),
        (second.session, second.promise.ref): State("done", second.promise.what, second.promise.when),
        (third.session, third.promise.ref): State("let go", third.promise.what, third.promise.when),
    }
    source = Source(whole, Beside(states=states))
    found = set(events(source).values())
    assert (date(2027, 5, 6), f"{first.promise.who}: {first.promise.what}") in found
    dated = [path.promise for path in rest if path.promise.when]
    assert found == {
        *((date.fromisoformat(one.when), f"{one.who}: {one.what}") for one in dated),
        (date(2027, 5, 6), f"{first.promise.who}: {first.promise.what}"),
    }
    assert f"{second.promise.who}: {second.promise.what}" in {title for _, title in events(source, "done").values()}


def test_a_promise_takes_its_own_place_in_a_calendar_from_whatever_file() -> None:
    source = source_of(25)
    last = alone(source.season.sessions[4])
    assert events(Source(source.season)).keys() == events(last).keys()
    assert not READERS["calendar"].beyond
