"""The third and the fourth session of a series, live: the same people by links of their own, a host who clicks, a
stage, and a phone on which somebody promises something. What the first session wrote is under that promise."""

from __future__ import annotations

import asyncio
import datetime
from itertools import islice
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from server.live import codec
from server.live.codes import new_code
from server.live.keys import hashed, new_id
from server.log import Batch, StoredSeat, StoredSession
from server.rehearsal.crowd import Crowd
from server.rehearsal.season import Met, play_season
from server.rehearsal.voices import name, role
from server.scripts import scripts_folder, series_in
from server.season.meetings import Meetings
from server.season.people import People
from server.season.person import Person
from tests.browser.test_session import SCRIPT, House, open_house, sees
from tests.web.test_communities import begin, community
from tests.web.test_me import meetings_of, met, person
from tests.wire.house import Screen, Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PEOPLE = 9
HURRY = 300.0
"""The bots take a three-hundredth of a person's time."""
LONGEST = 30.0
"""Seconds in which somebody of each group has taken the pen and written."""
BLINK = 0.8
"""Two taps within 0.7 seconds are one wish."""
PROMISE = "ring the pharmacy on Tuesday"


class Regulars(Crowd):
    """Simulated people who come by the links of their own."""

    def __init__(self, served: Served, session: str, code: str, links: list[str]) -> None:
        super().__init__(served.origin, code, len(links) - 1, hurry=HURRY, first=1)
        self._served, self._session, self._links = served, session, links

    async def sit(self, http: aiohttp.ClientSession, n: int, name: str, traits: dict[str, str]) -> str:
        body = {"session": self._session, "name": name, "traits": traits}
        seat = await self._served.post("/api/me/seat", body, self._links[n])
        assert seat["ok"], seat
        return str(seat["token"])


async def test_the_third_and_the_fourth_session_live(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        served = house.served
        id = await community(served)
        await begin(served, id)
        links = [await person(served, id, name(n), role=role(n, ())) for n in range(PEOPLE)]
        people = {one.details.name: one.id for one in await _people(served, id)}
        series = series_in(scripts_folder() / "facilitating_breakthrough")
        begins = datetime.datetime(2026, 11, 5, 10, tzinfo=datetime.UTC)
        for before in islice(play_season(series, PEOPLE, 1, begins, anyway=True), 2):
            await has_been(served, (await meetings_of(served, id))[before.number - 1]["id"], before, people)
        phone = await house.page("about:blank", 390, 844, is_mobile=True, has_touch=True)
        for number in (3, 4):
            meeting = (await meetings_of(served, id))[number - 1]
            await live(house, phone, await met(served, meeting), links)
            assert (await meetings_of(served, id))[number - 1]["phase"] == "closed"
        assert house.complaints == []

        (course,) = (await served.get(f"/api/organise/communities/{id}", served.organiser))["series"]
        record = await served.get(f"/api/organise/series/{course['id']}/record.json", served.organiser)
        promises = [path for path in record["paths"] if path["session"] == 4]
        assert len(promises) > PEOPLE / 2
        assert PROMISE in [path["promise"]["what"] for path in promises], promises
        mine = next(path for path in promises if path["promise"]["what"] == PROMISE)
        for path in (mine, *promises):
            left = [hop["left"] or hop["text"] for hop in path["hops"]]
            names = ("Draft actions", "Priorities", "Success criteria", "Problem statement")
            assert [*dict.fromkeys(one for one in left if one in names)] == [*names], left
            assert path["hops"][-1]["session"] == 1


async def _people(served: Served, id: str) -> list[Person]:
    return await People(served.house.log, lambda: 0.0).of(id)


async def has_been(served: Served, meeting: str, played: Met, people: dict[str, str]) -> None:
    """A session of simulated people as if it had been held for this meeting."""
    row = StoredSession(new_id(), new_code(), played.play.plan.title, "", played.play.entries[0].at)
    events = tuple(codec.stored(entry) for entry in played.play.entries)
    seats = tuple(
        StoredSeat(seat, called, hashed(f"person/{people[called]}" if called in people else f"{row.id} {seat}"),
                   people.get(called))
        for seat, called in played.play.names.items()
    )  # fmt: skip
    await served.house.log.create(row, Batch(row.id, events, seats=seats))
    assert await Meetings(served.house.log, lambda: 0.0).hold(meeting, row.id)


async def live(house: House, phone: Page, session: str, links: list[str]) -> None:
    """One session from its lobby to its end. The host clicks; everything else happens on screens and phones."""
    served = house.served
    screens = (await served.house.links.of_session(served.organiser, session))[session]
    code = (await served.house.sessions.live(session)).code
    control = await house.page(f"{served.origin}/control#{screens.control}", 1366, 768)
    stage = await house.page(f"{served.origin}/stage#{screens.stage}", 1600, 900)
    await control.get_by_role("button", name="We begin with").click()
    sheet = control.get_by_role("dialog")
    before = await sheet.get_by_role("listitem").first.locator("p").first.inner_text()
    await sheet.get_by_role("button", name="Reword").first.click()
    await sheet.get_by_role("textbox").fill(f"Put right: {before.strip()}")
    await sheet.get_by_role("button", name="Keep", exact=True).click()
    await sees(control, "Put right:")
    await sees(control, "Before:")
    await control.keyboard.press("Escape")
    await phone.goto(f"{served.origin}/me#{links[0]}")
    await phone.get_by_role("button", name="Take my seat").click()
    await sees(phone, "You are in")
    crowd = asyncio.create_task(Regulars(served, session, code, links).run())
    host = await served.screen(screens.control).connect()
    await host.until(lambda: len(host.part("control")["people"]) == len(links), 60)
    promised, tapped = False, 0.0
    while not host.part("control")["last"]:
        tapped = await next_step(control, host, tapped)
        if host.part("control")["now_key"].endswith("/commit"):
            await promise(phone)
            promised = True
        elif promised and host.part("control")["now_key"].endswith("/read"):
            await sees(stage, PROMISE)
    close = control.get_by_role("dialog").get_by_role("button", name="Close the session")
    while not await close.is_visible():  # two taps within a blink are one wish
        await control.locator(".keys .go").click()
        await asyncio.sleep(0.2)
    await close.click()
    await sees(stage, "What we decided")
    async with asyncio.timeout(60):
        await crowd
    for page in (control, stage):
        await page.context.close()
        house.contexts.remove(page.context)


async def next_step(control: Page, host: Screen, tapped: float) -> float:
    """The host goes on, also with fewer people than a structure is meant for, and waits until people have written.
    `tapped` and the answer are when the host last touched a button, by the loop's clock."""
    now = asyncio.get_running_loop().time
    await asyncio.sleep(max(0.0, tapped + BLINK - now()))
    at = host.part("control")["now_key"]
    # Once: a second tap, while this one is still on its way to us, would leave a step out.
    await control.locator(".keys .go").click()
    tapped = now()
    anyway = control.get_by_role("button", name="Start it anyway")
    async with asyncio.timeout(60):
        while host.part("control")["now_key"] == at:
            if await anyway.is_visible():
                await anyway.click()
                tapped = now()
            await asyncio.sleep(0.1)
    until = now() + LONGEST
    while now() < until:
        step, tally = host.part("room")["step"] or {}, host.part("control")["tally"]
        alone = step.get("writes") == "each"
        written = tally["done"] + (host.part("control")["settled"] if alone else 0)
        # The phone of the one who is looked at writes nothing but a promise; each group has others who write.
        if step.get("key") == host.part("control")["now_key"] and (
            not step["writes"] or written >= tally["of"] - alone
        ):
            break
        await asyncio.sleep(0.1)
    return tapped


async def promise(phone: Page) -> None:
    await phone.get_by_label("I will").fill(PROMISE)
    await phone.get_by_text("In a week", exact=True).click()
    await expect(phone.get_by_text("Saved", exact=True).first).to_be_visible()
