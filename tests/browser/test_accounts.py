"""Accounts in a real browser: the first start, out and in again, a second factor, a colleague, a shut account."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from hatch_build import build_if_stale
from server.cli.serve import _welcome
from tests.browser.axe import serious
from tests.wire.house import Served, open_served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "quiet otters fold maps"
NEXT = "loud herons mend nets"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 768}

UNREACHED = """() => [...document.querySelectorAll('a, button, input, select')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
"""What one can press that stands outside the page's width."""


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    build_if_stale(ROOT / "static")
    async with open_served(tmp_path, has_pages=True) as served:
        yield served


async def opened(browser: Browser, viewport: dict[str, int]) -> tuple[BrowserContext, Page]:
    context = await browser.new_context(viewport=viewport)  # type: ignore[arg-type]
    page = await context.new_page()
    return context, page


async def is_sound(page: Page) -> None:
    assert not await serious(page), page.url
    assert not await page.evaluate(UNREACHED), page.url
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


async def make_account(page: Page, name: str, email: str) -> None:
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Make my account").click()


async def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_role("button", name="Sign in", exact=True).click()


async def first_start(served: Served) -> str:
    said = await _welcome(served.house, None, True)
    return next(word for word in said.split() if "/organise?welcome#" in word)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["390", "1366"])
async def test_first_start_account_out_and_in(browser: Browser, served: Served, viewport: dict[str, int]) -> None:
    context, page = await opened(browser, viewport)
    link = await first_start(served)
    await page.goto(link)
    await expect(page.get_by_role("heading", name="Welcome to Tingsha")).to_be_visible()
    assert "#" not in page.url, "the link's secret leaves the address"
    await is_sound(page)
    await page.get_by_label("Password", exact=True).fill("aaaaaaaaaaaaaaa")
    await page.get_by_label("Your name").fill("Ann")
    await page.get_by_label("E-mail address").fill("ann@example.org")
    await page.get_by_role("button", name="Make my account").click()
    await expect(page.get_by_role("alert")).to_contain_text("too easy to guess")
    await expect(page.get_by_label("E-mail address")).to_have_value("ann@example.org")
    await is_sound(page)
    await make_account(page, "Ann", "ann@example.org")
    await expect(page.get_by_text("A taste").first).to_be_visible()
    assert "welcome" not in page.url
    assert await page.evaluate("document.cookie") == "", "no script reads the sign-in"
    assert await page.evaluate("JSON.stringify(localStorage)") == "{}", "and nothing secret stays on the device"
    await page.reload()
    await page.get_by_role("link", name="Ann", exact=True).click()
    await expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    await is_sound(page)
    await page.get_by_role("button", name="Sign out", exact=True).click()
    await expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    await is_sound(page)
    await page.goto(link)
    await expect(page.get_by_text("does not work any more")).to_be_visible()
    await is_sound(page)
    await page.get_by_role("link", name="To the sign-in page").click()
    await sign_in(page, "ann@example.org", "not these words")
    await expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    await is_sound(page)
    # by keyboard alone
    await page.get_by_label("E-mail address").focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("ANN@example.org")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Control+A")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("A taste").first).to_be_visible()
    await context.close()


async def test_a_second_factor_and_a_new_password(browser: Browser, served: Served) -> None:
    context, page = await opened(browser, PHONE)
    await page.goto(await first_start(served))
    await make_account(page, "Ann", "ann@example.org")
    await page.get_by_role("link", name="Ann", exact=True).click()
    await page.get_by_role("button", name="Set it up").click()
    secret = re.sub(r"\s", "", (await page.locator(".account .by-hand").inner_text()).partition(":")[2])
    await page.get_by_label("Six digits from your app").fill(pyotp.TOTP(secret).now())
    factor = page.locator("section", has=page.get_by_role("heading", name="Six digits when you sign in"))
    await factor.get_by_label("Your password now", exact=True).fill(PASSWORD)
    await is_sound(page)
    await page.get_by_role("button", name="Ask for digits from now on").click()
    await expect(page.get_by_text("From now on you are asked for six digits.")).to_be_visible()
    change = page.locator("section", has=page.get_by_role("heading", name="Change your password"))
    await change.get_by_label("Your password now", exact=True).fill(PASSWORD)
    await change.get_by_label("Your new password", exact=True).fill(NEXT)
    await page.get_by_role("button", name="Change it").click()
    await expect(page.get_by_text("Your password is changed.")).to_be_visible()
    await is_sound(page)
    await page.get_by_role("button", name="Sign out everywhere").click()
    await sign_in(page, "ann@example.org", NEXT)
    await expect(page.get_by_label("Six digits from your app")).to_be_focused()
    await is_sound(page)
    await page.keyboard.type(pyotp.TOTP(secret).at(int(time.time()) + 30))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("A taste").first).to_be_visible()
    await context.close()


@pytest.mark.parametrize("viewport", [PHONE], ids=["390"])
async def test_a_colleague_comes_and_is_shut_out_while_signed_in(
    browser: Browser, served: Served, viewport: dict[str, int]
) -> None:
    context, page = await opened(browser, viewport)
    await page.goto(await first_start(served))
    await make_account(page, "Ann", "ann@example.org")
    await page.get_by_role("link", name="Colleagues").click()
    await page.get_by_label("Who is it for?").fill("Ben")
    await page.get_by_role("radio", name="viewer").check()
    await page.get_by_role("button", name="Make a one-time link").click()
    link = await page.locator(".once code").inner_text()
    await is_sound(page)
    others, his = await opened(browser, viewport)
    await his.goto(link)
    await expect(his.get_by_text("You are invited as viewer")).to_be_visible()
    await expect(his.get_by_label("Your name")).to_have_value("Ben")
    await make_account(his, "Ben", "ben@example.org")
    await his.get_by_role("link", name="A taste").first.click()
    await expect(his.get_by_role("heading", name="Record")).to_be_visible()
    for hidden in ("Make a session", "Colleagues", "Structures"):
        assert await his.get_by_role("link", name=hidden).count() == 0, hidden
    assert await his.get_by_role("button", name="Make new links").count() == 0
    for theirs in ("Control screen", "Before the session"):
        assert await his.get_by_text(theirs).count() == 0, theirs
    await is_sound(his)
    await page.reload()
    await page.get_by_role("button", name=re.compile("Shut the account.*Ben")).click()
    await is_sound(page)
    await page.get_by_role("button", name=re.compile("Shut it now.*Ben")).click()
    await expect(page.get_by_text("The account of Ben is shut.").last).to_be_visible()
    await is_sound(page)
    await his.get_by_role("link", name="Home").click()
    await expect(his.get_by_text("You were signed out.")).to_be_visible()
    await sign_in(his, "ben@example.org")
    await expect(his.get_by_role("alert")).to_contain_text("do not belong together")
    await others.close()
    await context.close()
