"""What organisers and facilitators ask beside commands."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest

from server.app import MOST_SIMULATED
from server.record.handouts.qr import modules
from server.web.naming import file_name


async def test_home_shows_sessions_scripts_and_links_that_open_them(served: Any) -> None:
    home = await served.get("/api/organise/home", served.organiser)
    (row,) = home["sessions"]
    assert row["id"] == served.session
    assert row["code"] == served.code
    assert (row["phase"], row["people"], row["contributions"]) == ("lobby", 0, 0)
    assert row["links"]["join"] == f"{served.origin}/join#{served.code}"
    assert row["links"]["control"].endswith(served.control), "looking again shows the same links"
    taster = next(script for script in home["scripts"] if script["name"] == "taster")
    assert taster["minutes"] == 20
    assert {"title", "kind", "minutes"} <= set(taster["items"][1])


async def test_a_new_session_is_made_from_a_script(served: Any) -> None:
    body = {"script": "taster", "title": "Our morning", "subtitle": "In the library"}
    made = await served.post("/api/organise/sessions", body, served.organiser)
    row = await served.get(f"/api/organise/sessions/{made['id']}", served.organiser)
    assert (row["title"], row["subtitle"], row["outputs"]) == ("Our morning", "In the library", [])
    host = await served.screen(row["links"]["control"].split("#")[1]).connect()
    assert host.part("room")["title"] == "Our morning"
    stage = await served.screen(row["links"]["stage"].split("#")[1]).connect()
    assert stage.part("stage")["code"] == row["code"]


@pytest.mark.parametrize(
    "script",
    ["nothing", "../../etc/passwd", "..", "/etc/passwd", "taster.yaml", "taster\0", "TASTER", "a/../taster", "",
     "x" * 64, "facilitating_breakthrough", "%2e%2e", "..\\..", "~root"],
)  # fmt: skip
async def test_only_listed_scripts_are_found(served: Any, script: str) -> None:
    refused = await served.post("/api/organise/sessions", {"script": script}, served.organiser)
    assert refused["code"] in ("unknown", "invalid")
    assert len((await served.get("/api/organise/home", served.organiser))["sessions"]) == 1


OWN = {"title": "Our own", "items": [{"structure": "check_in"}, {"structure": "troika", "invitation": "What is hard?"}]}


async def test_a_session_is_made_from_a_string_of_ones_own(served: Any) -> None:
    made = await served.post("/api/organise/sessions", {"text": json.dumps(OWN), "title": "Friday"}, served.organiser)
    assert made["ok"]
    looked = await served.get(f"/api/organise/sessions/{made['id']}", served.organiser)
    assert looked["title"] == "Friday"
    session = (await served.house.sessions.live(made["id"])).session
    assert [item.slug for item in session.items] == ["check_in", "troika"]
    assert session.items[1].invitation == "What is hard?"


async def test_what_is_wrong_with_a_string_is_told_all_at_once(served: Any) -> None:
    wrong = {"title": "Our own", "items": [{"structure": "chekc_in"}, {"structure": "trioka"}]}
    told = await served.post("/api/organise/sessions", {"text": json.dumps(wrong)}, served.organiser)
    assert not told["ok"]
    assert "your script:1: item 1 (chekc_in): SC104" in told["says"]
    assert "nearest: troika" in told["says"]


async def test_another_organisers_link_works_and_shows_links_of_its_own(served: Any) -> None:
    other = await served.house.links.new_organiser()
    (row,) = (await served.get("/api/organise/home", other))["sessions"]
    token = row["links"]["control"].split("#")[1]
    assert token != served.control
    for one in (token, served.control):
        assert (await served.screen(one).connect()).welcomes[0]["you"]["label"] == "f1"


async def test_the_record_is_taken_away_in_four_forms(served: Any) -> None:
    host, phone = await served.host(), await served.phone("Ada")
    await host.do("next", anyway=True)
    await phone.until(lambda: phone.part("own")["form"] is not None)
    await phone.submit("=cmd|' /C calc'!A0 <script>alert(1)</script>")
    await host.do("close")
    for form, media_type in (
        ("md", "text/markdown"), ("csv", "text/csv"), ("json", "application/json"), ("html", "text/html"),
    ):  # fmt: skip
        where = f"{served.origin}/api/organise/sessions/{served.session}/record.{form}"
        async with served.http.get(where, headers={"Authorization": f"Bearer {served.organiser}"}) as response:
            assert response.status == 200
            assert response.headers["content-type"].startswith(media_type)
            named = response.headers["content-disposition"]
            assert re.fullmatch(rf'attachment; filename="a-taste-\d{{4}}-\d\d-\d\d\.{form}"', named)
            assert "sandbox" in response.headers["content-security-policy"]
            assert response.headers["cache-control"] == "no-store"
            assert "<script>alert" not in await response.text() or form in ("json", "csv", "md")
    other = await served.get(f"/api/organise/sessions/{served.session}/record.exe", served.organiser)
    assert other["code"] == "unknown"
    assert (await served.get("/api/organise/sessions/nobody/record.md", served.organiser))["code"] == "unknown"


def test_a_file_name_is_plain() -> None:
    named = file_name('../"Réunion"\r\n; rm -rf /', "board", 1_795_000_000.0)
    assert re.fullmatch(r"reunion-rm-rf-board-2026-11-1\d", named)


def test_a_qr_code_is_a_square_of_modules() -> None:
    size, path = modules("http://192.168.1.20:8000/join#wren-maple-coin-527")
    assert 25 <= size <= 45
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", path)
    assert path.startswith("M0 0h7v1h-7z"), "the finder's upper edge"


async def test_every_screen_may_draw_a_qr_code(served: Any) -> None:
    for token in (await served.join(), served.control, served.stage, served.organiser):
        assert (await served.post("/api/qr", {"text": "https://x"}, token))["size"] >= 21
    assert (await served.post("/api/qr", {"text": "x" * 301}, served.stage))["code"] == "invalid"


async def test_a_facilitator_finds_a_structure_reads_its_card_and_puts_it_in(served: Any) -> None:
    host = await served.host()
    offered = {one["slug"]: one for one in await served.get("/api/structures", served.control)}
    assert offered["troika"]["minutes"] > 0
    assert {"word", "sign", "seconds", "ask"} == set(offered["troika"]["steps"][0])
    assert "Troika" in (await served.get("/api/card/troika", served.control))["markdown"]
    assert (await served.get("/api/card/nothing", served.control))["code"] == "unknown"
    wish = {"id": "n" * 22, "slug": "troika", "invitation": "What is your challenge?", "after": ""}
    first = await served.post("/api/insert", wish, served.control)
    assert first == {"ok": True, "id": "n" * 22}
    assert await served.post("/api/insert", wish, served.control) == first, "sent again, it changes nothing"
    await host.until(lambda: len(host.part("control")["run"]) == 2)
    assert host.part("control")["run"][1]["invitation"] == "What is your challenge?"
    again = await served.post("/api/insert", {**wish, "slug": "fifteen_percent"}, served.control)
    assert again["code"] == "id_reused"
    assert (await served.post("/api/insert", {**wish, "slug": "nothing"}, served.control))["code"] == "unknown"


async def test_a_second_facilitator_is_invited_and_may_lead(served: Any) -> None:
    host = await served.host()
    invited = await served.post("/api/invite", {}, served.control)
    second = await served.screen(invited["link"].split("#")[1]).connect()
    assert second.welcomes[0]["you"]["label"] == invited["label"] == "f2"
    assert (await second.do("hand_over", to="f2"))["ok"]
    await host.until(lambda: host.part("control")["lead"] == "f2")
    assert (await served.post("/api/invite", {}, served.control))["label"] == "f3"


async def test_simulated_people_come_in_demonstrations_only(serve: Any) -> None:
    served = await serve(demo=True)
    host = await served.host()
    assert (await served.post("/api/crowd", {"people": MOST_SIMULATED + 1}, served.control))["code"] == "invalid"
    assert (await served.post("/api/crowd", {"people": 3}, served.control))["ok"]
    await host.until(lambda: len(host.part("control")["people"]) == 3)
    assert all(person["name"] for person in host.part("control")["people"])
    real = await serve()
    assert (await real.post("/api/crowd", {"people": 3}, real.control))["code"] == "forbidden"


async def test_answers_are_guarded(served: Any) -> None:
    async with served.http.post(served.origin + "/api/door", json={"code": "x"}) as response:
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "server" not in response.headers
        json.loads(await response.text())
    await asyncio.sleep(0)
