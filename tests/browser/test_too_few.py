"""A structure that is meant for more people than there are says so, and begins when the host wants it all the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.test_session import SCRIPT, open_house, sees, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_host_may_wait_or_begin_anyway(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        control, phone = await house.control(), await house.phone()
        await sit_down(phone, "Amina")
        start = control.locator("button.btn.main", has_text=re.compile("Start"))
        await start.first.click()
        await sees(control, "1-2-4-All is meant for 4 people or more, and 1 is here.")
        assert not await serious(control)
        await control.get_by_role("button", name="Wait").click()
        await expect(control.get_by_text("is meant for 4 people")).to_have_count(0)
        await control.wait_for_timeout(800)  # two taps within 0.7 s are one wish
        await start.first.click()
        await control.get_by_role("button", name="Start it anyway").click()
        await sees(control, "Alone, step 1 of 4")
        await sees(phone, "What makes it hard")
        await expect(control.get_by_text("is meant for 4 people")).to_have_count(0)
