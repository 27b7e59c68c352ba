"""What stands in no log reaches the record (the register, how promises stand, surveys), for those who may see it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

from sqlalchemy import insert

from server import tables
from server.core import commands as c
from server.live.inbox import Known, TakenSeat
from server.live.sessions import Sessions
from server.log import Log
from server.promises.promises import Promises
from server.promises.promising import Wish
from server.record.readers import take
from server.record.taking import Source
from server.scripts.survey import SurveyForm
from server.season.communities import Communities
from server.season.dates import instant
from server.season.meetings import Meetings, Planned
from server.season.people import People
from server.season.person import Details
from server.takeaway.material import Of, source_of
from server.takeaway.source import Sources
from tests.pilot import one_item

AT = instant("2027-02-04", "10:00", "Europe/London")
FORM = {"title": "Ours", "scale": ["-"] * 5, "parts": [{"questions": [{"name": "x", "open": "Why?"}]}]}


def rows(source: Source, slug: str) -> list[dict[str, str]]:
    written = take(source, slug, "csv").written.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written, newline="")))


async def test_what_became_of_promises_and_who_came_stands_beside_the_record(tmp_path: Path) -> None:
    clock = iter(range(1_800_000_000, 1_900_000_000))
    log = await Log.open(f"sqlite+aiosqlite:///{tmp_path}/t.sqlite3")
    sessions, people = Sessions(log), People(log, lambda: next(clock))
    meetings, promises = Meetings(log, lambda: next(clock)), Promises(log, sessions, lambda: next(clock))
    try:
        community = await Communities(log, lambda: next(clock)).found("Ours", "")
        planned = [Planned("1_one.yaml", "One", AT, "Europe/London"), Planned("2_two.yaml", "Two")]
        await meetings.begin(community, "folder", "Ours", planned)
        (series,) = await meetings.of(community)
        plan = dataclasses.replace(one_item("who_what_when"), given=(), asks=())
        session = await sessions.create(plan, title="One")
        await meetings.hold(series.meetings[0].id, session)
        live = await sessions.live(session)
        details = Details("Ann", "ann@example.org", "nurse", "Ward 7", "Leeds", contact=True)
        ids = [await people.add(community, one) for one in (details, Details("Ben", "ben@example.org"), Details("Cy"))]
        for id, name in zip(ids[:2], ("Ann", "Ben"), strict=True):
            assert isinstance(await live.take_own_seat(id, name, {}, Known()), TakenSeat)
        for _ in range(2):
            assert (answer := await live.order(c.Next(by="f1", step=live.session.at, anyway=True))).ok, answer
        for seat, id, what, when in (
            (1, "a", "Ring", "2027-03-01"), (1, "b", "Write", "2027-03-02"), (1, "d", "Ask", "2027-03-03"),
            (2, "e", "Wait", "2027-03-04"), (2, "f", "Read", "2027-03-05"),
        ):  # fmt: skip
            values = {"what": what, "when": when}
            answer = await live.order(c.Submit(by=seat, id=id * 22, step=live.session.at, values=values))
            assert answer.ok, answer
        await live.order(c.Next(by="f1", step=live.session.at))
        await promises.gather()
        held = {one.promise.what: one.promise.id for one in await promises.in_sessions([session])}
        for what, seat, wish in (
            ("Ring", 1, Wish("done", "Two calls.")), ("Write", 1, Wish("later", due="2027-04-01")),
            ("Ask", 1, Wish("offer", to=2)), ("Ask", 2, Wish("accept")), ("Wait", 2, Wish("let_go")),
        ):  # fmt: skip
            assert await promises.change(held[what], [(session, seat)], wish) is None
        survey = {"id": "s" * 22, "community": community, "series": series.id, "meeting": None, "created_at": 1.0,
                  "form": SurveyForm.model_validate(FORM).model_dump_json(exclude_defaults=True)}  # fmt: skip
        told = json.dumps({"people": 0, "items": {}, "pairs": {}, "roles": {}})
        wave = {"survey": "s" * 22, "wave": "before", "opened_at": 1.0, "closed_at": 2.0, "results": told}
        async with log.writing() as db:
            await db.execute(insert(tables.surveys), [survey])
            await db.execute(insert(tables.waves), [wave])
        sources = Sources(log, meetings)
        whole = source_of(await sources.material(Of("series", series.id), whole=True))
        less = source_of(await sources.material(Of("session", session), whole=False))
    finally:
        await sessions.close()
        await log.close()

    stands = {one["what"]: one for one in rows(whole, "actions")}
    assert {what: one["how it stands"] for what, one in stands.items()} == {
        "Ring": "done", "Write": "another day", "Ask": "handed over", "Wait": "let go", "Read": "open",
    }  # fmt: skip
    assert stands["Ring"]["last word on it"] == "Two calls."
    assert (stands["Write"]["by when"], stands["Write"]["by when now"]) == ("2027-03-02", "2027-04-01")
    assert (stands["Ask"]["who"], stands["Ask"]["handed over to"]) == ("Ann", "Ben")
    came = {one["name"]: one for one in rows(whole, "attendance")}
    assert {name: one["came to"] for name, one in came.items()} == {"Ann": "1", "Ben": "1", "Cy": "0"}
    assert (came["Ann"]["email"], came["Ben"]["email"]) == ("ann@example.org", ""), "only who may be written to"
    assert whole.beside.held == {1: "Thursday 4 February 2027, 10:00 (London)"}
    assert whole.beside.surveys.keys() == {"survey-1.csv", "survey-1-codebook.txt"}
    assert (less.beside.people, less.beside.surveys) == ((), {})
    assert {one["last word on it"] for one in rows(less, "actions")} == {""}
    assert {one["how it stands"] for one in rows(less, "actions")} == {one["how it stands"] for one in stands.values()}
