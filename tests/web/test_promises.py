"""Promises that live: gathered from sessions, brought up to date by whoever they are of, called to mind when asked."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from server import scripts, tables
from server.core import commands as c
from server.promises.opening import has_its_own
from server.promises.reminders import _due
from server.rehearsal.season import play_season
from server.scripts import Series, SeriesScript
from tests.web.test_communities import HOME, begin, community
from tests.web.test_me import HOST, go, linked, meetings_of, met, sit

SCRIPT = """
title: Who does what
asks: [{name: role, label: I am here as, options: [a carer, a doctor]}]
items:
  - structure: who_what_when
    output: promises
"""
NAMES = ("Amina", "Peter", "Rosa")


class Room:
    """A community of three whose first meeting is on, at the step in which people promise."""

    def __init__(self, served: Any) -> None:
        self.served = served
        self.links: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.seats: dict[str, str] = {}

    async def open(self, script: str = SCRIPT, step: str = "/commit") -> Room:
        served = self.served
        self.id = await community(served)
        await begin(served, self.id)
        self.meetings = await meetings_of(served, self.id)
        self.session = await served.house.sessions.create(scripts.loads(script))
        async with served.house.log.writing() as db:
            t = tables.meetings
            await db.execute(t.update().where(t.c.id == self.meetings[0]["id"]).values(session=self.session))
        for name in NAMES:
            made = await served.post(
                f"{HOME}/{self.id}/people", {"name": name, "email": f"{name.lower()}@example.org"}, served.organiser
            )
            self.people[name] = made["id"]
            self.links[name] = await linked(served, made["id"])
            self.seats[name] = (await sit(served, self.links[name], self.session, name))["token"]
        self.live = await served.house.sessions.live(self.session)
        await go(self.live, step)
        return self

    async def says(self, who: str, what: str, due: str = "", **more: Any) -> str:
        seat, id = NAMES.index(who) + 1, f"{what[:10]:x<22}".replace(" ", "_")
        values = {"what": what, "when": due, **more} if due else {"what": what, **more}
        ask = c.Submit(by=seat, id=id, step=self.live.session.at, values=values)
        answer = await self.live.order(ask)
        assert answer.ok, answer
        return id

    async def close(self) -> None:
        assert (await self.live.order(c.Close(by=HOST))).ok

    async def mine(self, who: str, token: str = "") -> list[dict[str, Any]]:
        told = await self.served.post("/api/me/promises", {}, token or self.links[who])
        assert told["ok"], told
        return list(told["promises"])

    async def do(self, who: str, promise: str, do: str, **more: Any) -> dict[str, Any]:
        return dict(await self.served.post(f"/api/me/promises/{promise}", {"do": do, **more}, self.links[who]))

    async def erase(self, who: str) -> None:
        erased = await self.served.post(
            f"/api/organise/people/{self.people[who]}/erase", {"sure": True}, self.served.organiser
        )
        assert erased["ok"], erased

    async def all(self) -> list[dict[str, Any]]:
        return list((await self.served.get(f"{HOME}/{self.id}/promises", self.served.organiser))["promises"])


async def test_a_promise_lives_on_after_its_session(served: Any) -> None:
    room = await Room(served).open()
    await room.says("Amina", "Ring the pharmacy", "2031-03-04", **{"with": 2})
    assert await room.mine("Amina") == [], "while the step is open, it may still be worded otherwise"
    await room.close()
    (mine,) = await room.mine("Amina")
    assert {"what": "Ring the pharmacy", "due": "2031-03-04", "state": "open", "late": False, "beside": ["Peter"],
            "mine": True, "meeting": "See our situation", "changes": []}.items() <= mine.items()  # fmt: skip
    assert await room.mine("Peter") == []
    assert [one["id"] for one in await room.mine("", room.seats["Amina"])] == [mine["id"]], "on the phone, too"
    id = mine["id"]
    for do, more in [
        ("later", {"due": "2020-01-01", "line": "They are on holiday"}),
        ("reword", {"what": "Write to the pharmacy", "due": "2020-01-01"}),
        ("done", {}),
        ("done", {}),
    ]:
        assert (await room.do("Amina", id, do, **more))["ok"], do
    (mine,) = await room.mine("Amina")
    assert (mine["state"], mine["what"], mine["late"]) == ("done", "Write to the pharmacy", False)
    assert [one["did"] for one in mine["changes"]] == ["later", "reword", "done"], "said twice, it is done once"
    assert [one["what"] or one["due"] for one in mine["changes"]][:2] == ["2031-03-04", "Ring the pharmacy"]
    assert (await room.do("Amina", id, "later", due="2031-01-01"))["ok"] is False
    assert (await room.do("Amina", id, "again"))["ok"]
    (told,) = await room.all()
    assert (told["who"], told["state"], told["late"]) == ("Amina", "open", True)
    for where, who in (("nowhere", "Somebody"), ("here", "Amina")):
        assert (await served.post("/api/me/name", {"where": where}, room.links["Amina"]))["ok"]
        assert [one["who"] for one in await room.all()] == [who], "as she lets her name stand"
    (listed,) = (await served.get(HOME, served.organiser))["communities"]
    assert listed["promises"] == {"all": 1, "done": 0, "late": 1}
    for who, do, more in [
        ("Peter", "done", {}), ("Amina", "reword", {}), ("Amina", "later", {"due": "2031-02-30"}),
        ("Amina", "offer", {"to": 99}), ("Amina", "decline", {}), ("Amina", "burn", {}),
    ]:  # fmt: skip
        refused = await room.do(who, id, do, **more)
        assert refused["ok"] is False, (do, refused)
        assert refused["says"], do


async def test_a_promise_handed_over_stays_ones_own_until_it_is_taken(served: Any) -> None:
    room = await Room(served).open()
    await room.says("Amina", "Ask the board", "2031-03-04")
    await room.close()
    (mine,) = await room.mine("Amina")
    id = mine["id"]
    assert (await room.do("Amina", id, "offer", to=2, line="You know them"))["ok"]
    (held_out,) = await room.mine("Peter")
    assert (held_out["mine"], held_out["who"], held_out["offered"]) == (False, "Amina", "Peter")
    assert await room.mine("Rosa") == []
    assert (await room.do("Peter", id, "done"))["ok"] is False, "it is Amina's until it is taken"
    assert (await room.do("Peter", id, "decline", line="Not before May"))["ok"]
    assert await room.mine("Peter") == []
    await room.do("Amina", id, "offer", to=3)
    both = await asyncio.gather(room.do("Rosa", id, "accept"), room.do("Amina", id, "take_back"))
    (told,) = await room.all()
    assert sum(one["ok"] for one in both) == 1, both
    await room.do("Amina", id, "offer", to=3)
    await room.do("Rosa", id, "accept")
    (told,) = await room.all()
    assert (told["who"], told["said_by"], told["offered"]) == ("Rosa", "Amina", "")
    assert (await room.do("Amina", id, "done"))["code"] == "unknown"
    assert (await room.do("Rosa", id, "let_go"))["ok"]
    await served.post(f"/api/organise/people/{room.people['Rosa']}/part", {"gone": True}, served.organiser)
    assert (await served.post("/api/me/promises", {}, room.links["Rosa"]))["ok"] is False


async def test_a_session_that_is_opened_again_changes_no_promise_that_was_changed_since(served: Any) -> None:
    room = await Room(served).open()
    first = await room.says("Amina", "Ring the pharmacy", "2031-03-04")
    second = await room.says("Peter", "Count the reviews", "2031-03-05")
    third = await room.says("Rosa", "Ask the patients", "2031-03-06")
    await room.close()
    ids = {one["who"]: one["id"] for one in await room.all()}
    await room.do("Amina", ids["Amina"], "reword", what="Write to the pharmacy", due="2031-03-04")
    await room.do("Amina", ids["Amina"], "done")
    await room.live.order(c.Reopen(by=HOST))
    step = room.live.session.at
    for seat, id, what in ((1, first, "Ring both"), (2, second, "Count all reviews")):
        values = {"what": what, "when": "2031-04-01"}
        assert (await room.live.order(c.Revise(by=seat, id=id, step=step, values=values))).ok
    assert {one["what"] for one in await room.all()} == {
        "Write to the pharmacy",
        "Count the reviews",
        "Ask the patients",
    }
    await room.live.order(c.Moderate(by=HOST, id=third, act="hide"))
    await room.close()
    told = {one["who"]: one for one in await room.all()}
    assert {who: one["id"] for who, one in told.items()} == {who: id for who, id in ids.items() if who != "Rosa"}
    assert (told["Amina"]["what"], told["Amina"]["due"], told["Amina"]["state"]) == (
        "Write to the pharmacy", "2031-04-01", "done",
    )  # fmt: skip
    assert (told["Peter"]["what"], told["Peter"]["due"]) == ("Count all reviews", "2031-04-01")
    before = [row async for row in _rows(served)]
    await errand(served, "Promises.gather")
    assert [row async for row in _rows(served)] == before, "gathered once more, nothing changes"


async def test_the_next_meeting_begins_with_what_was_said_at_the_ones_before(served: Any) -> None:
    room = await Room(served).open()
    second, third = room.meetings[1], room.meetings[2]
    early = await served.house.sessions.peek(await met(served, third))
    assert early.items[0].title != "What we said we would do", "nothing was promised yet, and no script before it asks"
    for who, what in (("Amina", "Ring the pharmacy"), ("Peter", "Ask the board"), ("Rosa", "Count the reviews")):
        await room.says(who, what, "2031-03-04")
    await room.close()
    ids = {one["who"]: one["id"] for one in await room.all()}
    await room.do("Amina", ids["Amina"], "done")
    await room.do("Peter", ids["Peter"], "reword", what="Xylo board", due="2031-03-04")
    live = await served.house.sessions.live(await met(served, second))

    def begins() -> tuple[str, ...]:
        return next(one.lines for one in live.session.plan.given if one.name.startswith("said-"))

    assert (live.session.items[0].title, live.session.items[1].key) == ("What we said we would do", "i1")
    open_ones = ("Count the reviews (by 4 March)", "Xylo board (by 4 March)")
    assert begins() == (*open_ones, "Ring the pharmacy (done)")
    await room.do("Rosa", ids["Rosa"], "let_go")
    await met(served, second)
    assert begins() == ("Xylo board (by 4 March)", "Ring the pharmacy (done)", "Count the reviews (let go)")
    assert not any(name in str(live.session.plan.given) for name in NAMES), "names never enter the log"
    assert live.session.plan.given[-1].refs == ("", "1:1.2.3", "1:1.2.2"), "what reads otherwise now stands nowhere"
    links = (await served.house.links.of_session(served.organiser, live.id))[live.id]
    stage = await served.screen(links.stage).connect()
    assert (await live.order(c.Next(by=HOST, anyway=True))).ok
    await stage.until(lambda: "Xylo board" in str(stage.parts))
    assert "Ring the pharmacy (done)" in str(stage.parts)
    await live.order(c.Close(by=HOST))

    await room.erase("Peter")
    assert "Xylo" not in str(await served.house.log.rows(tables.events.select()))


def test_a_series_that_is_rehearsed_begins_so_too() -> None:
    plan = scripts.loads(SCRIPT)
    own = replace(plan, items=tuple(replace(item, uses=("one.promises",)) for item in plan.items))
    series = Series("Ours", tuple(SeriesScript(slug, Path(), plan) for slug in ("one", "two")))
    first, second = play_season(series, 5, 7, datetime(2026, 11, 5, tzinfo=UTC))
    (begun,) = second.record.brought
    told = [word.text.rpartition(" (")[0] for word in begun.words]
    assert sorted(told) == sorted(one.what.rstrip(" .") for one in first.record.commitments)
    assert {word.text.rpartition(" (")[2][:3] for word in begun.words} >= {"by ", "don"}
    assert first.record.brought == ()
    assert has_its_own(own, [("one", plan)])
    assert not has_its_own(own, [("two", plan)])


async def test_what_was_written_without_a_name_is_its_writers_alone(served: Any) -> None:
    script = SCRIPT.replace("items:", "items:\n  - structure: fifteen_percent\n    output: first_steps")
    room = await Room(served).open(script, "/choose")
    for seat, words in ((1, "Ask for a list"), (2, "Ring the ward")):
        submit = c.Submit(by=seat, id=str(seat) * 22, step=room.live.session.at, values={"action": words})
        assert (await room.live.order(submit)).ok
    await go(room.live, "/commit")
    await room.says("Amina", "Write to the board", "2031-03-04")
    await room.close()
    assert [(one["what"], one["alone"]) for one in await room.mine("Amina")] == [
        ("Write to the board", False), ("Ask for a list", True),
    ]  # fmt: skip
    (ring,) = await room.mine("Peter")
    assert await room.mine("Rosa") == []
    assert [one["what"] for one in await room.all()] == ["Write to the board"]
    (listed,) = (await served.get(HOME, served.organiser))["communities"]
    assert listed["promises"]["all"] == 1
    assert (await room.do("Peter", ring["id"], "later", due="2031-05-06"))["ok"]
    assert "Ring the ward" not in str(await room.all())
    live = await served.house.sessions.live(await met(served, room.meetings[1]))
    begins = str(live.session.plan.given)
    assert "Write to the board" in begins
    assert "Ring the ward" not in begins
    await served.house.sessions.peek(room.session)
    await served.post(f"/api/organise/people/{room.people['Peter']}/erase", {"sure": True}, served.organiser)
    assert "Ring the ward" not in str(await served.house.log.rows(tables.promises.select()))


async def test_erasing_somebody_reaches_their_promises_and_what_they_said_about_others(served: Any) -> None:
    room = await Room(served).open()
    await room.says("Amina", "Xylo mine", "2031-03-04")
    await room.says("Peter", "Ask the board", "2031-03-05")
    await room.close()
    ids = {one["who"]: one["id"] for one in await room.all()}
    await room.do("Peter", ids["Peter"], "offer", to=1)
    await room.do("Amina", ids["Peter"], "accept", line="Xylo, gladly")
    await room.do("Amina", ids["Peter"], "reword", what="Xylo board", due="2031-03-06")
    log, sessions = served.house.log, served.house.sessions
    await room.erase("Amina")
    (left,) = await room.all()
    assert (left["id"], left["who"], left["what"], left["due"]) == (
        ids["Peter"],
        "Peter",
        "Ask the board",
        "2031-03-05",
    )
    rows = [await log.rows(table.select()) for table in (tables.promises, tables.promise_changes)]
    assert "Xylo" not in str(rows)
    (entry,) = [one for one in await sessions.entries(room.session) if "Ask the board" in str(one)]
    blank = {"session": room.session, "seq": entry.seq, "act": "blank"}
    assert (await served.post("/api/organise/mentions", blank, served.organiser))["ok"]
    assert "Ask the board" not in str(await log.rows(tables.promises.select()))
    assert await room.all() == []


async def errand(served: Any, name: str) -> None:
    await next(one for one in served.house.season.errands if one.__qualname__ == name)()


async def _rows(served: Any) -> Any:
    for row in await served.house.log.rows(tables.promises.select().order_by(tables.promises.c.id)):
        yield tuple(row)


async def test_calendar_and_table_take_promises_along(served: Any) -> None:
    room = await Room(served).open()
    await room.says("Amina", "=1+1, ring the pharmacy", "2031-03-04")
    await room.says("Amina", "No day for this", "2031-03-05")
    await room.close()
    first, second = await room.mine("Amina")
    assert (await room.do("Amina", second["id"], "reword", what="Some day"))["ok"]

    async def calendar(who: str, id: str = "") -> dict[str, Any]:
        return dict(await served.post("/api/me/calendar", {"id": id}, room.links[who]))

    for id in ("", first["id"]):
        (event,) = Calendar.from_ical((await calendar("Amina", id))["calendar"]).events
        assert (event.start, str(event["SUMMARY"])) == (date(2031, 3, 4), "=1+1, ring the pharmacy")
    assert "Give it one first" in (await calendar("Amina", second["id"]))["says"]
    assert (await calendar("Peter", first["id"]))["ok"] is False
    headers = {"Authorization": f"Bearer {served.organiser}"}
    async with served.http.get(f"{served.origin}{HOME}/{room.id}/promises.csv", headers=headers) as answer:
        written = (await answer.read()).decode()
    assert '"\'=1+1, ring the pharmacy","2031-03-04","open",""' in written


async def test_letters_come_once_before_and_once_after_and_only_if_asked_for(serve: Any) -> None:
    served = await serve(smtp_url="smtp://127.0.0.1:9", mail_from="house@example.org")
    room = await Room(served).open()
    today = datetime.fromtimestamp(time.time(), UTC).date()
    days = {"Soon": 2, "Late": -2, "Far": 9, "Long ago": -20}
    for what, away in list(days.items())[:3]:
        await room.says("Amina", what, (today + timedelta(days=away)).isoformat())
    await room.says("Peter", "Peter’s", (today + timedelta(days=1)).isoformat())
    await room.close()

    async def letters() -> list[Any]:
        await errand(served, "Reminders.write")
        return list(await served.house.log.rows(tables.letters.select().order_by(tables.letters.c.subject)))

    assert await letters() == [], "nobody asked"
    assert (await served.post("/api/me/letters", {"wanted": True}, room.seats["Amina"]))["code"] == "forbidden"
    asked = await served.post("/api/me/letters", {"wanted": True}, room.links["Amina"])
    assert asked["letters"] == {"to": "amina@example.org", "wanted": True}
    await letters()
    told = await letters()
    assert [one.address for one in told] == ["amina@example.org"] * 2
    assert "Late" in told[0].words
    assert "Soon" in told[1].words
    assert f"{served.origin}/me" in told[0].words
    assert told[0].person == room.people["Amina"]
    ids = {one["what"]: one["id"] for one in await room.mine("Amina")}
    await room.do("Amina", ids["Soon"], "done")
    assert ["Late" in one.words for one in await letters()] == [True]
    await served.post("/api/me/letters", {"wanted": False}, room.links["Amina"])
    assert await letters() == [], "what was not sent yet is not sent"


def test_the_days_on_which_letters_are_due() -> None:
    day = date(2026, 3, 10)
    told = {n: _due(day, day + timedelta(days=n)) for n in range(-5, 7)}
    assert [n for n, which in told.items() if which == "before"] == [-3, -2, -1]
    assert [n for n, which in told.items() if which == "after"] == [1, 2, 3, 4]
