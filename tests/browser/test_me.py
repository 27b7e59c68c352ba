"""The link of one's own: from a card to a seat in two taps, on a phone, also with large letters."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.browser.axe import serious
from tests.browser.test_session import SCRIPT, House, open_house, sees, sit_down
from tests.web.test_communities import begin, community
from tests.web.test_me import meetings_of, met, person
from tests.web.test_promises import Room
from tests.web.test_surveys import mine, people_of, survey, turn

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
        assert await large.evaluate("document.documentElement.scrollWidth") == 320, "nothing runs off sideways"

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


async def test_a_survey_is_answered_from_ones_own_page_and_told_without_names(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        served = house.served
        id = await community(served)
        asked = await survey(served, id)
        first, *others = (await people_of(served, id, 6)).values()
        await turn(served, asked, "open", "after")
        phone = await house.page(f"{served.origin}/me#{first}", 390, 844, is_mobile=True, has_touch=True)
        await phone.get_by_role("link", name="Answer").click()
        await sees(phone, "Nobody sees what you alone have answered.")
        await phone.get_by_role("button", name="Begin").click()
        line = phone.get_by_role("group", name="I notice when a medicine may do more harm than good.")
        await line.get_by_text("mostly").click()
        await phone.get_by_label("What do you do differently now?").fill("I ask what matters first.")
        assert not await serious(phone)
        await phone.reload()
        await phone.get_by_role("button", name="Go on").click()
        await expect(line.get_by_role("radio", name="mostly")).to_be_checked()
        await sees(phone, "2 of 23 answered")
        await phone.route("**/api/me/surveys/answer", lambda route: route.abort())
        await phone.get_by_role("button", name="Send my answers").click()
        await sees(phone, "Your answers are safe on this phone.")
        await phone.unroute("**/api/me/surveys/answer")
        await phone.get_by_role("button", name="Send my answers").click()
        await sees(phone, "Your answers are in.")
        for token in others:
            assert (await mine(served, token, asked, "after", {"notice": 4, "kept": "I ring first."}))["ok"]

        desk = await house.page(f"{served.origin}/organise?community={id}&surveys=#{served.organiser}", 1366, 768)
        await sees(desk, "6 of 6 have answered")
        await desk.get_by_role("button", name="Close the part").click()
        await sees(desk, "cannot be opened again")
        await desk.get_by_role("button", name="Close it").click()
        await desk.get_by_role("link", name="What it says").click()
        await sees(desk, "I ask what matters first.")
        await expect(desk.get_by_role("img", name="mostly: 6", exact=False)).to_be_visible()
        assert not await serious(desk)
        await phone.reload()
        await sees(phone, "This survey is closed now")
        assert house.complaints == []


async def test_who_has_lost_every_way_in_comes_back(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        await come_back(house)


async def come_back(house: House) -> None:
    served = house.served
    url = f"{served.origin}/me"
    phone = await house.page(f"{url}#{await person(served, await community(served), 'Amina')}", 390, 844)
    await phone.get_by_role("button", name="Make my phrase").click()
    await expect(phone.locator(".words")).to_be_visible()
    phrase = await phone.locator(".words").inner_text()
    other = await house.page(url, 320, 640, is_mobile=True, has_touch=True)
    await other.get_by_label("Your phrase").fill(phrase.upper().replace(" ", "-"))
    await other.get_by_role("button", name="Open my page").click()
    await sees(other, "Hello Amina")

    seat, control = await house.phone(), await house.control()
    await sit_down(seat, "Peter")
    await control.get_by_role("button", name="Peter").first.click()
    await control.get_by_label("Shut out the phone they had").check()
    await control.get_by_role("button", name="Make a code").click()
    await sees(seat, "All that you sent is safe.")
    await seat.locator("input.typed").fill(await control.locator(".back-code").inner_text())
    await seat.get_by_role("button", name="Find my session").click()
    await sees(seat, "You are in, Peter")
    await seat.reload()
    await sees(seat, "You are in, Peter")
    live = await served.house.sessions.live(served.session)
    assert len(live.session.seats) == 1, "it is the seat they had"
    assert not house.complaints


async def comes_in_pieces(phone: Page, url: str) -> None:
    """One's own page on a poor network: what comes late moves nothing, and what does not come keeps nothing back."""

    async def late(route: Route) -> None:
        await asyncio.sleep(0.4)
        await route.continue_()

    await phone.add_init_script(
        "window.moved = []; new PerformanceObserver(list => moved.push(...list.getEntries().map(one => one.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    await phone.route("**/api/me/promises", late)
    await phone.route("**/api/me/surveys", lambda route: route.abort())
    await phone.goto(url)
    await sees(phone, "Take my words with me")
    await sees(phone, "by Tue 4 March")
    assert await phone.evaluate("moved") == [], "nothing moves once it can be tapped"
    await phone.unroute_all()
    await phone.get_by_role("button", name="Try again").click()
    await expect(phone.get_by_text("We could not see whether there are questions for you.")).to_have_count(0)


async def test_a_promise_is_brought_up_to_date_on_ones_own_page(browser: Browser, tmp_path: Path) -> None:
    async with open_house(browser, tmp_path, SCRIPT) as house:
        room = await Room(house.served).open()
        await room.says("Amina", "Ring the pharmacy", "2031-03-04")
        await room.close()
        phone = await house.page("about:blank", 390, 2000, is_mobile=True)
        await comes_in_pieces(phone, f"{house.served.origin}/me#{room.links['Amina']}")
        await sees(phone, "by Tue 4 March")
        await phone.get_by_role("button", name="Something else").click()
        await phone.get_by_role("button", name="It has changed").click()
        await expect(phone.get_by_label("What is it now?")).to_be_focused()
        await phone.get_by_label("What is it now?").fill("Write to the pharmacy")
        await phone.get_by_text("Also in reports for others").click()
        await sees(phone, "Saved.")
        assert (await house.served.house.sessions.peek(room.session)).seats[1].naming == "reports"
        assert not await serious(phone)
        await phone.context.set_offline(True)
        await phone.get_by_role("button", name="Keep it so").click()
        await sees(phone, "What you wrote is still on this page.")
        await phone.context.set_offline(False)
        await phone.get_by_role("button", name="Keep it so").click()
        await sees(phone, "Write to the pharmacy")
        async with phone.expect_download() as download:
            await phone.get_by_role("button", name="Something else").click()
            await phone.get_by_role("button", name="Into my calendar").click()
        assert (await download.value).suggested_filename == "promises.ics"
        await phone.get_by_role("button", name="Done").click()
        await phone.get_by_label("A word about it, if you like").fill("They were glad of it")
        await phone.get_by_role("button", name="Yes, it is done").click()
        await sees(phone, "Nothing is open just now.")
        desk = await house.page(
            f"{house.served.origin}/organise?community={room.id}&promises=#{house.served.organiser}", 1366, 768
        )
        await sees(desk, "1 promise: 1 done, 0 late")
        await desk.get_by_text("2 changes").click()
        await sees(desk, "They were glad of it")
        assert not await serious(desk)
        assert house.complaints == []
