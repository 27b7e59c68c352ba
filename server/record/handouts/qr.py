"""QR codes as a path that a screen draws itself: nothing is fetched, and no link leaves the house."""

from __future__ import annotations

import segno


def modules(text: str) -> tuple[int, str]:
    """The number of modules on a side, and SVG path data of the dark ones, each 1 by 1, without a margin."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            path.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end
    return len(rows), "".join(path)


def svg(text: str) -> bytes:
    """The code as a picture, with its quiet margin of four modules."""
    size, path = modules(text)
    side = size + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {side} {side}" width="{side}" height="{side}">'
        f'<rect x="-4" y="-4" width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>'
    ).encode()
