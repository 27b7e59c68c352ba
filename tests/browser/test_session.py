"""A whole session as people live it: one control screen, one stage, four phones in real browsers on a real server.

One phone comes late, one reloads with words half typed, one loses the network and comes back, one sits where
websockets are blocked. At the end the record holds what the screens showed, word by word.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from hatch_build import build_if_stale
from tests.browser.axe import serious
from tests.wire.house import Served, open_served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
title: See our situation
asks:
  - {name: role, label: I am here as, options: [a patient, a carer, someone else]}
items:
  - structure: one_two_four_all
    invitation: What makes it hard to stop a medicine that no longer helps?
    output: hard
  - structure: who_what_when
    invitation: What will you do about it?
    uses: [hard]
    output: promises
"""

IDEAS = {
    "Amina": "Nobody will stop what another doctor started.",
    "Peter": "I am a little afraid to ask.",
    "Rosa": "Ten minutes are short for eleven tablets.",
    "Tom": "The letter says “continue”. Until when?",
}


@dataclass
class House:
    """The room: a served session, its screens, and what the browsers complained of."""

    served: Served
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def page(self, url: str, width: int, height: int, **more: object) -> Page:
        context = await self.browser.new_context(viewport={"width": width, "height": height}, **more)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(url)
        return page

    async def control(self) -> Page:
        return await self.page(f"{self.served.origin}/control#{self.served.control}", 1440, 900)

    async def stage(self) -> Page:
        return await self.page(f"{self.served.origin}/stage#{self.served.stage}", 1600, 900)

    async def phone(self, *, without_sockets: bool = False) -> Page:
        phone = await self.page("about:blank", 390, 844, is_mobile=True, has_touch=True)
        if without_sockets:
            await phone.route_web_socket(re.compile("."), lambda socket: socket.close())
        await phone.goto(f"{self.served.origin}/join#{self.served.code}")
        return phone


@asynccontextmanager
async def open_house(browser: Browser, folder: Path, script: str) -> AsyncIterator[House]:
    """A served session of that script, and browsers for it."""
    build_if_stale(ROOT / "static")
    async with open_served(folder, script=script, has_pages=True) as served:
        house = House(served, browser)
        yield house
        for context in house.contexts:
            await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house(browser: Browser, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        yield house


async def sit_down(phone: Page, name: str) -> None:
    await phone.get_by_label("What shall we call you?").fill(name)
    await phone.get_by_text("a carer").click()
    await phone.get_by_role("button", name="Take my seat").click()
    await expect(phone.get_by_text(f"You are in, {name}")).to_be_visible()


async def write(phone: Page, words: str) -> None:
    await phone.get_by_role("textbox").first.fill(words)
    await expect(phone.get_by_text("Saved", exact=True)).to_be_visible()


async def sees(page: Page, words: str) -> None:
    await expect(page.get_by_text(words).first).to_be_visible()


async def go_on(control: Page, badge: str) -> None:
    """The host moves on, and the control screen says where the room is."""
    await control.wait_for_timeout(800)  # two taps within 0.7 s are one wish
    await control.locator("button.btn.main", has_text=re.compile("Start|Next")).first.click()
    await expect(control.get_by_text(badge).first).to_be_visible()


async def nothing_serious(where: str, *pages: Page) -> None:
    """axe-core finds nothing serious or critical on these screens."""
    for page, bad in zip(pages, await asyncio.gather(*map(serious, pages)), strict=True):
        assert not bad, f"{where}, {page.url}: {bad}"


async def test_a_whole_session_in_real_browsers(house: House) -> None:
    control, stage = await asyncio.gather(house.control(), house.stage())
    steady, reloading = await asyncio.gather(house.phone(), house.phone())
    blocked = await house.phone(without_sockets=True)
    await nothing_serious("the door", steady)

    # the lobby fills
    for phone, name in ((steady, "Amina"), (reloading, "Peter"), (blocked, "Rosa")):
        await sit_down(phone, name)
        await sees(stage, name)
    await sees(control, "3 here")
    await nothing_serious("the lobby", control, stage, steady)

    # one too few: the host hears of it, waits, and begins with three all the same
    start = control.locator("button.btn.main", has_text="Start").first
    await start.click()
    doubt = "1-2-4-All is meant for 4 people or more, and 3 are here."
    await sees(control, doubt)
    await nothing_serious("too few", control)
    await control.get_by_role("button", name="Wait", exact=True).click()
    await expect(control.get_by_text(doubt)).to_have_count(0)
    await control.wait_for_timeout(800)  # two taps within 0.7 s are one wish
    await start.click()
    await control.get_by_role("button", name="Start it anyway").click()

    # alone: in silence, each on their own screen
    await sees(control, "Alone, step 1 of 4")
    await expect(control.get_by_text(doubt)).to_have_count(0)
    await write(steady, IDEAS["Amina"])
    await nothing_serious("writing", control, stage, steady)

    # one reloads with words half typed: they are there again
    await reloading.get_by_role("textbox").first.fill("I am a little afr")
    await reloading.reload()
    await expect(reloading.get_by_role("textbox").first).to_have_value("I am a little afr")
    await write(reloading, IDEAS["Peter"])

    # one writes where websockets are blocked
    await write(blocked, IDEAS["Rosa"])

    # one comes late, and loses the network while writing
    late = await house.phone()
    await sit_down_late(late, "Tom")
    await late.context.set_offline(True)
    await late.get_by_role("textbox").first.fill(IDEAS["Tom"])
    await sees(late, "Kept on this phone")
    await nothing_serious("offline", late)
    await late.context.set_offline(False)
    await expect(late.get_by_text("Saved", exact=True)).to_be_visible()
    await sees(stage, "4 of 4")

    everybody = (steady, reloading, blocked, late)
    for page in (control, stage):
        for words in IDEAS.values():
            assert words not in await page.locator("body").inner_text(), "silence before sharing is silence"

    # pairs: phones down; one notes something
    await go_on(control, "Pairs, step 2 of 4")
    for phone in everybody:
        await sees(phone, "Put your phone down and talk.")
    await nothing_serious("talking", control, stage, steady)

    # fours: one takes the pen, the others see it live
    await go_on(control, "Fours, step 3 of 4")
    await steady.get_by_role("button", name="Take the pen").click()
    line = "Anyone can start a medicine. Nobody has the job of stopping it."
    await steady.get_by_role("textbox").first.fill(line)
    for phone in (reloading, blocked, late):
        await sees(phone, "Amina has the pen")
        await sees(phone, line)
    assert line not in await stage.locator("body").inner_text()
    await steady.get_by_role("button", name="This is our answer").click()
    await nothing_serious("the pen", control, stage, steady, late)

    # all: words wait with the host, then stand on the stage and every phone
    await go_on(control, "All, step 4 of 4")
    await sees(control, line)
    assert line not in await stage.locator("body").inner_text()
    await control.get_by_role("button", name=re.compile("^(Show|Next line|First line)")).first.click()
    await sees(stage, line)
    for phone in everybody:
        await sees(phone, line)
    await nothing_serious("harvest", control, stage, steady)

    # promises, with names, from all but one
    await go_on(control, "Think, step 1 of 3")
    await go_on(control, "Promise, step 2 of 3")
    for phone, words in ((steady, "go through my tablets"), (blocked, "ask for twenty minutes")):
        await phone.get_by_label("I will").fill(words)
        await phone.get_by_text("In a week").click()
        await phone.get_by_role("button", name="This is my commitment").click()
        await sees(stage, words)
    await late.get_by_role("button", name="Nothing from me today").click()
    await sees(late, "That is fine")
    await nothing_serious("promises", control, stage, steady, late)

    # the end: everybody has what was decided, and the record has it too
    await control.get_by_role("button", name="Close the session").first.click()
    await control.get_by_role("dialog").get_by_role("button", name=re.compile("Close")).last.click()
    await sees(steady, "Thank you, Amina")
    await sees(steady, "go through my tablets")
    await sees(steady, line)
    async with control.expect_download() as taken:
        await control.get_by_role("button", name="You said, we will").click()
    assert (await taken.value).suggested_filename.endswith(".pdf"), "whoever led it has it in hand"
    await nothing_serious("the end", control, stage, steady)

    path = f"/api/organise/sessions/{house.served.session}/record.json"
    record = json.dumps(await house.served.get(path, house.served.organiser), ensure_ascii=False)
    for words in (*IDEAS.values(), line, "go through my tablets", "ask for twenty minutes"):
        assert record.count(words) >= 1, f"{words!r} is in the record"
    await the_record_is_read_put_right_and_shared(house, line)
    assert house.complaints == []


async def the_record_is_read_put_right_and_shared(house: House, line: str) -> None:
    """The record page: found, followed to where it began, put right, hidden and brought back; seen before it is taken
    away; shared by a link, until that is stopped."""
    where = f"{house.served.origin}/organise?session={house.served.session}&record"
    page = await house.page(f"{where}#{house.served.organiser}", 390, 844)
    search = page.get_by_role("searchbox", name="Search the record")
    await search.fill(line.upper())
    await expect(page.locator("mark").first).to_have_text(line.split()[0])
    await page.locator(".ref", has_text="from").first.click()
    await sees(page, "Where it comes from")
    await page.locator(".way a").first.click()
    await expect(page.locator(".line.on")).to_be_visible()
    await expect(search).to_have_value("")
    await nothing_serious("reading the record", page)
    await page.get_by_role("button", name="Put right").click()
    await page.get_by_label("The words as they should be").fill("Put right by the host.")
    await page.get_by_role("button", name="Keep these words").click()
    await expect(page.locator(".line.on > .serif")).to_have_text("Put right by the host.")
    await page.get_by_role("button", name="Take out of sight").click()
    await page.get_by_role("button", name="Yes, take it out").click()
    await page.get_by_role("button", name="Undo").click()
    await sees(page, "It is as it was.")
    await page.locator(".line.on").get_by_role("button", name="Take out of sight").click()
    await page.get_by_role("button", name="Yes, take it out").click()
    await page.get_by_role("button", name="Bring it back").click()
    await expect(page.get_by_role("button", name="Bring it back")).to_have_count(0)
    await page.get_by_role("link", name="Take away or share").click()
    await page.get_by_text("Who took part", exact=True).first.click()
    await expect(page.locator(".see .paper")).to_contain_text(line)
    await nothing_serious("taking the record away", page)
    await page.get_by_text("Share by a link").click()
    await page.get_by_role("button", name="Make a link").click()
    link = await page.locator(".share .link").inner_text()
    reader = await house.page(link, 390, 844)
    await sees(reader, line)
    await nothing_serious("reading by a link", reader)
    await page.get_by_role("button", name=re.compile("^Stop it")).click()
    await sees(page, "stopped")
    await reader.reload()
    await sees(reader, "This link was stopped")


async def sit_down_late(phone: Page, name: str) -> None:
    await phone.get_by_label("What shall we call you?").fill(name)
    await phone.get_by_text("someone else").click()
    await phone.get_by_role("button", name="Take my seat").click()
    await expect(phone.get_by_role("button", name="I’m done writing")).to_be_visible()


async def test_from_the_organisers_home_to_a_session_with_its_links(house: House) -> None:
    """A session from a script, its links, and its record, in a few clicks."""
    organiser = await house.page(f"{house.served.origin}/organise#{house.served.organiser}", 1440, 900)
    await sees(organiser, "See our situation")
    await nothing_serious("the organiser's home", organiser)
    await organiser.route("**/api/organise/home", lambda asked: asked.abort(), times=1)  # it asks again by itself
    await (
        organiser.get_by_role("link", name="Make a session")
        .or_(organiser.get_by_role("button", name="Make a session"))
        .first.click()
    )
    await organiser.get_by_text("A taste of Liberating Structures").first.click()
    await organiser.get_by_label("Name of the session").fill("Our first try")
    await nothing_serious("making a session", organiser)
    await organiser.get_by_role("button", name="Make the session").click()
    await sees(organiser, "For phones")
    await sees(organiser, "Our first try")
    await nothing_serious("a session's page", organiser)
    stage = await organiser.get_by_role("link", name=re.compile("Open.*Stage")).first.get_attribute("href")
    assert stage is not None
    projected = await house.page(stage, 1280, 720)
    await sees(projected, "Our first try")
    await organiser.get_by_role("link", name="Read it here").click()
    await sees(organiser, "Nothing has been said yet")
    await organiser.get_by_role("link", name="Take away or share").click()
    async with organiser.expect_download() as download:
        await organiser.get_by_role("button", name="Markdown").click()
    saved = await (await download.value).path()
    assert (await asyncio.to_thread(Path(saved).read_text)).startswith("# Our first try")
    assert house.served.organiser not in organiser.url, "no secret in an address"
    assert house.complaints == []
