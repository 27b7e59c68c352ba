"""The door: everybody who has the code comes in, at once if they like; who guesses does not."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from server.live.codes import new_code
from server.wire.guard import Guard, network


async def test_sixty_people_behind_one_address_all_come_in(served: Any) -> None:
    seats = await asyncio.gather(*(served.join(f"Person {n}") for n in range(60)))
    assert len(set(seats)) == 60


async def test_a_hundred_phones_within_a_second_are_all_seated_and_welcomed(served: Any) -> None:
    began = time.monotonic()

    async def arrive(n: int) -> Any:
        await asyncio.sleep(n / 100)
        return await served.phone(f"Person {n}")

    phones = await asyncio.gather(*(arrive(n) for n in range(100)))
    took = time.monotonic() - began
    assert sorted(phone.welcomes[0]["you"]["seat"] for phone in phones) == list(range(1, 101))
    for phone in phones:
        await phone.until(lambda phone=phone: phone.part("room")["people"] == 100)
    print(f"100 phones in {took:.1f} s")  # noqa: T201


async def test_the_same_join_sent_again_gives_the_same_seat(served: Any) -> None:
    body = {"id": "j" * 22, "code": served.code, "name": "Ada", "traits": {}}
    first, again = await served.post("/api/join", body), await served.post("/api/join", body)
    assert first["seat"] == again["seat"] == 1
    for seated in (first, again):
        assert (await served.screen(seated["token"]).connect()).welcomes[0]["you"]["seat"] == 1


@pytest.mark.parametrize("name", ["", "   ", "\u0000\u0007", "x" * 61, None, 5])
async def test_a_name_is_asked_for_in_words(served: Any, name: Any) -> None:
    refused = await served.post("/api/join", {"id": "j" * 22, "code": served.code, "name": name, "traits": {}})
    assert refused["code"] == "invalid"
    assert refused["says"].startswith("Please write a name")


async def test_names_are_cleaned(served: Any) -> None:
    phone = await served.phone(" A\u0301da\u0000\n \u202eLovelace ")
    assert phone.welcomes[0]["you"]["name"] == "\u00c1da Lovelace"


async def test_wrong_closed_and_unreadable_codes_get_one_answer(served: Any) -> None:
    wrong = [new_code(), "not a code", "", "x" * 150]
    host = await served.host()
    await host.do("close")
    answers = [await served.post("/api/door", {"code": code}) for code in [*wrong, served.code]]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["code"] == "unknown_code"


async def test_guessing_ends_soon_and_passes_soon(served: Any) -> None:
    codes = [(await served.post("/api/door", {"code": new_code()}))["code"] for _ in range(40)]
    assert codes[:30] == ["unknown_code"] * 30
    assert set(codes[32:]) == {"rate"}
    assert (await served.post("/api/door", {"code": served.code}))["code"] == "rate"
    forwarded = {"X-Forwarded-For": "198.51.100.7"}
    async with served.http.post(served.origin + "/api/door", json={"code": served.code}, headers=forwarded) as response:
        assert (await response.json())["ok"], "people elsewhere are not shut out"


def test_a_million_guesses_are_hardly_ever_looked_up() -> None:
    now = 0.0
    guard = Guard(lambda: now)
    looked_up = 0
    for n in range(1_000_000):  # ten thousand a second, from a hundred addresses
        now = n / 10_000
        address = f"203.0.113.{n % 100}"
        if guard.allows(address):
            guard.failed(address)
            looked_up += 1
    assert looked_up < 1000


def test_failures_are_counted_not_people() -> None:
    now = 0.0
    guard = Guard(lambda: now)
    for _ in range(200):
        guard.failed("198.51.100.1")
    assert not guard.allows("198.51.100.1")
    assert guard.allows("198.51.100.2"), "nobody there has failed"
    now = 10.0
    assert guard.allows("198.51.100.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1:9:ffff::1", True),
        ("2001:db8:1:2::4", "2001:db8:7:2::4", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unknown", False),
    ],
)
def test_who_counts_as_one_sender(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
