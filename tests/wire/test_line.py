"""The line as screens live it: join, welcome, command and answer, parts, and coming back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import socketio


async def test_a_phone_joins_writes_and_the_answer_means_on_disk(served: Any) -> None:
    door = await served.post("/api/door", {"code": served.code.upper().replace("-", " ")})
    assert door["ok"]
    assert (door["title"], door["days"]) == ("A taste", None), "of no community: kept until somebody deletes it"
    assert door["asks"][0]["options"] == ["a patient", "a carer", "someone else"]
    host, phone = await served.host(), await served.phone("Ada")
    welcome = phone.welcomes[0]
    assert welcome["you"] == {"kind": "seat", "seat": 1, "name": "Ada", "label": ""}
    assert {one["part"] for one in welcome["parts"]} == {"room", "group", "own"}
    assert set(host.parts) == {"room", "control"}
    assert host.welcomes[0]["you"]["label"] == "f1"
    assert (await host.do("next", anyway=True))["ok"]
    await phone.until(lambda: phone.part("room")["step"] is not None and phone.part("own")["form"] is not None)
    answer = await phone.submit("Trust comes first")
    assert answer["ok"]
    assert set(answer) == {"ok", "id"}
    assert any("Trust comes first" in e.payload for e in await served.house.log.events(served.session))
    await phone.until(lambda: bool(phone.part("own")["mine"]))
    assert all("Trust comes first" not in heard for heard in host.heard)


async def test_too_few_people_is_a_doubt_and_not_the_end(served: Any) -> None:
    host, _ = await served.host(), await served.phone("Ada")
    refused = await host.do("next")
    assert refused["code"] == "too_few"
    assert refused["says"].startswith("1-2-4-All is meant for 4 people or more, and 1 is here.")
    assert (await host.do("next", anyway=True))["ok"]
    await host.until(lambda: host.part("room")["step"] is not None)


async def test_coming_back_brings_everything(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    await phone.submit("Kept")
    await phone.until(lambda: bool(phone.part("own")["mine"]))
    before = {name: one["v"] for name, one in phone.parts.items()}
    await phone.client.disconnect()
    again = await served.screen(phone.token).connect()
    assert {name: one["v"] for name, one in again.parts.items()} == before
    assert again.welcomes[0]["epoch"] == phone.welcomes[0]["epoch"]


async def test_two_tabs_of_one_seat_are_one_person_and_both_are_told(served: Any) -> None:
    host, one = await served.host(), await served.phone()
    other = await served.screen(one.token).connect()
    await host.until(lambda: [p["here"] for p in host.part("control")["people"]] == [True])
    await host.do("message", words="Hello both")
    for screen in (one, other):
        await screen.until(lambda screen=screen: screen.part("room")["message"] == "Hello both")
    await one.client.disconnect()
    await asyncio.sleep(0.5)
    assert host.part("control")["people"][0]["here"]
    await other.client.disconnect()
    await host.until(lambda: [one["here"] for one in host.part("control")["people"]] == [False])


async def test_a_command_sent_again_gets_its_first_answer(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    body = {"contribution": "c" * 22, "step": phone.part("own")["step"], "values": {"idea": "Once"}}
    body["values"] = {phone.part("own")["form"]["fields"][0]["name"]: "Once"}
    first = await phone.do("submit", id="i" * 22, **body)
    assert first == await phone.do("submit", id="i" * 22, **body)
    assert first == await served.post("/api/command", {"id": "i" * 22, "do": "submit", **body}, phone.token)
    changed = await phone.do("submit", id="i" * 22, **{**body, "values": dict.fromkeys(body["values"], "Twice")})
    assert changed["code"] == "id_reused"
    assert (await served.house.sessions.live(served.session)).session.contributions == 1


async def test_who_asks_comes_from_the_link(served: Any) -> None:
    host, ada, bob = await served.host(), await served.phone("Ada"), await served.phone("Bob")
    await host.do("next", anyway=True)
    await ada.until(lambda: ada.part("own")["form"] is not None)
    await ada.submit("Mine", contribution="m" * 22)
    assert not (await bob.do("withdraw", contribution="m" * 22))["ok"]
    forged = await bob.client.call("command", {"id": "f" * 22, "do": "call_help", "words": "", "by": 1}, timeout=20)
    assert forged["code"] == "invalid"
    await ada.do("call_help", words="Please")
    await bob.do("answer_help", seat=1)
    live = await served.house.sessions.live(served.session)
    assert set(live.session.calls) == {1}
    for do in ("next", "close", "ring", "pause", "extend"):
        assert (await ada.do(do, **({"seconds": 60} if do == "extend" else {})))["code"] == "forbidden"
    stage = await served.screen(served.stage).connect()
    assert set(stage.parts) == {"room", "stage"}
    assert (await stage.do("next"))["code"] == "forbidden"


async def test_a_step_that_has_closed_refuses_in_words(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    step, fields = phone.part("own")["step"], phone.part("own")["form"]["fields"]
    for _ in range(3):
        await host.do("next", anyway=True, step=host.part("control")["now_key"])
        await asyncio.sleep(0.3)
    live = await served.house.sessions.live(served.session)
    live._clock._began += 3600  # an hour later the seconds of grace are over
    late = await phone.do("submit", contribution="l" * 22, step=step, values={fields[0]["name"]: "Late"})
    assert late["code"] == "step_closed"
    assert late["says"]


async def test_a_far_too_long_idea_is_told_the_limit(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    most = phone.part("own")["form"]["fields"][0]["most"]
    told = await phone.submit("x" * 5000)
    assert told["code"] == "too_long"
    assert str(most) in told["says"]
    huge = await phone.submit("x" * 40_000)
    assert huge["code"] == "too_long"
    assert "10,000" in huge["says"]
    assert (await phone.submit("short enough"))["ok"]


@pytest.mark.parametrize("token", ["", "x", "A" * 22, None, 5, {"a": 1}])
async def test_a_link_that_opens_nothing_says_so(served: Any, token: Any) -> None:
    stranger = served.screen(token)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await stranger.connect()
    assert stranger.refused["data"]["code"] == "unknown_link"
    assert stranger.refused["data"]["says"]
    assert (await served.post("/api/command", {"id": "i" * 22, "do": "next"}, str(token)))["code"] == "unknown_link"


async def test_a_revoked_link_closes_and_the_organiser_gets_another(served: Any) -> None:
    host = await served.host()
    row = await served.post(f"/api/organise/sessions/{served.session}/revoke", {}, served.organiser)
    assert row["ok"]
    assert row["links"]["control"].split("#")[1] != served.control
    async with asyncio.timeout(10):
        await host.client.wait()
    again = served.screen(served.control)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await again.connect()
    assert again.refused["data"]["code"] == "revoked"
    assert await served.screen(row["links"]["control"].split("#")[1]).connect()


async def test_a_phone_says_what_it_still_holds(served: Any) -> None:
    host, phone = await served.host(), await served.phone()
    assert await phone.client.call("hint", {"unsent": 3}, timeout=20) == {"ok": True}
    await host.until(lambda: [one["unsent"] for one in host.part("control")["people"]] == [3])
    for wrong in ({"unsent": -1}, {"unsent": "3"}, {"unsent": True}, {}):
        assert await phone.client.call("hint", wrong, timeout=20) == {"ok": False}
    assert await host.client.call("hint", {"unsent": 3}, timeout=20) == {"ok": False}
