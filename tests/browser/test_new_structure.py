"""A structure that `python -m structures new` made is one folder and nothing else, and plays through all screens."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from hatch_build import build_if_stale
from tests.browser.axe import serious
from tests.browser.test_session import go_on, sees, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
title: Something of our own
items:
  - structure: kind_wishes
    invitation: What do you wish us?
    output: wishes
"""
WISHES = {"Amina": "Time to listen.", "Peter": "Fewer tablets, and somebody to ask."}


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[dict[str, str]]:
    """`tingsha serve` with the structures of that folder; yields the links it prints, by what they are for."""
    serve = ("-m", "server", "serve", "--demo", "--script", "own.yaml", "--port", "0", "--database", "log.sqlite3")
    paths = os.pathsep.join((str(folder), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *serve, cwd=folder, env=environment, stdout=PIPE, stderr=DEVNULL
    )
    try:
        links: dict[str, str] = {}
        assert process.stdout
        async with asyncio.timeout(60):
            while len(links) < 3:
                line = (await process.stdout.readline()).decode()
                assert line, "the server ended before it was ready"
                if found := re.search(r"(Host|Stage|Phones).*?(https?://\S+)", line):
                    links[found.group(1)] = found.group(2)
        yield links
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 20)


async def opened(browser: Browser, url: str, width: int, height: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.goto(url)
    return page


async def test_a_structure_made_by_new_is_one_folder_and_plays_through_all_screens(
    browser: Browser, tmp_path: Path
) -> None:
    await asyncio.to_thread(build_if_stale, ROOT / "static")
    await asyncio.to_thread(shutil.copytree, ROOT / "structures", tmp_path / "structures")
    before = files(tmp_path)
    making = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", "structures", "new", "kind_wishes"),
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=DEVNULL,
    )  # fmt: skip
    assert await making.wait() == 0
    assert {path.parts[:2] for path in files(tmp_path) - before} == {("structures", "kind_wishes")}
    assert before <= files(tmp_path)
    (tmp_path / "own.yaml").write_text(SCRIPT, encoding="utf-8")

    async with serving(tmp_path) as links:
        control, stage, amina, peter = await asyncio.gather(
            opened(browser, links["Host"], 1366, 768),
            opened(browser, links["Stage"], 1600, 900),
            opened(browser, links["Phones"], 390, 844),
            opened(browser, links["Phones"], 390, 844),
        )
        screens = (control, stage, amina, peter)
        for phone, name in ((amina, "Amina"), (peter, "Peter")):
            await phone.get_by_label("What shall we call you?").fill(name)
            await phone.get_by_role("button", name="Take my seat").click()
            await sees(stage, name)
        await go_on(control, "Alone, step 1 of 3")
        await write(amina, WISHES["Amina"])
        await write(peter, WISHES["Peter"])
        await sees(stage, "2 of 2")
        assert WISHES["Amina"] not in await stage.locator("body").inner_text()
        await go_on(control, "Pairs, step 2 of 3")
        await sees(amina, "You and Peter")
        await go_on(control, "All, step 3 of 3")
        await sees(control, WISHES["Peter"])
        for _ in WISHES:  # the host shows one line after the other; the stage has the newest large
            await control.get_by_role("button", name=re.compile("^(Show|Next line|First line)")).first.click()
            await control.wait_for_timeout(800)
        await expect(stage.get_by_text(re.compile("|".join(WISHES.values()))).first).to_be_visible()
        for words in WISHES.values():
            await sees(amina, words)
            await sees(peter, words)
        for page in screens:
            assert not await serious(page), page.url
        await control.get_by_role("button", name="Close the session").first.click()
        await control.get_by_role("dialog").get_by_role("button", name=re.compile("Close")).last.click()
        await sees(peter, "Thank you, Peter")
        for page in screens:
            await page.context.close()


def files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
