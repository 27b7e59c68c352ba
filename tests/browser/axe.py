"""What axe-core, by name from npm, has against a page."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Frame, Page

SOURCE = Path(__file__).resolve().parents[2] / "static" / "node_modules" / "axe-core" / "axe.min.js"

STILL = """() => Promise.race([
  Promise.allSettled(document.getAnimations()
    .filter(one => one.effect?.getComputedTiming().endTime !== Infinity).map(one => one.finished)),
  new Promise(done => setTimeout(done, 3000)),
]).then(() => null)"""
"""Words that are still fading in have less contrast than they will have."""


async def serious(page: Page | Frame) -> list[str]:
    """The serious and critical findings on a page: the rule, and the first places it is broken at."""
    await page.evaluate(STILL)
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(SOURCE.read_text())
    found = await page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes']][:3]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
