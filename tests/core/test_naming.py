"""Where somebody's name may stand is their own choice: it is kept on every screen, in the record, and beyond it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import orjson
import pytest

from server.core import commands as c
from server.core.commands import Refused
from server.core.naming import SOMEBODY
from server.record import READERS, Choice, NothingToTake, alone, season
from server.record.beside import Attended, Beside, State
from server.record.beyond import beyond, called, for_others
from server.record.building import build
from server.record.record import Record
from server.record.taking import Form, Reader
from structures import catalogue
from tests.pilot import HOST, Room, canary, one_item

NOWHERE, HERE, REPORTS = 1, 2, 3
CHOICES = {NOWHERE: "nowhere", REPORTS: "reports"}
NAMES = {seat: f"Person{seat}x" for seat in range(1, 8)}
ASKS_FOR_NAMES = [
    slug
    for slug, structure in sorted(catalogue().items())
    if any(step.named or {f.kind for f in step.form} & {"person", "people"} for step in one_item(slug).items[0].steps)
]


def choose(room: Room) -> None:
    for seat, where in CHOICES.items():
        room.must(c.ChooseNaming(by=seat, where=where))


def signs_nobody(room: Room) -> None:
    """Those who sit together know each other's names; beside words there is none of theirs."""
    for screen, parts in room.screens((HERE,)):
        signs = [sign for part in parts for sign in signs_in(asdict(part))]
        assert NAMES[NOWHERE] not in json.dumps(signs), f"{screen} in {room.session.at or 'the end'}"


def signs_in(shown: Any) -> Iterator[Any]:
    """All that stands beside words or in them, in a part of a screen."""
    if isinstance(shown, dict):
        yield from (shown[key] for key in ("lines", "by", "source", "target", "who", "with_whom") if key in shown)
    for inner in shown.values() if isinstance(shown, dict) else shown if isinstance(shown, list | tuple) else ():
        yield from signs_in(inner)


def told(record: object) -> str:
    return orjson.dumps(record, option=orjson.OPT_NON_STR_KEYS).decode()


def told_beyond(record: Record) -> str:
    return told(beyond(season.build("", {1: record}, {})))


@pytest.mark.parametrize("slug", ASKS_FOR_NAMES)
@pytest.mark.parametrize("first", [True, False])
def test_in_every_structure_a_name_stands_where_its_owner_lets_it(slug: str, first: bool) -> None:
    """Whether they choose before they write or after all is over."""
    room = Room(one_item(slug), 7)
    choose(room) if first else None
    room.play(signs_nobody if first else lambda _: None)
    signs_nobody(room) if first else None
    open_record = build(room.entries, NAMES)
    if not first:
        assert NAMES[NOWHERE] in told(open_record)
        choose(room)
    record = build(room.entries, NAMES)
    assert NAMES[NOWHERE] not in told(record)
    assert SOMEBODY in told(record)
    outside = told_beyond(record)
    assert {name for name in NAMES.values() if name in outside} <= {NAMES[REPORTS]}
    for reader in (one for one in READERS.values() if one.beyond and one.document):
        with contextlib.suppress(NothingToTake):
            page = repr(reader.document(alone(record), Choice()))  # type: ignore[misc]
            assert {name for name in NAMES.values() if name in page} <= {NAMES[REPORTS]}, reader.slug
    keys = room.keys()
    said = {canary(seat, key) for seat in room.seats for key in keys}
    assert {word for word in said if word in told(record)} == {word for word in said if word in told(open_record)}


def test_what_is_made_for_others_is_made_from_what_they_may_know() -> None:
    """Also by a reader that would tell all it is given."""
    room = Room(one_item("who_what_when"), 7)
    choose(room)
    room.play()
    told_all = Form("All", "txt", "text/plain", lambda source, _: repr(source).encode())
    reader = Reader("all", "All", "Everybody.", (), {"txt": told_all}, beyond=True)
    promise = next(one for one in alone(build(room.entries, NAMES)).season.paths if one.promise.who == NAMES[HERE])
    beside = Beside(
        people=(Attended(NAMES[HERE], "", "", "", frozenset({1}), False),),
        states={(1, promise.promise.ref): State("handed over", "it", "", who=NAMES[HERE])},
    )
    source = replace(alone(build(room.entries, NAMES)), beside=beside)
    assert NAMES[HERE] in told_all.write(source, Choice()).decode()
    page = for_others(reader).forms["txt"].write(source, Choice()).decode()
    assert {name for name in NAMES.values() if name in page} == {NAMES[REPORTS]}


def test_who_did_not_agree_is_told_by_a_role_that_enough_share_or_as_one_of_us() -> None:
    assert [called("Ann", "carer"), called("", "Carer"), called("", "")] == ["Ann", "a carer", "one of us"]
    assert [called("", "Occupational therapist"), called("", "QI lead")] == ["an occupational therapist", "a QI lead"]


def test_who_keeps_their_name_back_is_promised_none_and_is_asked_only_where_there_is_something_to_choose() -> None:
    room = Room(one_item("who_what_when"), 3)
    seen = {}
    while not isinstance(room.next(), Refused):
        own, form = room.own(HERE), room.own(HERE).form
        assert bool(own.naming) == (form is not None and form.readers.named)
        seen[room.session.at] = own.naming
    assert set(seen.values()) == {"", "here"}
    room = Room(one_item("who_what_when"), 3)
    room.go_to("commit")
    for where, promised in (("nowhere", (False, "unnamed")), ("reports", (True, "named"))):
        room.must(c.ChooseNaming(by=HERE, where=where))  # type: ignore[arg-type]
        readers = room.own(HERE).form.readers  # type: ignore[union-attr]
        assert (room.own(HERE).naming, (readers.named, readers.record)) == (where, promised)
    room.must(c.Close(by=HOST))
    assert room.own(HERE).naming == "reports"
    plain = Room(one_item("one_two_four_all"), 3)
    plain.play()
    assert plain.own(HERE).naming == ""
