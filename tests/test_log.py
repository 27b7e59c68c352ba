"""The log on disk: settings, one transaction for all, races, a full disk, and migrations that match the tables."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from server.log import (
    Batch,
    Beat,
    Log,
    LostRace,
    NotSaved,
    StoredAnswer,
    StoredEvent,
    StoredLink,
    StoredPicture,
    StoredSeat,
    StoredSession,
    migrate,
)
from server.migrations import alembic

ROW = StoredSession("s1", "acorn-berry-wren-234", "Our morning", "", 1_700_000_000.5)


def event(seq: int, words: str = "{}") -> StoredEvent:
    return StoredEvent(seq, 1_700_000_000.25 + seq, "f1", "Contributed", words)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'tingsha.db'}"


@pytest.fixture
async def log(url: str) -> AsyncIterator[Log]:
    found = await Log.open(url)
    await found.create(ROW, Batch("s1", (event(1),)))
    yield found
    await found.close()


async def pragma(engine: Any, name: str) -> Any:
    async with engine.connect() as db:
        return (await db.exec_driver_sql(f"PRAGMA {name}")).scalar()


async def test_sqlite_is_set_to_keep_what_it_says_it_kept(log: Log) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}
    assert {name: await pragma(log._writer, name) for name in wanted} == wanted
    assert log._writer.pool.size() == 1
    assert await pragma(log._reader, "query_only") == 1


async def test_everything_comes_back_as_it_went_in(log: Log) -> None:
    words = '{"text":"naïve 🌍 مرحبا \\u0000 x"}'
    batch = Batch(
        "s1",
        (event(2, words), event(3)),
        (StoredAnswer("7", "c" * 22, "d" * 64, '{"ok":true}'),),
        (StoredSeat(7, "Ann", "j" * 64),),
        (StoredLink("t" * 64, "s1", "seat", "7"),),
        Beat(12.5, 1_700_000_009.125),
    )
    await log.append(batch)
    assert await log.events("s1") == [event(1), event(2, words), event(3)]
    assert await log.events("s1", after=2) == [event(3)]
    assert await log.answers("s1", [("7", "c" * 22), ("8", "c" * 22)]) == list(batch.answers)
    assert await log.answers("s1", []) == []
    assert await log.seats("s1") == list(batch.seats)
    assert await log.link("t" * 64) == batch.links[0]
    assert await log.beat("s1") == batch.beat
    assert await log.sessions() == await log.sessions(code=ROW.code) == await log.sessions(id="s1") == [ROW]
    assert await log.sessions(code="nobody") == []


async def test_a_beat_replaces_the_one_before(log: Log) -> None:
    for left in (9.0, 8.0):
        await log.append(Batch("s1", beat=Beat(left, 1.0)))
    assert await log.beat("s1") == Beat(8.0, 1.0)


async def test_a_revoked_link_is_known_as_revoked(log: Log) -> None:
    await log.add_links([StoredLink(letter * 64, "s1", "facilitator", "f1") for letter in "ab"])
    assert await log.revoke("s1", "facilitator", "f1") == 2
    assert [link.revoked for link in await log.links("facilitator")] == [True, True]


@pytest.mark.parametrize(
    "second",
    [
        {"events": (event(1),)},
        {"answers": (StoredAnswer("7", "c", "d", "{}"),)},
        {"seats": (StoredSeat(7, "Ben", "other"),)},
        {"seats": (StoredSeat(8, "Ben", "j"),)},
    ],
)
async def test_who_comes_second_loses_the_race_and_leaves_nothing(log: Log, second: dict[str, Any]) -> None:
    first = Batch("s1", (event(2),), (StoredAnswer("7", "c", "d", "{}"),), (StoredSeat(7, "Ann", "j"),))
    await log.append(first)
    whole = Batch("s1", (event(3),), (StoredAnswer("9", "z", "d", "{}"),), beat=Beat(1.0, 1.0))
    with pytest.raises(LostRace):
        await log.append(dataclasses.replace(whole, **second))
    assert await log.events("s1") == [event(1), event(2)]
    assert await log.answers("s1", [("9", "z")]) == []
    assert await log.beat("s1") is None


async def test_a_code_is_given_once(log: Log) -> None:
    with pytest.raises(LostRace):
        await log.create(dataclasses.replace(ROW, id="s2"), Batch("s2", (event(1),)))
    assert [row.id for row in await log.sessions()] == ["s1"]
    assert await log.events("s2") == []


async def test_many_writers_at_once_all_get_through(log: Log, url: str) -> None:
    """Two connections to one file, as two processes have: every number is written once, and nothing is locked."""
    other = await Log.open(url)
    lost = 0

    async def write(at: Log, seq: int) -> None:
        nonlocal lost
        try:
            await at.append(Batch("s1", (event(seq),)))
        except LostRace:
            lost += 1

    try:
        await asyncio.gather(*(write(at, seq) for seq in range(2, 42) for at in (log, other)))
    finally:
        await other.close()
    assert lost == 40
    assert [row.seq for row in await log.events("s1")] == list(range(1, 42))


async def test_a_full_disk_takes_nothing_and_says_so_and_recovers(log: Log) -> None:
    await pragma(log._writer, f"max_page_count={await pragma(log._writer, 'page_count') + 2}")
    big = tuple(event(seq, "x" * 3000) for seq in range(2, 60))
    for _ in range(2):
        with pytest.raises(NotSaved) as refused:
            await log.append(Batch("s1", big, beat=Beat(1.0, 1.0)))
        assert refused.value.why == "disk_full"
        assert await log.events("s1") == [event(1)]
        assert await log.beat("s1") is None
    await pragma(log._writer, "max_page_count=1000000")
    await log.append(Batch("s1", big))
    assert len(await log.events("s1")) == 59


async def test_a_locked_database_is_busy(log: Log, url: str) -> None:
    await pragma(log._writer, "busy_timeout=50")
    other = create_async_engine(url)
    async with other.connect() as db:
        await db.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved) as refused:
            await log.append(Batch("s1", (event(2),)))
        await db.exec_driver_sql("ROLLBACK")
    await other.dispose()
    assert refused.value.why == "busy"
    await log.append(Batch("s1", (event(2),)))


async def test_an_unknown_session_gets_no_events(log: Log) -> None:
    with pytest.raises(LostRace):  # a foreign key; the caller reads again and finds nothing
        await log.append(Batch("nobody", (event(1),)))


async def test_migrations_lead_to_the_tables(url: str) -> None:
    await migrate(url)
    await migrate(url)  # and change nothing when nothing is new

    def check(connection: Connection) -> None:
        command.check(alembic(connection))

    engine = create_async_engine(url)
    async with engine.begin() as db:
        await db.run_sync(check)
    await engine.dispose()


async def test_a_database_made_before_pictures_goes_on_with_its_words(url: str) -> None:
    engine = create_async_engine(url)

    def first_tables(connection: Connection) -> None:
        command.upgrade(alembic(connection), "0001")

    async with engine.begin() as db:
        await db.run_sync(first_tables)
        await db.exec_driver_sql("INSERT INTO sessions VALUES ('s1', 'acorn-berry-wren-234', 'Our morning', '', 7.5)")
        await db.exec_driver_sql("INSERT INTO events VALUES ('s1', 1, 8.5, 'f1', 'Contributed', '{}')")
        await db.exec_driver_sql("INSERT INTO seats VALUES ('s1', 7, 'Ann', 'j')")
    await engine.dispose()
    log = await Log.open(url)
    try:
        assert [row.title for row in await log.sessions()] == ["Our morning"]
        assert [row.payload for row in await log.events("s1")] == ["{}"]
        picture = StoredPicture("p" * 22, "s1", 7, "image/png", "d" * 64, 3, 9.5, b"\x00\xff\x01")
        assert await log.add_picture(picture, most=1, most_bytes=3) == picture.id
        assert await log.picture("s1", picture.id) == picture
        assert await log.picture_seat("s1", picture.id) == 7
        assert await log.picture("s2", picture.id) is None
        again = dataclasses.replace(picture, id="q" * 22)
        assert await log.add_picture(again, most=1, most_bytes=3) == picture.id, "the same bytes are kept once"
        other = dataclasses.replace(again, digest="e" * 64)
        assert await log.add_picture(other, most=1, most_bytes=99) == ""
        assert await log.add_picture(other, most=9, most_bytes=5) == ""
        with pytest.raises(LostRace):
            await log.add_picture(dataclasses.replace(other, session="nobody"), most=9, most_bytes=9)
    finally:
        await log.close()


async def test_a_database_made_before_communities_loses_nothing(url: str) -> None:
    """Every row of every table is as it was, and a person can stand behind a seat from now on."""
    old: dict[str, list[tuple[Any, ...]]] = {
        "sessions": [("s1", "acorn-berry-wren-234", "Our morning", "", 7.5), ("s2", "elm", "Naïve 🌍", "at noon", 8.0)],
        "events": [("s1", seq, 8.5 + seq, "f1", "Contributed", f'{{"n":{seq}}}') for seq in range(1, 30)],
        "answers": [("s1", "7", "c" * 22, "d" * 64, '{"ok":true}')],
        "seats": [("s1", 7, "Ann", "j1"), ("s1", 8, "Ben", "j2"), ("s2", 7, "", "j1")],
        "links": [("t" * 64, "s1", "seat", "7", False), ("u" * 64, None, "organiser", "o1", True)],
        "beats": [("s1", 12.5, 9.5)],
    }
    engine = create_async_engine(url)
    async with engine.begin() as db:
        await db.run_sync(lambda connection: command.upgrade(alembic(connection), "0001"))
        for table, rows in old.items():
            marks = ", ".join("?" * len(rows[0]))
            await db.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", rows)
    await migrate(url)
    async with engine.begin() as db:
        await db.exec_driver_sql("PRAGMA foreign_keys=ON")
        for table, rows in old.items():
            there = [tuple(row) for row in (await db.exec_driver_sql(f"SELECT * FROM {table}")).all()]
            more = (None,) if table in ("seats", "links") else ()
            assert sorted(there, key=repr) == sorted([(*row, *more) for row in rows], key=repr), table
        community = "INSERT INTO communities (id, name, purpose, created_at) VALUES ('c1', 'Medicines', '', 9.5)"
        await db.exec_driver_sql(community)
        await db.exec_driver_sql("INSERT INTO people VALUES ('p1', 'c1', 'Ann', '', '', '', '', 0, 9.5, NULL)")
        await db.exec_driver_sql("UPDATE seats SET person = 'p1' WHERE session = 's1' AND number = 7")
    async with engine.begin() as db:
        await db.exec_driver_sql("PRAGMA foreign_keys=ON")
        await db.exec_driver_sql("DELETE FROM communities")
        assert (await db.exec_driver_sql("SELECT count(*) FROM people")).scalar() == 0
        assert (await db.exec_driver_sql("SELECT count(*), count(person) FROM seats")).one() == (3, 0)
    await engine.dispose()
