"""Pictures of every step of every structure, to be looked at by people. Not a test.

    python -m tests.browser.gallery OUT [--structure SLUG] [--theme dark] [--people N] [--long] [--phone 320x640]

A house is served, a crowd of simulated people sits down beside one real phone page, a control page and a stage page,
and the host steps through the structure. OUT receives one picture of each screen at each step, and contact sheets.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

import dev
from hatch_build import build_if_stale
from server.rehearsal.crowd import Crowd
from structures import catalogue
from tests.browser.axe import serious
from tests.wire.house import Screen, Served, open_served

ROOT = Path(__file__).resolve().parents[2]
HURRY = 40.0
LONG = (
    "What makes it so hard, for people who live with many illnesses and for those who look after them, at home, in the "
    "surgery, in the pharmacy and in hospital, to stop a medicine that no longer helps, although everybody says they "
    "would like to, and what would have to be true for us to begin soon?"
)
LONG_NAMES = ("Maximiliane-Alexandra von Hohenstein-Sonnenberg", "Oluwaseun Ayomikun Adebayo-Williams", "Wolfeschlegel")


@dataclass
class Show:
    """The screens of one session and the folder for their pictures."""

    out: Path
    slug: str
    served: Served
    host: Screen
    control: Page
    stage: Page
    phone: Page
    n: int = 0
    axe: bool = False

    async def shoot(self, name: str, *, written: bool = False) -> None:
        if self.axe:
            for which, page in (("control", self.control), ("stage", self.stage), ("phone", self.phone)):
                for bad in await serious(page):
                    sys.stdout.write(f"{self.slug} {name} {which}: {bad}\n")
        if not written:
            self.n += 1
        tag = f"{self.slug}.{self.n:02d}.{name}"
        if not written:
            await self.control.screenshot(path=self.out / f"{tag}.control.png")
            await self.stage.screenshot(path=self.out / f"{tag}.stage.png")
        await self.phone.screenshot(path=self.out / f"{tag}.{'phone-written' if written else 'phone'}.png")

    async def step(self) -> None:
        """Waits until the room has written, shows two lines where they are held, and takes the pictures."""
        key = self.host.part("control")["now_key"]
        name = key.replace("/", "-")
        await self.settle()
        for queue in self.host.part("control")["queues"]:
            for row in [row for row in queue["rows"] if queue["held"] and row["state"] == "waiting"][:2]:
                await self.host.do("moderate", contribution=row["card"]["id"], act="show")
        await asyncio.sleep(1.2)
        await self.shoot(name)
        fields = self.phone.locator("main textarea:visible, main input[type=text]:visible")
        if await fields.count():
            await fields.first.fill("My heart tablets came from the hospital, the rest from my GP.")
            await asyncio.sleep(1.5)
            await self.shoot(name, written=True)

    async def settle(self) -> None:
        def tally() -> Any:
            return self.host.part("control")["tally"]

        await asyncio.sleep(1.5)
        with contextlib.suppress(TimeoutError):
            await self.host.until(lambda: tally()["done"] >= tally()["of"] - 1 or not tally()["what"], seconds=9)

    async def next(self) -> bool:
        control = self.host.part("control")
        if control["last"]:
            return False
        at = control["now_key"]
        await self.host.do("next", anyway=True, step=at)
        await self.host.until(lambda: self.host.part("control")["now_key"] != at)
        return True


def script(slug: str, long: bool) -> str:
    """One structure; before it a talk whose lines it may use."""
    item: dict[str, Any] = {"structure": slug, "uses": ["missing"]}
    if catalogue()[slug].leaves.of:
        item["output"] = "what_we_made"
    if long:
        item["invitation"] = LONG
    role = {"name": "role", "label": "I am here as", "options": ["a patient", "a carer", "a pharmacist", "a doctor"]}
    items = [{"talk": "Who is missing?", "minutes": 4, "writes": "Who is missing", "output": "missing"}, item]
    plan = {"title": "See our situation", "subtitle": "Session 1 of 4", "asks": [role], "items": items}
    return json.dumps(plan)  # YAML reads it


async def play(browser: Browser, out: Path, slug: str, words: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_served(Path(folder), script=script(slug, words.long), has_pages=True) as served:
            pages = await asyncio.gather(
                page(browser, f"{served.origin}/control#{served.control}", "1440x900", words),
                page(browser, f"{served.origin}/stage#{served.stage}", words.stage, words),
                page(browser, f"{served.origin}/join#{served.code}", words.phone, words),
            )
            show = Show(out, slug, served, await served.host(), *pages, axe=words.axe)
            await show.shoot("empty")
            crowd = Crowd(served.origin, served.code, words.people - 1, hurry=HURRY)
            coming = asyncio.create_task(crowd.run())
            try:
                await sit_down(show.phone, "Amina")
                for name in LONG_NAMES if words.long else ():
                    await served.phone(name)
                await show.host.until(lambda: len(show.host.part("control")["people"]) >= words.people, seconds=60)
                await asyncio.sleep(1.5)
                await show.shoot("lobby")
                while await show.next():
                    await show.step()
                await show.host.do("close")
                await asyncio.sleep(2)
                await show.shoot("closed")
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
                for one in pages:
                    await one.context.close()


def viewport(size: str) -> ViewportSize:
    """Pixels, from words like 390x844."""
    width, height = (int(n) for n in size.split("x"))
    return {"width": width, "height": height}


async def page(browser: Browser, url: str, size: str, words: argparse.Namespace) -> Page:
    context = await browser.new_context(
        viewport=viewport(size), color_scheme="dark" if words.theme == "dark" else "light"
    )
    made = await context.new_page()
    made.on("pageerror", lambda error: sys.stderr.write(f"page error: {error}\n"))
    await made.goto(url)
    return made


async def sit_down(phone: Page, name: str) -> None:
    await phone.get_by_label("What shall we call you?").fill(name)
    await phone.get_by_text("a carer").click()
    await phone.get_by_role("button", name="Take my seat").click()


def sheets(out: Path, slug: str, rows: int = 2) -> None:
    """Contact sheets of one structure: control beside stage, `rows` steps on a sheet; and the phones in strips."""
    shots: dict[str, dict[str, Path]] = {}
    for path in sorted(out.glob(f"{slug}.*.png")):
        tag, _, screen = path.stem.rpartition(".")
        shots.setdefault(tag, {})[screen] = path
    wide = [(f"{tag}", [s["control"], s["stage"]]) for tag, s in shots.items() if "stage" in s]
    for n in range(0, len(wide), rows):
        paste(out / f"sheet-{slug}-{n // rows + 1}.png", wide[n : n + rows], 520)
    phones = [
        (f"{tag} {kind}", s[kind]) for tag, s in shots.items() for kind in ("phone", "phone-written") if kind in s
    ]
    for n in range(0, len(phones), 5):
        part = phones[n : n + 5]
        label = "   |   ".join(text.partition(".")[2].replace(" phone", " ") for text, _ in part)
        paste(out / f"sheet-{slug}-phones-{n // 5 + 1}.png", [(label, [path for _, path in part])], 800)


def paste(path: Path, rows: list[tuple[str, list[Path]]], height: int) -> None:
    made = []
    for label, paths in rows:
        scaled = []
        for one in paths:
            with Image.open(one) as image:
                scaled.append(image.convert("RGB").resize((image.width * height // image.height, height)))
        made.append((label, scaled))
    gap, above = 10, 22
    width = max(sum(one.width + gap for one in scaled) for _, scaled in made)
    sheet = Image.new("RGB", (width, len(made) * (height + above)), "#888888")
    draw = ImageDraw.Draw(sheet)
    for row, (label, scaled) in enumerate(made):
        y, x = row * (height + above), 0
        draw.text((4, y + 5), label, fill="white")
        for one in scaled:
            sheet.paste(one, (x, y + above))
            x += one.width + gap
    sheet.save(path)


async def main(words: argparse.Namespace) -> None:
    out = Path(words.out)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=dev.chromium(),
            args=["--no-sandbox", f"--blink-settings=defaultFontSize={16 * words.text // 100}"],
        )
        for slug in words.structure or sorted(catalogue()):
            await play(browser, out, slug, words)
            sheets(out, slug)
            sys.stdout.write(f"{slug}\n")
            sys.stdout.flush()
        await browser.close()


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("out")
    reading.add_argument("--structure", action="append")
    reading.add_argument("--theme", choices=["light", "dark"], default="light")
    reading.add_argument("--people", type=int, default=13)
    reading.add_argument("--long", action="store_true", help="a long invitation and long names")
    reading.add_argument("--stage", default="1600x900")
    reading.add_argument("--phone", default="390x844")
    reading.add_argument("--axe", action="store_true", help="also say what axe-core has against each screen")
    reading.add_argument("--text", type=int, default=100, help="size of text in percent")
    given = reading.parse_args()
    Path(given.out).mkdir(parents=True, exist_ok=True)
    build_if_stale(ROOT / "static")
    asyncio.run(main(given))
