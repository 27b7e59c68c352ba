"""Who gets a place: whoever comes first, once, whatever else happens at the same moment."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from server import tables
from server.live.keys import new_id
from server.log import Log
from server.mail.letters import Letters
from server.registration.inviting import Inviting
from server.registration.places import Form, HasRoom, State
from server.registration.registered import forget_registered
from server.registration.registering import INTEREST_KEPT, WAITING_KEPT, Registering
from server.rights.leaving import Whose, leave
from server.season.communities import Communities, Unknown
from server.season.meetings import Meetings, Planned
from server.season.people import People
from server.season.person import Details
from tests.fresh import lay_database

NOW = 1_800_000_000.0
DAY = 86400.0


class Carrier:
    """Takes every letter, and keeps it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    async def send(self, id: str, to: str, subject: str, words: str, calendar: str = "") -> None:
        self.sent.append((to, subject, words))


class House:
    def __init__(self, log: Log, carrier: Carrier | None = None) -> None:
        self.log = log
        self.at = NOW
        self.letters = Letters(log, lambda: self.at, carrier)
        self.registering = Registering(log, lambda: self.at, self.letters)
        self.people = People(log, lambda: self.at)
        self.community = ""

    async def open(self, **form: object) -> str:
        self.community = self.community or await Communities(self.log, lambda: self.at).found("Leeds", "")
        return await self.registering.make(self.community, Form("Together", opens_at=NOW - 1, **form))  # type: ignore[arg-type]

    async def take(self, page: str, name: str, email: str = "", link: str = "") -> str:
        key = new_id()
        await self.registering.take(page, key, Details(name, email), link)
        return key

    async def stand(self, key: str) -> tuple[State, int]:
        mine = await self.registering.mine(key)
        return mine.state, mine.number

    async def names(self) -> list[str]:
        return [one.details.name for one in await self.people.of(self.community) if one.left_at is None]


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[Log]:
    lay_database(tmp_path / "log.sqlite3")
    log = await Log.open(f"sqlite+aiosqlite:///{tmp_path / 'log.sqlite3'}")
    yield log
    await log.close()


async def test_of_many_who_come_at_once_as_many_get_in_as_there_are_places(log: Log, tmp_path: Path) -> None:
    """Two servers with one database; everybody presses at both."""
    second = await Log.open(f"sqlite+aiosqlite:///{tmp_path / 'log.sqlite3'}")
    house, other = House(log), House(second)
    page = await house.open(capacity=3)
    keys = [new_id() for _ in range(12)]
    presses = [(key, where) for key in keys for where in (house, other)]
    random.Random(7).shuffle(presses)
    told = await asyncio.gather(
        *(where.registering.take(page, key, Details(key[:8], f"{key}@example.org"), "") for key, where in presses)
    )
    assert {one.id for one in told} == {one.id for one in await house.registering.on(page)}
    stands = [await house.stand(key) for key in keys]
    assert sorted(stands) == [("in", 0)] * 3 + [("waiting", n) for n in range(1, 10)]
    assert len(await house.names()) == 3, "who waits is nobody of the community"
    await second.close()


async def test_whatever_happens_nobody_passes_the_line_and_no_place_stays_empty(log: Log) -> None:
    """Random comings, goings, changes of capacity and gifts of the organiser, against a list of our own."""
    for seed in range(2):
        dice, house = random.Random(seed), House(log)
        capacity: int | None = 3
        page = await house.open(capacity=capacity)
        inside: list[str] = []
        line: list[str] = []
        for turn in range(18):
            what = dice.choice(["take", "take", "take", "cancel", "capacity", "give"])
            if what == "take":
                (line if len(inside) >= (capacity or 99) or line else inside).append(
                    await house.take(page, f"P{turn}", f"p{seed}.{turn}@example.org")
                )
            elif what == "cancel" and inside + line:
                key = dice.choice(inside + line)
                (inside if key in inside else line).remove(key)
                await house.registering.cancel((await house.registering.mine(key)).id)
            elif what == "capacity":
                capacity = dice.choice([1, 2, 4, 6, None])
                await house.registering.change(page, Form("Together", opens_at=NOW - 1, capacity=capacity))
            elif what == "give" and line:
                inside.append(line.pop(dice.randrange(len(line))))
                await house.registering.move((await house.registering.mine(inside[-1])).id, "in", page)
            while line and len(inside) < (99 if capacity is None else capacity):
                inside.append(line.pop(0))
            stands = {key: await house.stand(key) for key in inside + line}
            assert stands == dict.fromkeys(inside, ("in", 0)) | {key: ("waiting", n) for n, key in enumerate(line, 1)}
            assert len(await house.names()) == len(inside), (seed, turn, what)


async def test_an_address_is_one_person_and_nobody_changes_who_is_known(log: Log) -> None:
    house = House(log)
    page = await house.open()
    ann = await house.people.add(house.community, Details("Ann", "Ann@example.org", role="a carer"))
    stranger = await house.take(page, "Mallory", "ANN@example.org")
    twins = await asyncio.gather(*(house.take(page, "Ben", "ben@example.org") for _ in range(2)))
    known = {one.details for one in await house.people.of(house.community)}
    assert known == {Details("Ann", "Ann@example.org", role="a carer"), Details("Ben", "ben@example.org")}
    assert (await house.registering.mine(stranger)).person == ann
    await house.registering.cancel((await house.registering.mine(stranger)).id)
    assert "Ann" in await house.names(), "whoever was there before stays"
    for left, key in ((1, twins[0]), (0, twins[1])):
        await house.registering.cancel((await house.registering.mine(key)).id)
        assert (await house.names()).count("Ben") == left, "who came by registering goes with the last of it"
    rows = await log.rows(select(tables.registrants))
    assert all((row.name, row.email, row.person) == ("", "", None) for row in rows), "nothing they said stays here"


async def test_what_becomes_of_somebody_follows_the_dates(log: Log) -> None:
    house = House(log)
    page = await house.open(capacity=1)
    form = {"title": "Together", "capacity": 1}
    for opens, closes, state in (
        (None, None, "interested"), (NOW + 1, None, "interested"), (NOW - 9, NOW, "interested"), (NOW, NOW + 1, "in"),
    ):  # fmt: skip
        await house.registering.change(page, Form(**form, opens_at=opens, closes_at=closes))  # type: ignore[arg-type]
        assert (await house.stand(await house.take(page, "Ann")))[0] == state
    cohort = await house.open(capacity=2)
    waiting = await house.registering.interested(house.community)
    assert len(waiting) == 3
    moved = await house.registering.move(waiting[0].id, "in", cohort)
    assert (moved.state, moved.registration, moved.untold) == ("in", cohort, True)
    with pytest.raises(HasRoom):
        await house.registering.move(moved.id, "waiting", cohort)
    elsewhere = House(log)
    with pytest.raises(Unknown):
        await house.registering.move(waiting[1].id, "in", await elsewhere.open())
    with pytest.raises(Unknown):
        await house.registering.make(house.community, Form("x", series="nobody"))


async def test_who_is_interested_is_told_once_and_takes_a_place_behind_those_who_came(log: Log) -> None:
    carrier = Carrier()
    house = House(log, carrier)
    page, other = await house.open(), await house.open()
    later = Form("Together", capacity=1)
    for one in (page, other):
        await house.registering.change(one, later)
    ann, ben = await house.take(page, "Ann", "ann@example.org"), await house.take(other, "Ben", "ben@example.org")
    await house.take(page, "Cy")
    inviting = Inviting(log, house.registering, house.letters)
    assert (await inviting.claim(ann)).state == "interested", "it is not open"
    await house.registering.change(page, Form("Together", opens_at=NOW - 1, capacity=1))
    assert [await inviting.invite(page, "https://here/register#page") for _ in range(2)] == [2, 0]
    await house.letters.send()
    assert sorted(to for to, _, _ in carrier.sent) == ["ann@example.org", "ben@example.org"]
    dan = await house.take(page, "Dan")
    for _ in range(2):
        assert ((await inviting.claim(ann)).state, (await inviting.claim(dan)).state) == ("waiting", "in")
    assert (await inviting.claim(ben)).state == "interested", "his page is not open"
    await house.registering.cancel((await house.registering.mine(dan)).id)
    assert await house.stand(ann) == ("in", 0)
    await house.letters.close()


async def test_the_last_ones_go_back_to_the_line_where_there_are_too_many(log: Log) -> None:
    house = House(log)
    page = await house.open(capacity=2)
    ann, ben, cy = [await house.take(page, name) for name in ("Ann", "Ben", "Cy")]
    await house.registering.change(page, Form("Together", opens_at=NOW - 1, capacity=1))
    assert [await house.stand(key) for key in (ann, ben, cy)] == [("in", 0), ("in", 0), ("waiting", 1)], "keeps a place"
    await house.registering.move((await house.registering.mine(ben)).id, "waiting", page)
    assert [await house.stand(key) for key in (ann, ben, cy)] == [("in", 0), ("waiting", 1), ("waiting", 2)]
    assert await house.names() == ["Ann"]


async def test_an_erased_person_leaves_no_row_and_their_place_is_given_on(log: Log) -> None:
    house = House(log)
    page = await house.open(capacity=1)
    ann, ben = await house.take(page, "Ann"), await house.take(page, "Ben")
    person = (await house.registering.mine(ann)).person
    async with log.writing() as db:
        await db.execute(delete(tables.people).where(tables.people.c.id == person))
    with pytest.raises(Unknown):
        await house.registering.mine(ann)
    await house.registering.settle()
    assert await house.stand(ben) == ("in", 0)


async def test_an_erased_person_waits_nowhere_and_no_letter_is_on_its_way(log: Log) -> None:
    house = House(log, Carrier())
    page, full = await house.open(), await house.open(capacity=1)
    await house.take(full, "Somebody")
    person = (await house.registering.mine(await house.take(page, "Ann", "ann@example.org"))).person
    await house.take(full, "ann", "ANN@example.org", "https://here/register#page.key")
    mother = await house.take(full, "Her mother", "ann@example.org", "https://here/register#page.key")
    async with log.writing() as db:
        await leave(db, Whose(house.community, person, ()), [forget_registered])
    assert (await house.registering.mine(mother)).details == Details("Her mother")
    kept = [str(row) for table in tables.metadata.sorted_tables for row in await log.rows(select(table))]
    assert "ann@" not in " ".join(kept).casefold()
    assert len(await house.registering.on(full)) == 2


async def test_who_waited_in_vain_is_forgotten_and_no_place_is_given_once_it_has_begun(log: Log) -> None:
    house = House(log)
    await house.open()
    series = await Meetings(log, lambda: NOW).begin(
        house.community, "facilitating_breakthrough", "Together", [Planned("1", "One", NOW + DAY, "Europe/London")]
    )
    page = await house.open(capacity=1, series=series)
    ann, ben = await house.take(page, "Ann"), await house.take(page, "Ben")
    house.at = NOW + DAY
    await house.registering.cancel((await house.registering.mine(ann)).id)
    assert await house.stand(ben) == ("waiting", 1), "it has begun"
    cy = await house.take(page, "Cy")
    assert await house.stand(cy) == ("interested", 0)
    house.at = NOW + DAY + WAITING_KEPT + 1
    await house.registering.forget()
    assert [one.details.name for one in await house.registering.on(page)] == ["Cy"]
    house.at += INTEREST_KEPT
    await house.registering.forget()
    assert await house.registering.on(page) == []


async def test_letters_tell_and_carry_no_strangers_words(log: Log) -> None:
    carrier = Carrier()
    house = House(log, carrier)
    page = await house.open(capacity=1)
    evil = "Visit http://evil.example"
    ann = await house.take(page, evil, "ann@example.org", "https://here/register#page.key1")
    ben = await house.take(page, "Ben", "ben@example.org", "https://here/register#page.key2")
    silent = await house.take(page, "Cy", "cy@example.org")
    await house.letters.send()
    (to_ann, to_ben) = sorted(carrier.sent)
    assert (to_ann[0], to_ann[1]) == ("ann@example.org", "You have a place: Together")
    assert (to_ben[0], to_ben[1]) == ("ben@example.org", "You are on the waiting list: Together")
    assert "key1" in to_ann[2]
    assert "number in the line is 1" in to_ben[2]
    await house.registering.cancel((await house.registering.mine(ann)).id)
    await house.letters.send()
    assert carrier.sent[2][:2] == ("ben@example.org", "You have a place now: Together")
    assert not (await house.registering.mine(ben)).untold, "a letter tells them"
    assert evil not in str(carrier.sent)
    bens = (await house.registering.mine(ben)).id
    await house.registering.cancel(bens)
    await house.letters.send()
    assert [to for to, _, _ in carrier.sent[3:]] == ["cy@example.org"]
    assert await house.stand(silent) == ("in", 0)
    await house.letters.close()
