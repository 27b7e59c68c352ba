"""Registering, as anybody's phone and the organiser's pages ask for it."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

from server.live.keys import new_id
from tests.web.test_communities import ANN, HOME, begin, community, people

LONDON = {"day": "", "time": "", "zone": "Europe/London"}


def form(**more: Any) -> dict[str, Any]:
    return {"title": "Spring cohort", "about": "Three mornings", "asks": ["role"], "roles": [], **more}


async def opened(served: Any, id: str, **more: Any) -> str:
    made = await served.post(f"{HOME}/{id}/registrations", form(**more), served.organiser)
    assert made["ok"], made
    return str(made["id"])


async def take(served: Any, page: str, name: str = "Ann", **more: Any) -> dict[str, Any]:
    body = {"page": page, "key": new_id(), "name": name, "agreed": True, **more}
    headers = {"Origin": served.origin, "Content-Type": "application/json"}
    data = io.BytesIO(json.dumps(body).encode())
    async with served.http.post(f"{served.origin}/api/register/take", data=data, headers=headers) as response:
        return {**await response.json(), "key": body["key"]}


async def ask(served: Any, path: str, **body: Any) -> dict[str, Any]:
    headers = {"Origin": served.origin}
    async with served.http.post(f"{served.origin}/api/register/{path}", json=body, headers=headers) as response:
        return dict(await response.json())


async def seen(served: Any, page: str) -> Any:
    return await served.get(f"/api/organise/registrations/{page}", served.organiser)


async def test_three_communities_have_pages_of_their_own(served: Any) -> None:
    pages = {}
    for name in ("Oxford", "Berkshire", "Buckinghamshire"):
        id = await community(served, name)
        pages[name] = (id, await opened(served, id, capacity=1))
    told = await asyncio.gather(*(take(served, page, email="ann@example.org") for _, page in pages.values()))
    assert [one["mine"]["state"] for one in told] == ["in"] * 3, "one address may belong to three communities"
    for (name, (id, page)), mine in zip(pages.items(), told, strict=True):
        looked = await ask(served, "look", page=page)
        assert (looked["page"]["community"], looked["page"]["free"]) == (name, 0)
        assert [(one["name"], one["email"]) for one in await people(served, id)] == [("Ann", "ann@example.org")]
        assert (await ask(served, "mine", key=mine["key"]))["page"]["id"] == page
    first, second = (page for _, page in list(pages.values())[:2])
    assert len((await seen(served, first))["people"]) == 1
    await ask(served, "cancel", key=told[0]["key"])
    assert (await seen(served, first))["people"] == []
    assert len((await seen(served, second))["people"]) == 1


async def test_nobody_learns_whether_an_address_is_known(served: Any) -> None:
    """The answers to a known and an unknown address are the same, letter by letter, whatever the page's state."""
    id = await community(served)
    assert (await served.post(f"{HOME}/{id}/people", ANN, served.organiser))["ok"]

    async def answers(email: str, **more: Any) -> list[Any]:
        page = await opened(served, id, capacity=2, **more)
        await take(served, page, email="ann@example.org")
        got = [await take(served, page, "X", email=email) for _ in range(2)]
        told = [{**one, "key": "", "page": {**one["page"], "id": "", "opens_at": 0}} for one in got]
        looked = (await ask(served, "look", page=page))["page"]
        return [told, looked["free"], looked["waiting"]]

    for more in ({}, {"opens": "not_yet"}):
        assert await answers("ann@example.org", **more) == await answers("new@example.org", **more)


async def test_a_place_its_number_and_giving_it_back(served: Any) -> None:
    id = await community(served)
    series = (await begin(served, id, day="2030-03-21", time="10:00", zone="Europe/London"))["id"]
    page = await opened(served, id, series=series, capacity=1)
    ann = await take(served, page, email="ann@example.org", role="a carer", organisation="not asked here")
    again = await take(served, page, "Somebody else", key=ann["key"])
    assert again == ann, "the same key is the same person"
    ben, cy = await take(served, page, "Ben"), await take(served, page, "Cy")
    assert [one["mine"]["number"] for one in (ben, cy)] == [1, 2]
    assert len({one["title"] for one in ann["page"]["dates"]}) == 4
    listed = (await seen(served, page))["people"]
    assert listed[0].items() >= {"name": "Ann", "state": "in", "role": "a carer", "organisation": ""}.items()

    headers = {"Origin": served.origin}
    where = f"{served.origin}/api/register/calendar"
    async with served.http.post(where, json={"key": ann["key"]}, headers=headers) as response:
        file = (await response.read()).decode()
    assert file.count("BEGIN:VEVENT") == 4
    assert "DTSTART;TZID=Europe/London:20300321T100000" in file
    assert "DTSTART;TZID=Europe/London:20300404T100000" in file, "the clocks were moved between"
    assert (await ask(served, "calendar", key=ben["key"]))["code"] == "forbidden"

    gone = await ask(served, "cancel", key=ann["key"])
    assert (gone["mine"]["state"], gone["mine"]["name"]) == ("cancelled", "")
    assert (await ask(served, "cancel", key=ann["key"]))["mine"]["state"] == "cancelled"
    assert (await ask(served, "mine", key=ben["key"]))["mine"]["state"] == "in"
    assert (await ask(served, "mine", key=cy["key"]))["mine"]["number"] == 1
    (untold,) = [one for one in (await seen(served, page))["people"] if one["untold"]]
    assert untold["name"] == "Ben"
    assert (await served.post(f"/api/organise/registrants/{untold['id']}/told", {}, served.organiser))["ok"]
    assert not any(one["untold"] for one in (await seen(served, page))["people"])


async def test_what_is_not_taken_is_told_and_what_is_huge_or_calculates_harms_nobody(served: Any) -> None:
    id = await community(served)
    page = await opened(served, id)
    for wrong in ({"name": " "}, {"name": "x" * 61}, {"email": "nowhere"}, {"email": f"{'x' * 260}@example.org"},
                  {"agreed": False}, {"role": "x" * 121}, {"more": 1}, {"key": "short"},
                  {"name": "x" * 5_000_000}):  # fmt: skip
        refused = await take(served, page, **wrong)
        assert (refused["ok"], refused["code"]) == (False, "invalid"), wrong
        assert refused["says"].endswith(".")
    assert (await seen(served, page))["people"] == []
    for name in ("=cmd|' /C calc'!A0", "+1", "@x", "-1"):
        assert (await take(served, page, name))["ok"]
    where = f"{served.origin}/api/organise/registrations/{page}/people.csv"
    async with served.http.get(where, headers={"Authorization": f"Bearer {served.organiser}"}) as response:
        rows = (await response.read()).decode("utf-8-sig").splitlines()
    assert [row.split(",")[2] for row in rows[1:]] == ["\"'=cmd|' /C calc'!A0\"", '"\'+1"', '"\'@x"', '"\'-1"']
    async with served.http.post(
        f"{served.origin}/api/register/look", json={"page": page}, headers={"Origin": "https://evil.example"}
    ) as response:
        assert (await response.json())["code"] == "forbidden"


async def test_links_that_open_nothing_are_counted_and_people_are_not(served: Any) -> None:
    id = await community(served)
    page = await opened(served, id)
    told = await asyncio.gather(*(take(served, page, f"P{n}", email=f"p{n}@example.org") for n in range(33)))
    assert all(one["ok"] for one in told), "a whole hospital comes from one address"
    codes = [(await ask(served, "look", page=new_id()))["code"] for _ in range(33)]
    assert codes[0] == "unknown"
    assert codes[-1] == "rate", codes


async def test_dates_of_a_page_are_walls_of_its_zone_and_nonsense_is_told(served: Any) -> None:
    id = await community(served)
    where = f"{HOME}/{id}/registrations"
    on = {"day": "2031-03-29", "time": "10:00", "zone": "Europe/London"}
    made = await opened(served, id, opens="on", opens_on=on, closes_on={**on, "day": "2031-03-30"})
    page = (await ask(served, "look", page=made))["page"]
    assert page["closes_at"] - page["opens_at"] == 23 * 3600, "the clocks go forward in that night"
    assert (page["stand"], page["becomes"]) == ("before", "interested")
    for wrong, says in (
        ({"opens": "on", "opens_on": {**on, "day": "2031-03-30", "time": "01:30"}}, "put forward"),
        ({"opens": "on", "opens_on": on, "closes_on": on}, "before it opens"),
        ({"capacity": 0}, ""),
        ({"meeting": new_id()}, "no such meeting"),
    ):
        refused = await served.post(where, form(**wrong), served.organiser)
        assert not refused["ok"]
        assert says in refused["says"]
    shut = f"/api/organise/registrations/{made}/shut"
    for wants, stand in ((True, "open"), (False, "closed"), (True, "open")):
        assert (await served.post(shut, {"open": wants}, served.organiser))["ok"]
        assert (await ask(served, "look", page=made))["page"]["stand"] == stand
    change = form(capacity=5, opens="now", closes_on={**on, "zone": "Pacific/Auckland"})
    assert (await served.post(f"/api/organise/registrations/{made}", change, served.organiser))["ok"]
    changed = (await seen(served, made))["page"]
    assert (changed["closes"], changed["capacity"]) == ({**on, "zone": "Pacific/Auckland"}, 5)
    assert (await served.post(f"/api/organise/registrations/{made}/drop", {}, served.organiser))["ok"]
    assert (await ask(served, "look", page=made))["code"] == "unknown"


async def test_the_way_in_to_a_meeting_online_is_for_those_who_have_a_place(served: Any) -> None:
    id = await community(served)
    await begin(served, id, day="2030-03-21", time="10:00", zone="Europe/London")
    (series,) = (await served.get(f"{HOME}/{id}", served.organiser))["series"]
    meeting = series["meetings"][0]["id"]
    link = "https://meet.example.org/secret"
    when = {"title": "One", "day": "2030-03-21", "time": "10:00", "zone": "Europe/London", "place": link}
    assert (await served.post(f"/api/organise/meetings/{meeting}", when, served.organiser))["ok"]
    page = await opened(served, id, meeting=meeting, capacity=1)
    assert link in str(await take(served, page, "Ann"))
    for stranger in (await take(served, page, "Ben"), await ask(served, "look", page=page)):
        assert link not in str(stranger)
        assert stranger["page"]["dates"][0]["online"]
