"""Every page in a real browser, under the policy that the server sends: they run, and nothing strange does."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.middleware import Middleware

from hatch_build import build_if_stale
from server.web.assets import PAGES, SecurityHeaders, client_routes

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STATIC = Path(__file__).resolve().parents[2] / "static"

# What the browser says when the policy stops something.
STOPPED = "Content Security Policy"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address() -> AsyncIterator[str]:
    """A server with the client and its headers, and nothing behind it."""
    build_if_stale(STATIC)
    app = Starlette(routes=client_routes(), middleware=[Middleware(SecurityHeaders)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context()
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize("path", PAGES)
async def test_each_page_shows_something_and_breaks_no_rule(page: Page, address: str, path: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address + path)
    await page.wait_for_function("document.getElementById('screen').textContent.trim() !== ''")
    assert [words for words in complaints if STOPPED in words or "TypeError" in words] == []


@pytest.mark.parametrize(
    "attack",
    [
        "document.body.innerHTML = '<img src=x onerror=\"window.hit = 1\">'",
        "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hit = 1' }))",
        "document.body.setAttribute('onclick', 'window.hit = 1'), document.body.click()",
        "document.body.append(Object.assign(document.createElement('script'), { src: 'http://localhost:1/x.js' }))",
    ],
)
async def test_words_that_became_markup_would_be_stopped(page: Page, address: str, attack: str) -> None:
    stopped = asyncio.Event()

    def heard(words: str) -> None:
        if "TrustedHTML" in words or "TrustedScript" in words or STOPPED in words:
            stopped.set()

    page.on("console", lambda message: heard(message.text))
    page.on("pageerror", lambda error: heard(str(error)))
    await page.goto(address + "/join")
    await page.evaluate(f"setTimeout(() => {{ {attack} }})")
    async with asyncio.timeout(30):
        await stopped.wait()
    assert await page.evaluate("window.hit") is None
