"""The main job on real input: the first Kahane session for 25 people over real sockets, driven and shown in Chromium.

25 simulated people with things to say about overprescribing, one facilitator and one stage. What the stage and the
phones showed, and what the record holds, agree word by word.
"""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from hatch_build import build_if_stale
from server import scripts
from server.rehearsal.crowd import Crowd
from tests.wire.house import Screen, Served, open_served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = scripts.path_of("facilitating_breakthrough/1_situation")
PEOPLE = 25
HURRY = 80.0
"""The bots take an eightieth of a person's time."""
SLOWEST = 30.0
"""Seconds in which somebody of each group has taken the pen and written, on the slowest machine."""


async def test_the_first_session_for_25_people(browser: Browser, tmp_path: Path) -> None:
    build_if_stale(ROOT / "static")
    async with open_served(tmp_path, script=SCRIPT.read_text(), has_pages=True) as served:
        control = await opened(browser, f"{served.origin}/control#{served.control}", 1440, 900)
        stage = await opened(browser, f"{served.origin}/stage#{served.stage}", 1600, 900)
        crowd = asyncio.create_task(Crowd(served.origin, served.code, PEOPLE, seed=3, hurry=HURRY).run())
        host = await served.host()
        await host.until(lambda: len(host.part("control")["people"]) == PEOPLE, 60)
        await expect(stage.get_by_text(f"{PEOPLE} are here")).to_be_visible()

        shown = await played(host, stage)

        assert (await host.do("close"))["ok"]
        await expect(stage.get_by_text("What we decided").first).to_be_visible()
        async with asyncio.timeout(60):
            await crowd
        await the_record_agrees(served, host, shown)
        await keep_example(served)
        await control.context.close()
        await stage.context.close()


async def opened(browser: Browser, url: str, width: int, height: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.goto(url)
    return page


async def played(host: Screen, stage: Page) -> list[str]:
    """Every step to the end; held words are shown one by one. Returns the lines that stood on the stage."""
    shown: list[str] = []
    while not host.part("control")["last"]:
        at = host.part("control")["now_key"]
        assert (await host.do("next", step=at))["ok"]
        await host.until(lambda at=at: moved_on(host, at), 30)  # type: ignore[misc]
        await everybody_is_done(host)
        for queue in host.part("control")["queues"]:
            for row in queue["rows"][:3]:
                assert (await host.do("moderate", contribution=row["card"]["id"], act="show"))["ok"]
                line = row["card"]["lines"][0]["text"]
                await expect(stage.get_by_text(line).first).to_be_visible()
                shown.append(line)
    return shown


def moved_on(host: Screen, at: str) -> bool:
    """Whether all of the host's parts, which come one by one, tell of the step after `at`."""
    now = host.part("control")["now_key"]
    return bool(now != at and (host.part("room")["step"] or {}).get("key") == now)


async def everybody_is_done(host: Screen) -> None:
    """Until all who can have written, or as long as the hurried bots would take. Who writes for others never passes:
    for them it waits until each group has words, as a host would who sees on the screen that one has none."""
    step = host.part("room")["step"]
    if not step["writes"]:
        return
    longest = 3 + host.part("room")["clock"]["total"] / HURRY if step["writes"] == "each" else SLOWEST
    deadline = asyncio.get_running_loop().time() + longest
    while asyncio.get_running_loop().time() < deadline:
        tally, settled = host.part("control")["tally"], host.part("control")["settled"]
        if tally["of"] and tally["done"] + (settled if step["writes"] == "each" else tally["of"]) >= 2 * tally["of"]:
            return
        await asyncio.sleep(0.2)


async def the_record_agrees(served: Served, host: Screen, shown: list[str]) -> None:
    """Word by word: what was shown and decided stands in the record, and what the record says was decided was shown."""
    path = f"/api/organise/sessions/{served.session}/record.json"
    record = (await served.get(path, served.organiser))["sessions"][0]["record"]
    said = {
        text["text"] for part in record["parts"] for step in part["steps"] for w in step["words"] for text in w["said"]
    }
    assert set(shown) <= said
    assert record["people"] == PEOPLE
    assert record["contributed"] >= PEOPLE - 2
    left = {output["name"]: output for output in record["outputs"]}
    for block in host.part("room")["decided"]:
        name = block["key"].partition(":")[2]
        lines = {voice["word"]["ref"]: [s["text"] for s in voice["word"]["said"]] for voice in left[name]["lines"]}
        for card in block["cards"]:
            assert [line["text"] for line in card["lines"]] in list(lines.values()), f"{name}: screens and record agree"
    statement = left["problem_statement"]
    assert len(statement["lines"]) == 1
    assert sum(statement["spread"]["counts"]) >= PEOPLE - 2
    voices = json.dumps(left["problems_we_see"])
    assert "one voice" in voices, "a line traces back to single voices"


async def keep_example(served: Served) -> None:
    """With TINGSHA_EXAMPLE set to a folder: the record of this run, to be kept in docs/example."""
    folder = os.environ.get("TINGSHA_EXAMPLE")
    if not folder:
        return
    for form in ("md", "csv", "json", "html"):
        url = f"{served.origin}/api/organise/sessions/{served.session}/record.{form}"
        async with served.http.get(url, headers={"Authorization": f"Bearer {served.organiser}"}) as answer:
            await asyncio.to_thread(Path(folder, f"record.{form}").write_bytes, await answer.read())
