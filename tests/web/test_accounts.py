"""Accounts over real HTTP: the first one, signing in and out, colleagues, and what a shut account can still do."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pyotp
import pytest

from server import scripts
from server.app import open_house
from server.cli.serve import _welcome
from server.settings import Settings
from tests.web.test_communities import begin, community
from tests.web.test_me import meetings_of, person
from tests.wire.house import Screen, Served

PASSWORD = "quiet otters fold maps"
NEXT = "loud herons mend nets"


class Visitor:
    """A browser with cookies of its own, on a page of the house."""

    def __init__(self, served: Served) -> None:
        self.origin = served.origin
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def post(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        headers = {"Origin": self.origin, **headers}
        async with self.http.post(self.origin + path, json=body or {}, headers=headers) as response:
            answer = await response.json(content_type=None)
        assert isinstance(answer, dict)
        return answer

    async def get(self, path: str) -> Any:
        async with self.http.get(self.origin + path) as response:
            return await response.json(content_type=None)

    async def me(self) -> dict[str, Any]:
        return dict(await self.get("/api/account"))

    async def sign_in(self, email: str, password: str = PASSWORD, code: str = "") -> dict[str, Any]:
        return await self.post("/api/account/sign-in", {"email": email, "password": password, "code": code})

    async def accept(self, link: str, email: str, name: str = "Ann Lee") -> dict[str, Any]:
        body = {"token": link.split("#")[-1], "name": name, "email": email, "password": PASSWORD}
        return await self.post("/api/welcome/account", body)


Visit = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def visit(served: Served) -> AsyncIterator[Visit]:
    """A visitor; with a role, one who has an account of that role and is signed in."""
    all: list[Visitor] = []

    async def begin(role: str = "", email: str = "") -> Visitor:
        all.append(visitor := Visitor(served))
        if role:
            link = await served.house.signing.invitations.make(role)  # type: ignore[arg-type]
            made = await visitor.accept(link, email or f"{role}@example.org")
            assert made["ok"], made
        return visitor

    yield begin
    for visitor in all:
        await visitor.http.close()


async def test_the_first_start_prints_a_link_that_makes_one_account_and_is_void(served: Any, visit: Visit) -> None:
    said = await _welcome(served.house, None, True)
    link = next(word for word in said.split() if "/organise?welcome#" in word)
    ann, ben = await visit(), await visit()
    assert await ann.me() == {"ok": True, "by": "", "provider": "", "may": [], "void": "unknown_link", "empty": True}
    looked = await ann.post("/api/welcome", {"token": link.split("#")[1]})
    assert (looked["kind"], looked["role"]) == ("account", "organiser")
    short = {"token": link.split("#")[1], "name": "Ann", "email": "ann@example.org", "password": "short"}
    assert "at least 12" in (await ann.post("/api/welcome/account", short))["says"]
    assert "e-mail" in (await ann.post("/api/welcome/account", {**short, "email": "ann"}))["says"]
    assert (await ann.accept(link, "Ann@Example.org"))["ok"], "nothing of that used the link up"
    me = await ann.me()
    assert (me["by"], me["email"], me["role"]) == ("account", "ann@example.org", "organiser")
    assert {"home", "create", "colleagues"} <= set(me["may"])
    assert (await ben.accept(link, "ben@example.org"))["code"] == "void"
    assert (await ben.post("/api/welcome", {"token": link.split("#")[1]}))["code"] == "void"
    again = await _welcome(served.house, None, False)
    assert "welcome#" not in again
    assert f"Sign in:           {served.origin}/organise" in again


async def test_what_a_start_says(tmp_path: Path) -> None:
    house = await open_house(Settings(database=str(tmp_path / "new.sqlite3")), "http://house", has_pages=False)
    try:
        for _ in range(2):
            said = await _welcome(house, None, False)
            assert "Begin here:        http://house/organise?welcome#" in said, "as long as nobody has begun"
        said = await _welcome(house, scripts.load(scripts.path_of("taster")), False)
        assert "Organiser:         http://house/organise#" in said
        assert "welcome" not in said, "a demo needs no account"
        said = await _welcome(house, None, False)
        assert "Use the organiser's link you kept" in said
        assert "#" not in said
        assert "New organiser:     http://house/organise?welcome#" in await _welcome(house, None, True)
    finally:
        await house.close()


async def test_signing_in_and_out_and_everywhere(served: Any, visit: Visit) -> None:
    here, there = await visit("organiser", "ann@example.org"), await visit()
    wrong = await there.sign_in("ann@example.org", "not these words")
    nobody = await there.sign_in("nobody@example.org", "not these words")
    assert wrong == nobody, "nobody learns whether there is an account"
    assert (await there.get("/api/organise/home"))["code"] == "unknown_link"
    assert (await there.sign_in(" ANN@example.org "))["ok"]
    home = await there.get("/api/organise/home")
    assert [row["id"] for row in home["sessions"]] == [served.session]
    assert (await there.post("/api/account/sign-out"))["ok"]
    assert (await there.get("/api/organise/home"))["code"] == "unknown_link", "the cookie is gone"
    assert (await here.me())["by"] == "account", "others stay"
    await there.sign_in("ann@example.org")
    assert (await here.post("/api/account/sign-out-everywhere"))["ok"]
    assert (await there.get("/api/organise/home"))["code"] == "signed_out"
    assert (await there.me())["void"] == "signed_out"


async def test_the_cookie_is_out_of_reach(served: Any, visit: Visit) -> None:
    ann = await visit("organiser", "ann@example.org")
    body = {"email": "ann@example.org", "password": PASSWORD}
    async with ann.http.post(
        f"{served.origin}/api/account/sign-in", json=body, headers={"Origin": served.origin}
    ) as response:
        (told,) = response.headers.getall("set-cookie")
    assert "HttpOnly" in told
    assert "samesite=strict" in told.lower()
    assert "Path=/" in told
    proxied = {"Origin": served.origin, "X-Forwarded-Proto": "https"}
    async with ann.http.post(f"{served.origin}/api/account/sign-in", json=body, headers=proxied) as response:
        (told,) = response.headers.getall("set-cookie")
    assert told.startswith("__Host-tingsha=")
    assert "Secure" in told


async def test_another_site_changes_nothing(served: Any, visit: Visit) -> None:
    ann = await visit("organiser", "ann@example.org")
    for origin in (
        "https://evil.example",
        "null",
        served.origin + ".evil.example",
        served.origin.replace("//", "//x@"),
    ):
        for path in ("/api/organise/sessions", "/api/account/sign-in", "/api/account/sign-out",
                     "/api/colleagues/invite", "/api/welcome/account", "/api/provider/go"):  # fmt: skip
            assert (await ann.post(path, {"role": "viewer"}, Origin=origin))["code"] == "forbidden", (origin, path)
    async with ann.http.post(f"{served.origin}/api/organise/sessions/{served.session}/revoke") as response:
        assert response.status == 403, "nor does a request that does not say where it comes from"
    assert (await ann.me())["by"] == "account"


async def test_a_link_counts_more_than_a_sign_in(served: Any, visit: Visit) -> None:
    viewer = await visit("viewer")
    async with viewer.http.get(
        f"{served.origin}/api/account", headers={"Authorization": f"Bearer {served.organiser}"}
    ) as response:
        assert (await response.json())["by"] == "link"
    bearer = {"Authorization": f"Bearer {served.organiser}"}
    assert (await viewer.post("/api/account/password", {"now": PASSWORD, "new": NEXT}, **bearer))["code"] == "forbidden"
    void = {"Authorization": f"Bearer {'x' * 22}"}
    assert (await viewer.post("/api/organise/sessions", {"script": "taster"}, **void))["code"] == "unknown_link"


async def test_a_viewer_reads_and_no_more(served: Any, visit: Visit) -> None:
    viewer, helper, maker = await visit("viewer"), await visit("co_facilitator"), await visit("facilitator")
    (row,) = (await viewer.get("/api/organise/home"))["sessions"]
    assert (row["links"]["control"], row["links"]["stage"]) == ("", "")
    looked = await viewer.get(f"/api/organise/sessions/{served.session}")
    assert looked["links"]["control"] == ""
    async with viewer.http.get(f"{served.origin}/api/organise/sessions/{served.session}/record.md") as response:
        assert response.status == 200
    assert (await viewer.post("/api/organise/sessions", {"script": "taster"}))["code"] == "forbidden"
    link = (await helper.get(f"/api/organise/sessions/{served.session}"))["links"]["control"]
    assert (await served.screen(link.split("#")[1]).connect()).welcomes[0]["you"]["kind"] == "facilitator"
    assert (await helper.get(f"/api/organise/sessions/{served.session}/record.md"))["code"] == "forbidden"
    assert (await maker.post("/api/organise/sessions", {"script": "taster"}))["ok"]
    for visitor in (viewer, helper, maker):
        assert (await visitor.get("/api/colleagues"))["code"] == "forbidden"


async def test_who_helps_sees_when_communities_meet_and_no_names(served: Any, visit: Visit) -> None:
    viewer, maker = await visit("viewer"), await visit("facilitator")
    id = await community(served)
    await begin(served, id)
    await person(served, id, "Amina Canary", role="a carer")
    first, *_ = await meetings_of(served, id)
    assert (await viewer.post(f"/api/organise/meetings/{first['id']}/session", {}))["code"] == "forbidden"
    assert (await maker.post(f"/api/organise/meetings/{first['id']}/session", {}))["ok"]
    for visitor in (viewer, maker):
        seen = [await visitor.get(path) for path in ("/api/organise/communities", f"/api/organise/communities/{id}")]
        assert seen[0]["communities"][0]["series"][0]["meetings"][0]["session"]
        assert "Canary" not in json.dumps(seen)
        for path in (f"/api/organise/communities/{id}/people", f"/api/organise/communities/{id}/people.csv"):
            assert (await visitor.get(path))["code"] == "forbidden"
        assert (await visitor.post("/api/organise/communities", {"name": "Mine"}))["code"] == "forbidden"


async def test_looking_again_shows_the_same_links_after_a_new_sign_in(served: Any, visit: Visit) -> None:
    ann = await visit("organiser", "ann@example.org")
    (row,) = (await ann.get("/api/organise/home"))["sessions"]
    await ann.post("/api/account/sign-out")
    await ann.sign_in("ann@example.org")
    (again,) = (await ann.get("/api/organise/home"))["sessions"]
    assert again["links"] == row["links"]
    assert row["links"]["control"].split("#")[1] != served.control


async def test_an_account_shut_while_signed_in_has_nothing_left(served: Any, visit: Visit) -> None:
    boss, ann = await visit("organiser", "boss@example.org"), await visit("organiser", "ann@example.org")
    (row,) = (await ann.get("/api/organise/home"))["sessions"]
    screen = await served.screen(row["links"]["control"].split("#")[1]).connect()
    invited = await served.post("/api/invite", {}, row["links"]["control"].split("#")[1])
    helper = await served.screen(invited["link"].split("#")[1]).connect()
    untouched = await served.host()
    promised = (await ann.post("/api/colleagues/invite", {"role": "organiser"}))["link"]
    all = (await boss.get("/api/colleagues"))["colleagues"]
    its = next(one["id"] for one in all if one["email"] == "ann@example.org")
    assert (await boss.post(f"/api/colleagues/{its}/disable"))["ok"]
    assert (await ann.get("/api/organise/home"))["code"] == "signed_out", "at the very next request"
    for line in (screen, helper):
        await _gone(line)
        assert (await served.post("/api/command", {"id": "x" * 22, "do": "next"}, line.token))["code"] == "revoked"
    assert untouched.client.connected, "screens that others opened go on"
    assert (await untouched.do("ring")).get("code") != "revoked"
    assert (await (await visit()).accept(promised, "eve@example.org"))["code"] == "void", "nor do its invitations"
    assert (await ann.sign_in("ann@example.org"))["code"] == "wrong"
    assert (await boss.post(f"/api/colleagues/{its}/enable"))["ok"]
    assert (await ann.sign_in("ann@example.org"))["ok"]
    (fresh,) = (await ann.get("/api/organise/home"))["sessions"]
    assert fresh["links"]["control"] != row["links"]["control"]


async def _gone(screen: Screen) -> None:
    """Waits until the server has let this screen go."""
    async with asyncio.timeout(20):
        await screen.client.wait()


async def test_a_screen_whose_link_another_process_made_void_takes_no_command(served: Any, visit: Visit) -> None:
    ann = await visit("organiser", "ann@example.org")
    (row,) = (await ann.get("/api/organise/home"))["sessions"]
    screen = await served.screen(row["links"]["control"].split("#")[1]).connect()
    assert (await screen.do("ring")).get("code") != "revoked"
    (account,) = await served.house.signing.accounts.all()
    await served.house.log.revoke_account(account.id)
    served.house.links._known.clear()  # ten seconds later
    assert (await screen.do("ring"))["code"] == "revoked"


async def test_a_colleague_made_a_viewer_loses_the_screens_too(served: Any, visit: Visit) -> None:
    boss, ann = await visit("organiser", "boss@example.org"), await visit("facilitator", "ann@example.org")
    (row,) = (await ann.get("/api/organise/home"))["sessions"]
    screen = await served.screen(row["links"]["control"].split("#")[1]).connect()
    all = (await boss.get("/api/colleagues"))["colleagues"]
    ids = {one["email"]: one["id"] for one in all}
    assert (await boss.post(f"/api/colleagues/{ids['ann@example.org']}/role", {"role": "viewer"}))["ok"]
    await _gone(screen)
    assert (await ann.post("/api/organise/sessions", {"script": "taster"}))["code"] == "forbidden"
    assert (await boss.post(f"/api/colleagues/{ids['boss@example.org']}/disable"))["code"] == "not_now"
    assert (await boss.post(f"/api/colleagues/{ids['boss@example.org']}/role", {"role": "viewer"}))["code"] == "not_now"
    for path in ("disable", "enable", "role", "password"):
        assert (await boss.post(f"/api/colleagues/nobody/{path}", {"role": "viewer"}))["code"] in ("unknown", "invalid")


async def test_colleagues_are_invited_helped_and_listed(served: Any, visit: Visit) -> None:
    boss, ben = await visit("organiser", "boss@example.org"), await visit()
    link = (await boss.post("/api/colleagues/invite", {"name": "Ben", "role": "facilitator"}))["link"]
    spare = await boss.post("/api/colleagues/invite", {"name": "", "role": "viewer"})
    told = await boss.get("/api/colleagues")
    assert {one["name"] for one in told["invitations"]} == {"Ben", ""}
    assert link.split("#")[1] not in str(told), "a link is shown once"
    void = next(one["id"] for one in told["invitations"] if not one["name"])
    assert (await boss.post(f"/api/colleagues/invitations/{void}/void"))["ok"]
    assert (await ben.accept(spare["link"], "ben@example.org"))["code"] == "void"
    assert (await ben.accept(link, "boss@example.org"))["code"] == "taken"
    assert (await ben.accept(link, "ben@example.org", "Ben"))["ok"]
    one = next(one for one in (await boss.get("/api/colleagues"))["colleagues"] if one["email"] == "ben@example.org")
    assert (one["role"], one["browsers"], one["disabled"], one["you"]) == ("facilitator", 1, False, False)
    # Ben forgets his password
    link = (await boss.post(f"/api/colleagues/{one['id']}/password"))["link"]
    other = await visit()
    looked = await other.post("/api/welcome", {"token": link.split("#")[1]})
    assert (looked["kind"], looked["email"]) == ("password", "ben@example.org")
    assert (await other.accept(link, "eve@example.org"))["code"] == "void", "it makes no account"
    body = {"token": link.split("#")[1], "password": NEXT}
    assert (await other.post("/api/welcome/password", {**body, "password": "short"}))["code"] == "invalid"
    assert (await other.post("/api/welcome/password", body))["ok"]
    assert (await ben.get("/api/organise/home"))["code"] == "signed_out"
    assert (await other.post("/api/welcome/password", body))["code"] == "void"
    assert (await ben.sign_in("ben@example.org"))["code"] == "wrong"
    assert (await ben.sign_in("ben@example.org", NEXT))["ok"]


async def test_organisers_links_can_be_made_void_once_there_are_accounts(served: Any, visit: Visit) -> None:
    boss = await visit("organiser")
    assert (await served.post("/api/colleagues/links/void", {}, served.organiser))["code"] == "not_now"
    assert (await boss.get("/api/colleagues"))["links"] == 1
    assert (await boss.post("/api/colleagues/links/void"))["ok"]
    assert (await served.get("/api/organise/home", served.organiser))["code"] == "revoked"
    assert (await boss.get("/api/colleagues"))["links"] == 0
    assert (await boss.me())["by"] == "account"
    host = await served.host()
    assert host.welcomes, "screens that were open stay open"


async def test_a_second_factor_from_the_picture_to_the_door(served: Any, visit: Visit) -> None:
    ann = await visit("organiser", "ann@example.org")
    shown = await ann.post("/api/account/factor")
    code = pyotp.TOTP(shown["secret"]).at(int(time.time()))
    on = {"password": PASSWORD, "secret": shown["secret"], "code": code}
    assert (await ann.post("/api/account/factor/on", {**on, "password": "not these words"}))["code"] == "wrong"
    assert (await ann.post("/api/account/factor/on", {**on, "code": "000000"}))["code"] == "invalid"
    assert (await ann.post("/api/account/factor/on", on))["ok"]
    assert (await ann.me())["factor"]
    other = await visit()
    assert (await other.sign_in("ann@example.org"))["code"] == "needs_code"
    assert (await other.get("/api/organise/home"))["code"] == "unknown_link", "half a sign-in is none"
    assert (await other.sign_in("ann@example.org", code=code))["code"] == "wrong_code", "it was used to set it up"
    later = pyotp.TOTP(shown["secret"]).at(int(time.time()) + 30)
    assert (await other.sign_in("ann@example.org", code=later))["ok"]
    assert (await other.post("/api/account/factor/off", {"password": "not these words"}))["code"] == "wrong"
    assert (await other.post("/api/account/factor/off", {"password": PASSWORD}))["ok"]
    assert (await ann.sign_in("ann@example.org"))["ok"]


@pytest.mark.parametrize(
    "body",
    [{}, {"email": "a"}, {"email": 7, "password": "x"}, {"email": "a@b", "password": "x" * 5000}, {"email": "a@b" * 999,
     "password": "x"}, {"email": "a@b", "password": ["x"]}, {"email": "a@b", "password": "x", "role": "organiser"},
     {"email": "a@b", "password": "x", "code": "1" * 999}],
)  # fmt: skip
async def test_what_is_not_understood_is_said(served: Any, visit: Visit, body: Any) -> None:
    assert (await (await visit()).post("/api/account/sign-in", body))["code"] == "invalid"


async def test_odd_words_are_wrong_words(served: Any, visit: Visit) -> None:
    visitor = await visit()
    for email in ("a@b\x00", "' OR 1=1 --@x", "%@%", "\ud83d@x"):
        told = await visitor.sign_in(email.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "x")
        assert told["code"] == "wrong"
