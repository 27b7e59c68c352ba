"""A quality-improvement poster, as neutral as a record: what stands in which panel, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from server.record.document import Line

PANELS = {
    "problem": ("Problem", "How big is it? Add one figure: how many people, how often, since when."),
    "aim": ("Aim", "Make it a number: how much better, for whom, by when?"),
    "changes": ("Changes", "Say which change you test first, with whom, and for how long."),
    "measures": ("Measures", "Choose one thing to count each week. Say who counts it, and what else might get worse."),
    "results": ("Results", "To be added after testing: the measure over time, before and after each change."),
    "learning": ("Learning", "To be added after testing: what surprised you, and what you would do again."),
    "next": ("Next steps", "Say who does what, and by when."),
}

COLUMNS = (("problem", "aim"), ("changes", "measures"), ("results", "learning", "next"))
"""The panels as they stand on the sheet, from left to right."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One box of a poster. `ask` is what to add by hand; `notes` tell in full where its lines come from."""

    name: str
    title: str
    lines: tuple[Line, ...]
    ask: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A station of the way that an idea went: where that was, and what stood there."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Poster:
    """`title` is the priority; `way` is where it comes from, the oldest first; `foot` is small and last."""

    title: str
    subtitle: str
    made: str
    panels: tuple[Panel, ...]
    way: tuple[Stage, ...]
    foot: tuple[str, ...]
