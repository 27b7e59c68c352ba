"""Letting people back in: a code of the host's leads one phone to one seat, once. Whoever is shut out hears why at
once, on every kind of line; nobody else hears anything."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import socketio

from server.season.ways_back import GOOD, WaysBack
from tests.web.test_communities import HOME, begin, community
from tests.web.test_me import linked, meetings_of, met, sit
from tests.wire.house import new_id

SHUT_OUT = "All that you sent is safe."


async def let_back(served: Any, seat: int, **more: Any) -> str:
    made = await served.post("/api/let-back", {"seat": seat, **more}, served.control)
    assert made["ok"], made
    assert made["link"].endswith(f"/join#{made['code']}")
    return str(made["code"])


async def knock(served: Any, code: str, phone: str = "") -> dict[str, Any]:
    return dict(await served.post("/api/door", {"id": phone or new_id(), "code": code}))


async def until_gone(phone: Any) -> None:
    async with asyncio.timeout(10):
        while phone.client.connected:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def refused(served: Any, token: str) -> dict[str, Any]:
    """What a phone hears that dials in with a seat's token which opens nothing."""
    screen = served.screen(token)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await screen.connect()
    screen.client = None
    return dict(screen.refused["data"])


async def test_a_code_leads_one_phone_to_the_same_seat_once(served: Any) -> None:
    await served.join("Peter")
    lost = await served.phone("Ann")
    seat = lost.welcomes[0]["you"]["seat"]
    code = await let_back(served, seat)
    phones = [new_id() for _ in range(5)]
    told = await asyncio.gather(*(knock(served, code.upper().replace("-", " "), phone) for phone in phones))
    (first,) = [n for n, one in enumerate(told) if one["ok"]]
    assert {one["code"] for one in told if not one["ok"]} == {"unknown_code"}, "of five at once, one has it"
    back = told[first]
    assert (back["seat"], back["code"]) == (seat, served.code)
    again = await knock(served, code, phones[first])
    assert again["ok"], "an answer that was lost on the way is given again"
    came = await served.screen(back["token"]).connect()
    assert came.welcomes[0]["you"] == lost.welcomes[0]["you"]
    assert lost.client.connected, "two devices are one person"
    assert len((await served.house.sessions.live(served.session)).session.seats) == 2

    older, newer = await let_back(served, seat), await let_back(served, seat)
    assert (await knock(served, older))["code"] == "unknown_code", "a new code takes the place of the one before"
    assert (await served.post("/api/door", {"code": newer}))["code"] == "unknown_code", "it is a phone's, or nobody's"
    later = WaysBack(served.house.log, served.house.key, lambda: served.house.sessions._clock.now() + GOOD)
    assert await later.take(newer, new_id()) is None, "its time is over"
    await later.tidy()
    assert (await knock(served, newer))["code"] == "unknown_code"
    assert (await served.post("/api/let-back", {"seat": 9}, served.control))["code"] == "unknown"
    own = await served.post("/api/door", {"code": "Maple orange river garden"})
    assert own["says"].endswith(f"Open {served.origin}/me and type it there.")


async def test_who_is_shut_out_hears_why_at_once_and_nobody_else_hears_anything(served: Any) -> None:
    token = await served.join("Ann")
    found, polls = await served.screen(token).connect(), await served.join("Ben")
    peter, host = await served.phone("Peter"), await served.host()
    assert (await host.do("next", anyway=True))["ok"]
    await found.until(lambda: found.part("own")["form"] is not None)
    assert (await found.submit("I am a little afraid to ask."))["ok"]
    news = await served.post("/api/parts", {"epoch": "", "known": {}}, polls)
    waiting = asyncio.create_task(
        served.post(
            "/api/parts", {"epoch": news["epoch"], "known": {one["part"]: 10**6 for one in news["parts"]}}, polls
        )
    )
    await asyncio.sleep(0.1)
    code, _ = [await let_back(served, seat, shut=True) for seat in (1, 2)]
    await until_gone(found)
    assert SHUT_OUT in (await refused(served, token))["says"]
    assert (await asyncio.wait_for(waiting, 15))["parts"] == []
    for path, body in (("/api/parts", {"epoch": "", "known": {}}), ("/api/command", {"id": new_id(), "do": "leave"})):
        for shut in (token, polls):
            answer = await served.post(path, body, shut)
            assert answer["code"] == "revoked"
            assert SHUT_OUT in answer["says"]
    assert peter.client.connected
    assert host.client.connected
    assert len(peter.welcomes) == 1
    back = await served.screen((await knock(served, code))["token"]).connect()
    assert back.welcomes[0]["you"]["name"] == "Ann"
    assert [one["values"] for one in back.part("own")["mine"]] == [{"idea": "I am a little afraid to ask."}]


async def test_a_seat_that_another_process_shut_is_shut_here_too(served: Any) -> None:
    token = await served.join("Ann")
    ann, peter = await served.screen(token).connect(), await served.phone("Peter")
    await served.house.shutting.look()
    assert ann.client.connected
    await served.house.log.revoke(served.session, "seat", "1")  # as another process would
    assert (await ann.do("call_help"))["ok"], "nobody has looked yet"
    await served.house.shutting.look()
    await until_gone(ann)
    assert (await refused(served, token))["code"] == "revoked"
    assert peter.client.connected


async def test_a_personal_link_in_mid_session(served: Any) -> None:
    ours = await community(served)
    await begin(served, ours)
    session = await met(served, (await meetings_of(served, ours))[0])
    rosa = await served.post(f"{HOME}/{ours}/people", {"name": "Rosa"}, served.organiser)
    where, link = f"/api/organise/people/{rosa['id']}", await linked(served, rosa["id"])
    seated = await sit(served, link, session, "Rosa")
    phone = await served.screen(seated["token"]).connect()

    link = await linked(served, rosa["id"])
    assert (await phone.do("call_help"))["ok"], "who gets a new link stays where they sit"
    assert (await served.post(f"{where}/unlink", {}, served.organiser))["ok"]
    await until_gone(phone)
    assert SHUT_OUT in (await refused(served, seated["token"]))["says"]
    assert (await served.post("/api/me", {}, link))["code"] == "revoked"

    seated = await sit(served, await linked(served, rosa["id"]), session, "Rosa")
    assert seated["seat"] == 1, "a new link leads to the same seat"
    phone = await served.screen(seated["token"]).connect()
    assert (await served.post(f"{where}/part", {"gone": True}, served.organiser))["ok"]
    await until_gone(phone)
    assert SHUT_OUT in (await refused(served, seated["token"]))["says"]
