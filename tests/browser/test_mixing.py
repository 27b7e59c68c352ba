"""Wishes for groups, by the hands of a host and of an organiser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.test_session import open_house, sees
from tests.web.test_communities import community
from tests.web.test_ties import someone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROLES = ["a patient", "a carer"]
PLAN = {
    "title": "Threes",
    "asks": [{"name": "role", "label": "I am here as", "options": ROLES}],
    "spread": ["role"],
    "items": [{"structure": "troika"}],
}


async def test_a_host_says_what_counts_and_keeps_two_apart(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, json.dumps(PLAN)) as house:
        served = house.served
        live = await served.house.sessions.live(served.session)
        for n in range(6):
            await live.take_seat(f"{n:022d}", f"Person {'ABCDEF'[n]}", {"role": ROLES[n % 2]})
        host = await served.host()
        await host.do("next", anyway=True)
        page = await house.page(f"{served.origin}/control#{served.control}", 1366, 768)
        await page.get_by_role("button", name="What counts in mixing").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_role("status")).to_contain_text("Everyone meets only new people.")
        role = sheet.get_by_role("group", name="Mix: Role")
        await expect(role.get_by_role("radio", name="A little")).to_be_checked()
        await role.get_by_text("Above all").click()
        await expect(role.get_by_role("radio", name="Above all")).to_be_checked()
        await host.until(lambda: live.session.mixing == {"role": "above_all"})
        assert not await serious(page)
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Undo").click()
        await host.until(lambda: live.session.mixing == {"role": "a_little"})

        one, other, _ = live.session.groups["i1/gather"][0]
        name = {seat: f"Person {'ABCDEF'[seat - 1]}" for seat in range(1, 7)}
        await page.get_by_role("button", name=name[one]).click()
        await sheet.get_by_label("And whom?").select_option(name[other])
        await sheet.get_by_role("button", name="Keep apart").click()
        await sees(page, f"Apart: {name[other]}")
        groups = live.session.groups["i1/gather"]
        assert not any({one, other} <= set(group) for group in groups)
        assert not await serious(page)
        await sheet.get_by_role("button", name="Let go").click()
        await host.until(lambda: not live.session.ties)
        assert house.complaints == []


async def test_an_organiser_keeps_two_apart(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, json.dumps(PLAN)) as house:
        served = house.served
        id = await community(served)
        for name in ("Amina", "Peter"):
            await someone(served, id, name)
        page = await house.page(f"{served.origin}/organise?community={id}&people=#{served.organiser}", 1366, 768)
        await page.get_by_text("Who sits apart, who sits together").click()
        chosen = page.locator(".ties")
        for n, name in enumerate(("Amina", "Peter")):
            await chosen.locator("select").nth(n).select_option(name)
        await chosen.get_by_role("button", name="Keep this").click()
        await sees(page, "1 pair sits apart or together")
        assert not await serious(page)
        await chosen.get_by_role("button", name="Let go").click()
        await sees(page, "Let go: ")
        assert house.complaints == []
