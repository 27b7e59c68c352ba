"""Every route of the house, asked by everybody there is: the table lets in whom it names, and nobody else."""

from __future__ import annotations

from typing import Any, get_args

import aiohttp

from server.accounts.accounts import STANDINGS
from server.live.keys import hashed
from server.season.communities import Communities
from server.season.people import People
from server.season.person import Details
from server.web.asking import ROLE_OF
from server.wire.roles import Role, may

OPEN = {
    "GET /health", "POST /api/door", "POST /api/join", "GET /api/account", "POST /api/account/sign-in",
    "POST /api/account/sign-out", "POST /api/welcome", "POST /api/welcome/account", "POST /api/welcome/password",
    "POST /api/provider/go", "GET /api/provider/return", "POST /api/return", "POST /api/register/look",
    "POST /api/register/take", "POST /api/register/mine", "POST /api/register/claim",
    "POST /api/register/cancel", "POST /api/register/calendar",
    "POST /api/survey", "POST /api/survey/answer", "POST /api/read", "POST /api/read/take.{form}",
}  # fmt: skip
"""For everybody: what opens here is opened by a code, a phrase, a password or a one-time link."""

NEEDS = {
    "POST /api/parts": "parts",
    "POST /api/picture": "add_picture",
    "POST /api/picture/see": "see_picture",
    "POST /api/qr": "qr",
    "GET /api/structures": "structures",
    "GET /api/card/{slug}": "card",
    "POST /api/catalogue/preview": "preview",
    "POST /api/insert": "insert",
    "POST /api/invite": "invite",
    "POST /api/let-back": "let_back",
    "GET /api/demo": "demo",
    "POST /api/crowd": "crowd",
    "GET /api/take/{reader}.{form:path}": "take_record",
    "GET /api/organise/home": "home",
    "POST /api/organise/sessions": "create",
    "GET /api/organise/sessions/{id}": "look",
    "GET /api/organise/sessions/{id}/record.{form}": "record",
    "POST /api/organise/sessions/{id}/print/{handout}": "handouts",
    "POST /api/organise/communities/{id}/badges": "personal_links",
    "GET /api/organise/sessions/{id}/readers": "record",
    "GET /api/organise/sessions/{id}/tree": "record",
    "POST /api/organise/sessions/{id}/look": "record",
    "POST /api/organise/sessions/{id}/make": "record",
    "GET /api/organise/sessions/{id}/take/{reader}.{form:path}": "record",
    "GET /api/organise/sessions/{id}/shares": "share_record",
    "POST /api/organise/sessions/{id}/shares": "share_record",
    "GET /api/organise/series/{id}/readers": "series_record",
    "GET /api/organise/series/{id}/tree": "series_record",
    "POST /api/organise/series/{id}/look": "series_record",
    "POST /api/organise/series/{id}/make": "series_record",
    "GET /api/organise/series/{id}/take/{reader}.{form:path}": "series_record",
    "GET /api/organise/series/{id}/shares": "share_record",
    "POST /api/organise/series/{id}/shares": "share_record",
    "GET /api/organise/jobs/{id}": "record",
    "GET /api/organise/jobs/{id}/file": "record",
    "POST /api/organise/shares/{id}/revoke": "share_record",
    "POST /api/organise/sessions/{id}/amend": "put_right",
    "GET /api/organise/sessions/{id}/aside": "put_right",
    "POST /api/organise/sessions/{id}/revoke": "revoke",
    "GET /api/organise/communities": "communities",
    "POST /api/organise/communities": "keep_communities",
    "GET /api/organise/communities/{id}": "communities",
    "POST /api/organise/communities/{id}": "keep_communities",
    "GET /api/organise/folders": "communities",
    "POST /api/organise/communities/{id}/series": "keep_communities",
    "POST /api/organise/series/{id}/drop": "keep_communities",
    "GET /api/organise/series/{id}/record.{form}": "series_record",
    "GET /api/organise/series/{id}/attendance": "attendance",
    "GET /api/organise/series/{id}/register.csv": "attendance",
    "POST /api/organise/meetings/{id}": "keep_communities",
    "POST /api/organise/meetings/{id}/session": "meet",
    "GET /api/organise/communities/{id}/people": "people",
    "POST /api/organise/communities/{id}/people": "keep_people",
    "GET /api/organise/communities/{id}/people.csv": "people",
    "POST /api/organise/communities/{id}/roster/look": "keep_people",
    "POST /api/organise/communities/{id}/roster": "keep_people",
    "GET /api/organise/communities/{id}/ties": "people",
    "POST /api/organise/communities/{id}/ties": "keep_people",
    "GET /api/organise/communities/{id}/promises": "promises",
    "GET /api/organise/communities/{id}/promises.csv": "promises",
    "POST /api/organise/people/{id}": "keep_people",
    "POST /api/organise/people/{id}/part": "keep_people",
    "POST /api/organise/communities/{id}/links": "personal_links",
    "POST /api/organise/people/{id}/link": "personal_links",
    "POST /api/organise/people/{id}/unlink": "personal_links",
    "POST /api/organise/communities/{id}/cards": "personal_links",
    "GET /api/organise/communities/{id}/doubles": "people",
    "POST /api/organise/people/{id}/unite/look": "keep_people",
    "POST /api/organise/people/{id}/unite": "keep_people",
    "GET /api/organise/communities/{id}/registrations": "registration",
    "POST /api/organise/communities/{id}/registrations": "keep_registration",
    "GET /api/organise/registrations/{id}": "registration",
    "POST /api/organise/registrations/{id}": "keep_registration",
    "POST /api/organise/registrations/{id}/shut": "keep_registration",
    "POST /api/organise/registrations/{id}/drop": "keep_registration",
    "POST /api/organise/registrations/{id}/invite": "keep_registration",
    "GET /api/organise/registrations/{id}/people.csv": "registration",
    "POST /api/organise/registrants/{id}/move": "keep_registration",
    "POST /api/organise/registrants/{id}/out": "keep_registration",
    "POST /api/organise/registrants/{id}/told": "keep_registration",
    "GET /api/organise/communities/{id}/surveys": "surveys",
    "POST /api/organise/communities/{id}/surveys": "keep_surveys",
    "GET /api/organise/surveys/{id}": "surveys",
    "POST /api/organise/surveys/{id}/open": "keep_surveys",
    "POST /api/organise/surveys/{id}/close": "keep_surveys",
    "POST /api/organise/surveys/{id}/drop": "keep_surveys",
    "GET /api/organise/surveys/{id}/results.csv": "surveys",
    "GET /api/organise/surveys/{id}/codebook.txt": "surveys",
    "POST /api/me": "me",
    "POST /api/me/surveys": "me",
    "POST /api/me/surveys/answer": "own_survey",
    "POST /api/me/seat": "own_seat",
    "POST /api/me/name": "own_name",
    "POST /api/me/phrase": "own_phrase",
    "POST /api/me/phrase/void": "own_phrase",
    "POST /api/me/promises": "own_promises",
    "POST /api/me/promises/{id}": "own_promises",
    "POST /api/me/calendar": "own_promises",
    "POST /api/me/letters": "own_letters",
    "GET /api/organise/communities/{id}/kept": "kept",
    "POST /api/organise/communities/{id}/kept": "erase",
    "POST /api/organise/communities/{id}/delete": "erase",
    "POST /api/organise/sessions/{id}/delete": "erase",
    "GET /api/organise/people/{id}/erase": "kept",
    "POST /api/organise/people/{id}/erase": "erase",
    "POST /api/organise/mentions": "erase",
    "POST /api/me/kept": "own_words",
    "POST /api/me/words.{form}": "own_words",
    "POST /api/me/erase": "erase_me",
    "GET /api/colleagues": "colleagues",
    "POST /api/colleagues/invite": "colleagues",
    "POST /api/colleagues/invitations/{id}/void": "colleagues",
    "POST /api/colleagues/links/void": "colleagues",
    "POST /api/colleagues/{id}/role": "colleagues",
    "POST /api/colleagues/{id}/disable": "colleagues",
    "POST /api/colleagues/{id}/enable": "colleagues",
    "POST /api/colleagues/{id}/password": "colleagues",
    "POST /api/account/password": "account",
    "POST /api/account/factor": "account",
    "POST /api/account/factor/on": "account",
    "POST /api/account/factor/off": "account",
    "POST /api/account/sign-out-everywhere": "account",  # last: it ends the sign-in that asks
}
COMMANDS = "POST /api/command"
"""Each command has a line of its own in the table; tests/wire/test_roles.py sends them all."""

SHUT = {"forbidden", "unknown_link", "signed_out"}


def ways(served: Any) -> set[str]:
    """Every route that is served, by its method and its path."""
    routes = served.house.app._pages.app.routes
    return {f"{method} {route.path}" for route in routes for method in route.methods - {"HEAD"}}


async def test_every_route_has_its_rule(served: Any) -> None:
    assert ways(served) == OPEN | set(NEEDS) | {COMMANDS}, "give a new route a line above, and one in the role table"
    assert not OPEN & set(NEEDS)


async def test_every_route_for_every_role(served: Any) -> None:
    log, now = served.house.log, lambda: 1_800_000_000.0
    people = People(log, now)
    person = await people.relink(await people.add(await Communities(log, now).found("Ours", ""), Details("Ann")))
    links: dict[str, str] = {
        "": "",
        "seat": await served.join(),
        "stage": served.stage,
        "facilitator": served.control,
        "person": person,
        "organiser": served.organiser,
    }
    wrong = [
        (role, way, code)
        for role, token in links.items()
        for way, code in (await _ask_all(served, {"Authorization": f"Bearer {token}"} if token else {})).items()
        if (code in SHUT) == _may(role, way, by_account=False)
    ]
    for standing in STANDINGS:
        signing = served.house.signing
        account = signing.accounts.new(f"{standing}@example.org", standing, standing, "")
        await signing.invitations.make_account(hashed(await signing.invitations.make(standing)), account)
        cookie = {"Cookie": f"tingsha={await signing.sign_ins.begin(account.id)}", "Origin": served.origin}
        wrong += [
            (standing, way, code)
            for way, code in (await _ask_all(served, cookie)).items()
            if (code in SHUT) == _may(ROLE_OF[standing], way, by_account=True)
        ]
    assert wrong == []
    assert {*links, *(ROLE_OF[standing] for standing in STANDINGS)} == {"", *get_args(Role)}, "everybody has asked"


def _may(role: Any, way: str, *, by_account: bool) -> bool:
    doing = NEEDS[way]
    if doing == "account" and not by_account:
        return False  # who came by a link has no account to change
    return role != "" and may(role, doing)


async def _ask_all(served: Any, headers: dict[str, str]) -> dict[str, str]:
    """The code of every answer: each is asked about nobody and with nothing, so that nothing changes."""
    codes = {}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        for way in NEEDS:
            method, path = way.replace(":path}", "}").split(" ")
            for name, value in (("{id}", "nobody"), ("{slug}", "troika"), ("{form}", "md"), ("{reader}", "board")):
                path = path.replace(name, value)
            body = {} if method == "POST" else None
            async with http.request(method, served.origin + path, json=body, headers=headers) as response:
                assert response.status < 500, (way, response.status)
                told = await response.json(content_type=None)
            codes[way] = told.get("code", "") if isinstance(told, dict) else ""
    return codes
