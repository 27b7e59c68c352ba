"""An empty canvas to write on: lines, circles and words in the space that screens draw it in, 100 by 100, upwards."""

from __future__ import annotations

from typing import Any

from server.core import canvas as core
from structures.fields import Canvas

_KINDS = {"line": "A line", "axes": "Two axes", "quadrants": "Four fields", "loop": "A lying eight", "rings": "Rings"}


def drawn(canvas: Canvas) -> dict[str, Any]:
    """What is drawn: `lines` as points, `circles` as radii round the middle, `words` with their middles, the ends of
    both scales, how high it is beside its width, and all of it told."""
    zones = core.face(canvas).zones
    shapes: dict[str, Any] = {"lines": [], "circles": [], "words": [], "high": 1.0}
    match canvas.kind:
        case "line":
            shapes |= {"lines": [[(0, 50), (100, 50)]], "high": 0.2}
        case "loop":
            shapes["lines"] = [[core.loop_point(degrees) for degrees in range(0, 361, 5)]]
            shapes["words"] = [(*_beside(one.x, one.y), one.name) for one in zones]
        case "rings":
            ring = core.RINGS_WIDE / max(1, len(zones))
            shapes["circles"] = [ring * (n + 1) for n in range(len(zones))]
            shapes["words"] = [(50, 50 + ring * (n + 0.5 if n else 0), one.name) for n, one in enumerate(zones)]
        case _:
            frame = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
            shapes["lines"] = [frame, [(50, 0), (50, 100)], [(0, 50), (100, 50)]]
            shapes["words"] = [(one.x, 96 if one.y > 50 else 46, one.name) for one in zones]
    return {"kind": canvas.kind, "across": list(canvas.x), "up": list(canvas.y), "alt": _told(canvas), **shapes}


def _beside(x: float, y: float) -> tuple[float, float]:
    """Where a word stands clear of the loop that goes through its point: above, below, or within an end."""
    if y == core.MIDDLE:
        return (x + 10, y) if x < core.MIDDLE else (x - 10, y)
    return x, y + (5 if y > core.MIDDLE else -5)


def _told(canvas: Canvas) -> str:
    ends = [f"from “{low}” to “{high}”" for low, high in (canvas.x, canvas.y) if low or high]
    zones = [f"with {', '.join(canvas.zones)}"] if canvas.zones else []
    return ", ".join([_KINDS[canvas.kind], *ends, *zones, "to write numbers on"])
