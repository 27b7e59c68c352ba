"""Communities, their people and their meetings, as the organiser's pages ask for them."""

from __future__ import annotations

import asyncio
import io
import time
from typing import Any

import aiohttp
import pytest

from server.live.keys import hashed

HOME = "/api/organise/communities"


async def community(served: Any, name: str = "Fewer, Better Medicines") -> str:
    made = await served.post(HOME, {"name": name, "purpose": "To take less"}, served.organiser)
    assert made["ok"], made
    return str(made["id"])


async def look(served: Any, id: str) -> Any:
    return await served.get(f"{HOME}/{id}", served.organiser)


async def people(served: Any, id: str) -> list[dict[str, Any]]:
    return list((await served.get(f"{HOME}/{id}/people", served.organiser))["people"])


async def bring(served: Any, id: str, data: bytes | str, *, preview: bool = False) -> dict[str, Any]:
    where = f"{served.origin}{HOME}/{id}/roster{'/look' if preview else ''}"
    body = data.encode() if isinstance(data, str) else data
    headers = {"Authorization": f"Bearer {served.organiser}", "Content-Type": "text/csv"}
    async with served.http.post(where, data=io.BytesIO(body), headers=headers) as response:
        return dict(await response.json())


async def begin(served: Any, id: str, **more: Any) -> dict[str, Any]:
    body = {"folder": "facilitating_breakthrough", **more}
    return dict(await served.post(f"{HOME}/{id}/series", body, served.organiser))


async def test_a_community_is_made_renamed_and_listed(served: Any) -> None:
    assert (await served.get(HOME, served.organiser))["communities"] == []
    id = await community(served)
    renamed = await served.post(f"{HOME}/{id}", {"name": "Fewer medicines", "purpose": ""}, served.organiser)
    assert renamed["ok"]
    (listed,) = (await served.get(HOME, served.organiser))["communities"]
    assert (listed["id"], listed["name"], listed["people"], listed["series"]) == (id, "Fewer medicines", 0, [])
    for path, body in ((f"{HOME}/nobody", {"name": "x"}), (f"{HOME}/nobody/people", {"name": "x"})):
        assert (await served.post(path, body, served.organiser))["code"] == "unknown"
    assert (await served.post(HOME, {"name": " "}, served.organiser))["code"] == "invalid"
    assert (await served.post(HOME, {"name": "x" * 121}, served.organiser))["code"] == "invalid"


async def test_from_nothing_to_a_session_that_belongs(served: Any) -> None:
    id = await community(served)
    folders = (await served.get("/api/organise/folders", served.organiser))["folders"]
    (folder,) = [one for one in folders if one["name"] == "facilitating_breakthrough"]
    assert "strings" not in [one["name"] for one in folders], "its scripts have no numbers, so they follow no order"
    assert [sheet["called"] for sheet in folder["meetings"]][:2] == ["See our situation", "Define success"]
    begun = await begin(served, id, title="Together", day="2027-03-14", time="10:00", zone="Europe/London")
    assert begun["ok"], begun
    (series,) = (await look(served, id))["series"]
    meetings = series["meetings"]
    assert [(one["position"], one["day"], one["time"]) for one in meetings] == [
        (1, "2027-03-14", "10:00"), (2, "2027-03-28", "10:00"), (3, "2027-04-11", "10:00"), (4, "2027-04-25", "10:00"),
    ]  # fmt: skip
    assert meetings[1]["starts_at"] - meetings[0]["starts_at"] == 14 * 86400 - 3600, "clocks went forward between"
    assert "problem statement" in meetings[1]["needs"]
    assert "problem statement" in meetings[0]["leaves"]

    where = f"/api/organise/meetings/{meetings[0]['id']}"
    change = {"title": "Our situation", "day": "2027-03-15", "time": "18:30", "zone": "Europe/London", "place": "Hall"}
    assert (await served.post(where, change, served.organiser))["ok"]
    made = await asyncio.gather(*(served.post(f"{where}/session", {}, served.organiser) for _ in range(3)))
    assert len({one["id"] for one in made}) == 1, "pressed three times, it is one session"
    row = await served.get(f"/api/organise/sessions/{made[0]['id']}", served.organiser)
    assert (row["title"], row["subtitle"]) == ("Our situation", "Monday 15 March, 18:30, Hall")
    belongs = (await served.get(HOME, served.organiser))["belongs"]
    assert belongs == {
        row["id"]: {"community": id, "name": "Fewer, Better Medicines", "series": "Together", "position": 1}
    }
    assert len((await served.get("/api/organise/home", served.organiser))["sessions"]) == 2
    assert (await served.post(f"/api/organise/series/{series['id']}/drop", {}, served.organiser))["code"] == "forbidden"
    assert len((await look(served, id))["series"]) == 1


async def test_a_meeting_tells_what_its_session_left(served: Any) -> None:
    id = await community(served)
    await begin(served, id)
    (series,) = (await look(served, id))["series"]
    first = series["meetings"][0]
    assert (first["day"], first["phase"], first["left"]) == ("", "", [])
    session = (await served.post(f"/api/organise/meetings/{first['id']}/session", {}, served.organiser))["id"]
    live = await served.house.sessions.live(session)
    served.code = live.code
    links = (await served.house.links.of_session(served.organiser, session))[session]
    host = await served.screen(links.control).connect()
    phone = await served.phone("Ada")
    last = host.part("control")["run"][-1]["key"]
    assert (await host.do("go_to", item=last, anyway=True))["ok"]
    await phone.until(lambda: phone.part("own")["form"] is not None)
    assert (await phone.submit("Nobody from the care board"))["ok"]
    await host.do("close")
    (series,) = (await look(served, id))["series"]
    first = series["meetings"][0]
    assert (first["phase"], first["came"]) == ("closed", 1)
    assert [(one["lines"], one["first"]) for one in first["left"]] == [(1, "Nobody from the care board")]


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ({"day": "2027-03-28", "time": "01:30", "zone": "Europe/London"}, "put forward"),
        ({"day": "2027-02-30", "time": "10:00", "zone": "Europe/London"}, "not in the calendar"),
        ({"day": "2027-02-20", "time": "10:00", "zone": "Europe/Atlantis"}, "no time zone"),
    ],
)
async def test_a_time_that_is_none_is_told(served: Any, when: dict[str, str], says: str) -> None:
    id = await community(served)
    refused = await begin(served, id, **when)
    assert refused["code"] == "invalid"
    assert says in refused["says"]
    assert (await look(served, id))["series"] == []


async def test_a_series_that_was_begun_by_mistake_is_taken_away(served: Any) -> None:
    id = await community(served)
    series = (await begin(served, id))["id"]
    assert (await served.post(f"/api/organise/series/{series}/drop", {}, served.organiser))["ok"]
    assert (await look(served, id))["series"] == []
    for folder in ("strings", "", "..", "../server", "/etc", "nothing"):
        assert not (await begin(served, id, folder=folder))["ok"], folder


ANN = {"name": "Ann", "email": "ann@example.org", "role": "a carer", "organisation": "", "place": "", "contact": True}


async def test_people_come_change_go_and_come_back(served: Any) -> None:
    id = await community(served)
    ann = (await served.post(f"{HOME}/{id}/people", ANN, served.organiser))["id"]
    taken = await served.post(
        f"{HOME}/{id}/people", {**ANN, "name": "Ben", "email": "ANN@example.org"}, served.organiser
    )
    assert taken["says"].startswith("Ann has this address already.")
    wrong = await served.post(f"{HOME}/{id}/people", {"name": "Ben", "email": "nowhere"}, served.organiser)
    assert "ann@example.org" in wrong["says"]
    assert (await served.post(f"/api/organise/people/{ann}", {**ANN, "name": "Anna"}, served.organiser))["ok"]
    assert (await served.post(f"/api/organise/people/{ann}/part", {"gone": True}, served.organiser))["ok"]
    (row,) = await people(served, id)
    assert (row["name"], row["gone"]) == ("Anna", True)
    assert (await look(served, id))["people"] == 0
    back = await bring(served, id, "name,email\nAnna,ann@example.org\n")
    assert (back["back"], back["added"], back["same"]) == (1, 0, 0)
    assert not (await people(served, id))[0]["gone"]


async def test_a_list_is_looked_at_first_then_brought_and_its_bad_rows_named(served: Any) -> None:
    id = await community(served)
    text = "name;email;role;Phone\nAnn;ann@example.org;a carer;1\n;;x;\nBen;no address;;\nMei;;;\nMei;;;\n"
    looked = await bring(served, id, text, preview=True)
    assert await people(served, id) == [], "looking changes nothing"
    brought = await bring(served, id, text)
    assert brought == looked
    assert (brought["added"], brought["bad_in_all"], brought["ignored"]) == (2, 2, ["Phone"])
    assert (brought["bad"][0]["row"], brought["bad"][0]["fix"]) == (3, "Write a name.")
    assert brought["doubles"] == [{"row": 6, "of": 5, "name": "Mei"}]
    assert [one["name"] for one in await people(served, id)] == ["Ann", "Mei"]
    seen = await look(served, id)
    assert (seen["people"], seen["roles"]) == (2, [["a carer", 1]])
    again = await bring(served, id, text)
    assert (again["added"], again["same"]) == (0, 2)
    changed = await bring(served, id, "name,email,place\nAnn,ann@example.org,Leeds\nMei,mei@example.org,\n")
    assert (changed["added"], changed["changed"]) == (0, 2)
    assert [(one["name"], one["email"], one["role"], one["place"]) for one in await people(served, id)] == [
        ("Ann", "ann@example.org", "a carer", "Leeds"), ("Mei", "mei@example.org", "", ""),
    ]  # fmt: skip
    for data in (b"PK\x03\x04 a workbook", b"", b"a,b\n1,2\n"):
        refused = await bring(served, id, data)
        assert refused["code"] == "no_table"
        assert refused["says"].endswith(".")
    assert (await bring(served, id, b"name\n" + b"x" * (8 * 1024 * 1024)))["code"] == "too_large"
    assert len(await people(served, id)) == 2


async def test_a_large_list_keeps_nobody_waiting(served: Any) -> None:
    """900 people, and 10,000: meanwhile a room in session is answered."""
    id = await community(served)
    for many in (900, 10_000):
        rows = "".join(f"Person {n},p{n}@example.org,role {n % 9}\n" for n in range(many))
        bringing = asyncio.create_task(bring(served, id, "name,email,role\n" + rows))
        slowest = 0.0
        while not bringing.done():
            asked = time.thread_time()  # the loop's own work, however busy the machine is
            async with served.http.get(served.origin + "/health") as response:
                await response.read()
            slowest = max(slowest, time.thread_time() - asked)
            await asyncio.sleep(0.02)
        assert (await bringing)["ok"]
        assert slowest < 0.4, f"somebody waited for {slowest:.1f} seconds of work"
    assert (await look(served, id))["people"] == 10_000


async def test_what_is_exported_comes_back_the_same(served: Any) -> None:
    id = await community(served, "Réunion; =1+1")
    await bring(served, id, 'name,email,role\n"=cmd|\' /C calc\'!A0",x@example.org,"+1"\nAnn,,y\nAnn,,x\n')
    where = f"{served.origin}{HOME}/{id}/people.csv"
    async with served.http.get(where, headers={"Authorization": f"Bearer {served.organiser}"}) as response:
        assert response.headers["content-type"].startswith("text/csv")
        assert response.headers["content-disposition"] == 'attachment; filename="reunion-1-1-people.csv"'
        data = await response.read()
    assert b"\"'=cmd" in data
    brought = await bring(served, id, data)
    assert (brought["added"], brought["changed"], brought["bad_in_all"], brought["same"]) == (0, 0, 0, 3)


async def test_a_link_of_ones_own_is_shown_once_and_replaced(served: Any) -> None:
    id = await community(served)
    ann = (await served.post(f"{HOME}/{id}/people", ANN, served.organiser))["id"]
    where = f"/api/organise/people/{ann}"
    first, second = [(await served.post(f"{where}/link", {}, served.organiser))["link"] for _ in range(2)]
    assert first != second
    assert second.startswith(f"{served.origin}/me#")
    stored = {link.token_hash: link for link in await served.house.log.links("person")}
    old, new = (stored[hashed(link.split("#")[1])] for link in (first, second))
    assert (old.revoked, new.revoked, new.label, new.session) == (True, False, ann, None)
    assert second.split("#")[1] not in str(stored), "the database holds no secret"
    assert (await people(served, id))[0]["linked"]
    assert (await served.post(f"{where}/unlink", {}, served.organiser))["ok"]
    assert not (await people(served, id))[0]["linked"]
    await served.post(f"{where}/link", {}, served.organiser)
    await served.post(f"{where}/part", {"gone": True}, served.organiser)
    assert not (await people(served, id))[0]["linked"], "whoever goes takes no way in along"
    assert not (await served.post(f"{where}/link", {}, served.organiser))["ok"]


async def test_everybody_gets_a_link_in_one_file(served: Any) -> None:
    id = await community(served)
    await bring(served, id, "name,email\nAnn,ann@example.org\n=Ben,\nCy,\n")
    ann, _, cy = sorted(await people(served, id), key=lambda one: one["name"].strip("="))
    await served.post(f"/api/organise/people/{ann['id']}/link", {}, served.organiser)
    await served.post(f"/api/organise/people/{cy['id']}/part", {"gone": True}, served.organiser)
    headers = {"Authorization": f"Bearer {served.organiser}"}
    async with served.http.post(f"{served.origin}{HOME}/{id}/links", json={}, headers=headers) as response:
        assert response.headers["content-disposition"].endswith('-links.csv"')
        text = (await response.read()).decode("utf-8-sig")
    (row,) = text.splitlines()[1:]
    assert row.startswith('"\'=Ben","","'), "those who have a link keep it, those who have gone get none"
    token = row.rpartition("#")[2].strip('"')
    assert (await served.post("/api/me", {}, token))["name"] == "=Ben"
    assert [one["linked"] for one in sorted(await people(served, id), key=lambda one: one["name"].strip("="))] == [
        True, True, False,
    ]  # fmt: skip
    assert not (await served.post(f"{HOME}/{id}/links", {}, served.organiser))["ok"]


async def test_a_link_of_ones_own_opens_nothing_of_the_organisers(served: Any) -> None:
    id = await community(served)
    ann = (await served.post(f"{HOME}/{id}/people", ANN, served.organiser))["id"]
    link = (await served.post(f"/api/organise/people/{ann}/link", {}, served.organiser))["link"]
    tokens = {
        "": "unknown_link",
        link.split("#")[1]: "forbidden",
        served.control: "forbidden",
        served.stage: "forbidden",
    }
    tokens[await served.join()] = "forbidden"
    routes = served.house.season.organising
    assert len(routes) >= 19
    for route in routes:
        path = route.path.replace("{id}", id).replace("{form}", "md")
        for token, code in tokens.items():
            is_get = "GET" in (route.methods or set())
            answer = await (served.get(path, token) if is_get else served.post(path, {}, token))
            assert answer["code"] == code, (path, code)


async def test_frames_are_read_strictly(served: Any) -> None:
    id = await community(served)
    for path, body in (
        (HOME, {"name": "x", "more": 1}), (HOME, {}), (HOME, {"name": 7}),
        (f"{HOME}/{id}/people", {"name": "x", "contact": "yes"}), (f"{HOME}/{id}/people", {"name": "x" * 61}),
        (f"{HOME}/{id}/series", {"folder": "facilitating_breakthrough", "day": "2027-01-01"}),
        (f"{HOME}/{id}/series", {"folder": "facilitating_breakthrough", "every_days": 0}),
    ):  # fmt: skip
        assert (await served.post(path, body, served.organiser))["code"] == "invalid", body
    async with aiohttp.ClientSession() as http, http.post(served.origin + HOME, data=b"{") as response:
        assert response.status == 401
