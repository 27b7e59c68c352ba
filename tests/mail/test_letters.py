"""Letters are sent once, by a real mail server on a real port, whatever becomes of it or of us in between."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from pydantic import ValidationError

from server import tables
from server.log import Log
from server.mail.letters import DAY, MINUTE, TAKEN_FOR, Letter, Letters
from server.mail.postman import Postman
from server.season.communities import Communities
from server.season.people import People
from server.season.person import Details
from server.settings import Settings
from tests.fresh import lay_database

HOUSE = "Our House <house@example.org>"


class Office:
    """A mail server. `answers` are what it says to the next letters; "" breaks the line once it has the words."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.got: list[EmailMessage] = []
        self.answers: list[str] = []
        self._listening: asyncio.Server | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("nobody"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250") or not answer:
            self.got.append(message_from_bytes(envelope.content, policy=default))
        if not answer:
            server.transport.abort()
        return answer or "421 gone"

    async def open(self) -> None:
        made = lambda: SMTP(self, enable_SMTPUTF8=True, loop=asyncio.get_running_loop())  # noqa: E731
        self._listening = await asyncio.get_running_loop().create_server(made, "127.0.0.1", self.port)

    async def close(self) -> None:
        if self._listening:
            self._listening.close()
            await self._listening.wait_closed()


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def now(self) -> float:
        return self.at


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office = Office(free.getsockname()[1])
    await office.open()
    yield office
    await office.close()


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[Log]:
    lay_database(tmp_path / "log.sqlite3")
    log = await Log.open(f"sqlite+aiosqlite:///{tmp_path / 'log.sqlite3'}")
    yield log
    await log.close()


def letters_of(log: Log, clock: Hand, office: Office) -> Letters:
    return Letters(log, clock.now, Postman(f"smtp://127.0.0.1:{office.port}", HOUSE))


def letter(about: str = "one", to: str = "amina@example.org", **more: Any) -> Letter:
    return Letter(about, to, "What you said you would do", "You said: ask the pharmacist – by Tuesday.\n", **more)


async def rows(log: Log) -> list[Any]:
    return await log.rows(tables.letters.select().order_by(tables.letters.c.about))


async def test_a_letter_is_sent_once_and_then_forgotten(log: Log, office: Office) -> None:
    clock = Hand()
    letters = letters_of(log, clock, office)
    assert await letters.write(letter(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
    assert not await letters.write(letter(to="other@example.org")), "there was one about the same"
    await asyncio.gather(letters.send(), letters_of(log, clock, office).send(), letters.send())
    clock.at += DAY
    await letters.send()
    (got,) = office.got
    assert (got["To"], got["From"]) == ("amina@example.org", HOUSE)
    assert got["Subject"] == "What you said you would do"
    body, attached = got.get_body(), [*got.iter_attachments()]
    assert body is not None
    assert "ask the pharmacist – by Tuesday" in body.get_content()
    assert [one.get_content_type() for one in attached] == ["text/calendar"]
    (row,) = await rows(log)
    assert row.sent_at
    assert (row.address, row.subject, row.words, row.calendar) == ("", "", "", "")
    assert not await letters.write(letter()), "also once it has been sent"


async def test_a_server_that_is_away_loses_nothing(log: Log, office: Office) -> None:
    clock = Hand()
    letters = letters_of(log, clock, office)
    await office.close()
    for about in ("one", "two", "three"):
        assert await letters.write(letter(about))
    for _ in range(4):
        await letters.send()
        clock.at += 3 * MINUTE
    assert await letters.waiting() == 3
    assert sum(row.tries for row in await rows(log)) <= 4, "one that is away is knocked at once in a round"
    await office.open()
    clock.at += DAY
    await letters.send()
    assert len(office.got) == 3
    assert await letters.waiting() == 0


async def test_refused_for_now_and_refused_for_good(log: Log, office: Office) -> None:
    clock = Hand()
    letters = letters_of(log, clock, office)
    office.answers = ["451 later, please"]
    for about, to in (
        ("a", "amina@example.org"),
        ("b", "nobody@example.org"),
        ("c", "no address"),
        ("d", "x@y.org\nz"),
    ):
        assert await letters.write(letter(about, to))
    await letters.send()
    assert office.got == []
    assert await letters.waiting() == 1, "for what is no address there is no later"
    clock.at += DAY
    await letters.send()
    assert [one["To"] for one in office.got] == ["amina@example.org"]
    assert all(row.words == "" for row in await rows(log))
    assert await letters.write(letter("late", until=clock.at + 60))
    clock.at += 120
    await letters.send()
    assert (len(office.got), await letters.waiting()) == (1, 0), "it came too late to be worth sending"


async def test_a_broken_line_and_a_killed_server_send_at_most_twice(log: Log, office: Office) -> None:
    clock = Hand()
    letters = letters_of(log, clock, office)
    office.answers = [""] * 9
    await letters.write(letter())
    for _ in range(6):
        await letters.send()
        clock.at += TAKEN_FOR
    assert len(office.got) == 2
    assert len({one["Message-ID"] for one in office.got}) == 1, "to whoever gets both, they are one letter"

    class Killed(BaseException):
        pass

    async def kill(*_: Any, **__: Any) -> None:
        raise Killed

    office.answers = []
    await letters.write(letter("two"))
    for _ in range(4):
        dying = letters_of(log, clock, office)
        dying._note = kill  # type: ignore[method-assign]
        with pytest.raises(Killed) if len(office.got) < 4 else pytest.MonkeyPatch.context():
            await dying.send()
        await letters.send()
        clock.at += TAKEN_FOR + 1
    assert len(office.got) == 4, "killed between the sending and the note: once more, and never a third time"
    assert await letters.waiting() == 0


async def test_a_letter_goes_with_its_transaction_and_its_person(log: Log, office: Office) -> None:
    clock = Hand()
    letters = letters_of(log, clock, office)
    people = People(log, clock.now)
    person = await people.add(await Communities(log, clock.now).found("Ours", ""), Details("Ann", "ann@example.org"))

    async def undone() -> None:
        async with log.writing() as db:
            assert await letters.write_in(db, letter("undone"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await undone()
    await letters.write(letter("hers", person=person))
    await letters.write(letter("called off/1"))
    await letters.write(letter("called offside"))
    await letters.call_off("called off/")
    async with log.writing() as db:
        await db.execute(tables.people.delete())
    assert [row.about for row in await rows(log)] == ["called offside"]
    off = Letters(log, clock.now, None)
    assert not off.are_on
    assert not await off.write(letter("no mail"))
    assert len(await rows(log)) == 1


async def test_addresses_of_all_the_world(log: Log, office: Office) -> None:
    letters = letters_of(log, Hand(), office)
    for about, to in enumerate(("jörg@example.org", "anna@bücher.example", "o'hara+x@example.org")):
        assert await letters.write(letter(str(about), to))
    await letters.send()
    told = {str(one["To"]) for one in office.got}
    assert told == {"jörg@example.org", "anna@xn--bcher-kva.example", "o'hara+x@example.org"}


def test_settings_name_what_mends_them() -> None:
    ok = Settings(smtp_url="smtp://us%40x:p%2Fw@mail.example.org:587", mail_from="Haus am Fluß <haus@example.org>")
    assert "p%2Fw" not in repr(ok)
    for url, sender, says in [
        ("mail.example.org:587", "house@example.org", "smtp://name:password@"),
        ("smtp://a@b:p/w@mail.example.org", "house@example.org", "%40"),
        ("smtp://mail.example.org:none", "house@example.org", "smtp://name:password@"),
        ("smtp://mail.example.org", "", "go together"),
        ("", "house@example.org", "go together"),
        ("smtp://mail.example.org", "our house", "house@example.org"),
        ("smtp://mail.example.org", "a@example.org\nBcc: b@example.org", "house@example.org"),
    ]:
        with pytest.raises(ValidationError, match=says):
            Settings(smtp_url=url, mail_from=sender)
