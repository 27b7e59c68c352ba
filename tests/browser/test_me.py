"""The link of one's own: from a card to a seat in two taps, on a phone, also with large letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.test_session import SCRIPT, open_house, sees
from tests.web.test_communities import begin, community
from tests.web.test_me import meetings_of, met, person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_from_ones_own_link_to_ones_seat_and_back(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        id = await community(house.served)
        await begin(house.served, id, day="2027-03-14", time="10:00", zone="Europe/London")
        link = await person(house.served, id, "Amina Abdurrahman-Featherstonehaugh", role="a carer")
        url = f"{house.served.origin}/me#{link}"
        phone = await house.page(url, 390, 844, is_mobile=True, has_touch=True)
        await sees(phone, "Hello Amina")
        await sees(phone, "Nothing is open now.")
        await sees(phone, "Sunday 14 March")
        assert link not in phone.url, "the link does not stay in the address bar"
        assert not await serious(phone)

        first, *_ = await meetings_of(house.served, id)
        await met(house.served, first)
        await phone.reload()
        await sees(phone, "Open now")
        await expect(phone.get_by_label("What shall we call you?")).to_have_value("Amina Abdurrahman-Featherstonehaugh")
        await expect(phone.get_by_role("radio", name="a carer")).to_be_checked()
        assert not await serious(phone)
        large = await house.page(url, 320, 640, is_mobile=True, has_touch=True)
        await large.evaluate("document.documentElement.style.fontSize = '200%'")
        await sees(large, "Open now")
        assert await large.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing runs off sideways"

        await phone.get_by_role("button", name="Take my seat").click()
        await sees(phone, "You are in, Amina")
        second = await house.page(url, 390, 844)
        await second.get_by_role("button", name="Take my seat").click()
        await sees(second, "You are in, Amina")
        live = await house.served.house.sessions.live((await meetings_of(house.served, id))[0]["session"])
        assert len(live.session.seats) == 1, "two devices are one person"

        lost = await house.page(f"{house.served.origin}/me#{'x' * 22}", 390, 844)
        await sees(lost, "This link does not open anything here.")
        await expect(lost.get_by_role("link", name="Join with a code")).to_be_visible()
        assert house.complaints == []
