"""Six-way contact sheets of every structure's main steps, to be looked at one by one. Not a test.

    python -m tests.browser.sheets OUT [--structure SLUG ...] [--people N] [--text 200] [--axe]

Each sheet is one step: phone, control and stage, in light and in dark. A house is served and a crowd of simulated
people plays; rounds and turns that repeat a step are played and not pictured. OUT/index.html shows all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, async_playwright

import dev
from hatch_build import build_if_stale
from server.rehearsal.crowd import Crowd
from structures import catalogue, resolve
from structures.vocabulary import Step
from tests.browser.axe import serious
from tests.browser.gallery import HURRY, ROOT, Show, page, script, sit_down
from tests.wire.house import open_served

SCREENS = ("phone", "control", "stage")
THEMES = ("light", "dark")
HEIGHT = 460
"""Pixels of one picture on a sheet."""


def is_main(step: Step) -> bool:
    """The first of several rounds and turns; the others look alike."""
    return step.round[0] <= 1 and step.turn <= 0


async def six(show: Show, out: Path, step: Step, *, axe: bool) -> None:
    """Six pictures of the step that runs, and their sheet."""
    pages: dict[str, Page] = {"phone": show.phone, "control": show.control, "stage": show.stage}
    taken: dict[tuple[str, str], Path] = {}
    for theme in THEMES:
        for screen, shown in pages.items():
            await shown.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            await asyncio.sleep(0.25)
            path = taken[screen, theme] = out / show.slug / f"{show.n:02d}.{step.name}.{screen}.{theme}.png"
            path.parent.mkdir(exist_ok=True)
            await shown.screenshot(path=path)
            if axe:
                for bad in await serious(shown):
                    sys.stdout.write(f"{show.slug} {step.name} {screen} {theme}: {bad}\n")
    _paste(out / f"{show.slug}.{show.n:02d}.png", f"{show.slug}  {step.name}", taken)


def _paste(path: Path, label: str, taken: dict[tuple[str, str], Path]) -> None:
    rows: list[list[Image.Image]] = []
    for theme in THEMES:
        rows.append([])
        for screen in SCREENS:
            with Image.open(taken[screen, theme]) as image:
                rows[-1].append(image.convert("RGB").resize((image.width * HEIGHT // image.height, HEIGHT)))
    gap, above = 8, 18
    width = max(sum(one.width + gap for one in row) for row in rows)
    sheet = Image.new("RGB", (width, above + len(rows) * (HEIGHT + gap)), "#777777")
    ImageDraw.Draw(sheet).text((4, 4), label, fill="white")
    for n, row in enumerate(rows):
        x = 0
        for one in row:
            sheet.paste(one, (x, above + n * (HEIGHT + gap)))
            x += one.width + gap
    sheet.save(path)


async def play(browser: Browser, out: Path, slug: str, words: argparse.Namespace) -> None:
    """The whole structure with a crowd; a sheet for each main step."""
    steps = {step.name: step for step in resolve(catalogue()[slug])}
    with tempfile.TemporaryDirectory() as folder:
        async with open_served(Path(folder), script=script(slug, long=words.long), has_pages=True) as served:
            pages = await asyncio.gather(
                page(browser, f"{served.origin}/control#{served.control}", "1366x768", words),
                page(browser, f"{served.origin}/stage#{served.stage}", "1600x900", words),
                page(browser, f"{served.origin}/join#{served.code}", words.phone, words),
            )
            show = Show(out, slug, served, await served.host(), *pages)
            coming = asyncio.create_task(Crowd(served.origin, served.code, words.people - 1, hurry=HURRY).run())
            try:
                await sit_down(show.phone, "Amina")
                await show.host.until(lambda: len(show.host.part("control")["people"]) >= words.people, seconds=60)
                while await show.next():
                    step = steps.get(show.host.part("control")["now_key"].partition("/")[2])
                    await _write(show, step)
                    if step and is_main(step):
                        show.n += 1
                        await six(show, out, step, axe=words.axe)
                        for which in show.host.part("control")["queues"]:
                            await _let_out(show, which)
                await show.host.do("close")
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
                for one in pages:
                    await one.context.close()


async def _write(show: Show, step: Step | None) -> None:
    """Waits until the room has written, and lets the host show a few lines. What is not pictured is hurried."""
    if step is None or not is_main(step):
        await asyncio.sleep(1)
        return
    await show.settle()
    for queue in show.host.part("control")["queues"]:
        await _let_out(show, queue)
    await asyncio.sleep(0.8)


async def _let_out(show: Show, queue: dict[str, Any]) -> None:
    waiting = [row for row in queue["rows"] if queue["held"] and row["state"] == "waiting"]
    for row in waiting[:4]:
        await show.host.do("moderate", contribution=row["card"]["id"], act="show")


def index(out: Path) -> None:
    """One page with all sheets, structure by structure."""
    rows = [
        f'<h2>{escape(path.stem)}</h2><img src="{escape(path.name)}" loading="lazy">'
        for path in sorted(out.glob("*.png"))
    ]
    head = "<!doctype html><meta charset=utf-8><title>Contact sheets</title><style>img{max-width:100%}</style>"
    (out / "index.html").write_text(head + "\n".join(rows), encoding="utf-8")


async def main(words: argparse.Namespace) -> None:
    out = Path(words.out)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=dev.chromium(),
            args=["--no-sandbox", f"--blink-settings=defaultFontSize={16 * words.text // 100}"],
        )
        for slug in words.structure or sorted(catalogue()):
            await play(browser, out, slug, words)
            index(out)
            sys.stdout.write(f"{slug}\n")
            sys.stdout.flush()
        await browser.close()


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("out")
    reading.add_argument("--structure", action="append")
    reading.add_argument("--people", type=int, default=13)
    reading.add_argument("--phone", default="390x844")
    reading.add_argument("--text", type=int, default=100, help="size of text in percent")
    reading.add_argument("--long", action="store_true", help="a long invitation")
    reading.add_argument("--axe", action="store_true", help="also say what axe-core has against each screen")
    given = reading.parse_args()
    given.theme = "light"
    Path(given.out).mkdir(parents=True, exist_ok=True)
    build_if_stale(ROOT / "static")
    asyncio.run(main(given))
