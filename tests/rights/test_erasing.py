"""Somebody is erased, and is nowhere any more: in no table, no free page, no write-ahead log, no export, no backup."""

from __future__ import annotations

import dataclasses
import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from server import tables
from server.accounts.housekey import HouseKey
from server.core import commands as c
from server.core.forgetting import ERASED
from server.core.naming import SOMEBODY
from server.core.plan import Given
from server.live.inbox import Known, TakenSeat
from server.live.sessions import Sessions, UnknownSession
from server.log import Log, StoredPicture
from server.record import FORMATS, SERIES_FORMATS, season, write
from server.rights import sweeping
from server.rights.backups import Backups
from server.rights.clearing import Clearing
from server.rights.erasing import Erasing, Running
from server.rights.keeping import DAY, GRACE, Retention
from server.rights.sweeping import sweep
from server.season import roster
from server.season.carrying import handed_on, record_of
from server.season.communities import Communities, Unknown
from server.season.meetings import Meetings, Planned
from server.season.people import People
from server.season.person import Details
from server.season.uniting import Uniting
from server.surveys.surveys import Surveys
from structures.vocabulary import ALONE, Leaves, Step, picture, text
from tests.core.made_up import item
from tests.pilot import plan_of

WORDS, NAME, WARD = "zanzibarwords", "Quixotina", "Wardquux"
CANARIES = (WORDS, NAME, WARD, "qx@example.org")
WRITE = Step("write", 5, "Write.", ALONE, (text("idea"), picture("drawing")))


@dataclasses.dataclass
class House:
    """A community with a series of two meetings, in which Quixotina and Peter sat."""

    file: Path
    log: Log
    sessions: Sessions
    people: People
    meetings: Meetings
    erasing: Erasing
    clearing: Clearing
    backups: Backups
    retention: Retention
    now: list[float]
    gone: list[str]
    community: str = ""
    series: str = ""
    held: list[str] = dataclasses.field(default_factory=list)
    ids: dict[str, str] = dataclasses.field(default_factory=dict)

    async def give(self, session: str, command: c.Command) -> None:
        answer = await (await self.sessions.live(session)).order(command)
        assert answer.ok, answer

    async def meet(self, at: int, given: tuple[Given, ...] = ()) -> str:
        """Makes the session of a meeting, and everybody sits down and begins."""
        plan = plan_of(item(WRITE, key="1", output="ideas", leaves=Leaves(("write",)), uses=()), given=given)
        before = [(n, name, id) for n, (name, id) in enumerate(zip(["one", "two"], self.held, strict=False), 1)]
        plan = await handed_on(dataclasses.replace(plan, asks=plan.asks[:1]), before, self.sessions)
        session = await self.sessions.create(plan, title=f"Meeting {at + 1}")
        (series,) = await self.meetings.of(self.community)
        assert await self.meetings.hold(series.meetings[at].id, session)
        self.held.append(session)
        live = await self.sessions.live(session)
        for name, id in self.ids.items():
            assert isinstance(await live.take_own_seat(id, name, {"role": "carer"}, Known()), TakenSeat)
        await self.give(session, c.Next(by="f1"))
        return session

    async def write(self, session: str, seat: int, id: str, words: str, **more: str) -> None:
        at = (await self.sessions.live(session)).session.at
        await self.give(session, c.Submit(by=seat, id=id * 22, step=at, values={"idea": words, **more}))

    async def exported(self) -> bytes:
        """Every form in which anything is taken away."""
        records = {n: await record_of(id, self.sessions) for n, id in enumerate(self.held, 1)}
        single = [write(record, form) for record in records.values() for form in FORMATS]
        whole = [write(season.build("Ours", records, {}), form) for form in SERIES_FORMATS]
        return b"".join([*single, *whole, roster.write(await self.people.of(self.community))])

    def on_disk(self, folder: Path | None = None) -> bytes:
        """Every byte of the database and what lies beside it."""
        files = (folder or self.file.parent).iterdir()
        return b"".join(one.read_bytes() for one in files if one.is_file())


def found_in(data: bytes) -> set[str]:
    return {one for one in CANARIES if one.encode() in data}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    file, now, gone = tmp_path / "data" / "t.sqlite3", [1_800_000_000.0], list[str]()
    file.parent.mkdir()
    log = await Log.open(f"sqlite+aiosqlite:///{file}")

    def clock() -> float:
        now[0] += 1
        return now[0]

    class Doors:
        async def seat(self, session: str, number: int) -> None:
            gone.append(session)

        async def session(self, session: str) -> None:
            gone.append(session)

    sessions, people, meetings = Sessions(log), People(log, clock), Meetings(log, clock)
    erasing, backups = Erasing(log, sessions, clock, Doors()), Backups(log, clock)
    clearing, retention = Clearing(log, sessions, backups, file, clock), Retention(log, erasing, clock)
    made = House(file, log, sessions, people, meetings, erasing, clearing, backups, retention, now, gone)
    made.community = await Communities(log, clock).found("Ours", "")
    planned = [Planned("1_one.yaml", "One"), Planned("2_two.yaml", "Two")]
    made.series = await meetings.begin(made.community, "folder", "Ours", planned)
    for name, details in ((NAME, Details(NAME, "qx@example.org", organisation=WARD)), ("Peter", Details("Peter"))):
        made.ids[name] = await people.add(made.community, details)
        await people.relink(made.ids[name])
    yield made
    await sessions.close()
    await log.close()


async def held(house: House) -> None:
    """Two meetings: what Quixotina wrote in the first is handed on to the second."""
    one = await house.meet(0)
    image = StoredPicture("p" * 22, one, 1, "image/png", "d", 13, 0.0, WORDS.encode())
    await house.log.add_picture(image, most=9, most_bytes=9999)
    await house.write(one, 1, "a", f"{WORDS} first", drawing="p" * 22)
    await house.write(one, 2, "b", "what Peter thinks")
    await house.give(one, c.Revise(by=1, id="a" * 22, step="1/write", values={"idea": f"{WORDS} again"}))
    await house.give(one, c.WriteNote(by="f1", step="1/write", words=f"{NAME} was late"))
    await house.give(one, c.Close(by="f1"))
    two = await house.meet(1, (Given("one.ideas", ("an example",)),))
    live = await house.sessions.live(two)
    assert live.session.plan.given[0].lines == (f"{WORDS} again", "what Peter thinks")
    await house.write(two, 2, "c", f"as {NAME} said")
    await house.give(two, c.CallHelp(by=1, words=f"{WORDS} help"))


async def promise(house: House, session: str, id: str, *, seat: int, owner: int, said: str, what: str, by: int) -> None:
    """A promise that somebody said, with one thing done with it since."""
    row = {"id": id, "session": session, "contribution": id, "seat": seat, "owner": owner, "offered": None,
           "said": said, "said_due": "2027-01-29", "what": what, "due": "2027-01-29", "beside": "", "state": "open",
           "made_at": 0.0, "changed_at": 0.0}  # fmt: skip
    change = {"promise": id, "n": 1, "at": 0.0, "seat": by, "did": "changed", "what": what, "due": "", "other": None,
              "line": f"{WORDS} of {by}" if by == 1 else "a line"}  # fmt: skip
    async with house.log.writing() as db:
        await db.execute(insert(tables.promises), [row])
        await db.execute(insert(tables.promise_changes), [change])


async def test_an_erased_person_is_nowhere(house: House, tmp_path: Path) -> None:
    await held(house)
    one, two = house.held
    await promise(house, one, "own", seat=1, owner=1, said=f"{WORDS} call", what=f"{WORDS} write", by=1)
    await promise(house, one, "given", seat=1, owner=2, said=f"{WORDS} ask", what="Peter asks", by=2)
    await promise(house, one, "taken", seat=2, owner=1, said="Peter looks", what=f"{WORDS} looks", by=1)
    with pytest.raises(Running):
        await house.erasing.person(house.ids[NAME])
    assert WORDS.encode() in house.on_disk(), "nothing was done by halves"
    await house.give(two, c.Close(by="f1"))
    backup = await house.backups.make(house.file, tmp_path / "backups", 3)
    assert found_in(house.on_disk()) == set(CANARIES)
    assert found_in(await house.exported()) >= {WORDS, NAME, WARD}
    assert found_in(backup.read_bytes()) == set(CANARIES)

    assert await house.erasing.person(house.ids[NAME]) == 2, "a note, and what Peter said"
    lines = await house.log.rows(select(tables.mentions.c.session, tables.mentions.c.seq))
    for line in lines:
        await house.erasing.line(line.session, line.seq)
    await house.clearing.clear()

    assert found_in(house.on_disk()) == set()
    assert found_in(await house.exported()) == set()
    assert found_in(house.on_disk(tmp_path / "backups")) == set()
    assert (await house.clearing.waiting(), house.clearing.missed, set(house.gone)) == (0, (), {one, two})

    live = await house.sessions.live(one)
    assert live.seats.names == {1: SOMEBODY, 2: "Peter"}
    assert live.session.contribution("a" * 22).values == {"idea": ERASED}  # type: ignore[union-attr]
    assert live.session.contribution("b" * 22).values == {"idea": "what Peter thinks"}  # type: ignore[union-attr]
    later = (await house.sessions.live(two)).session
    assert later.plan.given[0].lines == (ERASED, "what Peter thinks")
    assert later.plan.given[0].refs == ("1:1.1.1", "1:1.1.2"), "where each line came from can still be told"
    t = tables.promises
    rows = await house.log.rows(select(t.c.id, t.c.owner, t.c.said, t.c.what).order_by(t.c.id))
    assert [tuple(row) for row in rows] == [("taken", 2, "Peter looks", "Peter looks")]
    assert [one.details.name for one in await house.people.of(house.community)] == ["Peter"]
    old = await Log.open(f"sqlite+aiosqlite:///{backup}")
    assert {row.name for row in await old.seats(one)} == {SOMEBODY, "Peter"}
    await old.close()
    with pytest.raises(Unknown):
        await house.erasing.person(house.ids[NAME])


async def test_a_seat_alone_is_erased_in_its_session_only(house: House) -> None:
    await held(house)
    one, two = house.held
    before = (await house.sessions.live(one)).session
    with pytest.raises(Running):
        await house.erasing.seat(one, 1)  # its words were handed on to a session that runs
    await house.give(two, c.Close(by="f1"))
    await house.erasing.seat(one, 1)
    assert {row.name for row in await house.log.seats(one)} == {SOMEBODY, "Peter"}
    assert {row.name for row in await house.log.seats(two)} == {NAME, "Peter"}
    after = (await house.sessions.live(one)).session
    assert after.made["1/write"].keys() == before.made["1/write"].keys()


async def test_nobody_waits_in_a_lobby_for_somebody_who_was_erased(house: House) -> None:
    session = await house.sessions.create(plan_of(item(WRITE)), title="To come")
    (series,) = await house.meetings.of(house.community)
    await house.meetings.hold(series.meetings[0].id, session)
    live = await house.sessions.live(session)
    for name, id in house.ids.items():
        await live.take_own_seat(id, name, {"role": "carer"}, Known())
    await house.erasing.person(house.ids[NAME])
    assert live.session.present() == (2,)


async def test_sessions_and_communities_go_with_all_that_hangs_on_them(house: House) -> None:
    await held(house)
    one, two = house.held
    for doing in (house.erasing.session(two), house.erasing.series(house.series)):
        with pytest.raises(Running):
            await doing
    await house.erasing.session(one)
    with pytest.raises(UnknownSession):
        await house.sessions.live(one)
    await house.give(two, c.Close(by="f1"))
    await house.erasing.community(house.community)
    await house.clearing.clear()
    assert found_in(house.on_disk()) == set()
    for table in tables.metadata.sorted_tables:
        if table.name not in ("erasures", "accounts"):
            assert await house.log.rows(select(table)) == [], table.name


async def test_what_is_over_goes_when_it_was_said_and_not_before(house: House) -> None:
    await held(house)
    for session in house.held:
        await house.sessions.live(session)
    (kept,) = (await house.retention.of(house.community)).series
    assert [title for _, title in kept.sessions] == ["Meeting 1", "Meeting 2"]
    assert kept.last_at is not None
    assert kept.goes_at == kept.last_at + 365 * DAY
    await house.retention.set(house.community, 1)
    (kept,) = (await house.retention.of(house.community)).series
    assert kept.goes_at is not None
    house.now[0] = max(house.now[0], kept.last_at or 0) + 2 * DAY
    await house.retention.set(house.community, 1)
    await house.retention.erase_what_is_over()
    assert await house.meetings.of(house.community), "whoever shortens the time can think again"
    house.now[0] += GRACE - 60
    await house.retention.erase_what_is_over()
    assert await house.meetings.of(house.community)
    house.now[0] += 120
    await house.retention.erase_what_is_over()
    assert await house.meetings.of(house.community) == []
    assert await house.sessions.rows() == []
    assert len(await house.people.of(house.community)) == 2, "people stay until somebody takes them out"


async def test_backups_are_kept_to_a_number_and_found_again(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = [await house.backups.make(house.file, folder, 2) for _ in itertools.repeat(None, 3)]
    assert sorted(folder.iterdir()) == made[1:]
    made[1].unlink()
    away = tmp_path / "away"
    folder.rename(away)
    await house.erasing.person(house.ids[NAME])
    await house.clearing.clear()
    assert house.clearing.missed == (made[2], made[1])
    away.rename(folder)
    await house.clearing.clear()
    assert house.clearing.missed == ()
    assert found_in(house.on_disk(folder)) == set()
    assert [one.path for one in await house.backups.all()] == [made[2]]
    with pytest.raises(NotADirectoryError):
        await house.backups.make(house.file, made[2] / "below", 2)
    assert len(await house.backups.all()) == 1


async def test_who_became_one_with_somebody_is_erased_with_them_in_a_backup_of_before(
    house: House, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    await house.backups.make(house.file, folder, 2)
    assert found_in(house.on_disk(folder)) == {NAME, WARD, "qx@example.org"}

    def now() -> float:
        return house.now[0] + 1

    uniting = Uniting(house.log, house.people, Surveys(house.log, HouseKey("x" * 32, ""), now).merge, now)
    await uniting.unite(house.ids["Peter"], house.ids[NAME])
    await house.clearing.clear()
    assert found_in(house.on_disk(folder)) == {NAME, WARD, "qx@example.org"}, "there they are two, and nobody is erased"
    await house.erasing.person(house.ids["Peter"])
    await house.clearing.clear()
    assert found_in(house.on_disk(folder)) == set()
    assert found_in(house.on_disk()) == set()


def test_a_sweep_leaves_no_free_page_of_a_file_that_was_deleted_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is with a database that an earlier version wrote, which did not write over what it deleted."""
    monkeypatch.setattr(sweeping, "PATIENCE", 0.1)
    file = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA secure_delete=OFF")
        db.execute("CREATE TABLE words (said TEXT)")
        db.executemany("INSERT INTO words VALUES (?)", [(f"{WORDS} {n}" * 50,) for n in range(50)])
        db.commit()
        db.execute("DELETE FROM words WHERE rowid % 2")
        db.execute("DELETE FROM words")
        db.commit()
    assert WORDS.encode() in file.read_bytes()
    assert sweep(file)
    assert WORDS.encode() not in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    with closing(sqlite3.connect(file)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM words").fetchall()
        assert not sweep(file), "somebody reads what was there before: it is tried again later"
    assert sweep(file)
