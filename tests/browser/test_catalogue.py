"""The catalogue in a real browser: a structure is found, seen as it is played, put into a string, made a session."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from hatch_build import build_if_stale
from server import scripts
from tests.browser.axe import serious
from tests.wire.house import Served, open_served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    build_if_stale(ROOT / "static")
    async with open_served(tmp_path, has_pages=True) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, served: Served) -> AsyncIterator[Page]:
    """The organiser's page at the catalogue; whatever the browser complained of fails the test."""
    complaints: list[str] = []
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(f"{served.origin}/organise#{served.organiser}")
    await page.get_by_role("link", name="Structures").click()
    await expect(page.get_by_text("50 structures")).to_be_visible()
    yield page
    await context.close()
    assert complaints == []


async def nothing_serious(page: Page) -> None:
    bad = await serious(page)
    assert not bad, f"{page.url}: {bad}"


async def titles(page: Page) -> list[str]:
    return await page.locator(".offer h2").all_inner_texts()


async def test_a_structure_is_found(page: Page) -> None:
    await nothing_serious(page)
    await page.get_by_label("Look for").fill("124 all")
    await expect(page.locator(".offer")).to_have_count(1)
    assert await titles(page) == ["1-2-4-All"]
    await page.get_by_role("button", name="Show all again").click()
    await page.get_by_text("closing", exact=True).click()
    await page.get_by_text("up to 15 min", exact=True).click()
    await expect(page.locator(".offer h2").first).to_have_text("Check-out")
    short = await titles(page)
    await page.get_by_text("any", exact=True).click()
    assert set(short) < set(await titles(page))
    # minutes and fit follow the number of people, and a reload remembers it
    await page.get_by_role("button", name="Show all again").click()
    await page.get_by_role("spinbutton", name="How many people").fill("5")
    await page.get_by_text("fits 5 people", exact=True).click()
    assert "Grief Walking" not in await titles(page)
    await page.get_by_label("Look for").fill("zzz")
    await expect(page.get_by_text("Nothing fits all of that")).to_be_visible()
    await nothing_serious(page)
    await page.reload()
    await expect(page.get_by_role("spinbutton", name="How many people")).to_have_value("5")


async def test_a_structure_is_seen_as_it_is_played_and_printed(page: Page, served: Served) -> None:
    await page.get_by_role("link", name="1-2-4-All").click()
    stage = page.frame_locator(".screen.stage iframe")
    phone = page.frame_locator(".screen.phone iframe")
    await expect(stage.get_by_text("Think by yourself, in silence.").first).to_be_visible()
    await expect(phone.get_by_text("Think by yourself, in silence.").first).to_be_visible()
    assert await phone.locator("body").evaluate("body => body.inert"), "nobody types into a preview"
    # it plays by itself, stops when told to, and goes step by step
    await expect(page.locator(".cue b")).to_contain_text("Pairs")
    await page.get_by_role("button", name="Pause").click()
    await page.get_by_role("button", name="Step before").click()
    await expect(page.locator(".cue b")).to_contain_text("Alone")
    await nothing_serious(page)
    for _ in range(3):
        await page.get_by_role("button", name="Next step").click()
    await page.get_by_role("button", name="Play").click()
    seen = await served.post("/api/catalogue/preview", {"slug": "one_two_four_all", "people": 12}, served.organiser)
    spoken = said(seen["frames"][-1]["room"])
    await expect(stage.get_by_text(spoken).first).to_be_visible()
    # the card is one sheet of paper, and has neither the preview nor the buttons
    pdf = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    await page.emulate_media(media="print")
    await expect(page.locator(".about-traps")).to_be_visible()
    await expect(page.locator(".about-steps table")).to_be_visible()
    for hidden in (".head", ".rehearsal", ".acts"):
        await expect(page.locator(hidden)).to_be_hidden()


def said(room: dict[str, Any]) -> str:
    """The words that simulated people put on the stage: the line that stands there large."""
    cards = [(block, card) for block in room["blocks"] for card in block["cards"]]
    (large,) = [card for block, card in cards if card["id"] == block["spot"]] or [cards[0][1]]
    return str(large["lines"][0]["text"])


async def test_a_long_card_is_one_sheet_too(page: Page, served: Served) -> None:
    for slug in ("panarchy", "critical_uncertainties"):
        await page.goto(f"{served.origin}/organise?structure={slug}")
        await expect(page.locator(".about-attribution")).to_be_visible()
        await expect(page.locator(".top")).to_be_visible()
        pdf = await page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, slug


async def test_without_motion_it_waits_to_be_turned(page: Page, served: Served) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(f"{served.origin}/organise?structure=check_in")
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    cue = await page.locator(".reel .bar i").get_attribute("style")
    await page.wait_for_timeout(4000)
    assert await page.locator(".reel .bar i").get_attribute("style") == cue


async def test_a_switch_shows_what_the_facilitator_sees(page: Page, served: Served) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(f"{served.origin}/organise?structure=one_two_four_all")
    room = page.get_by_role("button", name="What the room sees")
    facilitator = page.get_by_role("button", name="What the facilitator sees")
    await expect(room).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="Next step").click()
    # with the keyboard alone: the stage makes room for the facilitator's screen, at the same moment
    await facilitator.press("Enter")
    await expect(facilitator).to_have_attribute("aria-pressed", "true")
    await expect(room).to_have_attribute("aria-pressed", "false")
    await expect(page.locator(".screen.stage")).to_have_count(0)
    control = page.frame_locator(".screen.control iframe")
    await expect(control.get_by_text("Say now, or nothing")).to_be_visible()
    await expect(control.get_by_text("Pairs, step 2 of 4", exact=True)).to_be_visible()
    assert await control.locator("body").evaluate("body => body.inert"), "nobody leads from a preview"
    await page.get_by_role("button", name="Next step").click()
    await expect(control.get_by_text("Fours, step 3 of 4", exact=True)).to_be_visible()
    await nothing_serious(page)
    # the whole screen fits into its place, on a wide page and on a phone
    for width in (1440, 390):
        await page.set_viewport_size({"width": width, "height": 844})
        await page.wait_for_function(FITS)
    await room.click()
    await expect(page.frame_locator(".screen.stage iframe").get_by_text("Fours").first).to_be_visible()
    await expect(page.locator(".screen.control")).to_have_count(0)


FITS = """() => {
    const [place, drawn] = [".screen.control", ".screen.control iframe"].map(
        of => document.querySelector(of).getBoundingClientRect());
    const near = (a, b) => Math.abs(a - b) < 4;
    return near(place.width, drawn.width) && near(place.height, drawn.height)
        && document.documentElement.scrollWidth <= innerWidth;
}"""


async def test_two_structures_become_a_session(page: Page, served: Served) -> None:
    await page.get_by_label("Look for").fill("1-2-4-All")
    await page.locator(".offer", has_text="1-2-4-All").locator(".add").first.click()
    await page.get_by_label("Look for").fill("Dot Vote")
    await page.get_by_role("link", name="Dot Vote").click()
    await page.locator(".top .add").click()
    await page.get_by_role("link", name="My string").click()
    await page.get_by_role("button", name="Add a break").click()
    parts = page.locator(".part h2")
    await expect(parts).to_have_text(["1-2-4-All", "Dot Vote", "break"])

    # with the keyboard alone: the break goes up, and the focus goes with it
    await page.get_by_role("button", name="Earlier: Break").press("Enter")
    await expect(parts).to_have_text(["1-2-4-All", "break", "Dot Vote"])
    await page.keyboard.press("Enter")
    await expect(parts).to_have_text(["break", "1-2-4-All", "Dot Vote"])
    await page.get_by_role("button", name="Later: Break").press("Enter")

    # what is taken out comes back
    await page.get_by_role("button", name="Take out: Dot Vote").click()
    await expect(parts).to_have_count(2)
    await page.get_by_role("button", name="Put it back").click()
    await expect(parts).to_have_count(3)

    asked = 'What is "in the way": and what is not?'
    await page.get_by_label("Invitation").first.fill(asked)
    await page.get_by_text("what 1-2-4-All left", exact=True).click()
    await page.get_by_label("Begins at").fill("10:00")
    await expect(page.locator(".making .sum")).to_contain_text("34 min, ends at 10:34")
    await nothing_serious(page)
    await page.reload()
    await expect(page.get_by_label("Invitation").first).to_have_value(asked)

    await page.get_by_label("Name of the session").fill("Our own")
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download as a script").click()
    saved = await download.value
    assert saved.suggested_filename == "our_own.yaml"
    plan = scripts.loads(await asyncio.to_thread(Path(await saved.path()).read_text))
    assert [item.slug for item in plan.items] == ["one_two_four_all", "", "dot_vote"]
    assert plan.items[0].invitation == asked

    # a refusal keeps everything
    refusal = json.dumps({"ok": False, "code": "invalid", "says": "your script:3: SC999 no."})
    await page.route("**/api/organise/sessions", lambda route: route.fulfill(body=refusal))
    await page.get_by_role("button", name="Make the session").click()
    await expect(page.get_by_text("SC999")).to_be_visible()
    await expect(parts).to_have_count(3)
    await page.unroute("**/api/organise/sessions")

    await page.get_by_role("button", name="Make the session").click()
    await expect(page.get_by_role("heading", name="Our own")).to_be_visible()
    made = re.search(r"session=([^&]+)", page.url)
    assert made
    session = await served.house.sessions.peek(made[1])
    assert [item.slug for item in session.items] == ["one_two_four_all", "", "dot_vote"]
    assert session.items[0].invitation == asked
    assert session.items[2].uses == (session.items[0].output,)

    await page.get_by_text("People, time, place, names").click()
    await page.get_by_label("Names, one to a line").fill("Rosa\nJo")
    await nothing_serious(page)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Name badges").click()
    assert (await download.value).suggested_filename == "our-own-badges.pdf"
    await expect(page.get_by_text("our-own-badges.pdf")).to_be_visible()
