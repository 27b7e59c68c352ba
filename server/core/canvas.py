"""Where things are placed: a canvas as screens draw it, and a place on it in words.

A place is "x,y" in whole numbers from 0 to 100, from the bottom left. Whoever does not point chooses a zone from a
list and gets the zone's point, so every zone's point is a place like any other.

Every screen draws the same curves, by these formulas (in the 100 by 100 space, y upwards):

`loop`   a lying eight, x = 50 + 42 cos a, y = 50 + 32 sin 2a. One walks along it from birth (lower left) up through the
         middle to maturity (upper right), round the right end (rigidity, the first trap) down to creative destruction
         (lower right), back through the middle to renewal (upper left), and round the left end (poverty, the second
         trap) to birth: `a` falls from 135 degrees to -225.
`rings`  n circles round (50, 50); the k-th from within has the radius 48 k / n.
`line`   along y = 50.
"""

from __future__ import annotations

import math

from server.core import pieces as p
from structures.fields import Canvas

MIDDLE = 50.0
LOOP_WIDE, LOOP_HIGH = 42.0, 32.0
RINGS_WIDE = 48.0

_LOOP_AT = (135, 45, 0, -45, -135, -180)
"""Degrees of birth, maturity, rigidity, destruction, renewal and poverty on the loop."""
_QUADRANTS_AT = ((25, 25), (75, 25), (25, 75), (75, 75))


def face(canvas: Canvas) -> p.CanvasFace:
    """A canvas as screens are told of it."""
    return p.CanvasFace(canvas.kind, canvas.x, canvas.y, _zones(canvas))


def point(value: str) -> tuple[float, float] | None:
    """The point that a place means; None when it is no place."""
    across, comma, up = value.partition(",")
    if not comma or not (_is_whole(across) and _is_whole(up)):
        return None
    x, y = int(across), int(up)
    return (float(x), float(y)) if x <= 100 and y <= 100 else None


def zone(canvas: Canvas, value: str) -> str:
    """The name of the zone that a place is in: on rings the ring, elsewhere the nearest; nothing without zones."""
    at, zones = point(value), _zones(canvas)
    if at is None or not zones:
        return ""
    if canvas.kind == "rings":
        out = math.dist(at, (MIDDLE, MIDDLE)) / (RINGS_WIDE / len(zones))
        return zones[min(int(out), len(zones) - 1)].name
    return min(zones, key=lambda one: math.dist(at, (one.x, one.y))).name


def words_for(canvas: Canvas, value: str) -> str:
    """A place in words: the zone it is in, or how far it is towards the ends of the scales."""
    at = point(value)
    if at is None:
        return ""
    if named := zone(canvas, value):
        return named
    along = _along(canvas.x, at[0])
    return along if canvas.kind == "line" else ", ".join(said for said in (along, _along(canvas.y, at[1])) if said)


def loop_point(degrees: float) -> tuple[float, float]:
    """A point of the loop."""
    a = math.radians(degrees)
    return MIDDLE + LOOP_WIDE * math.cos(a), MIDDLE + LOOP_HIGH * math.sin(2 * a)


def _zones(canvas: Canvas) -> tuple[p.Zone, ...]:
    points: list[tuple[float, float]]
    match canvas.kind:
        case "quadrants":
            points = [(float(x), float(y)) for x, y in _QUADRANTS_AT]
        case "loop":
            points = [loop_point(degrees) for degrees in _LOOP_AT]
        case "rings":
            points = [_ring_point(n, len(canvas.zones)) for n in range(len(canvas.zones))]
        case _:
            points = []
    # a place is in whole numbers, so what a list chooses is too
    return tuple(
        p.Zone(name, float(round(x)), float(round(y))) for name, (x, y) in zip(canvas.zones, points, strict=False)
    )


def _ring_point(n: int, of: int) -> tuple[float, float]:
    """A point in the middle of the n-th ring's breadth, right below the centre; the innermost is the centre."""
    far = RINGS_WIDE / of * (n + 0.5) * math.sqrt(0.5) if n else 0.0
    return MIDDLE + far, MIDDLE - far


def _along(ends: tuple[str, str], at: float) -> str:
    """How far a point is along a scale: at one end, half way, or so many steps of ten towards the far end. Nobody means
    it more finely."""
    low, high = ends
    if not (low or high):
        return ""
    if at in (0, 100) and (end := low if at == 0 else high):
        return f"all the way to “{end}”"
    steps = min(9, max(1, int(at / 10 + 0.5)))
    if steps == 5 and low and high:
        return f"half way between “{low}” and “{high}”"
    return f"{steps} of 10 towards “{high}”" if high else f"{10 - steps} of 10 towards “{low}”"


def _is_whole(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= 3
