"""What hands do on phones, against a real server: words that never leave the phone, a drawing, a photo, an answer to
what another group asks."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Page, expect

from tests.browser.test_session import House, go_on, nothing_serious, open_house, sees

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SECRET = "I miss my garden and the man who dug it."
SCRIPT = """
title: By hand
structures:
  - slug: hands
    title: By hand
    invitation: What is it like?
    steps:
      - {name: keep, minutes: 3, ask: Write for yourself., title: Keep, capture: phone,
         form: [{long_text: loss, label: What I miss}]}
      - {name: walk, minutes: 3, ask: Walk with it., title: Walk, capture: none, sees: [{own: keep}]}
      - {name: draw, minutes: 5, ask: Draw it., title: Draw,
         form: [{picture: drawing, label: My drawing}, {text: words, label: What is on it}]}
      - {name: all, minutes: 5, ask: Look up., title: All, together: everyone, talk: true,
         sees: [{on_stage: draw, held: true, show: gallery}]}
    leaves: draw
items:
  - structure: hands
    output: drawings
"""


@pytest_asyncio.fixture(loop_scope="session")
async def house(browser: Browser, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        yield house


async def take_seat(phone: Page, name: str) -> None:
    await phone.get_by_label("What shall we call you?").fill(name)
    await phone.get_by_role("button", name="Take my seat").click()
    await sees(phone, f"You are in, {name}")


def photo() -> bytes:
    """A picture of paper, larger than a screen."""
    made = io.BytesIO()
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(made, "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08")
    return made.getvalue()


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_words_stay_a_drawing_and_a_photo_travel(house: House, tmp_path: Path) -> None:
    control, stage, amina, peter = await house.control(), await house.stage(), await house.phone(), await house.phone()
    await take_seat(amina, "Amina")
    await take_seat(peter, "Peter")

    # What stays on the phone is in nobody's sight and in no file of the house; it comes back after a reload.
    await go_on(control, "Keep, step 1 of 4")
    await amina.get_by_role("textbox").first.fill(SECRET)
    await amina.wait_for_timeout(1500)
    await amina.reload()
    await go_on(control, "Walk, step 2 of 4")
    await sees(amina, SECRET)
    for page in (control, stage, peter):
        assert SECRET not in await page.locator("body").inner_text()
    kept = all_bytes(tmp_path)
    assert b"Amina" in kept
    assert SECRET.encode() not in kept

    await go_on(control, "Draw, step 3 of 4")
    await nothing_serious("drawing", amina)
    sheet = amina.locator("canvas").first
    if not await sheet.is_visible():
        await amina.get_by_role("button", name=re.compile("[Dd]raw")).first.click()
    box = await sheet.bounding_box()
    assert box
    await amina.mouse.move(box["x"] + 30, box["y"] + 30)
    await amina.mouse.down()
    await amina.mouse.move(box["x"] + 200, box["y"] + 120, steps=8)
    await amina.mouse.up()
    await amina.get_by_role("textbox").first.fill("A long way down to the sea.")
    await sees(amina, "Saved")
    chooser = peter.locator("input[type=file]").first
    await chooser.set_input_files({"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    await peter.get_by_role("textbox").first.fill("Grey paper, much of it.")
    await sees(peter, "Saved")
    await sees(stage, "2 of 2")
    assert await stage.locator("img").count() == 0, "no picture before it is shown"

    await go_on(control, "All, step 4 of 4")
    await sees(control, "A long way down to the sea.")
    for n in range(2):
        await control.get_by_role("button", name=re.compile("^(Show|Next line|First line)")).first.click()
        await expect(amina.locator("img[src^='blob:']").nth(n)).to_be_visible()
        await control.wait_for_timeout(800)  # two taps within 0.7 s are one wish
    # the facilitator has the one that is large on the stage; phones have both
    for page, at_least in ((control, 1), (stage, 1), (amina, 2), (peter, 2)):
        pictures = page.locator("img[src^='blob:']")
        await expect(pictures.nth(at_least - 1)).to_be_visible()
        wide = await pictures.evaluate_all("all => all.map(one => one.naturalWidth)")
        assert all(width > 300 for width in wide), f"{page.url}: {wide}"
    await nothing_serious("the gallery", control, stage, amina)
    assert not house.complaints
