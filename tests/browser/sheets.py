"""Six-way contact sheets of every structure's main steps, to be looked at one by one. Not a test.

    python -m tests.browser.sheets OUT [SLUG ...] [--people N] [--text 200] [--screen phone]
                                  [--phone 320x640] [--long] [--axe]

Each sheet is one step: phone, control and stage, in light and in dark, late in the step when people have written.
Simulated people play in virtual time, as in the catalogue's previews, and the built pages show what they are told:
no server, no waiting. Rounds and turns that repeat a step are played and not pictured. Phones are shown in their whole
length. OUT/index.html shows all sheets.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import orjson
from playwright.async_api import Browser, Frame, Page, Route, async_playwright

import dev
from hatch_build import build_if_stale
from server.scripts.resolving import structure_item
from server.web.preview import Stay, frame, rehearsed, stays
from structures import catalogue
from structures.vocabulary import Step
from tests.browser.axe import serious
from tests.browser.gallery import LONG, ROOT, paste, viewport

DIST = ROOT / "static" / "dist"
ORIGIN = "http://localhost"
"""Nothing listens there: every file is handed over from DIST."""
HOST_PAGE = """<!doctype html><style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style>
<script>addEventListener("message", event => { if (event.data?.ready) document.title = "ready" })</script>
<iframe src="/preview.html#%s"></iframe>"""
TELL = "frame => frames[0].postMessage({frame}, location.origin)"
SCREENS = ("phone", "control", "stage")
THEMES = ("light", "dark")
HEIGHT = 460
"""Pixels of one picture on a sheet."""
LATE = {True: 0.95, False: 0.6}
"""The share of a step's time at which it is pictured, by whether people write in it."""


def main_stays(slug: str, words: argparse.Namespace) -> Iterator[tuple[Stay, bytes]]:
    """Each main step as it was played, and what the screens were told late in it."""
    item = structure_item("i1", catalogue()[slug])
    play = rehearsed(replace(item, invitation=LONG) if words.long else item, words.people)
    for stay in stays(play):
        if is_main(stay.step):
            told = frame(play, stay.moment("late", LATE[bool(stay.step.form)]))
            yield stay, orjson.dumps(told, default=dict, option=orjson.OPT_NON_STR_KEYS)


def is_main(step: Step) -> bool:
    """The first of several rounds and turns; the others look alike."""
    return step.round[0] <= 1 and step.turn <= 0


async def opened(browser: Browser, screen: str, at: str) -> Page:
    """A page that holds one screen of a preview, ready to be told a moment."""

    async def hand_over(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("#")[0].partition("?")[0]
        if path == "/":
            await route.fulfill(body=HOST_PAGE % screen, content_type="text/html")
        elif (DIST / path[1:]).is_file():
            await route.fulfill(path=DIST / path[1:])
        else:
            await route.fulfill(status=404)

    context = await browser.new_context(viewport=viewport(at), reduced_motion="reduce")
    await context.route(f"{ORIGIN}/**", hand_over)
    shown = await context.new_page()
    shown.on("pageerror", lambda error: sys.stdout.write(f"{screen}: {error}\n"))
    await shown.goto(f"{ORIGIN}/")
    await shown.wait_for_function("document.title === 'ready'")
    return shown


def within(shown: Page) -> Frame:
    return shown.frames[1]


async def shoot(shown: Page, path: Path, at: str, *, whole: bool) -> None:
    """A picture of the screen; `whole` makes it as long as what stands on it."""
    room = viewport(at)
    if whole:
        long = await within(shown).evaluate("document.documentElement.scrollHeight")
        await shown.set_viewport_size({**room, "height": max(room["height"], min(long, 4000))})
    await asyncio.sleep(0.15)
    await shown.screenshot(path=path)
    if whole:
        await shown.set_viewport_size(room)


async def play(browser: Browser, out: Path, slug: str, words: argparse.Namespace) -> None:
    """The whole structure; a sheet for each main step."""
    sizes = {"phone": words.phone, "control": words.laptop, "stage": words.stage}
    sizes = {screen: at for screen, at in sizes.items() if screen in (words.screen or SCREENS)}
    pages = {screen: await opened(browser, screen, at) for screen, at in sizes.items()}
    (out / slug).mkdir(exist_ok=True)
    for n, (stay, told) in enumerate(main_stays(slug, words), 1):
        label = f"{n:02d}.{stay.step.name.replace('/', '-')}"
        taken: dict[tuple[str, str], Path] = {}
        for theme in THEMES:
            for shown in pages.values():
                await shown.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                if theme == THEMES[0]:
                    await shown.evaluate(f"({TELL})({told.decode()})")
            await asyncio.sleep(0.5 if theme == THEMES[0] else 0.1)
            for screen, shown in pages.items():
                path = taken[theme, screen] = out / slug / f"{label}.{screen}.{theme}.png"
                await shoot(shown, path, sizes[screen], whole=screen != "stage")
                if words.axe:
                    for bad in await serious(within(shown)):
                        sys.stdout.write(f"{slug} {stay.step.name} {screen} {theme}: {bad}\n")
        rows = [
            (f"{slug}  {stay.step.name}  {theme}", [path for (its, _), path in taken.items() if its == theme])
            for theme in THEMES
        ]
        paste(out / f"{slug}.{label}.png", rows, HEIGHT)
    for shown in pages.values():
        await shown.context.close()


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
        for slug in words.slug or sorted(catalogue()):
            await play(browser, out, slug, words)
            index(out)
            sys.stdout.write(f"{slug}\n")
            sys.stdout.flush()
        await browser.close()


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("out")
    reading.add_argument("slug", nargs="*")
    reading.add_argument("--people", type=int, default=13)
    reading.add_argument("--screen", action="append", choices=SCREENS, help="only this one")
    reading.add_argument("--phone", default="390x844")
    reading.add_argument("--laptop", default="1366x768")
    reading.add_argument("--stage", default="1600x900")
    reading.add_argument("--text", type=int, default=100, help="size of text in percent")
    reading.add_argument("--long", action="store_true", help="a long invitation")
    reading.add_argument("--axe", action="store_true", help="also say what axe-core has against each screen")
    given = reading.parse_args()
    Path(given.out).mkdir(parents=True, exist_ok=True)
    build_if_stale(ROOT / "static")
    asyncio.run(main(given))
