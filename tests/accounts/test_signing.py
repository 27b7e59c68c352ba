"""Accounts on disk: what is kept of a secret, how long a sign-in lasts, how guessing is slowed down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from server.accounts import passwords, sign_ins
from server.accounts.accounts import Account, LastOrganiser, Standing, Taken, email_of
from server.accounts.brakes import ACCOUNT, ADDRESS, Brakes
from server.accounts.departures import Departure, Departures
from server.accounts.factor import step_of
from server.accounts.housekey import HouseKey
from server.accounts.invitations import SENT, Void
from server.accounts.passwords import Passwords, TooBusy
from server.accounts.signing import Not, Signing
from server.live.keys import hashed, new_id
from server.log import Log
from tests.fresh import lay_database

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "quiet otters fold maps"
NEXT = "loud herons mend nets"


@dataclass
class Time:
    at: float = 1_800_000_000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


@dataclass
class Doors:
    """The accounts of a house whose clock stands still unless it is moved."""

    log: Log
    file: Path
    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.signing = Signing(self.log, self.time, Passwords(CHEAP))

    async def account(self, email: str = "ann@example.org", role: Standing = "organiser") -> Account:
        account = self.signing.accounts.new(email, "Ann Lee", role, await self.signing.passwords.hash(PASSWORD))
        await self.signing.invitations.make_account(hashed(await self.signing.invitations.make(role)), account)
        return account

    async def enter(self, password: str = PASSWORD, code: str = "", email: str = "ann@example.org") -> str:
        """Empty when they are let in, else why not."""
        got = await self.signing.sign_in(email, password, code, "192.0.2.1")
        return got.code if isinstance(got, Not) else ""


@pytest.fixture
async def doors(tmp_path: Path) -> AsyncIterator[Doors]:
    file = tmp_path / "log.sqlite3"
    lay_database(file)
    log = await Log.open(f"sqlite+aiosqlite:///{file}")
    yield Doors(log, file)
    await log.close()


async def test_no_secret_is_in_the_database(doors: Doors) -> None:
    account = await doors.account()
    invitation = await doors.signing.invitations.make("viewer", "Ben")
    token = await doors.signing.sign_ins.begin(account.id)
    await Departures(doors.log, doors.time).leave("the-state", "the-browser", Departure("n", "v"))
    kept = b"".join(file.read_bytes() for file in doors.file.parent.iterdir())
    for secret in (PASSWORD, invitation, token, "the-state", "the-browser"):
        assert secret.encode() not in kept
    assert hashed(token).encode() in kept, "the search finds what is there"
    assert PASSWORD not in repr(account)
    assert account.password_hash not in repr(account)


async def test_a_sign_in_ends_by_time_by_idleness_and_by_will(doors: Doors) -> None:
    account, ins = await doors.account(), doors.signing.sign_ins
    token, other = await ins.begin(account.id), await ins.begin(account.id)
    found = await ins.who(token)
    assert found
    assert found.account.id == account.id
    assert await ins.who(new_id()) is None
    await ins.end(other)
    assert await ins.who(other) is None
    doors.time.at += sign_ins.IDLE - 1
    assert await ins.who(token), "seen within the week"
    doors.time.at += sign_ins.IDLE - 1
    assert await ins.who(token), "each look counts"
    doors.time.at += sign_ins.IDLE + 1
    assert await ins.who(token) is None
    token = await ins.begin(account.id)
    for _ in range(9):
        doors.time.at += sign_ins.LONGEST / 9 + 1
        found = await ins.who(token)
    assert found is None, "however often it was seen"


async def test_a_disabled_account_is_shut_at_once_and_can_be_opened_again(doors: Doors) -> None:
    await doors.account("boss@example.org")
    ann, accounts, ins = await doors.account(), doors.signing.accounts, doors.signing.sign_ins
    token = await ins.begin(ann.id)
    await accounts.disable(ann.id)
    assert await ins.who(token) is None
    assert await doors.enter() == "wrong", "and nobody is told that it is disabled"
    late = await ins.begin(ann.id)
    assert await ins.who(late) is None, "nor does a sign-in that was under way meanwhile"
    await accounts.enable(ann.id)
    assert await ins.who(token) is None, "the old sign-in stays void"
    await ins.end(late)
    assert await doors.enter() == ""


async def test_somebody_always_looks_after_the_house(doors: Doors) -> None:
    ann, accounts = await doors.account(), doors.signing.accounts
    await doors.account("vi@example.org", "viewer")
    with pytest.raises(LastOrganiser):
        await accounts.disable(ann.id)
    with pytest.raises(LastOrganiser):
        await accounts.set_role(ann.id, "viewer")
    ben = await doors.account("ben@example.org")
    await accounts.set_role(ann.id, "viewer")
    with pytest.raises(LastOrganiser):
        await accounts.disable(ben.id)


async def test_a_one_time_link_makes_one_account_even_when_used_twice_at_once(doors: Doors) -> None:
    invitations = doors.signing.invitations
    token = await invitations.make("facilitator", "Ben")
    made = [doors.signing.accounts.new(f"{n}@example.org", "Ben", "facilitator", "") for n in range(5)]
    got = await asyncio.gather(*(invitations.make_account(hashed(token), one) for one in made), return_exceptions=True)
    assert sorted(type(one).__name__ for one in got) == ["NoneType", "Void", "Void", "Void", "Void"]
    assert len(await doors.signing.accounts.all()) == 1
    assert await invitations.find(token) is None
    late = await invitations.make("facilitator")
    doors.time.at += SENT + 1
    assert await invitations.find(late) is None
    with pytest.raises(Void):
        await invitations.make_account(hashed(late), made[-1])


async def test_an_address_is_taken_once_and_the_link_is_not_used_up(doors: Doors) -> None:
    await doors.account("ann@example.org")
    token = await doors.signing.invitations.make("viewer")
    again = doors.signing.accounts.new("ann@example.org", "Ann", "viewer", "")
    with pytest.raises(Taken):
        await doors.signing.invitations.make_account(hashed(token), again)
    assert await doors.signing.invitations.find(token)


async def test_guessing_is_slow_and_a_restart_helps_nobody(doors: Doors) -> None:
    await doors.account()
    for _ in range(int(ACCOUNT.most)):
        assert await doors.enter("wrong words altogether") == "wrong"
    assert await doors.enter("wrong words altogether") == "rate"
    assert await doors.enter() == "rate", "nor is the right one looked at"
    again = replace(doors)  # another process on the same database
    assert await again.enter() == "rate"
    assert await doors.enter(email="ben@example.org") == "wrong", "others are not slowed down by it"
    doors.time.at += 1 / ACCOUNT.rate + 1
    assert await doors.enter() == ""
    assert await doors.enter() == "", "who is right gives nothing up"


async def test_who_is_not_there_is_slowed_down_alike(doors: Doors) -> None:
    told = [await doors.enter(email="nobody@example.org") for _ in range(int(ACCOUNT.most) + 1)]
    assert told == ["wrong"] * int(ACCOUNT.most) + ["rate"]


async def test_many_guesses_at_once_are_no_more_guesses(doors: Doors) -> None:
    await doors.account()
    told = await asyncio.gather(*(doors.enter(f"some wrong words {n}") for n in range(20)))
    assert told.count("wrong") == int(ACCOUNT.most)
    assert told.count("rate") == 20 - int(ACCOUNT.most)


async def test_an_address_that_tries_everybody_is_slowed_down(doors: Doors) -> None:
    told = [await doors.enter(email=f"{n}@example.org") for n in range(int(ADDRESS.most) + 3)]
    assert told[-3:] == ["rate"] * 3
    assert "rate" not in told[:-3]


async def test_a_refused_try_costs_no_brake_anything(doors: Doors) -> None:
    brakes = Brakes(doors.log, doors.time)
    while not await brakes.take((ACCOUNT, "a")):
        pass
    for _ in range(100):
        assert await brakes.take((ACCOUNT, "a"), (ADDRESS, "there"))
    assert await brakes.take((ADDRESS, "there")) == 0


async def test_a_second_factor_is_asked_for_and_a_code_counts_once(doors: Doors) -> None:
    ann = await doors.account()
    secret = pyotp.random_base32()
    at = doors.time.at
    await doors.signing.accounts.set_factor(ann.id, secret)
    for _ in range(12):
        assert await doors.enter() == "needs_code", "to be asked costs no try"
    assert await doors.enter("not her words at all", "000000") == "wrong", "a wrong password tells nothing of codes"
    assert await doors.enter(code="000000") == "wrong_code"
    now = pyotp.TOTP(secret).at(int(at))
    assert await doors.enter(code=f"{now[:3]} {now[3:]}") == ""
    assert await doors.enter(code=now) == "wrong_code", "whoever looked over her shoulder is too late"
    assert await doors.enter(code=pyotp.TOTP(secret).at(int(at) + 30)) == "", "a clock half a minute ahead"
    for _ in range(20):
        last = await doors.enter(code="111111")
    assert last == "rate"


def test_codes_fit_around_now_only() -> None:
    secret = pyotp.random_base32()
    for away, fits in ((-61, False), (-30, True), (0, True), (30, True), (61, False)):
        assert (step_of(secret, pyotp.TOTP(secret).at(1_800_000_000 + away), 1_800_000_000.0) > 0) == fits
    for odd in ("", "12345", "١٢٣٤٥٦", "1" * 5000, "\ud800"):
        assert step_of(secret, odd, 1_800_000_000.0) == 0


async def test_a_new_password_ends_other_sign_ins(doors: Doors) -> None:
    ann, ins = await doors.account(), doors.signing.sign_ins
    here, there = await ins.begin(ann.id), await ins.begin(ann.id)
    who = await ins.who(here)
    assert who
    wrong = await doors.signing.change_password(who, "not this one here", NEXT)
    assert wrong
    assert wrong.code == "wrong"
    assert await ins.who(there)
    assert await doors.signing.change_password(who, PASSWORD, NEXT) is None
    assert await ins.who(here)
    assert await ins.who(there) is None
    assert await doors.enter() == "wrong"
    assert await doors.enter(NEXT) == ""


async def test_a_link_to_a_new_password_ends_all_and_a_newer_one_replaces_it(doors: Doors) -> None:
    ann, ins, invitations = await doors.account(), doors.signing.sign_ins, doors.signing.invitations
    await doors.signing.accounts.set_factor(ann.id, pyotp.random_base32())
    here = await ins.begin(ann.id)
    old = await invitations.make("organiser", account=ann.id)
    token = await invitations.make("organiser", account=ann.id)
    with pytest.raises(Void):
        await invitations.set_password(hashed(old), ann.id, "x")
    await invitations.set_password(hashed(token), ann.id, await doors.signing.passwords.hash(NEXT))
    assert await ins.who(here) is None
    assert await doors.enter(NEXT) == ""
    with pytest.raises(Void):
        await invitations.set_password(hashed(token), ann.id, "x")


async def test_a_hash_of_earlier_days_is_made_anew(doors: Doors) -> None:
    await doors.account()
    doors.signing.passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert await doors.enter() == ""
    account = await doors.signing.accounts.by_email("ann@example.org")
    assert account
    assert "m=16,t=2" in account.password_hash
    assert await doors.enter() == ""


async def test_too_many_at_once_are_sent_away_for_a_moment() -> None:
    hashing = Passwords(CHEAP)
    got = await asyncio.gather(*(hashing.hash(PASSWORD) for _ in range(60)), return_exceptions=True)
    assert sum(isinstance(one, TooBusy) for one in got) == 60 - passwords.MOST_WAITING
    assert await hashing.fits(await hashing.hash(PASSWORD), PASSWORD)


async def test_a_password_is_the_same_on_every_keyboard() -> None:
    hashing = Passwords(CHEAP)
    kept = await hashing.hash("fünf kleine Zebras")
    assert await hashing.fits(kept, "fu\u0308nf kleine Zebras")
    assert not await hashing.fits(kept, "funf kleine Zebras")
    assert not await hashing.fits("", "")
    assert not await hashing.fits("damaged", "damaged")


@pytest.mark.parametrize(
    "password",
    ["", "short", "eleven sign", "aaaaaaaaaaaaaaaa", "abababababababab", "abcdefghijklmnop", "123456789012345",
     "987654321098765", "123456789123456789", "Password1234", "qwertyuiop123", "ann.lee-2026!",
     "ann.lee@example.org", "Ann Lee Ann Lee", "tingshatingsha", "ann.leetingsha", "x" * 201],
)  # fmt: skip
def test_passwords_that_will_not_do(password: str) -> None:
    assert passwords.trouble(password, email="ann.lee@example.org", name="Ann Lee")


@pytest.mark.parametrize(
    "password", [PASSWORD, NEXT, "корректная лошадь", "correcthorsebattery", "7f3a9c1e5b8d", "x1" * 6 + "q!z"]
)
def test_passwords_that_will_do(password: str) -> None:
    assert passwords.trouble(password, email="ann.lee@example.org", name="Ann Lee") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Ann@Example.org ", "ann@example.org"), ("STRASSE@x.de", "strasse@x.de"), ("ann", ""), ("a b@x", ""), ("@x", ""),
     ("a@", ""), ("a@b@c", ""), ("a" * 300 + "@x", ""), ("a\x00@x", "")],
)  # fmt: skip
def test_addresses(typed: str, kept: str) -> None:
    assert email_of(typed) == kept


def test_the_house_key_stays_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'log.sqlite3'}"
    root = HouseKey("", url).root_of("a")
    assert HouseKey("", url).root_of("a") == root != HouseKey("", url).root_of("b")
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert HouseKey("x" * 32, url).root_of("a") != root
    one = HouseKey("", "postgresql+asyncpg://db/tingsha")
    assert one.root_of("a") == one.root_of("a")


async def test_a_departure_is_of_one_browser_and_once(doors: Doors) -> None:
    departures, gone = Departures(doors.log, doors.time), Departure("nonce", "verifier", "i" * 64, None)
    await departures.leave("state", "browser", gone)
    assert await departures.arrive("state", "another browser") is None
    assert await departures.arrive("another state", "browser") is None
    assert await departures.arrive("state", "browser") == gone
    assert await departures.arrive("state", "browser") is None
    await departures.leave("state", "browser", gone)
    doors.time.at += 601
    assert await departures.arrive("state", "browser") is None
