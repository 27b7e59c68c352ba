"""From an empty house to the first session of a community, as an organiser does it, in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from sqlalchemy import delete

from hatch_build import build_if_stale
from server import tables
from tests.browser.axe import serious
from tests.wire.house import Served, open_served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]
ROSTER = (
    "Name;E-Mail;Rolle;Phone\r\nZoë Müller;zoe@example.org;a carer;1\r\n;lost@example.org;;\r\nBen;no address;;\r\n"
    + "".join(f"Person {n};p{n}@example.org;{['a patient', 'a nurse'][n % 2]};\r\n" for n in range(58))
    + "=cmd|' /C calc'!A0;x@example.org;;\r\n"
).encode("cp1252")


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    build_if_stale(ROOT / "static")
    async with open_served(tmp_path, has_pages=True) as served:
        async with served.house.log.writing() as db:
            await db.execute(delete(tables.sessions))  # the house is as empty as on its first day
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, served: Served) -> AsyncIterator[Page]:
    """The organiser's home; whatever the browser complained of fails the test."""
    complaints: list[str] = []
    context = await browser.new_context(
        viewport={"width": 1366, "height": 768}, timezone_id="Europe/London", accept_downloads=True
    )
    page = await context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(f"{served.origin}/organise#{served.organiser}")
    yield page
    await context.close()
    refusals = "status of 400"  # are told on the page
    assert [one for one in complaints if refusals not in one] == []


async def fine(page: Page) -> None:
    """Nothing serious for those who cannot see or point, and nothing beyond the edge."""
    bad = await serious(page)
    assert not bad, f"{page.url}: {bad}"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


async def test_from_nothing_to_the_first_session(page: Page, served: Served) -> None:
    await expect(page.get_by_role("heading", name="Who meets?")).to_be_visible()
    await fine(page)
    await page.get_by_role("link", name="Make a community").click()
    await page.get_by_label("Name of the community").fill("Fewer, Better Medicines")
    await fine(page)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Fewer, Better Medicines")).to_be_visible()
    await fine(page)

    # people come in from a spreadsheet as Excel in Europe saves it
    await page.get_by_role("link", name="Bring a list").click()
    await page.get_by_label("Choose a file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": ROSTER}
    )
    await expect(page.get_by_text("60 people are added")).to_be_visible()
    await expect(page.get_by_role("row", name=re.compile("^3 .*The name is missing"))).to_be_visible()
    await expect(page.get_by_role("row", name=re.compile("^4 Ben .*no mail address"))).to_be_visible()
    await expect(page.get_by_text("Columns that are not kept: Phone.")).to_be_visible()
    await fine(page)
    await page.get_by_role("button", name="Bring 60 people in").click()
    await expect(page.get_by_text("Done. 60 people are added.")).to_be_visible()
    await page.get_by_role("link", name="To the people").click()
    await expect(page.get_by_role("rowheader")).to_have_count(60)
    await page.get_by_label("Look for somebody").fill("muller carer")
    await expect(page.get_by_role("rowheader")).to_have_text(["Zoë Müller"])
    await fine(page)

    # a link of one's own is shown once
    await page.get_by_role("button", name="Own link of Zoë Müller").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Make a link").click()
    await expect(dialog.get_by_role("img")).to_be_visible()
    await fine(page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("row", name=re.compile("Zoë Müller .*has one"))).to_be_visible()
    await expect(page.get_by_role("button", name="Own link of Zoë Müller")).to_be_focused()

    # a series with its dates: the clocks go forward after the first meeting
    await page.get_by_role("link", name="Meetings").click()
    await page.get_by_role("link", name="Choose a series").click()
    await page.get_by_text("Facilitating breakthrough").first.click()
    await page.get_by_label("Title").fill("Tackling it together")
    await page.get_by_label("First meeting on").fill("2027-03-18")
    await fine(page)
    await page.get_by_role("button", name="Begin this series").click()
    await expect(page.get_by_text("Thursday 18 March 2027, 10:00")).to_be_visible()
    await expect(page.get_by_text("Thursday 1 April 2027, 10:00")).to_be_visible()
    await page.get_by_role("button", name=re.compile("Change date or place.*See our situation")).click()
    await page.get_by_label(re.compile("^Place")).fill("Quaker Hall")
    await fine(page)
    await page.get_by_role("button", name="Keep the change").click()
    await expect(page.get_by_text("10:00, Quaker Hall")).to_be_visible()
    await page.get_by_role("button", name=re.compile("Make the session.*See our situation")).click()
    await expect(page.get_by_role("heading", name="See our situation")).to_be_visible()
    await expect(page.get_by_role("link", name="Fewer, Better Medicines, meeting 1")).to_be_visible()
    await fine(page)

    await page.get_by_role("link", name="Fewer, Better Medicines, meeting 1").click()
    await page.get_by_role("link", name="The record of the series").click()
    await expect(page.get_by_role("heading", name="Tackling it together")).to_be_visible()
    await fine(page)
    await page.get_by_role("link", name="Home", exact=True).click()
    await expect(page.get_by_text("Next: See our situation, Thursday 18 March 2027, 10:00")).to_be_visible()
    await fine(page)
    (row,) = await served.house.sessions.rows()
    assert (row.title, row.subtitle) == ("See our situation", "Thursday 18 March, 10:00, Quaker Hall")


async def test_a_list_taken_away_comes_back_the_same(page: Page, served: Served) -> None:
    groups = await served.post("/api/organise/communities", {"name": "A", "purpose": ""}, served.organiser)
    await page.goto(f"{served.origin}/organise?community={groups['id']}&roster=")
    await page.get_by_label("or paste rows here").fill("name\trole\nAnn\t+1\nBen\t\n")
    await page.get_by_role("button", name="See what would happen").click()
    await page.get_by_role("button", name="Bring 2 people in").click()
    await page.get_by_role("link", name="To the people").click()
    await page.get_by_role("button", name="Links for all").click()
    await fine(page)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Make 2 links").click()
    links = (await asyncio.to_thread(Path(await (await download.value).path()).read_text, "utf-8-sig")).splitlines()
    assert [line.split(",")[0] for line in links] == ['"name"', '"Ann"', '"Ben"']
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Links for all")).to_have_count(0)

    async with page.expect_download() as download:
        await page.get_by_role("button", name="Take the list away").click()
    path = await (await download.value).path()
    await page.get_by_role("link", name="Bring a list").click()
    await page.get_by_label("Choose a file").set_input_files(path)
    await expect(page.get_by_text("2 people stay as they are")).to_be_visible()
    await expect(page.get_by_role("button", name="Do it")).to_have_count(0)


async def test_a_refusal_keeps_what_was_typed(page: Page, served: Served) -> None:
    groups = await served.post("/api/organise/communities", {"name": "A", "purpose": ""}, served.organiser)
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(f"{served.origin}/organise?community={groups['id']}&people=")
    await page.get_by_role("button", name="Add a person").click()
    dialog = page.get_by_role("dialog")
    for name in ("Ann", "Ben"):
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_label("Mail address", exact=False).first.fill("ann@example.org")
        await dialog.get_by_role("button", name="Add", exact=True).click()
        if name == "Ann":
            await expect(dialog.get_by_text("Added. The next one?")).to_be_visible()
    await expect(dialog.get_by_text("Ann has this address already.")).to_be_visible()
    await expect(dialog.get_by_label("Name")).to_have_value("Ben")
    await fine(page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Change Ann")).to_be_visible()
    await page.get_by_role("button", name="Change Ann").click()
    await page.get_by_role("button", name="Ann has gone").click()
    await expect(page.get_by_text("1 person has gone")).to_be_visible()
    await page.get_by_text("1 person has gone").click()
    await page.get_by_role("button", name="Ann is back").click()
    await expect(page.get_by_role("button", name="Change Ann")).to_be_visible()


async def test_people_register_by_themselves(page: Page, served: Served) -> None:
    """A page with one place: Ann gets it, Ben waits, Ann cannot come, and Ben moves up."""
    groups = await served.post("/api/organise/communities", {"name": "Leeds", "purpose": ""}, served.organiser)
    await page.goto(f"{served.origin}/organise?community={groups['id']}")
    await page.get_by_role("link", name="Registration").click()
    await page.get_by_role("button", name="Make a page").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("Spring cohort")
    await dialog.get_by_label("How many places").fill("1")
    await dialog.get_by_role("button", name="Make the page").click()
    await expect(page.get_by_text("0 of 1 places taken")).to_be_visible()
    (link,) = [one["link"] for one in (await served.get(
        f"/api/organise/communities/{groups['id']}/registrations", served.organiser
    ))["pages"]]  # fmt: skip

    phones = []
    for name, says in (("Ann", "You have a place, Ann."), ("Ben", "You are number 1 in the line, Ben.")):
        assert page.context.browser
        context = await page.context.browser.new_context(viewport={"width": 390, "height": 844})
        phone = await context.new_page()
        phones.append(phone)
        await phone.goto(link)
        await phone.get_by_label("Your name").fill(name)
        await phone.reload()
        await expect(phone.get_by_label("Your name")).to_have_value(name)
        await phone.get_by_label("Leeds may keep what I write here").check()
        await phone.keyboard.press("Enter")
        await expect(phone.get_by_role("heading", name=says)).to_be_visible()
        await fine(phone)
    ann, ben = phones
    await ann.reload()
    await ann.get_by_role("button", name="I cannot come").click()
    await ann.get_by_role("button", name="Yes, take it away").click()
    await expect(ann.get_by_role("heading", name="Your name is gone.")).to_be_visible()
    await ben.reload()
    await expect(ben.get_by_role("heading", name="You have a place, Ben.")).to_be_visible()
    await page.reload()
    await page.get_by_role("button", name="I told them: Ben").click()
    await expect(page.get_by_text("Tell 1 person")).to_have_count(0)
    await fine(page)
    for phone in phones:
        await phone.context.close()
