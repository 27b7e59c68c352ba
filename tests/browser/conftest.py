"""One Chromium for all browser tests of a process. dev.py finds or brings it; in CI they never skip."""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

import dev

PATIENCE = 90_000
"""The longest that a test waits for a page, in ms: a busy machine is no fault of ours."""
expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Tests that use it run in the loop of the session: ``pytestmark = pytest.mark.asyncio(loop_scope="session")``."""
    path = dev.chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium, and in CI the browser tests must run.")
        pytest.skip("There is no Chromium or Chrome here: install one, or set TINGSHA_CHROMIUM.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        await browser.close()
