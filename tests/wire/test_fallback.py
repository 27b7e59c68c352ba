"""Where websockets are blocked: the same commands and the same parts over plain requests."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from starlette.requests import Request

from server.wire import fallback


def by_part(answer: dict[str, Any]) -> dict[str, Any]:
    return {one["part"]: one["v"] for one in answer["parts"]}


async def poll(served: Any, token: str, epoch: str = "", **known: int) -> dict[str, Any]:
    return dict(await served.post("/api/parts", {"epoch": epoch, "known": known}, token))


def counters(answer: dict[str, Any]) -> dict[str, int]:
    return {one["part"]: one["n"] for one in answer["parts"]}


async def test_the_other_way_shows_and_takes_the_same(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    for _ in range(100):  # each has the newest a moment before or after the other
        polled = await poll(served, phone.token)
        if same := by_part(polled) == {name: one["v"] for name, one in phone.parts.items()}:
            break
        await asyncio.sleep(0.05)
    assert same
    assert polled["epoch"] == phone.welcomes[0]["epoch"]
    assert all(set(one) == {"part", "n", "t", "v"} for one in polled["parts"])
    field = phone.part("own")["form"]["fields"][0]["name"]
    body = {"contribution": "c" * 22, "step": phone.part("own")["step"], "values": {field: "By post"}}
    answer = await served.post("/api/command", {"id": "i" * 22, "do": "submit", **body}, phone.token)
    assert answer == {"ok": True, "id": "i" * 22}
    await phone.until(lambda: bool(phone.part("own")["mine"]))
    later = await poll(served, phone.token, polled["epoch"], **counters(polled))
    assert [one["part"] for one in later["parts"]]
    assert by_part(later)["own"] == phone.part("own")


async def test_a_poll_waits_for_news_and_brings_it_at_once(served: Any) -> None:
    host, token = await served.host(), await served.join()
    await asyncio.sleep(0.3)  # the room's new count is on its way
    first = await poll(served, token)
    waiting = asyncio.create_task(poll(served, token, first["epoch"], **counters(first)))
    await asyncio.sleep(0.5)
    assert not waiting.done()
    await host.do("message", words="Lunch")
    told = await asyncio.wait_for(waiting, 15)
    assert by_part(told)["room"]["message"] == "Lunch"
    assert counters(told)["room"] > counters(first)["room"]


async def test_without_news_a_poll_ends_and_people_stay_here_between_polls(
    served: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "WAIT", 0.3)
    monkeypatch.setattr(fallback, "LINGER", 1.0)
    host, token = await served.host(), await served.join()
    await asyncio.sleep(0.3)
    known = await poll(served, token)
    await host.until(lambda: [one["here"] for one in host.part("control")["people"]] == [True])
    began = time.monotonic()
    assert (await poll(served, token, known["epoch"], **counters(known)))["parts"] == []
    assert 0.2 < time.monotonic() - began < 15
    assert host.part("control")["people"][0]["here"]
    await host.until(lambda: [one["here"] for one in host.part("control")["people"]] == [False])


async def test_counters_of_another_epoch_are_void(served: Any) -> None:
    token = await served.join()
    assert len((await poll(served, token, "another", room=10**9, group=10**9, own=10**9))["parts"]) == 3


async def test_a_stopping_server_lets_go_of_polls(served: Any) -> None:
    token = await served.join()
    await asyncio.sleep(0.3)
    known = await poll(served, token)
    waiting = asyncio.create_task(poll(served, token, known["epoch"], **counters(known)))
    await asyncio.sleep(0.3)
    served.house.quieten()
    assert (await asyncio.wait_for(waiting, 15))["parts"] == []


@pytest.mark.parametrize("path", ["/api/door", "/api/join", "/api/command", "/api/parts", "/api/qr", "/api/insert"])
@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"a":' * 5000, b" " * 70_000]
)
async def test_what_cannot_be_read_is_refused_in_words(served: Any, path: str, raw: bytes) -> None:
    headers = {"Authorization": f"Bearer {served.control}", "Content-Type": "application/json"}
    async with served.http.post(served.origin + path, data=raw, headers=headers) as response:
        answer = await response.json()
    assert response.status in (400, 413)
    assert answer["ok"] is False
    assert answer["code"] == "invalid"
    assert answer["says"]


async def test_a_form_on_another_page_cannot_post(served: Any) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        headers = {"Content-Type": kind, "Origin": "https://evil.example"}
        async with served.http.post(served.origin + "/api/command", data=b"{}", headers=headers) as response:
            assert response.status == 401
        async with served.http.post(served.origin + "/api/door", data=b'{"code":"x"}', headers=headers) as response:
            assert (await response.json())["code"] == "invalid"
            assert "access-control-allow-origin" not in response.headers


async def test_who_leaves_in_the_middle_of_a_request_is_nothing_for_the_log() -> None:
    comes = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(comes)

    request = Request({"type": "http", "headers": [(b"content-type", b"application/json")]}, receive)
    assert await fallback.body_of(request) is None
